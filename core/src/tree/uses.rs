//! What decides the nodes of a derived tree, in the texts that it is derived from.

use std::ops::Range;

use super::provenance::Made;
use super::written::{Context, meant};
use super::{Role, Tree};

/// A node in the text of an input, or a part of it.
pub(crate) struct Source<'t> {
    pub(crate) tree: &'t Tree,
    pub(crate) node: u32,
    /// The bytes of the node's text; `None` for all of it.
    pub(crate) part: Option<Range<usize>>,
}

/// How a source contributes to a node.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Use {
    /// The node is a copy of it.
    Copied,
    /// The node is made from it and others, or by an expression.
    Computed,
    /// The node exists because of it.
    Condition,
}

impl Tree {
    /// What decides a node or whether it exists, expressions apart.
    pub(crate) fn uses(&self, node: u32) -> Vec<(Source<'_>, Use)> {
        let Some(provenance) = self.provenance() else { return Vec::new() };
        let own = provenance.own(node);
        let whole = provenance.whole(node).filter(|_| own.is_empty());
        let whole = whole.map(|(from, made)| match made {
            Made::Copied => (from, Use::Copied),
            _ => (from, Use::Computed),
        });
        let pieces = own.iter().flat_map(|(_, piece)| {
            let values = piece.reads.iter().filter(|read| read.role == Role::Variable);
            std::iter::once(piece.from).chain(values.map(|value| value.from))
        });
        let conditions = provenance.contributors(node);
        let conditions = conditions.filter(|one| one.role == Role::Condition);
        let all = whole
            .into_iter()
            .chain(pieces.map(|from| (from, Use::Computed)))
            .chain(conditions.map(|one| (one.from, Use::Condition)));
        let settled = all.filter_map(|(from, how)| {
            let source = provenance.source(from)?;
            let at = source.settled(from.node, meant(source, from), Context::Counts);
            Some((Source { tree: at.0, node: at.1, part: at.2 }, how))
        });
        settled.collect()
    }
}
