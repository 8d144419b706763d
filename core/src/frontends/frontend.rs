//! The definition of a frontend: data and functions, in one value in the frontend's own folder.

use std::fmt;
use std::sync::Arc;

use super::DocumentReport;
use super::inner::Inner;
use super::names::FileName;
use super::purpose::Purpose;
use super::settings::Listing;
use crate::model::{Resource, Technology, Whole, Words};
use crate::source::Unpacked;
use crate::syntax::Format;
use crate::tree::Tree;

/// Reads the files of one technology, or some of them.
#[derive(Debug)]
#[non_exhaustive]
pub struct Frontend {
    /// The technology of the files; `None` if the technologies are not supported yet.
    pub technology: Option<Technology>,
    /// The terms that messages use.
    pub words: Words,
    /// The kinds of its files.
    pub kinds: &'static [&'static FileKind],
    /// The formats of its files.
    pub formats: &'static [Format],
    /// The kind that a file may have, by its name.
    pub(crate) recognise: fn(&FileName) -> Option<Recognised>,
    /// The kind of a file by its content; `None` if this frontend cannot tell.
    pub(crate) reconsider: fn(&Doubt<'_>) -> Option<Recognised>,
    /// Lists the settings of a resource besides those of its containers.
    pub(crate) settings: Settings,
}

/// What a file with a certain name can be. The content decides: a resource is read in any file. If
/// no resource is found, only a file that cannot be anything else is reported as an unreadable
/// manifest.
#[non_exhaustive]
pub struct FileKind {
    /// Its name: `values`.
    pub word: &'static str,
    pub(crate) certainty: Certainty,
    /// Whether a text that cannot be read in full may be relevant to checks, by the text and the
    /// part that was read.
    pub(crate) matters: fn(&str, Option<&Tree>) -> bool,
    pub(crate) reading: Reading,
    /// The scalars that may contain embedded texts.
    pub(crate) inner: InnerOf,
    /// The purpose of a file of the kind, by its path.
    pub(crate) purpose: fn(&str) -> Purpose,
    /// The files that a file of the kind is checked together with, by its path.
    pub(crate) whole: fn(&str) -> Whole,
    /// The meaning of the environments of its files.
    pub(crate) environments: Environments,
}

/// How certain it is that a file is of the kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Certainty {
    /// Any file of its format can be one.
    Possible,
    /// Its name implies it; the content may contradict.
    Likely,
    /// It cannot be anything else, whatever its content.
    Certain,
}

/// The meaning of the environments of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Environments {
    /// Files for different environments are alternatives, and never refer to each other.
    Alternatives,
    /// Each file has its own environments, from its path unless the caller gives them.
    Labels,
    /// The environments of the file that includes it apply.
    Part,
}

/// The scalars of a tree that may contain embedded texts.
pub(crate) type InnerOf = for<'t> fn(&'t Tree) -> Vec<Inner<'t>>;

/// How a file of a kind is read.
#[derive(Clone, Copy)]
pub(crate) enum Reading {
    /// Each document becomes resources, or is reported as something else.
    Documents(Read),
    /// It cannot be read, for this reason.
    Refused(&'static str),
    /// It contains files, which are read in its place.
    #[cfg_attr(not(feature = "charts"), allow(dead_code, reason = "only charts are in archives"))]
    Packed(Packed),
    /// Its technology is not supported yet, except for settings.
    Uncovered(Uncovered),
}

/// What an archive must contain to be read.
#[derive(Clone, Copy)]
pub(crate) struct Packed {
    /// Returns the files, up to a size.
    pub(crate) unpack: fn(&[u8], u64) -> Unpacked,
    /// The name of the file that one of its folders must have.
    pub(crate) marker: &'static str,
    /// What it is without that file.
    pub(crate) otherwise: &'static str,
    /// The kind of files in it whose names no frontend recognises; their texts are used by others.
    pub(crate) other: Recognised,
}

/// Lists the settings of a resource.
pub(crate) type Settings = for<'s> fn(&'s Resource<'s>, &mut Listing<'s>);

/// Creates resources from the documents of a file, and reports on each document.
pub(crate) type Read = for<'a> fn(&File<'a>, &mut Vec<Resource<'a>>) -> Vec<DocumentReport>;

/// The names of unsupported files.
#[derive(Clone, Copy)]
pub(crate) struct Uncovered {
    /// Singular: `Dockerfile`.
    pub(crate) one: &'static str,
    /// Plural: `Dockerfiles`.
    pub(crate) many: &'static str,
    /// Reads their settings, which are still checked; `None` if the files are only recognised by
    /// name.
    pub(crate) settings: Option<Read>,
}

impl FileKind {
    /// The function that creates resources from a file of the kind.
    pub(crate) fn reader(&self) -> Option<Read> {
        match self.reading {
            Reading::Documents(read) => Some(read),
            Reading::Uncovered(uncovered) => uncovered.settings,
            Reading::Refused(_) | Reading::Packed(_) => None,
        }
    }

    /// The names of files of the kind, if it is not supported yet.
    pub(crate) fn uncovered(&self) -> Option<Uncovered> {
        match self.reading {
            Reading::Uncovered(uncovered) => Some(uncovered),
            Reading::Documents(_) | Reading::Refused(_) | Reading::Packed(_) => None,
        }
    }
}

/// A file that is read.
pub(crate) struct File<'a> {
    /// The number of its tree in the run.
    pub(crate) number: u32,
    pub(crate) tree: &'a Tree,
    /// The environments of the file, as given by the caller.
    pub(crate) environments: &'a [Arc<str>],
}

/// A file that may have another kind than its name implies.
pub(crate) struct Doubt<'d> {
    pub(crate) path: &'d str,
    pub(crate) text: &'d str,
    /// The kind that its name implies.
    pub(crate) kind: &'static FileKind,
    /// Its tree, once it is parsed.
    pub(crate) tree: Option<&'d Tree>,
}

/// The kind that the name of a file implies, and its format.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[non_exhaustive]
pub struct Recognised {
    /// The kind.
    pub kind: &'static FileKind,
    /// The format of its text.
    pub format: Format,
}

impl Recognised {
    pub(crate) const fn new(kind: &'static FileKind, format: Format) -> Self {
        Self { kind, format }
    }
}

impl PartialEq for FileKind {
    fn eq(&self, other: &Self) -> bool {
        self.word == other.word
    }
}

impl Eq for FileKind {}

impl fmt::Debug for FileKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word)
    }
}

impl serde::Serialize for FileKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word)
    }
}
