//! Whether values are equal for `reflect.DeepEqual`: of the same type, with the same content.

use std::rc::Rc;

use crate::derivation::helm::object::Content;
use crate::derivation::helm::value::{Map, Value};

/// Maximum nesting of what is compared.
const DEPTH: usize = 100;

/// Whether two values are of the same type and have the same content.
pub(super) fn is_deep_equal(one: &Value, other: &Value) -> bool {
    is_equal(one, other, 0)
}

// INVARIANT: no deeper than `DEPTH`.
fn is_equal(one: &Value, other: &Value, depth: usize) -> bool {
    if depth > DEPTH {
        return true;
    }
    match (one, other) {
        (Value::Nil(_), Value::Nil(_)) => true,
        (Value::Bool(one, _), Value::Bool(other, _)) => one == other,
        (Value::Number(one, _), Value::Number(other, _)) => one == other,
        (Value::Text(one), Value::Text(other)) => one.as_str() == other.as_str(),
        (Value::List(one), Value::List(other)) => {
            let pairs = || one.items.iter().zip(other.items.iter());
            let is_same = Rc::ptr_eq(&one.items, &other.items);
            (one.element, one.is_nil) == (other.element, other.is_nil)
                && one.items.len() == other.items.len()
                && (is_same || pairs().all(|(one, other)| is_equal(one, other, depth + 1)))
        }
        (Value::Map(one), Value::Map(other)) => is_same_map(one, other, depth),
        (Value::Object(one), Value::Object(other)) => {
            Rc::ptr_eq(one, other)
                || match (&one.content, &other.content) {
                    (Content::Bytes(one), Content::Bytes(other)) => one.as_str() == other.as_str(),
                    (Content::Version(one), Content::Version(other)) => one == other,
                    _ => false,
                }
        }
        _ => false,
    }
}

// INVARIANT: as for `is_equal`.
fn is_same_map(one: &Map, other: &Map, depth: usize) -> bool {
    if (one.kind, one.is_nil) != (other.kind, other.is_nil) || one.len() != other.len() {
        return false;
    }
    if Rc::ptr_eq(&one.entries, &other.entries) {
        return true;
    }
    let (one, other) = (one.snapshot(), other.snapshot());
    one.iter().zip(&other).all(|((key, entry), (other_key, other_entry))| {
        key == other_key && is_equal(&entry.value, &other_entry.value, depth + 1)
    })
}
