//! Values that Go ranges over as lists, and what functions say of others.

use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::go::kind;
use crate::derivation::helm::object::Content;
use crate::derivation::helm::print::string_of;
use crate::derivation::helm::text::Text;
use crate::derivation::helm::value::{Number, Value};

/// What Go says when a function asks for the type of `nil`.
pub(super) const OF_NIL: &str = "runtime error: invalid memory address or nil pointer dereference";

/// The items of a list or of what Go takes for one.
pub(super) fn items(value: &Value) -> Option<Vec<Value>> {
    let object = match value {
        Value::List(list) => return Some(list.items.to_vec()),
        Value::Object(object) => object,
        _ => return None,
    };
    match &object.content {
        Content::Bytes(text) => {
            let trace = text.trace();
            let byte = |byte| Value::Number(Number::Byte(byte), trace.clone());
            Some(text.as_str().bytes().map(byte).collect())
        }
        Content::ApiVersions(versions) => {
            let text = |text| Value::text(std::rc::Rc::clone(text), object.trace.clone());
            Some(versions.iter().map(text).collect())
        }
        _ => None,
    }
}

/// The items of a list.
///
/// # Errors
/// If it is another value, in words that begin with `words`.
pub(super) fn items_or(value: &Value, words: &str) -> Result<Vec<Value>, Cause> {
    match items(value) {
        Some(items) => Ok(items),
        None if matches!(value, Value::Nil(_)) => Err(OF_NIL.into()),
        None => Err(format!("{words} {}", kind(value)).into()),
    }
}

/// The items of a list as texts, without `nil`; another value is a list of one.
pub(super) fn texts_of(value: &Value) -> Vec<Text> {
    let is_set = |item: &&Value| !matches!(item, Value::Nil(_));
    match items(value) {
        Some(items) => items.iter().filter(is_set).map(string_of).collect(),
        None if matches!(value, Value::Nil(_)) => Vec::new(),
        None => vec![string_of(value)],
    }
}
