//! Formats of `printf`.

use std::rc::Rc;

use super::float::{exponent, fixed, general};
use super::{number_text, printed, quoted};
use crate::derivation::helm::go::type_name;
use crate::derivation::helm::object::Content;
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::{Text, TextBuilder};
use crate::derivation::helm::value::{Number, Value};

/// Maximum width and precision, as in Go.
const WIDEST: usize = 1_000_000;

/// What is written between `%` and a verb.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the format")]
struct Flags {
    plus: bool,
    minus: bool,
    sharp: bool,
    space: bool,
    zero: bool,
    width: Option<usize>,
    precision: Option<usize>,
}

/// A format with its arguments while it is printed.
struct Formatter<'f> {
    format: &'f Text,
    arguments: &'f [Value],
    /// The next argument.
    next: usize,
    /// Whether a verb named its argument by number.
    is_reordered: bool,
    /// Whether the last number of an argument was not one.
    is_bad: bool,
    builder: TextBuilder,
}

/// Arguments in a format, as `printf` prints them.
pub(in crate::derivation::helm) fn formatted(format: &Text, arguments: &[Value]) -> Text {
    let mut formatter = Formatter {
        format,
        arguments,
        next: 0,
        is_reordered: false,
        is_bad: false,
        builder: TextBuilder::default(),
    };
    formatter.run();
    formatter.builder.finish()
}

impl Formatter<'_> {
    fn run(&mut self) {
        let text = self.format.shared();
        let mut at = 0;
        while let Some(found) = text.get(at..).and_then(|rest| rest.find('%')) {
            self.builder.push_slice(self.format, at..at + found);
            at = self.verb(&text, at + found + 1);
        }
        self.builder.push_slice(self.format, at..text.len());
        if !self.is_reordered && self.next < self.arguments.len() {
            self.builder.push_made("%!(EXTRA ");
            let left = self.arguments.get(self.next..).unwrap_or_default();
            for (at, argument) in left.iter().enumerate() {
                if at > 0 {
                    self.builder.push_made(", ");
                }
                if matches!(argument, Value::Nil(_)) {
                    self.builder.push_made("<nil>");
                    continue;
                }
                self.builder.push_made(type_name(argument));
                self.builder.push_made("=");
                self.builder.push(&printed(argument));
            }
            self.builder.push_made(")");
        }
    }

    /// Prints one verb, which begins after its `%`; returns its end.
    fn verb(&mut self, text: &str, start: usize) -> usize {
        let mut at = start;
        let mut flags = Flags::default();
        self.is_bad = false;
        let byte = |at: usize| text.as_bytes().get(at).copied();
        loop {
            match byte(at) {
                Some(b'+') => flags.plus = true,
                Some(b'-') => (flags.minus, flags.zero) = (true, false),
                Some(b'#') => flags.sharp = true,
                Some(b' ') => flags.space = true,
                Some(b'0') => flags.zero = true,
                _ => break,
            }
            at += 1;
        }
        at = self.argument_number(text, at);
        (flags.width, at) = self.size(text, at);
        if byte(at) == Some(b'.') {
            at = self.argument_number(text, at + 1);
            let (precision, end) = self.size(text, at);
            flags.precision = Some(precision.unwrap_or(0));
            at = end;
        }
        at = self.argument_number(text, at);
        let Some(verb) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            self.builder.push_made("%!(NOVERB)");
            return text.len();
        };
        let end = at + verb.len_utf8();
        self.print(verb, flags);
        end
    }

    /// `[n]`, the number of the next argument.
    fn argument_number(&mut self, text: &str, at: usize) -> usize {
        let Some(rest) = text.get(at..).and_then(|rest| rest.strip_prefix('[')) else { return at };
        self.is_reordered = true;
        let Some(end) = rest.find(']') else {
            self.is_bad = true;
            return at + 1;
        };
        let number: Option<usize> = rest.get(..end).and_then(|number| number.parse().ok());
        match number {
            Some(number) if number >= 1 && number <= self.arguments.len() => self.next = number - 1,
            _ => self.is_bad = true,
        }
        at + end + 2
    }

    /// A width or a precision: a number, or `*` for that of an argument.
    fn size(&mut self, text: &str, at: usize) -> (Option<usize>, usize) {
        let rest = text.get(at..).unwrap_or_default();
        if rest.starts_with('*') {
            let argument = self.arguments.get(self.next);
            self.next += 1;
            let size = match argument {
                Some(Value::Number(number, _)) => number.integer(),
                _ => None,
            };
            let size = size.and_then(|size| usize::try_from(size).ok());
            return (size.filter(|size| *size <= WIDEST), at + 1);
        }
        let digits = rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len());
        let number = rest.get(..digits).and_then(|digits| digits.parse().ok());
        (number.filter(|size| *size <= WIDEST), at + digits)
    }

    fn print(&mut self, verb: char, flags: Flags) {
        if verb == '%' {
            return self.builder.push_made("%");
        }
        if self.is_bad {
            return self.builder.push_made(&format!("%!{verb}(BADINDEX)"));
        }
        let Some(argument) = self.arguments.get(self.next) else {
            return self.builder.push_made(&format!("%!{verb}(MISSING)"));
        };
        self.next += 1;
        let text = argument_text(argument, verb, flags);
        self.builder.push(&padded(&text, argument, verb, flags));
    }
}

