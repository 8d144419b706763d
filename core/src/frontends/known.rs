//! Kinds of files that are known by a table: by the ends of their paths, or by what they hold.

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
    /// The ends of their paths, in small letters; a `*` stands for a part of the file's name, and
    /// `.yml` for `.yaml` too.
    pub(super) names: &'static [&'static str],
    /// Whether it is one after all, by what it holds.
    pub(super) holds: fn(&Doubt<'_>) -> bool,
}

/// Ends of names that only show what has to be set.
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

/// A kind by its word, by what one file and several of it are called, and by what reads its settings.
pub(super) const fn kind(
    word: &'static str,
    one: &'static str,
    many: &'static str,
    settings: Option<Read>,
) -> FileKind {
    FileKind {
        word,
        // A manifest is one, wherever it lies.
        certainty: Certainty::Likely,
        matters: |_, _| false,
        reading: Reading::Uncovered(Uncovered { one, many, settings }),
        inner: |_| Vec::new(),
        purpose: Purpose::of_settings,
        whole: |_| Whole::default(),
        environments: Environments::Labels,
    }
}

/// What a file of a name is by a table.
pub(super) fn recognise(known: &'static [Known], name: &FileName) -> Option<Recognised> {
    let of = |name: &FileName| {
        let is_of = |known: &&Known| known.names.iter().any(|pattern| name.ends_like(pattern));
        let known = known.iter().find(is_of)?;
        Some(Recognised::new(known.kind, format(name)))
    };
    // A template of one is of the program that fills it in.
    let ends = SAMPLES.iter().filter(|end| **end != ".template");
    let shown = ends.into_iter().find_map(|end| name.without_end(end));
    of(name).or_else(|| of(&shown?))
}

/// What a file is by a table, by what it holds.
pub(super) fn reconsider(known: &'static [Known], doubt: &Doubt<'_>) -> Option<Recognised> {
    let known = known.iter().find(|known| known.kind != doubt.kind && (known.holds)(doubt))?;
    Some(Recognised::new(known.kind, format(&FileName::new(doubt.path))))
}

/// Of a kind that its files' names say.
pub(super) fn no(_: &Doubt<'_>) -> bool {
    false
}

/// Whether a document has a shape, of a file whose name does not say enough.
pub(super) fn is_undecided(doubt: &Doubt<'_>, has_shape: fn(NodeRef<'_>) -> bool) -> bool {
    let may_be = doubt.kind.certainty == Certainty::Possible || doubt.kind.word == "hcl";
    let holds = |tree: &Tree| tree.documents().any(|(_, root)| has_shape(root));
    may_be && doubt.tree.is_some_and(holds)
}

/// The value of a key, where a node is a mapping and has it.
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

/// The language of a file.
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
