//! Values without their origins, which can be compared.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::DEPTH;
use super::decimal::Decimal;
use crate::derivation::helm::value::Value;
use crate::tree::{Kind, NodeRef, Scalar};

/// A value as JSON has it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Plain {
    Null,
    Bool(bool),
    Number(Decimal),
    Text(Rc<str>),
    List(Vec<Plain>),
    Map(BTreeMap<Rc<str>, Plain>),
}

impl Plain {
    /// A node of a schema; `None` if it is nested too deeply.
    // INVARIANT: no deeper than `DEPTH`.
    pub(super) fn of_node(node: NodeRef<'_>, depth: usize) -> Option<Self> {
        if depth > DEPTH {
            return None;
        }
        match node.kind() {
            Kind::Scalar | Kind::Alias => Some(match node.scalar() {
                Scalar::Null => Self::Null,
                Scalar::Bool(value) => Self::Bool(value),
                Scalar::Text(text) => Self::Text(text.into()),
                _ => Self::Number(Decimal::parse(node.text())?),
            }),
            Kind::Sequence => node
                .items()
                .map(|item| Self::of_node(item, depth + 1))
                .collect::<Option<_>>()
                .map(Self::List),
            Kind::Mapping => {
                let entries = node.entries().into_iter().map(|(key, value)| {
                    Some((key.key_text().into(), Self::of_node(value, depth + 1)?))
                });
                entries.collect::<Option<_>>().map(Self::Map)
            }
        }
    }

    /// Whether a value is the same.
    // INVARIANT: no deeper than this value, which is no deeper than `DEPTH`.
    pub(super) fn is(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Null, Value::Nil(_)) => true,
            (Self::Bool(own), Value::Bool(other, _)) => own == other,
            (Self::Number(own), Value::Number(other, _)) => {
                Decimal::of(*other).is_some_and(|other| *own == other)
            }
            (Self::Text(own), Value::Text(other)) => **own == *other.as_str(),
            (Self::List(own), Value::List(other)) => {
                let pairs = own.iter().zip(other.items.iter());
                own.len() == other.items.len()
                    && pairs.into_iter().all(|(own, other)| own.is(other))
            }
            (Self::Map(own), Value::Map(other)) => {
                let is_same = |(key, own): (&Rc<str>, &Self)| {
                    other.get(key).is_some_and(|other| own.is(&other))
                };
                own.len() == other.len() && own.iter().all(is_same)
            }
            _ => false,
        }
    }

    /// A value; `None` if JSON cannot represent it, or if it is nested too deeply.
    // INVARIANT: no deeper than `DEPTH`.
    pub(super) fn of_value(value: &Value, depth: usize) -> Option<Self> {
        if depth > DEPTH {
            return None;
        }
        match value {
            Value::Nil(_) => Some(Self::Null),
            Value::Bool(value, _) => Some(Self::Bool(*value)),
            Value::Number(number, _) => Decimal::of(*number).map(Self::Number),
            Value::Text(text) => Some(Self::Text(text.shared())),
            Value::List(list) => {
                let items = list.items.iter().map(|item| Self::of_value(item, depth + 1));
                items.collect::<Option<_>>().map(Self::List)
            }
            Value::Map(map) => {
                let entries = map
                    .snapshot()
                    .into_iter()
                    .map(|(key, entry)| Some((key, Self::of_value(&entry.value, depth + 1)?)));
                entries.collect::<Option<_>>().map(Self::Map)
            }
            Value::Object(_) => None,
        }
    }
}
