//! Namespaces and LimitRanges.

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
    /// Default limits of containers.
    pub default: Amounts<'a>,
    /// Default requests of containers.
    pub default_request: Amounts<'a>,
    /// Maximum limits.
    pub max: Amounts<'a>,
    /// Minimum requests.
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
