//! Values as TOML.

use std::rc::Rc;

use super::object::as_data;
use super::{DEPTH, Failure, around};
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::{Text, TextBuilder};
use crate::derivation::helm::value::{Entry, List, Map, Number, Value};

/// A value as `toToml` writes it.
pub(in crate::derivation::helm) fn to_toml(value: &Value) -> Result<Text, Failure> {
    let mut writer = Writer { out: TextBuilder::default() };
    match value {
        Value::Nil(_) => {
            let message = "reflect: call of reflect.Value.Type on zero Value";
            return Err(Failure::Unsupported(message.to_owned()));
        }
        Value::Map(map) => writer.entries(map, &[])?,
        Value::List(list) if is_tables(list, 0)? => {
            let message = "toml: top-level values must be Go maps or structs";
            return Err(Failure::Unsupported(message.to_owned()));
        }
        other => writer.element(other, 0)?,
    }
    Ok(writer.out.finish())
}

struct Writer {
    out: TextBuilder,
}

/// An entry of a map, with its key.
type Named = (Rc<str>, Entry);

impl Writer {
    fn line(&mut self, trace: &Trace) {
        if self.out.len() > 0 {
            self.out.push_str("\n", trace);
        }
    }

    /// Writes the entries of a table: first those that are no tables.
    // INVARIANT: no deeper than `DEPTH`.
    fn entries(&mut self, map: &Map, path: &[Text]) -> Result<(), Failure> {
        if path.len() > DEPTH {
            return Err(Failure::TooDeep);
        }
        let trace = around(&map.trace);
        let (direct, tables) = parted(map, path.len())?;
        for (key, entry) in direct.into_iter().chain(tables) {
            let mut path = path.to_vec();
            path.push(Text::new(key, entry.key));
            self.entry(&path, &entry.value, &trace)?;
        }
        Ok(())
    }

    // INVARIANT: as for `entries`.
    fn entry(&mut self, path: &[Text], value: &Value, trace: &Trace) -> Result<(), Failure> {
        let indentation = "  ".repeat(path.len().saturating_sub(1));
        match value {
            Value::Nil(_) => {}
            Value::Map(map) => {
                let trace = around(&map.trace);
                if path.len() == 1 {
                    self.line(&trace);
                }
                self.header(path, [&format!("{indentation}["), "]"], &trace);
                self.entries(map, path)?;
            }
            Value::Object(object) => self.entry(path, &as_data(object), trace)?,
            Value::List(list) if is_tables(list, path.len())? => {
                for item in list.items.iter() {
                    let Value::Map(map) = item else { continue };
                    let trace = around(&map.trace);
                    self.line(&trace);
                    self.header(path, [&format!("{indentation}[["), "]]"], &trace);
                    self.entries(map, path)?;
                }
            }
            other => {
                self.out.push_str(&indentation, trace);
                if let Some(key) = path.last() {
                    self.key(key);
                }
                self.out.push_str(" = ", trace);
                self.element(other, path.len())?;
                self.line(trace);
            }
        }
        Ok(())
    }

    fn header(&mut self, path: &[Text], [open, close]: [&str; 2], trace: &Trace) {
        self.out.push_str(open, trace);
        for (at, key) in path.iter().enumerate() {
            self.out.push_str(if at > 0 { "." } else { "" }, trace);
            self.key(key);
        }
        self.out.push_str(close, trace);
        self.line(trace);
    }