/// An argument by its verb, without padding.
fn argument_text(argument: &Value, verb: char, flags: Flags) -> Text {
    match (verb, argument) {
        ('T', _) => Text::new(type_name(argument), Trace::computed([&argument.trace()])),
        ('v', Value::Text(text)) if flags.sharp => quoted(text),
        ('v', Value::Number(number, trace)) => {
            Text::new(signed(number_text(*number), flags), trace.clone())
        }
        ('v', _) => printed(argument),
        (_, Value::Text(text)) => text_by_verb(text, verb, flags),
        (_, Value::Number(number, trace)) => match number_by_verb(*number, verb, flags) {
            Some(text) => Text::new(text, trace.clone()),
            None => bad(argument, verb),
        },
        ('t', Value::Bool(..)) => printed(argument),
        ('s' | 'd' | 'q' | 'x' | 'X', Value::List(list)) => {
            collected(&list.items, verb, flags, &list.trace)
        }
        ('s' | 'd' | 'q', Value::Map(map)) => {
            let mut builder = TextBuilder::default();
            builder.push_str("map[", &map.trace);
            for (at, (key, entry)) in map.snapshot().iter().enumerate() {
                if at > 0 {
                    builder.push_str(" ", &map.trace);
                }
                let key = Value::text(Rc::clone(key), entry.key.clone());
                builder.push(&argument_text(&key, verb, flags));
                builder.push_str(":", &map.trace);
                builder.push(&argument_text(&entry.value, verb, flags));
            }
            builder.push_str("]", &map.trace);
            builder.finish()
        }
        ('s' | 'q' | 'x' | 'X', Value::Object(object)) => match &object.content {
            Content::Bytes(text) => text_by_verb(text, verb, flags),
            _ => printed(argument),
        },
        _ => bad(argument, verb),
    }
}

fn collected(items: &[Value], verb: char, flags: Flags, trace: &Trace) -> Text {
    let mut builder = TextBuilder::default();
    builder.push_str("[", trace);
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            builder.push_str(" ", trace);
        }
        let text = argument_text(item, verb, flags);
        builder.push(&padded(&text, item, verb, flags));
    }
    builder.push_str("]", trace);
    builder.finish()
}

/// A verb that does not fit its argument: `%!d(string=ward)`.
fn bad(argument: &Value, verb: char) -> Text {
    let mut builder = TextBuilder::default();
    builder.push_made(&format!("%!{verb}("));
    if !matches!(argument, Value::Nil(_)) {
        builder.push_made(type_name(argument));
        builder.push_made("=");
    }
    builder.push(&printed(argument));
    builder.push_made(")");
    builder.finish()
}

