//! Places in inputs.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::source::Position;

/// A place in an input.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Location {
    /// The input's name.
    pub path: Arc<str>,
    /// The document in it, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<u32>,
    /// RFC 6901 pointer in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<Box<str>>,
    /// The place in a document inside the scalar at `pointer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embedded: Option<Box<Embedded>>,
    /// Where it begins; none where there is no text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Position>,
    /// Where it ends, one past its last character.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Position>,
}

/// A place in a document inside a scalar.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Embedded {
    /// The document in the scalar, from 0.
    pub document: u32,
    /// RFC 6901 pointer in it.
    pub pointer: Box<str>,
}
