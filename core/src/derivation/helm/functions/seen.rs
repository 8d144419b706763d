//! Tests of functions as tables of calls and of the answers that were seen from Sprig 3.3.0.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use super::{Arguments, Patterns, function};
use crate::derivation::helm::object::Content;
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::value::{Entry, Map, Number, Value};

/// Compares calls with answers. A line is a call, ` => `, and the answer as JSON or an error after `ERR`.
pub(super) fn check(table: &str) {
    let mut wrong = String::new();
    for line in table.lines().map(str::trim_start).filter(|line| !line.is_empty()) {
        let (call, seen) = line.split_once(" => ").unwrap_or((line, ""));
        let is_same = match (answer(call), seen.strip_prefix("ERR ")) {
            (Err(message), Some(seen)) => message == seen,
            // Slices of Go that are `nil` are empty lists here.
            (Ok(value), None) if seen == "null" => value == json!([]),
            (Ok(value), None) => Some(value) == serde_json::from_str::<Json>(seen).ok(),
            _ => false,
        };
        if !is_same {
            let _ = writeln!(wrong, "{call}\n  seen {seen}\n  here {:?}", answer(call));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The answer to a call: a name, and arguments as JSON.
fn answer(call: &str) -> Result<Json, String> {
    let (name, mut rest) = call.split_once(' ').unwrap_or((call, ""));
    let mut arguments = Vec::new();
    while !rest.trim().is_empty() {
        let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<Json>();
        let Some(Ok(argument)) = stream.next() else { return Err(format!("? {rest}")) };
        arguments.push(value(&argument));
        rest = rest.get(stream.byte_offset()..).unwrap_or_default();
    }
    let Some(function) = function(name) else { return Err("no such function".into()) };
    (function.run)(&Arguments::new(arguments, &Patterns::default()))
        .map(|value| json_of(&value))
        .map_err(|it| it.message)
}

fn value(argument: &Json) -> Value {
    let trace = Trace::default();
    match argument {
        Json::String(text) => Value::text(text.as_str(), trace),
        Json::Bool(is_true) => Value::Bool(*is_true, trace),
        Json::Number(number) => match number.as_i64() {
            Some(number) => Value::int(number, trace),
            None => Value::Number(Number::Float(number.as_f64().unwrap_or_default()), trace),
        },
        Json::Array(items) => Value::list(items.iter().map(value).collect::<Vec<_>>(), trace),
        Json::Object(entries) => {
            let entry = |(key, one): (&String, &Json)| {
                (key.as_str().into(), Entry { key: trace.clone(), value: value(one) })
            };
            Value::Map(Map::new(entries.iter().map(entry).collect(), trace.clone()))
        }
        Json::Null => Value::Nil(trace),
    }
}

fn json_of(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(text.as_str()),
        Value::Bool(is_true, _) => json!(is_true),
        Value::Number(number, _) => json!(number.integer()),
        Value::List(list) => list.items.iter().map(json_of).collect(),
        Value::Map(map) => {
            let entries = map.snapshot().into_iter();
            entries.map(|(key, entry)| (key.to_string(), json_of(&entry.value))).collect()
        }
        Value::Object(object) => match &object.content {
            Content::Version(version) => json!(version.to_string()),
            _ => Json::Null,
        },
        Value::Nil(_) => Json::Null,
    }
}
