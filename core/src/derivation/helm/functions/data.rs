//! Functions that write and read YAML and JSON: `toJson`, `fromJson` and those of YAML and TOML are
//! Helm's, the others Sprig's.

use std::collections::BTreeMap;

use super::Parameter::Text as Letters;
use super::signature::{fixed, of_one};
use super::{Arguments, Function, Outcome};
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::Text;
use crate::derivation::helm::value::{Entry, Map, Value};
use crate::derivation::helm::yaml::{
    Failure, Notation, from_json, from_yaml, to_json, to_yaml, to_yaml_pretty,
};

pub(super) const FUNCTIONS: &[Function] = &[
    fixed("fromJson", &[Letters], |arguments| map_of(arguments, from_json, "")),
    fixed("fromJsonArray", &[Letters], |arguments| list_of(arguments, from_json, "")),
    fixed("fromToml", &[Letters], |_| Ok(Value::Map(Map::new(BTreeMap::new(), Trace::open())))),
    fixed("fromYaml", &[Letters], |arguments| map_of(arguments, from_yaml, DECODING)),
    fixed("fromYamlArray", &[Letters], |arguments| list_of(arguments, from_yaml, DECODING)),
    fixed("mustFromJson", &[Letters], |arguments| Ok(from_json(&arguments.text(0))?)),
    of_one("mustToJson", |arguments| must(arguments, Notation::Compact)),
    of_one("mustToPrettyJson", |arguments| must(arguments, Notation::Pretty)),
    of_one("mustToRawJson", |arguments| must(arguments, Notation::Raw)),
    of_one("toJson", |arguments| json(arguments, Notation::Compact)),
    of_one("toPrettyJson", |arguments| json(arguments, Notation::Pretty)),
    of_one("toRawJson", |arguments| must(arguments, Notation::Raw)),
    // What it would be is not known.
    of_one("toToml", |_| Ok(Value::text("", Trace::open()))),
    of_one("toYaml", |arguments| Ok(Value::Text(to_yaml(&arguments.any(0))?))),
    of_one("toYamlPretty", |arguments| Ok(Value::Text(to_yaml_pretty(&arguments.any(0))?))),
];

/// What precedes the words about a type that does not fit.
const DECODING: &str = "error unmarshaling JSON: while decoding JSON: ";

type Read = fn(&Text) -> Result<Value, String>;

fn must(arguments: &Arguments, notation: Notation) -> Outcome {
    Ok(Value::Text(to_json(&arguments.any(0), notation)?))
}

/// JSON; an empty text, if the reference cannot write it.
fn json(arguments: &Arguments, notation: Notation) -> Outcome {
    match to_json(&arguments.any(0), notation) {
        Err(Failure::Unsupported(_)) => Ok(Value::text("", arguments.trace())),
        written => Ok(Value::Text(written?)),
    }
}

/// A text as a map; one with the key `Error`, if it is something else.
fn map_of(arguments: &Arguments, read: Read, words: &str) -> Outcome {
    let trace = arguments.trace();
    let message = match read(&arguments.text(0)) {
        Ok(map @ Value::Map(_)) => return Ok(map),
        Ok(Value::Nil(trace)) => return Ok(Value::Map(Map::new(BTreeMap::new(), trace))),
        Ok(other) => mismatch(&other, words, "map[string]interface {}"),
        Err(message) => message,
    };
    let entry = Entry { key: trace.clone(), value: Value::text(message, trace.clone()) };
    Ok(Value::Map(Map::new(BTreeMap::from([("Error".into(), entry)]), trace)))
}

/// A text as a list; one of an error, if it is something else.
fn list_of(arguments: &Arguments, read: Read, words: &str) -> Outcome {
    let trace = arguments.trace();
    let message = match read(&arguments.text(0)) {
        Ok(list @ Value::List(_)) => return Ok(list),
        Ok(Value::Nil(trace)) => return Ok(Value::list([], trace)),
        Ok(other) => mismatch(&other, words, "[]interface {}"),
        Err(message) => message,
    };
    Ok(Value::list([Value::text(message, trace.clone())], trace))
}

fn mismatch(value: &Value, words: &str, expected: &str) -> String {
    let name = match value {
        Value::Nil(_) => "null",
        Value::Bool(..) => "bool",
        Value::Number(..) => "number",
        Value::Text(_) => "string",
        Value::List(_) => "array",
        Value::Map(_) | Value::Object(_) => "object",
    };
    format!("{words}json: cannot unmarshal {name} into Go value of type {expected}")
}
