//! Values as TOML.

use super::{DEPTH, Failure, around};
use crate::derivation::helm::object::Content;
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::print::{general, printed};
use crate::derivation::helm::text::{Text, TextBuilder};
use crate::derivation::helm::value::{Entry, List, Map, Number, Value};

const OF_NIL: &str = "toml: cannot encode array with nil element";
const NO_KEY: &str = "toml: top-level values must be Go maps or structs";

/// A value as `toToml` writes it; why it cannot be written is the text there.
pub(in crate::derivation::helm) fn to_toml(value: &Value) -> Result<Text, Failure> {
    let mut writer = Writer::default();
    match value {
        Value::Map(map) if map.is_nil => {}
        Value::Map(map) => writer.entries(map, &[])?,
        Value::List(list) if is_of_tables(list)? => {
            return Err(Failure::Unsupported(NO_KEY.to_owned()));
        }
        value => writer.element(value, 0)?,
    }
    Ok(writer.out.finish())
}

/// Whether all items of a list are maps, which then are tables; a list with `nil` cannot be written.
fn is_of_tables(list: &List) -> Result<bool, Failure> {
    let mut are_maps = !list.items.is_empty();
    for item in list.items.iter() {
        match item {
            Value::Nil(_)
            | Value::List(List { is_nil: true, .. })
            | Value::Map(Map { is_nil: true, .. }) => {
                return Err(Failure::Unsupported(OF_NIL.to_owned()));
            }
            Value::Map(_) => {}
            Value::List(inner) => {
                is_of_tables(inner)?;
                are_maps = false;
            }
            _ => are_maps = false,
        }
    }
    Ok(are_maps)
}

/// Whether a value is written as a table below the others, and not beside its key.
fn is_table(value: &Value) -> Result<bool, Failure> {
    match value {
        Value::Map(map) => Ok(!map.is_nil),
        Value::List(list) => is_of_tables(list),
        _ => Ok(false),
    }
}

/// Whether nothing is written for a value.
fn is_nothing(value: &Value) -> bool {
    matches!(
        value,
        Value::Nil(_)
            | Value::List(List { is_nil: true, .. })
            | Value::Map(Map { is_nil: true, .. })
    )
}

type Named = (Text, Value);

/// The entries of a map that are no tables, and those that are.
fn divided(map: &Map) -> Result<(Vec<Named>, Vec<Named>), Failure> {
    let (mut direct, mut tables) = (Vec::new(), Vec::new());
    for (key, Entry { key: trace, value }) in map.snapshot() {
        let part = if is_table(&value)? { &mut tables } else { &mut direct };
        part.push((Text::new(key, trace), value));
    }
    Ok((direct, tables))
}

#[derive(Default)]
struct Writer {
    out: TextBuilder,
}

