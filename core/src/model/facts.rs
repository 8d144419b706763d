//! Facts about how a document is written, as its reader records them.

use std::borrow::Cow;

use crate::tree::{Place, Why};

/// Something about how a resource is written. It is not a finding by itself: checks judge it.
///
/// A path is that of the field as the API server names it: `spec.containers[0].image`.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Fact<'a> {
    /// A kind that its group does not have, in any version: the API server rejects the object.
    UnknownKind {
        /// Group and version as written.
        api_version: &'a str,
        /// The kind as written.
        kind: &'a str,
        /// The kind's place.
        place: Place,
        /// The kind of the group with the most similar name.
        suggestion: Option<&'static str>,
        /// Group and version of a kind of this name.
        belongs_to: Option<&'static str>,
    },
    /// A key that the kind does not have: the API server drops it, or rejects the object.
    UnknownField {
        /// The key as written.
        key: Cow<'a, str>,
        /// The key's place.
        place: Place,
        /// Its path.
        path: String,
        /// The field of the same object with the most similar name.
        suggestion: Option<&'static str>,
        /// The security context that has a field of this name.
        belongs_to: Option<SecurityContext>,
    },
    /// A value that is not of the field's type: the API server rejects the object.
    WrongType {
        /// The value's place.
        place: Place,
        /// Its path.
        path: String,
        /// The expected type: `a whole number`.
        expected: &'static str,
        /// The type found: `a string`.
        found: &'static str,
    },
    /// A duplicate key in a mapping. The last one applies.
    DuplicateKey {
        /// The key as written.
        key: Cow<'a, str>,
        /// The later key's place.
        place: Place,
        /// The first key's place.
        first: Place,
        /// Its path.
        path: String,
        /// Whether the two have different values.
        differs: bool,
    },
    /// A key that is filled in elsewhere: whether the kind has it is not known.
    UnresolvedKey {
        /// The key's place.
        place: Place,
        /// Its path.
        path: String,
        /// Why it is not known.
        why: Why,
    },
    /// A value that is filled in elsewhere, for a field that is not a string: its type is not
    /// known.
    UnresolvedValue {
        /// The value's place.
        place: Place,
        /// Its path.
        path: String,
        /// Why it is not known.
        why: Why,
        /// Whether the value will be a list or a mapping, so that keys are hidden.
        hides_keys: bool,
    },
    /// A value of a chart that no template of the chart reads, or for which that is not known.
    UnreadValue {
        /// The key's place.
        place: Place,
        /// The keys that lead to it, its own last; the position of an item follows the key of its list:
        /// `hosts[0]`.
        keys: Vec<String>,
        /// Where other files set the same value.
        others: Vec<Place>,
        /// Why it is not known whether a template reads it.
        unknown: Option<String>,
    },
}

impl Fact<'_> {
    /// Where it is.
    pub fn place(&self) -> Place {
        match self {
            Self::UnknownKind { place, .. }
            | Self::UnknownField { place, .. }
            | Self::WrongType { place, .. }
            | Self::DuplicateKey { place, .. }
            | Self::UnresolvedKey { place, .. }
            | Self::UnresolvedValue { place, .. }
            | Self::UnreadValue { place, .. } => *place,
        }
    }
}

/// Which security contexts have a field.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum SecurityContext {
    /// Only the security context of a pod.
    Pod,
    /// Only the security context of a container.
    Container,
    /// Both.
    Either,
}
