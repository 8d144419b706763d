//! Values as JSON.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::object::as_data;
use super::{DEPTH, Failure, around, numbers};
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::{Text, TextBuilder};
use crate::derivation::helm::value::{Element, List, Map, Number, Value};

/// The notation of JSON.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::derivation::helm) enum Notation {
    /// On one line.
    Compact,
    /// On one line, with the characters of HTML as they are.
    Raw,
    /// Each value on a line, indented by two spaces.
    Pretty,
}

/// A value as JSON.
pub(in crate::derivation::helm) fn to_json(
    value: &Value,
    notation: Notation,
) -> Result<Text, Failure> {
    let mut writer = Writer { out: TextBuilder::default(), notation };
    writer.value(value, 0)?;
    Ok(writer.out.finish())
}

/// A list of bytes as JSON has it.
pub(super) fn base64_of(list: &List) -> Text {
    let byte = |item: &Value| match item {
        Value::Number(number, _) => number.integer().and_then(|byte| u8::try_from(byte).ok()),
        _ => None,
    };
    let bytes: Vec<u8> = list.items.iter().filter_map(byte).collect();
    Text::new(BASE64_STANDARD.encode(bytes), Trace::computed([&list.trace]))
}

struct Writer {
    out: TextBuilder,
    notation: Notation,
}

impl Writer {
    // INVARIANT: no deeper than `DEPTH`.
    fn value(&mut self, value: &Value, depth: usize) -> Result<(), Failure> {
        if depth > DEPTH || self.out.is_full() {
            return Err(Failure::TooDeep);
        }
        match value {
            Value::Nil(trace)
            | Value::List(List { is_nil: true, trace, .. })
            | Value::Map(Map { is_nil: true, trace, .. }) => self.out.push_str("null", trace),
            Value::Bool(value, trace) => self.out.push_str(&value.to_string(), trace),
            Value::Number(Number::Float(value), trace) => {
                self.out.push_str(&numbers::json(*value)?, trace);
            }
            Value::Number(Number::Unsigned64(value), trace) => {
                self.out.push_str(&value.to_string(), trace);
            }
            Value::Number(number, trace) => {
                self.out.push_str(&number.integer().unwrap_or_default().to_string(), trace);
            }
            Value::Text(text) => self.string(text),
            Value::List(list) if list.element == Element::Byte => self.string(&base64_of(list)),
            Value::List(list) => self.list(list, depth)?,
            Value::Map(map) => self.map(map, depth)?,
            Value::Object(object) => self.value(&as_data(object), depth + 1)?,
        }
        Ok(())
    }

    fn list(&mut self, list: &List, depth: usize) -> Result<(), Failure> {
        let trace = around(&list.trace);
        self.out.push_str("[", &trace);
        for (at, item) in list.items.iter().enumerate() {
            self.separate(at == 0, depth + 1, &trace);
            self.value(item, depth + 1)?;
        }
        self.close("]", list.items.is_empty(), depth, &trace);
        Ok(())
    }

    fn map(&mut self, map: &Map, depth: usize) -> Result<(), Failure> {
        let trace = around(&map.trace);
        self.out.push_str("{", &trace);
        for (at, (key, entry)) in map.snapshot().into_iter().enumerate() {
            self.separate(at == 0, depth + 1, &trace);
            self.string(&Text::new(key, entry.key));
            self.out.push_str(if self.notation == Notation::Pretty { ": " } else { ":" }, &trace);
            self.value(&entry.value, depth + 1)?;
        }
        self.close("}", map.is_empty(), depth, &trace);
        Ok(())
    }

    /// Writes what precedes an item.
    fn separate(&mut self, is_first: bool, depth: usize, trace: &Trace) {
        self.out.push_str(if is_first { "" } else { "," }, trace);
        self.line(depth, trace);
    }

    fn close(&mut self, close: &str, is_empty: bool, depth: usize, trace: &Trace) {
        if !is_empty {
            self.line(depth, trace);
        }
        self.out.push_str(close, trace);
    }

    fn line(&mut self, depth: usize, trace: &Trace) {
        if self.notation == Notation::Pretty {
            self.out.push_str(&format!("\n{}", "  ".repeat(depth)), trace);
        }
    }

    fn string(&mut self, text: &Text) {
        let trace = around(&text.trace());
        self.out.push_str("\"", &trace);
        let notation = self.notation;
        self.out.push_escaped(text, |letter| escape(letter, notation), |trace| trace);
        self.out.push_str("\"", &trace);
    }
}

/// A string in quotes.
pub(super) fn escaped(text: &str, notation: Notation) -> String {
    let escaped = |letter| escape(letter, notation).unwrap_or_else(|| String::from(letter));
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

fn escape(letter: char, notation: Notation) -> Option<String> {
    let short = match letter {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\u{8}' => "\\b",
        '\u{c}' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '<' | '>' | '&' if notation == Notation::Raw => return None,
        '\0'..='\u{1f}' | '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
            return Some(format!("\\u{:04x}", u32::from(letter)));
        }
        _ => return None,
    };
    Some(short.to_owned())
}
