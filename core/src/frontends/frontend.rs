//! What a frontend is: data and functions, in one value in the frontend's own folder.

use std::fmt;
use std::sync::Arc;

use super::DocumentReport;
use super::inner::Inner;
use super::names::FileName;
use super::purpose::Purpose;
use super::settings::Listing;
use crate::model::{Resource, Technology, Whole, Words};
use crate::syntax::Format;
use crate::tree::Tree;

/// Reads the files of one technology, or some of them.
#[derive(Debug)]
#[non_exhaustive]
pub struct Frontend {
    /// What the files are for; nothing where they are of technologies that are not judged yet.
    pub technology: Option<Technology>,
    /// How messages call things.
    pub words: Words,
    /// The kinds of its files.
    pub kinds: &'static [&'static FileKind],
    /// The languages of its files.
    pub formats: &'static [Format],
    /// What a file of a name can be.
    pub(crate) recognise: fn(&FileName) -> Option<Recognised>,
    /// What a file is after all, by what it holds; nothing where that is not for this frontend to
    /// say.
    pub(crate) reconsider: fn(&Doubt<'_>) -> Option<Recognised>,
    /// Lists the settings of a resource besides those of its containers.
    pub(crate) settings: for<'s> fn(&'s Resource<'s>, &mut Listing<'s>),
}

/// What a file of some name can be. Its content has the last word: a resource is read wherever it
/// stands. Where none is found, only a file that could be nothing else is a manifest that was lost.
#[non_exhaustive]
pub struct FileKind {
    /// The word for it: `values`.
    pub word: &'static str,
    pub(crate) certainty: Certainty,
    /// Whether a text that cannot be read in full may be one that is judged, by it and by what was
    /// read of it.
    pub(crate) matters: fn(&str, Option<&Tree>) -> bool,
    pub(crate) reading: Reading,
    /// The scalars that may hold texts of their own.
    pub(crate) inner: InnerOf,
    /// What a file of the kind is for, by its path.
    pub(crate) purpose: fn(&str) -> Purpose,
    /// What a file of the kind is judged together with, by its path.
    pub(crate) whole: fn(&str) -> Whole,
    /// What the environments of its files mean.
    pub(crate) environments: Environments,
}

/// How sure it is that a file is of the kind for which it was taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Certainty {
    /// Any file of its language can be one.
    Possible,
    /// Its name says so; what it holds may say otherwise.
    Likely,
    /// It is nothing else, whatever it holds.
    Certain,
}

/// What it means that a file is for environments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Environments {
    /// Files for different environments are alternatives, which never see one another.
    Alternatives,
    /// Each file says for itself what it is for, by its path where the caller says nothing.
    Labels,
    /// What takes the file in says what it is for.
    Part,
}

/// The scalars of a tree that may hold texts of their own.
pub(crate) type InnerOf = for<'t> fn(&'t Tree) -> Vec<Inner<'t>>;

/// How a file of a kind is read.
#[derive(Clone, Copy)]
pub(crate) enum Reading {
    /// Each document becomes resources, or is said to be something else.
    Documents(Read),
    /// It cannot be read, and why.
    Refused(&'static str),
    /// It is of a technology that is not judged yet, but for its settings.
    Uncovered(Uncovered),
}

/// Makes resources of the documents of a file, and accounts for each document.
pub(crate) type Read = for<'a> fn(&File<'a>, &mut Vec<Resource<'a>>) -> Vec<DocumentReport>;

/// How files are called that are not judged yet.
#[derive(Clone, Copy)]
pub(crate) struct Uncovered {
    /// One of them: `Dockerfile`.
    pub(crate) one: &'static str,
    /// Several of them: `Dockerfiles`.
    pub(crate) many: &'static str,
    /// How their settings are read, which are judged all the same; nothing where they are only
    /// known by name.
    pub(crate) settings: Option<Read>,
}

impl FileKind {
    /// What makes resources of a file of the kind.
    pub(crate) fn reader(&self) -> Option<Read> {
        match self.reading {
            Reading::Documents(read) => Some(read),
            Reading::Uncovered(uncovered) => uncovered.settings,
            Reading::Refused(_) => None,
        }
    }

    /// How files of the kind are called, where they are not judged yet.
    pub(crate) fn uncovered(&self) -> Option<Uncovered> {
        match self.reading {
            Reading::Uncovered(uncovered) => Some(uncovered),
            Reading::Documents(_) | Reading::Refused(_) => None,
        }
    }
}

/// A file that is read.
pub(crate) struct File<'a> {
    /// The number of its tree in the run.
    pub(crate) number: u32,
    pub(crate) tree: &'a Tree,
    /// The environments that it is for, as the caller says.
    pub(crate) environments: &'a [Arc<str>],
}

/// A file that may be something else than what it was taken for.
pub(crate) struct Doubt<'d> {
    pub(crate) path: &'d str,
    pub(crate) text: &'d str,
    /// What it was taken for.
    pub(crate) kind: &'static FileKind,
    /// Its tree, once it has one.
    pub(crate) tree: Option<&'d Tree>,
}

/// What a file is taken for because of its name, and how its text is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[non_exhaustive]
pub struct Recognised {
    /// What the file can be.
    pub kind: &'static FileKind,
    /// The language of its text.
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
