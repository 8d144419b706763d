//! A node as JSON, to compare it with answers of others.

use asepsis::internal::tree::{Kind, NodeRef, Scalar};
use serde_json::{Number, Value};

/// A node as JSON.
pub(crate) fn value(node: NodeRef<'_>) -> Value {
    match node.kind() {
        Kind::Mapping => {
            let entries = node.entries().into_iter();
            Value::Object(
                entries.map(|(key, inner)| (key.key_text().into_owned(), value(inner))).collect(),
            )
        }
        Kind::Sequence => Value::Array(node.items().map(value).collect()),
        Kind::Scalar | Kind::Alias => match node.scalar() {
            Scalar::Null => Value::Null,
            Scalar::Bool(value) => Value::Bool(value),
            Scalar::Integer(value) => Value::Number(value.into()),
            Scalar::Unsigned(value) => Value::Number(value.into()),
            Scalar::Float(value) => Number::from_f64(value).map_or(Value::Null, Value::Number),
            Scalar::Text(text) => Value::String(text.to_owned()),
        },
    }
}