impl Writer {
    /// The entries of a table below some keys.
    // INVARIANT: no deeper than `DEPTH`.
    fn entries(&mut self, map: &Map, keys: &[Text]) -> Result<(), Failure> {
        if keys.len() > DEPTH {
            return Err(Failure::TooDeep);
        }
        let trace = around(&map.trace);
        let (direct, tables) = divided(map)?;
        for (key, value) in direct.iter().filter(|(_, value)| !is_nothing(value)) {
            self.out.push_str(&"  ".repeat(keys.len()), &trace);
            self.pair(key, value, &trace, 0)?;
            self.out.push_str("\n", &trace);
        }
        for (key, value) in tables {
            let keys = [keys, &[key]].concat();
            match &value {
                Value::List(list) => self.tables(list, &keys)?,
                Value::Map(map) => self.table(map, &keys)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn table(&mut self, map: &Map, keys: &[Text]) -> Result<(), Failure> {
        let trace = around(&map.trace);
        if keys.len() == 1 {
            self.blank_line(&trace);
        }
        self.heading(keys, ["[", "]\n"], &trace);
        self.entries(map, keys)
    }

    fn tables(&mut self, list: &List, keys: &[Text]) -> Result<(), Failure> {
        for item in list.items.iter() {
            let Value::Map(map) = item else { continue };
            let trace = around(&map.trace);
            self.blank_line(&trace);
            self.heading(keys, ["[[", "]]\n"], &trace);
            self.entries(map, keys)?;
        }
        Ok(())
    }

    fn blank_line(&mut self, trace: &Trace) {
        if self.out.len() > 0 {
            self.out.push_str("\n", trace);
        }
    }

    fn heading(&mut self, keys: &[Text], [open, close]: [&str; 2], trace: &Trace) {
        self.out.push_str(&"  ".repeat(keys.len().saturating_sub(1)), trace);
        self.out.push_str(open, trace);
        for (at, key) in keys.iter().enumerate() {
            self.out.push_str(if at > 0 { "." } else { "" }, trace);
            self.key(key);
        }
        self.out.push_str(close, trace);
    }

    fn pair(
        &mut self,
        key: &Text,
        value: &Value,
        trace: &Trace,
        depth: usize,
    ) -> Result<(), Failure> {
        self.key(key);
        self.out.push_str(" = ", trace);
        self.element(value, depth)
    }

    fn key(&mut self, key: &Text) {
        let is_bare = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-');
        if !key.is_empty() && key.as_str().chars().all(is_bare) {
            self.out.push(key);
        } else {
            self.string(key);
        }
    }

    /// A value beside its key, or in a list.
    // INVARIANT: no deeper than `DEPTH`.
    fn element(&mut self, value: &Value, depth: usize) -> Result<(), Failure> {
        if depth > DEPTH {
            return Err(Failure::TooDeep);
        }
        match value {
            Value::Nil(_) => {}
            Value::Number(Number::Float(number), trace) => {
                self.out.push_str(&float(*number), trace);
            }
            Value::Bool(..) | Value::Number(..) => self.out.push(&printed(value)),
            Value::Text(text) => self.string(text),
            Value::List(list) => self.list(list, depth)?,
            Value::Map(map) => self.inline(map, depth)?,
            Value::Object(object) => match &object.content {
                Content::Version(version) => {
                    self.string(&Text::new(version.to_string(), object.trace.clone()));
                }
                // What other structs are in TOML is not known here.
                _ => self.out.push_str("\"\"", &Trace::open()),
            },
        }
        Ok(())
    }

    fn list(&mut self, list: &List, depth: usize) -> Result<(), Failure> {
        let trace = around(&list.trace);
        self.out.push_str("[", &trace);
        for (at, item) in list.items.iter().enumerate() {
            self.out.push_str(if at > 0 { ", " } else { "" }, &trace);
            self.element(item, depth + 1)?;
        }
        self.out.push_str("]", &trace);
        Ok(())
    }

    /// A map in a list. A comma follows what is not the last, even if nothing is written for the last.
    fn inline(&mut self, map: &Map, depth: usize) -> Result<(), Failure> {
        let trace = around(&map.trace);
        let (direct, tables) = divided(map)?;
        self.out.push_str("{", &trace);
        let count = direct.len() + tables.len();
        for (at, (key, value)) in direct.iter().chain(&tables).enumerate() {
            if is_nothing(value) {
                continue;
            }
            self.pair(key, value, &trace, depth + 1)?;
            self.out.push_str(if at + 1 < count { ", " } else { "" }, &trace);
        }
        self.out.push_str("}", &trace);
        Ok(())
    }

    fn string(&mut self, text: &Text) {
        let trace = around(&text.trace());
        self.out.push_str("\"", &trace);
        self.out.push_escaped(text, escape, |trace| trace);
        self.out.push_str("\"", &trace);
    }
}

fn escape(sign: char) -> Option<String> {
    let short = match sign {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\u{8}' => "\\b",
        '\u{c}' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\0'..='\u{1f}' | '\u{7f}' => return Some(format!("\\u{:04x}", u32::from(sign))),
        _ => return None,
    };
    Some(short.to_owned())
}

/// A number with a point or an exponent.
fn float(number: f64) -> String {
    match general(number, None).as_str() {
        "NaN" => "nan".to_owned(),
        "+Inf" => "inf".to_owned(),
        "-Inf" => "-inf".to_owned(),
        text if text.contains(['.', 'e']) => text.to_owned(),
        text => format!("{text}.0"),
    }
}
