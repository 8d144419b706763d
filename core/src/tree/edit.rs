//! Changes to a document in symbolic form: what changes, not which bytes.

use super::place::{Anchor, Spot};

/// One change to a document. The bytes are computed when the report is made.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum Edit {
    /// Set the value at a spot, creating missing parents.
    Set(Spot, NewValue),
    /// Remove the entry or item, with its key.
    Remove(Spot),
}

/// A value that an edit writes.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum NewValue {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A string; quotes are added if necessary.
    Text(String),
    /// A list of strings.
    Texts(Vec<String>),
}

impl Edit {
    /// Sets a field, whether or not it exists.
    pub fn set(target: &impl Anchor, value: impl Into<NewValue>) -> Self {
        Self::Set(target.spot(), value.into())
    }

    /// Removes a field and its key.
    pub fn remove(target: &impl Anchor) -> Self {
        Self::Remove(target.spot())
    }
}

impl From<bool> for NewValue {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for NewValue {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<&str> for NewValue {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<Vec<String>> for NewValue {
    fn from(value: Vec<String>) -> Self {
        Self::Texts(value)
    }
}
