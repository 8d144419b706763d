//! Files of technologies that are not judged yet: known by their names or by what they hold, so that
//! a report can say of each that nobody looked at it.

mod kinds;

pub(crate) use kinds::HELMFILE;
use kinds::KNOWN;

use super::ALL;
use super::frontend::{
    Certainty, Doubt, Environments, FileKind, Frontend, Reading, Recognised, Uncovered,
};
use super::names::FileName;
use super::purpose::Purpose;
use crate::model::{Whole, Words};
use crate::syntax::Format;

/// The frontend.
pub(crate) static FRONTEND: Frontend = Frontend {
    technology: None,
    words: Words::of("other technologies"),
    kinds: &FILE_KINDS,
    formats: &[Format::HCL, Format::JSON, Format::LINES, Format::YAML],
    recognise,
    reconsider,
    settings: |_, _| {},
};

/// A kind of files.
struct Known {
    kind: &'static FileKind,
    /// The ends of their paths, in small letters; a `*` stands for a part of the file's name, and
    /// `.yml` for `.yaml` too.
    names: &'static [&'static str],
    /// Whether it is one after all, by what it holds.
    holds: fn(&Doubt<'_>) -> bool,
}

static FILE_KINDS: [&FileKind; KNOWN.len()] = file_kinds();

#[expect(
    clippy::indexing_slicing,
    reason = "the compiler evaluates it, and refuses what is outside"
)]
const fn file_kinds() -> [&'static FileKind; KNOWN.len()] {
    let mut kinds = [KNOWN[0].kind; KNOWN.len()];
    let mut at = 0;
    while at < kinds.len() {
        kinds[at] = KNOWN[at].kind;
        at += 1;
    }
    kinds
}

/// A kind by its word, and by what one file and several of it are called.
const fn kind(word: &'static str, one: &'static str, many: &'static str) -> FileKind {
    FileKind {
        word,
        // A manifest is one, wherever it lies.
        certainty: Certainty::Likely,
        matters: |_, _| false,
        reading: Reading::Uncovered(Uncovered { one, many, settings: None }),
        inner: |_| Vec::new(),
        purpose: Purpose::of_path,
        whole: |_| Whole::default(),
        environments: Environments::Labels,
    }
}

/// What one file and several of a kind are called that is not judged yet.
pub(crate) fn called(word: &str) -> Option<Uncovered> {
    let kinds = ALL.iter().flat_map(|frontend| frontend.kinds);
    kinds.filter(|kind| kind.word == word).find_map(|kind| kind.uncovered())
}

fn recognise(name: &FileName) -> Option<Recognised> {
    let is_of = |known: &&Known| known.names.iter().any(|pattern| name.ends_like(pattern));
    let known = KNOWN.iter().find(is_of)?;
    Some(Recognised::new(known.kind, format(name)))
}

fn reconsider(doubt: &Doubt<'_>) -> Option<Recognised> {
    let known = KNOWN.iter().find(|known| known.kind != doubt.kind && (known.holds)(doubt))?;
    Some(Recognised::new(known.kind, format(&FileName::new(doubt.path))))
}

/// The language of a file, as far as it is looked into.
fn format(name: &FileName) -> Format {
    match name.parts().map(|(_, extension)| extension) {
        Some("yaml" | "yml") => Format::YAML,
        Some("json") => Format::JSON,
        Some("hcl" | "nomad" | "tf" | "tofu" | "tfvars") => Format::HCL,
        _ => Format::LINES,
    }
}
