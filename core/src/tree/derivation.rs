//! Trees made from others: a compose file merged from two, each node with the one place that decides
//! it.

use std::sync::Arc;

use super::Tree;

/// What a derived tree was made from.
#[derive(Clone, Debug, Default)]
pub struct Derivation {
    /// The trees that it was made from, each with its number in the run.
    pub sources: Vec<(u32, Arc<Tree>)>,
    /// One for each node.
    pub(super) nodes: Vec<NodeOrigin>,
}

/// The node that a node of a derived tree was made from: the place that a person must edit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct NodeOrigin {
    /// The number of its tree in the run.
    pub tree: u32,
    /// The node.
    pub node: u32,
    /// The bytes of its text that the derived scalar was made from: the value in `KEY=value`. Empty
    /// where it is no part of the text: a default, or what a short form stands for.
    pub part: (u32, u32),
}

impl Derivation {
    /// A tree that is made from these trees, each with its number in the run.
    pub fn new(sources: Vec<(u32, Arc<Tree>)>) -> Self {
        Self { sources, nodes: Vec::new() }
    }

    /// The tree that a node was made from.
    pub(super) fn source(&self, origin: NodeOrigin) -> Option<&Tree> {
        let (_, tree) = self.sources.iter().find(|(number, _)| *number == origin.tree)?;
        Some(tree)
    }

    /// The text that a scalar was made from.
    pub(super) fn written(&self, origin: NodeOrigin) -> Option<&str> {
        let tree = self.source(origin)?;
        let (start, end) = origin.part;
        let text = tree.node(origin.node).text().get(start as usize..end as usize)?;
        Some(text).filter(|text| !text.is_empty())
    }
}