    fn key(&mut self, key: &Text) {
        let is_bare = |letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter);
        if !key.is_empty() && key.as_str().chars().all(is_bare) {
            self.out.push(key);
        } else {
            self.string(key);
        }
    }

    /// Writes a value on one line.
    // INVARIANT: as for `entries`.
    fn element(&mut self, value: &Value, depth: usize) -> Result<(), Failure> {
        if depth > DEPTH {
            return Err(Failure::TooDeep);
        }
        match value {
            Value::Nil(_) => {}
            Value::Bool(value, trace) => self.out.push_str(&value.to_string(), trace),
            Value::Number(number, trace) => self.out.push_str(&written(*number), trace),
            Value::Text(text) => self.string(text),
            Value::Object(object) => self.element(&as_data(object), depth + 1)?,
            Value::Map(map) => self.inline(map, depth)?,
            Value::List(list) => {
                let trace = around(&list.trace);
                self.out.push_str("[", &trace);
                for (at, item) in list.items.iter().enumerate() {
                    self.out.push_str(if at > 0 { ", " } else { "" }, &trace);
                    self.element(item, depth + 1)?;
                }
                self.out.push_str("]", &trace);
            }
        }
        Ok(())
    }

    /// Writes a map on one line. After an entry that is not the last one of its kind there is a
    /// comma, also if all that follow are left out.
    fn inline(&mut self, map: &Map, depth: usize) -> Result<(), Failure> {
        let trace = around(&map.trace);
        let (direct, tables) = parted(map, depth)?;
        let last = (direct.len() + tables.len()).saturating_sub(1);
        self.out.push_str("{", &trace);
        for (at, (key, entry)) in direct.into_iter().chain(tables).enumerate() {
            if matches!(entry.value, Value::Nil(_)) {
                continue;
            }
            self.key(&Text::new(key, entry.key));
            self.out.push_str(" = ", &trace);
            self.element(&entry.value, depth + 1)?;
            self.out.push_str(if at == last { "" } else { ", " }, &trace);
        }
        self.out.push_str("}", &trace);
        Ok(())
    }

    fn string(&mut self, text: &Text) {
        let trace = around(&text.trace());
        self.out.push_str("\"", &trace);
        let mut from = 0;
        for (at, letter) in text.as_str().char_indices() {
            let Some(escaped) = escape(letter) else { continue };
            let end = at + letter.len_utf8();
            self.out.push_slice(text, from..at);
            self.out.push_str(&escaped, &text.trace_at(at..end));
            from = end;
        }
        self.out.push_slice(text, from..text.as_str().len());
        self.out.push_str("\"", &trace);
    }
}

/// The entries of a map that are no tables, and those that are.
fn parted(map: &Map, depth: usize) -> Result<(Vec<Named>, Vec<Named>), Failure> {
    let (mut direct, mut tables) = (Vec::new(), Vec::new());
    for (key, entry) in map.snapshot() {
        let is_table = match &entry.value {
            Value::Map(_) => true,
            Value::List(list) => is_tables(list, depth)?,
            Value::Object(object) => matches!(as_data(object), Value::Map(_)),
            _ => false,
        };
        if is_table { &mut tables } else { &mut direct }.push((key, entry));
    }
    Ok((direct, tables))
}

/// Whether all items of a list are maps. None of them, at any depth, may be null.
// INVARIANT: no deeper than `DEPTH`.
fn is_tables(list: &List, depth: usize) -> Result<bool, Failure> {
    if depth > DEPTH {
        return Err(Failure::TooDeep);
    }
    let mut all = !list.items.is_empty();
    for item in list.items.iter() {
        match item {
            Value::Nil(_) => {
                let message = "toml: cannot encode array with nil element";
                return Err(Failure::Unsupported(message.to_owned()));
            }
            Value::Map(_) => {}
            Value::List(inner) => {
                is_tables(inner, depth + 1)?;
                all = false;
            }
            _ => all = false,
        }
    }
    Ok(all)
}

fn written(number: Number) -> String {
    match number {
        Number::Float(value) if value.is_nan() => "nan".to_owned(),
        Number::Float(value) => {
            let text = value.to_string();
            let is_whole = value.is_finite() && !text.contains('.');
            if is_whole { text + ".0" } else { text }
        }
        Number::Unsigned64(value) => value.to_string(),
        other => other.integer().unwrap_or_default().to_string(),
    }
}

fn escape(letter: char) -> Option<String> {
    Some(match letter {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        '\u{8}' => "\\b".to_owned(),
        '\t' => "\\t".to_owned(),
        '\n' => "\\n".to_owned(),
        '\u{c}' => "\\f".to_owned(),
        '\r' => "\\r".to_owned(),
        '\0'..='\u{1f}' | '\u{7f}' => format!("\\u{:04x}", u32::from(letter)),
        _ => return None,
    })
}
