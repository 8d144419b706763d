//! File kinds that are defined by a table: by the ends of their paths, or by their content.

use super::frontend::{
    Certainty, Doubt, Environments, FileKind, Read, Reading, Recognised, Uncovered,
};
use super::names::FileName;
use super::purpose::Purpose;
use crate::model::Whole;
use crate::syntax::Format;
use crate::tree::{Kind, NodeRef, Tree};

/// A kind of files.
pub(super) struct Known {
    pub(super) kind: &'static FileKind,
    /// The ends of their paths, in lower case; a `*` matches a part of the file name, and `.yml` also
    /// matches `.yaml`.
    pub(super) names: &'static [&'static str],
    /// Whether a file is of this kind by its content.
    pub(super) matches: fn(&Doubt<'_>) -> bool,
}

/// Name endings of files that only show which values to set.
pub(super) const SAMPLES: &[&str] = &[".example", ".sample", ".template", ".dist"];

/// The kinds of a table.
#[expect(
    clippy::indexing_slicing,
    reason = "the compiler evaluates it, and refuses what is outside"
)]
pub(super) const fn kinds<const N: usize>(known: &[Known; N]) -> [&'static FileKind; N] {
    let mut kinds = [known[0].kind; N];
    let mut at = 0;
    while at < N {
        kinds[at] = known[at].kind;
        at += 1;
    }
    kinds
}

/// A kind by its word, its names in singular and plural, and the function that reads its settings.
pub(super) const fn kind(
    word: &'static str,
    one: &'static str,
    many: &'static str,
    settings: Option<Read>,
) -> FileKind {
    FileKind {
        word,
        // A manifest is recognised wherever it is.
        certainty: Certainty::Likely,
        matters: |_, _| false,
        reading: Reading::Uncovered(Uncovered { one, many, settings }),
        inner: |_| Vec::new(),
        purpose: Purpose::of_settings,
        whole: |_| Whole::default(),
        environments: Environments::Labels,
    }
}

/// The kind of a file by its name.
pub(super) fn recognise(known: &'static [Known], name: &FileName) -> Option<Recognised> {
    let of = |name: &FileName| {
        let is_of = |known: &&Known| known.names.iter().any(|pattern| name.ends_like(pattern));
        let known = known.iter().find(is_of)?;
        Some(Recognised::new(known.kind, format(name)))
    };
    // A template of such a file belongs to the program that fills it in.
    let ends = SAMPLES.iter().filter(|end| **end != ".template");
    let shown = ends.into_iter().find_map(|end| name.without_end(end));
    of(name).or_else(|| of(&shown?))
}

/// The kind of a file by its content.
pub(super) fn reconsider(known: &'static [Known], doubt: &Doubt<'_>) -> Option<Recognised> {
    let known = known.iter().find(|known| known.kind != doubt.kind && (known.matches)(doubt))?;
    Some(Recognised::new(known.kind, format(&FileName::new(doubt.path))))
}

/// For a kind that is recognised only by file names.
pub(super) fn no(_: &Doubt<'_>) -> bool {
    false
}

/// Whether a document of a file with an ambiguous name has a shape.
pub(super) fn is_undecided(doubt: &Doubt<'_>, has_shape: fn(NodeRef<'_>) -> bool) -> bool {
    let may_be = doubt.kind.certainty == Certainty::Possible || doubt.kind.word == "hcl";
    let matches = |tree: &Tree| tree.documents().any(|(_, root)| has_shape(root));
    may_be && doubt.tree.is_some_and(matches)
}

/// The value of a key, if the node is a mapping that has it.
pub(super) fn at<'t>(node: NodeRef<'t>, key: &str) -> Option<NodeRef<'t>> {
    if node.kind() != Kind::Mapping {
        return None;
    }
    node.entry(key)?.1.follow()
}

/// The values of a mapping.
pub(super) fn values(node: NodeRef<'_>) -> impl Iterator<Item = NodeRef<'_>> {
    let entries = if node.kind() == Kind::Mapping { node.entries() } else { Vec::new() };
    entries.into_iter().filter_map(|(_, value)| value.follow())
}

/// The format of a file.
fn format(name: &FileName) -> Format {
    match name.parts().map(|(_, extension)| extension) {
        Some("yaml" | "yml") => Format::YAML,
        Some("json" | "tfstate") => Format::JSON,
        Some("properties" | "ini" | "cnf" | "toml") => Format::PROPERTIES,
        Some("conf") => Format::BRACES,
        Some("hcl" | "nomad" | "tf" | "tofu" | "tfvars") => Format::HCL,
        _ => Format::LINES,
    }
}
