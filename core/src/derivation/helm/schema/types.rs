//! The types of JSON.

use crate::derivation::helm::value::Value;
use crate::tree::{Kind, NodeRef, Scalar};

/// The names of the types, in the order in which they are listed.
const NAMES: [&str; 7] = ["null", "boolean", "number", "integer", "string", "array", "object"];

/// A set of types.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Types(u8);

impl Types {
    /// The set with a type more; the same for what is no name of a type.
    pub(super) fn with(self, name: &str) -> Self {
        let at = NAMES.iter().position(|known| *known == name);
        Self(self.0 | at.map_or(0, |at| 1 << at))
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn contains(self, name: &str) -> bool {
        self.0 & Self::default().with(name).0 != 0
    }

    /// The names, with `or` between them.
    pub(super) fn listed(self) -> String {
        let names = NAMES.iter().copied().filter(|name| self.contains(name));
        names.collect::<Vec<_>>().join(" or ")
    }
}

/// Whether a text is the name of a type.
pub(super) fn is_type(name: &str) -> bool {
    NAMES.contains(&name)
}

/// All names of types, in quotes.
pub(super) fn all() -> String {
    let sorted = ["array", "boolean", "integer", "null", "number", "object", "string"];
    sorted.map(|name| format!("'{name}'")).join(", ")
}

/// The type of a value; `None` for those that JSON does not have.
pub(super) fn of_value(value: &Value) -> Option<&'static str> {
    Some(match value {
        Value::Nil(_) => "null",
        Value::Bool(..) => "boolean",
        Value::Number(..) => "number",
        Value::Text(_) => "string",
        Value::List(_) => "array",
        Value::Map(_) => "object",
        Value::Object(_) => return None,
    })
}

/// The type of a node.
pub(super) fn of_node(node: NodeRef<'_>) -> &'static str {
    match node.kind() {
        Kind::Mapping => "object",
        Kind::Sequence => "array",
        Kind::Scalar | Kind::Alias => match node.scalar() {
            Scalar::Null => "null",
            Scalar::Bool(_) => "boolean",
            Scalar::Text(_) => "string",
            _ => "number",
        },
    }
}
