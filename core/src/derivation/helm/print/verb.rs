//! Values as the verbs of `printf` print them.

use std::rc::Rc;

use super::number::{Digits, float, integer};
use super::printed;
use super::quote::{quoted, quoted_in_ascii};
use crate::derivation::helm::go::type_name;
use crate::derivation::helm::object::Content;
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::{Text, TextBuilder};
use crate::derivation::helm::value::{Element, List, Map, Number, Value};

/// Maximum nesting of a value that is printed.
const DEPTH: u32 = 100;

/// What is written between `%` and a verb.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the format")]
pub(super) struct Flags {
    pub(super) plus: bool,
    pub(super) minus: bool,
    pub(super) sharp: bool,
    pub(super) space: bool,
    pub(super) zero: bool,
    pub(super) width: Option<usize>,
    pub(super) precision: Option<usize>,
}

/// How values are printed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    pub(super) verb: char,
    pub(super) flags: Flags,
    /// Whether values are printed as in programs of Go: `%#v`.
    is_syntax: bool,
    depth: u32,
}

impl Shown {
    pub(super) fn new(verb: char, flags: Flags) -> Self {
        if verb != 'v' {
            return Self { verb, flags, is_syntax: false, depth: 0 };
        }
        let plain = Flags { sharp: false, plus: false, ..flags };
        Self { verb, flags: plain, is_syntax: flags.sharp, depth: 0 }
    }

    /// As `%v` prints values.
    pub(super) fn plain() -> Self {
        Self::new('v', Flags::default())
    }

    fn deeper(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }
}

/// Prints a value.
// INVARIANT: no deeper than `DEPTH`.
pub(super) fn push(builder: &mut TextBuilder, value: &Value, shown: Shown) {
    if shown.depth > DEPTH {
        return;
    }
    if shown.verb == 'T' && shown.depth == 0 {
        let name = Text::new(type_name(value), Trace::computed([&value.trace()]));
        return builder.push(&padded(&cut(&name, shown.flags), shown.flags));
    }
    match value {
        Value::Nil(trace) => push_nil(builder, trace, shown),
        Value::Bool(..) if matches!(shown.verb, 't' | 'v') => {
            builder.push(&padded(&printed(value), shown.flags));
        }
        Value::Number(number, trace) => match number_text(*number, shown) {
            Some(text) => builder.push_str(&text, trace),
            None => bad(builder, value, shown),
        },
        Value::Text(text) => push_text(builder, text, value, shown),
        Value::List(list) => push_list(builder, list, shown),
        Value::Map(map) => push_map(builder, map, shown),
        Value::Object(object) => match (&object.content, shown.verb) {
            (Content::Bytes(text), 's' | 'q' | 'x' | 'X') => push_text(builder, text, value, shown),
            (Content::Version(_), 's' | 'q' | 'x' | 'X' | 'v') => {
                push_text(builder, &printed(value), value, shown);
            }
            (_, 'v' | 's' | 'q' | 'x' | 'X' | 'd') => builder.push(&printed(value)),
            _ => bad(builder, value, shown),
        },
        Value::Bool(..) => bad(builder, value, shown),
    }
}

fn push_nil(builder: &mut TextBuilder, trace: &Trace, shown: Shown) {
    let nil = Text::new("<nil>", trace.clone());
    match (shown.depth, shown.verb) {
        (0, 'v') => builder.push(&padded(&nil, shown.flags)),
        (0, _) => bad(builder, &Value::Nil(trace.clone()), shown),
        _ if shown.is_syntax => builder.push_str("interface {}(nil)", trace),
        _ => builder.push(&nil),
    }
}

/// A verb that does not fit its argument: `%!d(string=word)`.
fn bad(builder: &mut TextBuilder, value: &Value, shown: Shown) {
    builder.push_made(&format!("%!{}(", shown.verb));
    if matches!(value, Value::Nil(_)) {
        builder.push(&printed(value));
    } else {
        builder.push_made(type_name(value));
        builder.push_made("=");
        push(builder, value, Shown { verb: 'v', is_syntax: false, ..shown });
    }
    builder.push_made(")");
}

/// What is between the items of a list or map.
fn separator(shown: Shown) -> &'static str {
    if shown.is_syntax { ", " } else { " " }
}

fn push_list(builder: &mut TextBuilder, list: &List, shown: Shown) {
    if list.element == Element::Byte && matches!(shown.verb, 's' | 'q' | 'x' | 'X') {
        let byte = |item: &Value| match item {
            Value::Number(number, _) => number.integer().and_then(|byte| u8::try_from(byte).ok()),
            _ => None,
        };
        let bytes: Vec<u8> = list.items.iter().filter_map(byte).collect();
        let text = Text::new(String::from_utf8_lossy(&bytes), list.trace.clone());
        return push_text(builder, &text, &Value::List(list.clone()), shown);
    }
    let name = if shown.is_syntax { type_name(&Value::List(list.clone())) } else { "" };
    builder.push_str(name, &list.trace);
    if shown.is_syntax && list.is_nil {
        return builder.push_str("(nil)", &list.trace);
    }
    builder.push_str(if shown.is_syntax { "{" } else { "[" }, &list.trace);
    for (at, item) in list.items.iter().enumerate() {
        builder.push_str(if at > 0 { separator(shown) } else { "" }, &list.trace);
        push(builder, item, shown.deeper());
    }
    builder.push_str(if shown.is_syntax { "}" } else { "]" }, &list.trace);
}

