//! Values as YAML.

use super::emitter::{Emitter, Sign};
use super::json::{Notation, base64_of, escaped};
use super::object::as_data;
use super::order::sorted;
use super::style::{Edition, is_simple_key};
use super::{DEPTH, Failure, around, numbers};
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::{Text, TextBuilder};
use crate::derivation::helm::value::{Element, Entry, List, Map, Number, Value};

/// A value as `toYaml` writes it: as JSON, which is read as YAML and written again. Empty if the
/// reference cannot write it.
pub(in crate::derivation::helm) fn to_yaml(value: &Value) -> Result<Text, Cause> {
    trimmed(written(value, Edition::Two))
}

/// A value as `toYamlPretty` writes it.
pub(in crate::derivation::helm) fn to_yaml_pretty(value: &Value) -> Result<Text, Cause> {
    trimmed(written(value, Edition::Three))
}

fn trimmed(written: Result<Text, Failure>) -> Result<Text, Cause> {
    let text = match written {
        Err(Failure::Unsupported(_)) => return Ok(Text::default()),
        other => other?,
    };
    let end = text.as_str().strip_suffix('\n').map_or(text.as_str().len(), str::len);
    Ok(text.slice(0..end))
}

fn written(value: &Value, edition: Edition) -> Result<Text, Failure> {
    let mut emitter = Emitter::new(edition);
    let frame = around(&value.trace());
    emitter.node(value, false, &frame, 0)?;
    emitter.indent = None;
    emitter.line(&frame);
    Ok(emitter.finish())
}

impl Emitter {
    // INVARIANT: no deeper than `DEPTH`.
    fn node(
        &mut self,
        value: &Value,
        in_map: bool,
        frame: &Trace,
        depth: usize,
    ) -> Result<(), Failure> {
        if depth > DEPTH || self.is_full() {
            return Err(Failure::TooDeep);
        }
        match value {
            Value::Nil(trace) => self.word(&Text::new("null", trace.clone()), frame),
            Value::List(List { is_nil: true, trace, .. })
            | Value::Map(Map { is_nil: true, trace, .. })
                if self.edition == Edition::Two =>
            {
                self.word(&Text::new("null", trace.clone()), frame);
            }
            Value::Bool(value, trace) => {
                self.word(&Text::new(value.to_string(), trace.clone()), frame);
            }
            Value::Number(number, trace) => {
                self.word(&Text::new(self.number(*number)?, trace.clone()), frame);
            }
            Value::Text(text) => self.string(text, false, frame)?,
            Value::List(list) if self.edition == Edition::Two && list.element == Element::Byte => {
                self.string(&base64_of(list), false, frame)?;
            }
            Value::List(list) => self.list(list, in_map, frame, depth)?,
            Value::Map(map) => self.map(map, frame, depth)?,
            Value::Object(object) => self.node(&as_data(object), in_map, frame, depth + 1)?,
        }
        Ok(())
    }

    fn number(&self, number: Number) -> Result<String, Failure> {
        Ok(match (number, self.edition) {
            (Number::Float(value), Edition::Two) => numbers::yaml(value)?,
            (Number::Float(value), Edition::Three) => numbers::pretty(value),
            (Number::Unsigned64(value), _) => value.to_string(),
            (other, _) => other.integer().unwrap_or_default().to_string(),
        })
    }

    fn string(&mut self, text: &Text, is_simple_key: bool, frame: &Trace) -> Result<(), Failure> {
        if self.edition == Edition::Two {
            self.scalar(&through_json(text)?, is_simple_key, frame);
        } else {
            self.scalar(text, is_simple_key, frame);
        }
        Ok(())
    }

    fn list(
        &mut self,
        list: &List,
        in_map: bool,
        frame: &Trace,
        depth: usize,
    ) -> Result<(), Failure> {
        let trace = around(&list.trace);
        if list.items.is_empty() {
            self.empty(["[", "]"], &trace, frame);
            return Ok(());
        }
        let outer = self.indent;
        let is_flat = self.edition == Edition::Two && in_map && !self.is_indented;
        self.indent = Some(outer.map_or(0, |indent| if is_flat { indent } else { indent + 2 }));
        for item in list.items.iter() {
            self.line(&trace);
            self.sign(Sign::Before("-"), &trace);
            self.node(item, false, &trace, depth + 1)?;
        }
        self.indent = outer;
        Ok(())
    }

    fn map(&mut self, map: &Map, frame: &Trace, depth: usize) -> Result<(), Failure> {
        let trace = around(&map.trace);
        if map.is_empty() {
            self.empty(["{", "}"], &trace, frame);
            return Ok(());
        }
        let outer = self.indent;
        self.indent = Some(outer.map_or(0, |indent| indent + 2));
        for (key, entry) in sorted(map.snapshot(), self.edition) {
            self.entry(&Text::new(key, entry.key.clone()), &entry, &trace, depth)?;
        }
        self.indent = outer;
        Ok(())
    }

    fn entry(
        &mut self,
        key: &Text,
        entry: &Entry,
        trace: &Trace,
        depth: usize,
    ) -> Result<(), Failure> {
        self.line(trace);
        if self.edition == Edition::Two && !is_read_as_key(key.as_str()) {
            return Err(Failure::Unsupported("yaml: could not find expected ':'".to_owned()));
        }
        if is_simple_key(key.as_str()) {
            self.string(key, true, trace)?;
            self.sign(Sign::Joined(":"), trace);
        } else {
            self.sign(Sign::Before("?"), trace);
            self.string(key, false, trace)?;
            self.line(trace);
            self.sign(Sign::Before(":"), trace);
        }
        self.node(&entry.value, true, trace, depth + 1)
    }

    fn empty(&mut self, [open, close]: [&'static str; 2], trace: &Trace, frame: &Trace) {
        self.word(&Text::new("", trace.clone()), frame);
        self.sign(Sign::Joined(open), trace);
        self.sign(Sign::Joined(close), trace);
    }
}

/// Whether a key in JSON is one for a reader of YAML: on one line, and not too long.
fn is_read_as_key(key: &str) -> bool {
    // An escape has up to six characters.
    let may_be_long = key.len() > 1024 / 6;
    let length = || escaped(key, Notation::Compact).chars().count();
    !key.contains('\u{85}') && (!may_be_long || length() <= 1024)
}

/// A string after it was written as JSON and read as YAML, which takes some characters for line
/// breaks and refuses others.
fn through_json(text: &Text) -> Result<Text, Failure> {
    let is_refused = |letter: char| matches!(letter, '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}');
    if text.as_str().contains(is_refused) {
        return Err(Failure::Unsupported("yaml: control characters are not allowed".to_owned()));
    }
    if !text.as_str().contains('\u{85}') {
        return Ok(text.clone());
    }
    let mut builder = TextBuilder::default();
    let trace = text.trace();
    let mut at = 0;
    while let Some(rest) = text.as_str().get(at..).filter(|rest| !rest.is_empty()) {
        let Some(found) = rest.find('\u{85}') else { break };
        let kept = rest.get(..found).unwrap_or_default().trim_end_matches(' ');
        builder.push_slice(text, at..at + kept.len());
        let folded = rest.get(found..).unwrap_or_default();
        let after = folded.trim_start_matches([' ', '\u{85}']);
        let breaks = folded.matches('\u{85}').count() - after.matches('\u{85}').count();
        let between = if breaks == 1 { " ".to_owned() } else { "\n".repeat(breaks - 1) };
        builder.push_str(&between, &trace);
        at = text.as_str().len() - after.len();
    }
    builder.push_slice(text, at..text.as_str().len());
    Ok(builder.finish())
}
