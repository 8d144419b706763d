//! The secrets of a text by itself: found once, when it is parsed.

use std::ops::Range;

use super::scalars::{Reach, Written, exposed};
use super::{lines, scalars};
use crate::source::Span;
use crate::tree::Tree;

/// The secrets of a tree.
#[derive(Clone, Debug, Default)]
pub(crate) struct Exposures {
    /// The secrets in and next to nodes, in the order in which they were found.
    nodes: Vec<(Position, Reach)>,
    /// The secrets outside of nodes: in comments, and in text that was not read.
    pub(super) outside: Vec<Range<usize>>,
}

/// A [`Written`] that does not borrow its tree.
#[derive(Clone, Debug)]
enum Position {
    Scalar(u32, Range<usize>),
    Text(Span),
}

impl Exposures {
    /// The secrets of a tree. All text of a broken one counts as not read.
    pub(crate) fn of(tree: &Tree, is_broken: bool) -> Self {
        let outside = if tree.is_object() { Vec::new() } else { outside(tree, is_broken) };
        Self { outside, ..Self::of_nodes(tree) }
    }

    /// The secrets in and next to the nodes of a tree.
    pub(crate) fn of_nodes(tree: &Tree) -> Self {
        let mut nodes = Vec::new();
        for (_, root) in tree.documents() {
            nodes.extend(exposed(root).into_iter().map(|(written, reach)| {
                let position = match written {
                    Written::Scalar(node, range) => Position::Scalar(node.index(), range),
                    Written::Text(span) => Position::Text(span),
                };
                (position, reach)
            }));
        }
        Self { nodes, outside: Vec::new() }
    }

    /// The secrets in and next to the nodes of the tree.
    pub(crate) fn in_nodes<'t>(
        &self,
        tree: &'t Tree,
    ) -> impl Iterator<Item = scalars::Exposed<'t>> {
        self.nodes.iter().map(|(position, reach)| {
            let written = match position {
                Position::Scalar(node, range) => Written::Scalar(tree.node(*node), range.clone()),
                Position::Text(span) => Written::Text(*span),
            };
            (written, *reach)
        })
    }
}

/// The secrets outside of nodes.
fn outside(tree: &Tree, is_broken: bool) -> Vec<Range<usize>> {
    let text = tree.source().text();
    let mut found = lines::of_comments(text);
    let mut regions: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for (document, _) in tree.documents() {
        regions.push(at..document.span.start as usize);
        at = at.max(document.span.end as usize);
    }
    regions.push(at..text.len());
    // In line-based languages the other lines are still read.
    if is_broken {
        regions.clear();
        regions.push(0..text.len());
    }
    for region in regions {
        let Some(part) = text.get(region.clone()).filter(|part| !part.trim().is_empty()) else {
            continue;
        };
        let inside = lines::secrets(part).into_iter();
        found.extend(inside.map(|range| region.start + range.start..region.start + range.end));
    }
    found
}
