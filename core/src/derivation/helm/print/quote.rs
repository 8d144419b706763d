//! Strings in quotes, as Go writes them.

use std::fmt::Write as _;

use crate::derivation::helm::text::{Text, TextBuilder};

/// A text as `%q` prints it. What needs no escape keeps its origins.
pub(in super::super) fn quoted(text: &Text) -> Text {
    let mut builder = TextBuilder::default();
    let trace = text.trace();
    builder.push_str("\"", &made(&trace));
    let mut from = 0;
    for (at, sign) in text.as_str().char_indices() {
        let Some(escape) = escape(sign) else { continue };
        builder.push_slice(text, from..at);
        builder.push_str(&escape, &made(&trace));
        from = at + sign.len_utf8();
    }
    builder.push_slice(text, from..text.as_str().len());
    builder.push_str("\"", &made(&trace));
    builder.finish()
}

fn made(trace: &crate::derivation::helm::origin::Trace) -> crate::derivation::helm::origin::Trace {
    crate::derivation::helm::origin::Trace::computed([trace])
}

/// The escape of a character; `None` if it is printed as it is.
fn escape(sign: char) -> Option<String> {
    Some(match sign {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        '\u{7}' => "\\a".to_owned(),
        '\u{8}' => "\\b".to_owned(),
        '\u{c}' => "\\f".to_owned(),
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        '\u{b}' => "\\v".to_owned(),
        sign if is_printable(sign) => return None,
        sign => {
            let code = u32::from(sign);
            let mut text = String::new();
            // INVARIANT: writing to a string does not fail.
            let _ = match code {
                0..=0x7f => write!(text, "\\x{code:02x}"),
                0x80..=0xffff => write!(text, "\\u{code:04x}"),
                _ => write!(text, "\\U{code:08x}"),
            };
            text
        }
    })
}

/// Whether Go prints a character without an escape. The rarer classes of Unicode count as printable.
fn is_printable(sign: char) -> bool {
    let is_space = sign.is_whitespace() && sign != ' ';
    let is_format = matches!(sign,
        '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}'
        | '\u{f0000}'..='\u{10ffff}');
    !(sign.is_control() || is_space || is_format)
}
