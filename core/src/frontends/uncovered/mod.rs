//! Files of technologies that are not supported yet: recognised by their names or their content, so
//! that a report can say that they were not checked.

mod kinds;

pub(crate) use kinds::HELMFILE;
use kinds::KNOWN;

use super::ALL;
use super::frontend::{FileKind, Frontend, Uncovered};
use super::known::{kinds, recognise, reconsider};
use crate::model::Words;
use crate::syntax::Format;

/// The frontend.
pub(crate) static FRONTEND: Frontend = Frontend {
    technology: None,
    words: Words::of("other technologies"),
    kinds: &FILE_KINDS,
    formats: &[Format::HCL, Format::JSON, Format::LINES, Format::YAML],
    recognise: |name| recognise(&KNOWN, name),
    reconsider: |doubt| reconsider(&KNOWN, doubt),
    settings: |_, _| {},
};

static FILE_KINDS: [&FileKind; KNOWN.len()] = kinds(&KNOWN);

/// The singular and plural names of a kind that is not supported yet.
pub(crate) fn called(word: &str) -> Option<Uncovered> {
    let kinds = ALL.iter().flat_map(|frontend| frontend.kinds);
    kinds.filter(|kind| kind.word == word).find_map(|kind| kind.uncovered())
}
