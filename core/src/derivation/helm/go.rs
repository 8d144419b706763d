//! The types of values as Go names them, and whether a value is true.

use super::object::{Content, Object};
use super::value::{Element, List, Map, MapKind, Number, Value};

/// The name of the type of a value, as `%T` prints it.
pub(super) fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Nil(_) => "<nil>",
        Value::Bool(..) => "bool",
        Value::Number(number, _) => number.type_name(),
        Value::Text(_) => "string",
        Value::List(List { element, .. }) => match element {
            Element::Any => "[]interface {}",
            Element::Text => "[]string",
            Element::Int => "[]int",
            Element::Byte => "[]uint8",
            Element::List => "[][]interface {}",
        },
        Value::Map(Map { kind, .. }) => match kind {
            MapKind::Any => "map[string]interface {}",
            MapKind::Text => "map[string]string",
            MapKind::Values => "chartutil.Values",
        },
        Value::Object(object) => object.type_name,
    }
}

/// The name of the kind of a value, as `reflect.Kind` prints it.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Nil(_) => "invalid",
        Value::Bool(..) => "bool",
        Value::Number(number, _) => number.type_name(),
        Value::Text(_) => "string",
        Value::List(_) => "slice",
        Value::Map(_) => "map",
        Value::Object(object) => object.kind(),
    }
}

/// Whether a value is true in a condition: not the zero value of its type, and not empty.
pub(super) fn is_true(value: &Value) -> bool {
    match value {
        Value::Nil(_) => false,
        Value::Bool(value, _) => *value,
        Value::Number(Number::Float(value), _) => *value != 0.0,
        Value::Number(Number::Unsigned64(value), _) => *value != 0,
        Value::Number(value, _) => value.integer() != Some(0),
        Value::Text(text) => !text.is_empty(),
        Value::List(list) => !list.items.is_empty(),
        Value::Map(map) => !map.is_empty(),
        Value::Object(object) => match &object.content {
            Content::Files(files) => !files.is_empty(),
            Content::ApiVersions(versions) => !versions.is_empty(),
            Content::Bytes(text) => !text.is_empty(),
            _ => true,
        },
    }
}

impl Object {
    /// The name of its kind.
    fn kind(&self) -> &'static str {
        match &self.content {
            Content::Files(_) => "map",
            Content::ApiVersions(_) | Content::Bytes(_) => "slice",
            Content::Version(_) if self.type_name.starts_with('*') => "ptr",
            Content::Fields(_) | Content::Open | Content::Version(_) => "struct",
        }
    }
}
