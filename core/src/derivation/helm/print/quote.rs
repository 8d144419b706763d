//! Texts in quotes, as Go's `strconv.Quote` writes them.

use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::{Text, TextBuilder};

/// A text in double quotes; what needs no escape keeps its origin.
pub(in crate::derivation::helm) fn quoted(text: &Text) -> Text {
    with_escapes(text, escape)
}

/// A text in double quotes, with all characters beyond ASCII written as escapes.
pub(super) fn quoted_in_ascii(text: &Text) -> Text {
    with_escapes(text, |character| match u32::from(character) {
        0..=0x7F => escape(character),
        code @ ..=0xFFFF => Some(format!("\\u{code:04x}")),
        code => Some(format!("\\U{code:08x}")),
    })
}

fn with_escapes(text: &Text, escape: fn(char) -> Option<String>) -> Text {
    if text.is_empty() {
        return text.rewritten("\"\"");
    }
    let mut builder = TextBuilder::default();
    builder.push_made("\"");
    builder.push_escaped(text, escape, |trace| Trace::computed([&trace]));
    builder.push_made("\"");
    builder.finish()
}

/// How a character is written in quotes, if it is not written as itself.
fn escape(character: char) -> Option<String> {
    let short = match character {
        '"' | '\\' => return Some(format!("\\{character}")),
        ' '..='~' => return None,
        '\u{7}' => "\\a",
        '\u{8}' => "\\b",
        '\u{C}' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\u{B}' => "\\v",
        _ => return long_escape(character),
    };
    Some(short.to_owned())
}

/// How a control character or one beyond ASCII is written in quotes.
fn long_escape(character: char) -> Option<String> {
    let code = u32::from(character);
    match code {
        0..=0x1F | 0x7F => Some(format!("\\x{code:02x}")),
        _ if is_printable(character) => None,
        0..=0xFFFF => Some(format!("\\u{code:04x}")),
        _ => Some(format!("\\U{code:08x}")),
    }
}

/// Whether a character beyond ASCII is visible. Rust escapes those that are not in its debug format, and
/// at the beginning of a text also those that combine with what precedes.
fn is_printable(character: char) -> bool {
    let text: String = ['a', character].into_iter().collect();
    text.escape_debug().nth(1) == Some(character)
}
