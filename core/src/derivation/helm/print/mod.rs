//! Values as Go's `fmt` prints them.

mod float;
mod format;
mod number;
mod quote;
mod verb;

pub(super) use float::{exponent, general};
pub(super) use format::formatted;
pub(super) use quote::quoted;

use super::object::{Content, KUBERNETES_VERSION, Object};
use super::text::{Text, TextBuilder};
use super::value::{Number, Value};

/// Maximum nesting of a value that is printed.
const DEPTH: u32 = 100;

/// What an action prints for a value that is not there. Helm removes it from what it renders.
pub(super) const NO_VALUE: &str = "<no value>";

/// A value as `%v` prints it; the bytes of texts keep their origins.
pub(super) fn printed(value: &Value) -> Text {
    match value {
        Value::Text(text) => text.clone(),
        Value::List(_) | Value::Map(_) | Value::Object(_) => {
            let mut builder = TextBuilder::default();
            print(value, &mut builder, 0);
            builder.finish()
        }
        scalar => Text::new(scalar_text(scalar), scalar.trace()),
    }
}

/// A value as functions of texts take it: strings and bytes as they are, others as `%v` prints them.
pub(super) fn string_of(value: &Value) -> Text {
    match value {
        Value::Object(object) => match &object.content {
            Content::Bytes(text) => text.clone(),
            _ => printed(value),
        },
        _ => printed(value),
    }
}

/// Values as `print` prints them: with spaces between those that are no strings.
pub(super) fn printed_all(values: &[Value]) -> Text {
    let mut builder = TextBuilder::default();
    let mut was_text = true;
    for (at, value) in values.iter().enumerate() {
        let is_text = matches!(value, Value::Text(_));
        if at > 0 && !is_text && !was_text {
            builder.push_made(" ");
        }
        builder.push(&printed(value));
        was_text = is_text;
    }
    builder.finish()
}

/// Values as `println` prints them.
pub(super) fn printed_line(values: &[Value]) -> Text {
    let mut builder = TextBuilder::default();
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            builder.push_made(" ");
        }
        builder.push(&printed(value));
    }
    builder.push_made("\n");
    builder.finish()
}

/// A value that is no string and contains no others.
fn scalar_text(value: &Value) -> String {
    match value {
        Value::Nil(_) => "<nil>".to_owned(),
        Value::Bool(value, _) => value.to_string(),
        Value::Number(number, _) => number_text(*number),
        _ => String::new(),
    }
}

/// A number as `%v` prints it.
pub(super) fn number_text(number: Number) -> String {
    match number {
        Number::Float(value) => general(value, None),
        Number::Unsigned64(value) => value.to_string(),
        other => other.integer().unwrap_or_default().to_string(),
    }
}

// INVARIANT: no deeper than `DEPTH`.
fn print(value: &Value, builder: &mut TextBuilder, depth: u32) {
    if depth > DEPTH || builder.is_full() {
        return;
    }
    match value {
        Value::Text(text) => builder.push(text),
        Value::List(list) => {
            builder.push_str("[", &list.trace);
            for (at, item) in list.items.iter().enumerate() {
                if at > 0 {
                    builder.push_str(" ", &list.trace);
                }
                print(item, builder, depth + 1);
            }
            builder.push_str("]", &list.trace);
        }
        Value::Map(map) => {
            builder.push_str("map[", &map.trace);
            for (at, (key, entry)) in map.snapshot().iter().enumerate() {
                if at > 0 {
                    builder.push_str(" ", &map.trace);
                }
                builder.push_str(key, &entry.key);
                builder.push_str(":", &map.trace);
                print(&entry.value, builder, depth + 1);
            }
            builder.push_str("]", &map.trace);
        }
        Value::Object(object) => print_object(object, builder, depth),
        scalar => builder.push_str(&scalar_text(scalar), &scalar.trace()),
    }
}

fn print_object(object: &Object, builder: &mut TextBuilder, depth: u32) {
    match &object.content {
        Content::Fields(fields) => {
            builder.push_str("{", &object.trace);
            for (at, value) in fields.values().enumerate() {
                if at > 0 {
                    builder.push_str(" ", &object.trace);
                }
                print(value, builder, depth + 1);
            }
            builder.push_str("}", &object.trace);
        }
        Content::Files(files) => {
            builder.push_str("map[", &object.trace);
            for (at, (path, text)) in files.iter().enumerate() {
                if at > 0 {
                    builder.push_str(" ", &object.trace);
                }
                builder.push_str(path, &object.trace);
                builder.push_str(":", &object.trace);
                builder.push_str(&bytes(text), &text.trace());
            }
            builder.push_str("]", &object.trace);
        }
        Content::ApiVersions(versions) => {
            builder.push_str(&format!("[{}]", versions.join(" ")), &object.trace);
        }
        Content::Bytes(text) => builder.push_str(&bytes(text), &text.trace()),
        Content::Version(version) if object.type_name == KUBERNETES_VERSION => {
            builder.push_str(&version.original, &object.trace);
        }
        Content::Version(version) => builder.push_str(&version.to_string(), &object.trace),
        Content::Open => builder.push_str("unknown", &object.trace),
    }
}

/// Bytes as a list of numbers.
fn bytes(text: &Text) -> String {
    let bytes: Vec<String> = text.as_str().bytes().map(|byte| byte.to_string()).collect();
    format!("[{}]", bytes.join(" "))
}
