//! Why a fix cannot be written into the text.

use std::fmt;

use crate::tree::Unwritable;

/// Why an edit is not made.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Refusal {
    /// The spot has no place in any tree that was given.
    NoPlace,
    /// The tree was made from a value and has no text.
    NoText,
    /// Bytes of the file are no text: it cannot be written back as it was.
    Encoding,
    /// The place is in a document that was made from another one.
    Derived,
    /// What the value was made from is no value like it.
    Unwritable(Unwritable),
    /// Something else would take the place of what is removed.
    Overrides,
    /// The value is, or holds, one that an alias names elsewhere.
    Alias,
    /// The value comes in through a merge key.
    Merge,
    /// The thing to remove is not there.
    Absent,
    /// A path leads below something that is no mapping.
    NotAMapping,
    /// The key stands more than once, so that removing one would bring another into force.
    DuplicateKey,
    /// The spot is a whole document.
    WholeDocument,
    /// Two edits of one fix contradict each other.
    Conflict,
    /// The text is laid out in a way that cannot be edited without touching more.
    Layout,
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Unwritable(why) => return why.fmt(formatter),
            Self::Overrides => "the value that it overrides would apply again",
            Self::NoPlace => "the value has no position in a file",
            Self::Encoding => "the file contains bytes that are not text",
            Self::NoText => "the input is an object without source text",
            Self::Derived => "the document is generated from another one",
            Self::Alias => "the value is shared by an alias",
            Self::Merge => "the value comes in through a merge key",
            Self::Absent => "there is nothing to remove",
            Self::NotAMapping => "the path goes through a value that is not a mapping",
            Self::DuplicateKey => "the key is set more than once in its mapping",
            Self::WholeDocument => "the whole document cannot be changed",
            Self::Conflict => "two changes of the fix conflict",
            Self::Layout => "the layout of the text cannot be edited safely",
        })
    }
}

impl std::error::Error for Refusal {}
