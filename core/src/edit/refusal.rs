//! Why a fix cannot be written into the text.

use std::fmt;

use crate::tree::Unwritable;

/// Why an edit is not made.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Refusal {
    /// The spot has no position in any of the given trees.
    NoPlace,
    /// The tree was made from a value and has no text.
    NoText,
    /// The file contains bytes that are not text, so it cannot be written back unchanged.
    Encoding,
    /// The file is in an archive.
    Packed,
    /// The position is in a document that is derived from another one.
    Derived,
    /// The text is a string in another document.
    Embedded,
    /// The value is printed below a key that a template contains.
    Key,
    /// The field would have to be added to the text of a template.
    Template,
    /// A literal in a template is not alone on its line.
    Line,
    /// The value decides other fields, too.
    Shared,
    /// The value is a condition of a template.
    Decides,
    /// The value was derived from a value of another form.
    Unwritable(Unwritable),
    /// Another value would take effect instead of the removed one.
    Overrides,
    /// The new value would be removed again.
    Removed,
    /// The value is, or contains, one that an alias refers to elsewhere.
    Alias,
    /// The value is merged in by a merge key.
    Merge,
    /// The value to remove does not exist.
    Absent,
    /// A path goes through a value that is not a mapping.
    NotAMapping,
    /// The key is set more than once, so that another value would take effect if one is removed.
    DuplicateKey,
    /// The spot is a whole document.
    WholeDocument,
    /// Two edits of one fix conflict.
    Conflict,
    /// The layout of the text does not allow an edit without further changes.
    Layout,
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Unwritable(why) => return why.fmt(formatter),
            Self::Overrides => "the value that it overrides would apply again",
            Self::Removed => "a patch removes the value",
            Self::NoPlace => "the value has no position in a file",
            Self::Encoding => "the file contains bytes that are not text",
            Self::Packed => "the file is in an archive",
            Self::NoText => "the input is an object without source text",
            Self::Derived => "the document is generated from another one",
            Self::Embedded => "the text is a string in another document",
            Self::Key => "the template contains the key, and only the value is set elsewhere",
            Self::Template => "the field would have to be added to the text of a template",
            Self::Line => "the value is not alone on its line of the template",
            Self::Shared => "the value is also used for other fields",
            Self::Decides => "the value also decides what the template renders",
            Self::Alias => "the value is shared by an alias",
            Self::Merge => "the value is merged in by a merge key",
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
