//! The targets, by name.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "what does not hold stops the program, and that is how a fuzzer sees it"
)]

mod chart;
mod check;
mod classify;
mod edits;
mod files;
mod gotemplate;
mod patterns;
mod policy;
mod record;
mod render;
mod tree;
mod written;

use asepsis::internal::frontends::ALL;
use asepsis::internal::syntax::Format;

/// Panics if an invariant is violated.
type Ask = fn(&[u8]);

/// A target.
#[derive(Clone, Copy)]
pub enum Target {
    /// A language: every text becomes a tree whose places are of the text.
    Language(Format),
    /// Anything else: its name and its invariant.
    Whole(&'static str, Ask),
}

/// The targets other than languages, the slowest first.
const WHOLE: &[(&str, Ask)] = &[
    ("check", check::ask),
    ("edits", edits::ask),
    ("render", render::ask),
    ("chart", chart::ask),
    ("gotemplate", gotemplate::ask),
    ("report", record::ask),
    ("policy", policy::ask),
    ("patterns", patterns::ask),
    ("credentials", classify::ask),
];

impl Target {
    /// Its name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Language(format) => format.as_str(),
            Self::Whole(name, _) => name,
        }
    }

    /// Panics if an invariant is violated for these bytes.
    pub fn ask(&self, bytes: &[u8]) {
        match self {
            Self::Language(format) => tree::ask(bytes, *format),
            Self::Whole(_, ask) => ask(bytes),
        }
    }
}

/// Every target: the languages of all frontends, each once, and the others.
pub fn all() -> Vec<Target> {
    let mut targets: Vec<Target> =
        WHOLE.iter().map(|(name, ask)| Target::Whole(name, *ask)).collect();
    for format in ALL.iter().flat_map(|frontend| frontend.formats) {
        if targets.iter().all(|known| known.name() != format.as_str()) {
            targets.push(Target::Language(*format));
        }
    }
    targets
}

/// The target of a name.
pub fn find(name: &str) -> Option<Target> {
    all().into_iter().find(|target| target.name() == name)
}