fn push_map(builder: &mut TextBuilder, map: &Map, shown: Shown) {
    let name = if shown.is_syntax { type_name(&Value::Map(map.clone())) } else { "map" };
    builder.push_str(name, &map.trace);
    if shown.is_syntax && map.is_nil {
        return builder.push_str("(nil)", &map.trace);
    }
    builder.push_str(if shown.is_syntax { "{" } else { "[" }, &map.trace);
    for (at, (key, entry)) in map.snapshot().iter().enumerate() {
        builder.push_str(if at > 0 { separator(shown) } else { "" }, &map.trace);
        let key = Value::text(Rc::clone(key), entry.key.clone());
        push(builder, &key, shown.deeper());
        builder.push_str(":", &map.trace);
        push(builder, &entry.value, shown.deeper());
    }
    builder.push_str(if shown.is_syntax { "}" } else { "]" }, &map.trace);
}

/// A number by its verb; `None` if the verb is not one for it.
fn number_text(number: Number, shown: Shown) -> Option<String> {
    let (digits, flags) = match number {
        Number::Float(value) => (float(value, shown.verb, shown.flags)?, shown.flags),
        Number::Byte(value) if shown.is_syntax => {
            (Digits::Text(format!("{value:#x}")), shown.flags)
        }
        Number::Unsigned64(value) if shown.is_syntax => {
            (Digits::Text(format!("{value:#x}")), shown.flags)
        }
        Number::Unsigned64(value) => (integer(value.into(), shown.verb, shown.flags)?, shown.flags),
        other => (integer(other.integer()?.into(), shown.verb, shown.flags)?, shown.flags),
    };
    Some(match digits {
        // Zeros are between the sign and the digits.
        Digits::Signed(text) if flags.zero && !flags.minus => {
            let missing = missing(&text, flags);
            let (sign, rest) = text.split_at_checked(1).unwrap_or(("", &text));
            format!("{sign}{}{rest}", "0".repeat(missing))
        }
        Digits::Signed(text) | Digits::Unsigned(text) => filled(&text, flags),
        Digits::Text(text) => filled(&text, Flags { zero: false, ..flags }),
    })
}

/// How many characters are missing to the width that is asked for.
fn missing(text: &str, flags: Flags) -> usize {
    flags.width.unwrap_or(0).saturating_sub(text.chars().count())
}

fn filled(text: &str, flags: Flags) -> String {
    let fill = filling(missing(text, flags), flags);
    if flags.minus { format!("{text}{fill}") } else { format!("{fill}{text}") }
}

fn filling(count: usize, flags: Flags) -> String {
    (if flags.zero && !flags.minus { "0" } else { " " }).repeat(count)
}

/// A text at the width that its format asks for.
fn padded(text: &Text, flags: Flags) -> Text {
    let missing = missing(text.as_str(), flags);
    if missing == 0 {
        return text.clone();
    }
    let mut builder = TextBuilder::default();
    if flags.minus {
        builder.push(text);
    }
    builder.push_made(&filling(missing, flags));
    if !flags.minus {
        builder.push(text);
    }
    builder.finish()
}

/// The first characters of a text, as many as its format asks for.
fn cut(text: &Text, flags: Flags) -> Text {
    let Some(count) = flags.precision else { return text.clone() };
    let end = text.as_str().char_indices().nth(count);
    text.slice(0..end.map_or(text.as_str().len(), |(at, _)| at))
}

fn push_text(builder: &mut TextBuilder, text: &Text, value: &Value, shown: Shown) {
    let flags = shown.flags;
    let text = match shown.verb {
        'v' if shown.is_syntax => in_quotes(&cut(text, flags), flags),
        's' | 'v' => cut(text, flags),
        'q' => in_quotes(&cut(text, flags), flags),
        'x' | 'X' => text.rewritten(&hexadecimal(text.as_str(), shown)),
        _ => return bad(builder, value, shown),
    };
    builder.push(&padded(&text, flags));
}

fn in_quotes(text: &Text, flags: Flags) -> Text {
    let is_plain =
        |sign: char| (sign == '\t' || sign >= ' ') && !matches!(sign, '`' | '\u{7f}' | '\u{feff}');
    if flags.sharp && text.as_str().chars().all(is_plain) {
        let quote = Text::new("`", Trace::computed([&text.trace()]));
        return Text::joined([&quote, text, &quote]);
    }
    if flags.plus { quoted_in_ascii(text) } else { quoted(text) }
}

/// The bytes of a text.
fn hexadecimal(text: &str, Shown { verb, flags, .. }: Shown) -> String {
    let is_upper = verb == 'X';
    let prefix = match (flags.sharp, is_upper) {
        (true, true) => "0X",
        (true, false) => "0x",
        _ => "",
    };
    let digits = |byte: u8| if is_upper { format!("{byte:02X}") } else { format!("{byte:02x}") };
    let bytes = text.bytes().take(flags.precision.unwrap_or(usize::MAX));
    let digits: Vec<String> = bytes.map(digits).collect();
    if digits.is_empty() {
        return String::new();
    }
    let between = if flags.space { format!(" {prefix}") } else { String::new() };
    format!("{prefix}{}", digits.join(&between))
}