fn text_by_verb(text: &Text, verb: char, flags: Flags) -> Text {
    let cut = match flags.precision {
        Some(count) if verb != 'x' && verb != 'X' => {
            let end = text.as_str().char_indices().nth(count);
            text.slice(0..end.map_or(text.as_str().len(), |(at, _)| at))
        }
        _ => text.clone(),
    };
    match verb {
        's' => cut,
        'q' if flags.sharp && !cut.as_str().contains(['`', '\n', '\r', '\t', '\u{7f}']) => {
            let raw = Text::new("`", Trace::computed([&cut.trace()]));
            Text::joined([&raw, &cut, &raw])
        }
        'q' => quoted(&cut),
        'x' | 'X' => {
            let upper = verb == 'X';
            let digits: Vec<String> = text
                .as_str()
                .bytes()
                .map(|byte| if upper { format!("{byte:02X}") } else { format!("{byte:02x}") })
                .collect();
            let between = if flags.space { " " } else { "" };
            let prefix = match (flags.sharp && !digits.is_empty(), upper) {
                (true, true) => "0X",
                (true, false) => "0x",
                _ => "",
            };
            text.rewritten(&format!("{prefix}{}", digits.join(between)))
        }
        _ => bad(&Value::Text(text.clone()), verb),
    }
}

/// A number by its verb; `None` if the verb is not one for it.
fn number_by_verb(number: Number, verb: char, flags: Flags) -> Option<String> {
    if let Number::Float(value) = number {
        let text = match verb {
            'e' => exponent(value, Some(flags.precision.unwrap_or(6))),
            'E' => exponent(value, Some(flags.precision.unwrap_or(6))).to_uppercase(),
            'f' | 'F' => fixed(value, flags.precision.unwrap_or(6)),
            'g' => general(value, flags.precision),
            'G' => general(value, flags.precision).to_uppercase(),
            _ => return None,
        };
        return Some(signed(text, flags));
    }
    let value = number.integer()?;
    let sign = if value < 0 { "-" } else { "" };
    let size = value.unsigned_abs();
    let (prefix, digits) = match verb {
        'd' => ("", size.to_string()),
        'b' => ("0b", format!("{size:b}")),
        'o' => ("0", format!("{size:o}")),
        'O' => return Some(signed(format!("{sign}0o{size:o}"), flags)),
        'x' => ("0x", format!("{size:x}")),
        'X' => ("0X", format!("{size:X}")),
        'c' => return Some(character(value).to_string()),
        'q' => return Some(format!("'{}'", character(value))),
        'U' => return Some(format!("U+{size:04X}")),
        _ => return None,
    };
    let missing = flags.precision.unwrap_or(0).saturating_sub(digits.len());
    let digits = format!("{}{digits}", "0".repeat(missing));
    let prefix = if flags.sharp { prefix } else { "" };
    Some(signed(format!("{sign}{prefix}{digits}"), flags))
}

fn character(code: i64) -> char {
    u32::try_from(code).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// A number with the sign that flags ask for.
fn signed(text: String, flags: Flags) -> String {
    if text.starts_with(['-', '+']) {
        return text;
    }
    match (flags.plus, flags.space) {
        (true, _) => format!("+{text}"),
        (false, true) => format!(" {text}"),
        _ => text,
    }
}

/// A text at the width that its format asks for.
fn padded(text: &Text, argument: &Value, verb: char, flags: Flags) -> Text {
    let is_collection = matches!(argument, Value::List(_) | Value::Map(_));
    let width = flags.width.filter(|_| !is_collection || verb == 'T').unwrap_or(0);
    let missing = width.saturating_sub(text.as_str().chars().count());
    if missing == 0 {
        return text.clone();
    }
    let is_number = matches!(argument, Value::Number(..));
    let has_zeros = flags.zero
        && !(flags.minus || is_number && flags.precision.is_some() && is_whole(argument));
    let mut builder = TextBuilder::default();
    if flags.minus {
        builder.push(text);
        builder.push_made(&" ".repeat(missing));
        return builder.finish();
    }
    let sign = usize::from(is_number && has_zeros && text.as_str().starts_with(['-', '+', ' ']));
    builder.push_slice(text, 0..sign);
    builder.push_made(&(if has_zeros { "0" } else { " " }).repeat(missing));
    builder.push_slice(text, sign..text.as_str().len());
    builder.finish()
}

fn is_whole(argument: &Value) -> bool {
    !matches!(argument, Value::Number(Number::Float(_), _))
}
