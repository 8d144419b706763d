//! Namespaces and what they limit.

use super::quantity::Quantity;
use crate::tree::{Field, Place};

/// A Namespace: everything about it is in its metadata.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Namespace;

/// A LimitRange.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct LimitRange<'a> {
    /// Its items.
    pub limits: Field<Vec<Limit<'a>>>,
}

/// One item of a LimitRange.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Limit<'a> {
    /// `Container`, `Pod` or `PersistentVolumeClaim`.
    pub kind: Field<&'a str>,
    /// Limits that a container gets when it has none.
    pub default: Amounts<'a>,
    /// Requests that a container gets when it has none.
    pub default_request: Amounts<'a>,
    /// Largest limits.
    pub max: Amounts<'a>,
    /// Smallest requests.
    pub min: Amounts<'a>,
    /// Where the item is.
    pub place: Place,
}

/// Amounts of CPU and memory.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Amounts<'a> {
    /// CPU.
    pub cpu: Field<Quantity<'a>>,
    /// Memory.
    pub memory: Field<Quantity<'a>>,
}
