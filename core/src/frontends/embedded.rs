//! Manifests inside scalars: a ConfigMap that carries a whole document for somebody to apply.

use std::sync::Arc;

use super::kubernetes::is_candidate;
use crate::source::Source;
use crate::syntax::Format;
use crate::tree::{Embedding, NodeRef, Style, Tree};

/// A document found inside a scalar.
#[derive(Debug)]
pub struct Embedded {
    /// Its text, under the name of the source that holds it.
    pub source: Source,
    /// What it is written in.
    pub format: Format,
    /// Where it lies.
    pub origin: Embedding,
}

/// The manifests inside the ConfigMaps of a tree.
pub fn embedded(tree: &Arc<Tree>) -> Vec<Embedded> {
    // A cheap look first: two objects in one text say both words at least twice.
    let mut found = Vec::new();
    for (_, root) in tree.documents() {
        let is_config_map = root
            .entry("kind")
            .is_some_and(|(_, kind)| kind.follow().is_some_and(|kind| kind.text() == "ConfigMap"));
        let Some((_, data)) = root.entry("data").filter(|_| is_config_map) else { continue };
        for (_, value) in data.follow().into_iter().flat_map(NodeRef::own_entries) {
            let text = value.text();
            if text.contains('\n') && is_candidate(text) {
                found.push(Embedded {
                    source: Source::new(tree.source().shared_name(), text),
                    format: Format::Yaml,
                    origin: Embedding {
                        outer: Arc::clone(tree),
                        scalar: value.index(),
                        offsets: offsets(value),
                    },
                });
            }
        }
    }
    found
}

/// Pairs of offsets in a scalar's text and in its source, line by line; empty where the lines of
/// the text are not those of the source.
fn offsets(scalar: NodeRef<'_>) -> Vec<(u32, u32)> {
    if let Some(span) = scalar.verbatim_span() {
        return vec![(0, span.start)];
    }
    if scalar.style() != Style::Literal {
        return Vec::new();
    }
    let source = scalar.tree().source();
    // The text begins on the line below the header `|`.
    let first = source.position(scalar.span().start).line + 1;
    let mut pairs = Vec::new();
    let mut offset = 0;
    for (line, text) in (first..).zip(scalar.text().split_inclusive('\n')) {
        let content = text.trim_end_matches('\n');
        let outer = source.line_span(line);
        let written = source.slice(outer);
        if !written.ends_with(content) && !written.trim().is_empty() {
            return Vec::new();
        }
        let indentation = written.len().saturating_sub(content.len());
        pairs.push((offset, outer.start + u32::try_from(indentation).unwrap_or(u32::MAX)));
        offset += u32::try_from(text.len()).unwrap_or(u32::MAX);
    }
    pairs
}
