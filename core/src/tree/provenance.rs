//! The origin of the nodes and texts of a derived tree.
//!
//! All derivations write this structure: embedded documents, merged files, rendered texts. It
//! contains, for each node or range of bytes of the tree's text, the pieces from which it was
//! assembled, and other contributors.

use std::ops::Range;
use std::sync::Arc;

use super::lineage::{Lineage, Via};
use super::removal::Removals;
use super::{NodeRef, Role, Tree};

/// A node of a source, or some bytes of its text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Passage {
    /// The source, by its number among those of the derived tree.
    pub source: u32,
    /// The node.
    pub node: u32,
    /// Bytes of the node's text. Empty for a collection, and if no particular part is meant.
    pub bytes: (u32, u32),
}

impl Passage {
    /// A node of a source, with all of its text.
    pub(crate) fn of(source: u32, node: NodeRef<'_>) -> Self {
        Self { source, node: node.index(), bytes: (0, small(node.text().len())) }
    }

    /// Some bytes of the text of a node.
    pub(crate) fn part_of(source: u32, node: NodeRef<'_>, bytes: Range<usize>) -> Self {
        Self { source, node: node.index(), bytes: (small(bytes.start), small(bytes.end)) }
    }

    /// The bytes as a range of the node's text.
    pub fn range(self) -> Range<usize> {
        self.bytes.0 as usize..self.bytes.1 as usize
    }

    pub(super) fn len(self) -> u32 {
        self.bytes.1.saturating_sub(self.bytes.0)
    }
}

fn small(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// How something was made from a passage.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Made {
    /// A copy of the passage.
    #[default]
    Copied,
    /// The value of the expression at the passage.
    Computed,
    /// The expression itself: its value is not known.
    Open,
    /// Derived from the passage by a rule: a default, the long form of a short form, an addition of
    /// a transformer.
    Implied,
}

/// A run of bytes that was made in one way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// The bytes that were made.
    pub to: (u32, u32),
    /// The passage it was made from.
    pub from: Passage,
    /// How.
    pub made: Made,
    /// The passages that an expression read.
    pub reads: Box<[Contributor]>,
}

/// A contributor to a node, besides what it was made from.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Contributor {
    /// Where it is.
    pub from: Passage,
    /// Its role.
    pub role: Role,
}

/// The provenance of a tree.
#[derive(Clone, Debug, Default)]
pub struct Provenance {
    /// The trees that contain the passages.
    sources: Arc<[Arc<Tree>]>,
    /// Whether the texts may still contain expressions.
    is_unrendered: bool,
    /// The origin of each node as a whole; empty for a tree with its own text.
    nodes: Vec<(Passage, Made)>,
    /// The pieces of assembled texts in order, each with its node; for a tree with its own text,
    /// the pieces of that text.
    pub(super) pieces: Vec<(u32, Piece)>,
    /// Contributors to nodes, each with the one before it.
    links: Vec<(Contributor, Option<u32>)>,
    /// The last link of each node that has one.
    linked: Vec<(u32, u32)>,
    /// Entries that nodes lack because a source removes them.
    pub(super) removals: Removals,
}

impl Provenance {
    /// The provenance of a tree whose nodes are derived from other trees.
    pub fn of_nodes(sources: impl Into<Arc<[Arc<Tree>]>>) -> Self {
        Self { sources: sources.into(), ..Self::default() }
    }

    /// The same for a tree that keeps the expressions of its sources, which are filled in
    /// elsewhere.
    #[must_use]
    pub fn unrendered(self) -> Self {
        Self { is_unrendered: true, ..self }
    }

    /// Whether the texts may still contain expressions.
    pub fn is_unrendered(&self) -> bool {
        self.is_unrendered
    }

    /// The provenance of a tree whose text is that of a scalar in another tree.
    pub fn of_scalar(outer: &Arc<Tree>, scalar: NodeRef<'_>) -> Self {
        let from = Passage::of(0, scalar);
        let piece = Piece { to: from.bytes, from, made: Made::Copied, reads: Box::default() };
        Self {
            sources: Arc::from([Arc::clone(outer)]),
            pieces: vec![(0, piece)],
            ..Self::default()
        }
    }

    /// Whether the tree has its own text.
    pub fn is_of_text(&self) -> bool {
        self.nodes.is_empty() && !self.pieces.is_empty()
    }

    /// The trees that contain the passages.
    pub fn sources(&self) -> &[Arc<Tree>] {
        &self.sources
    }

    /// The tree of a passage.
    pub fn source(&self, passage: Passage) -> Option<&Tree> {
        self.sources.get(passage.source as usize).map(|tree| &**tree)
    }

    /// The origin of a node as a whole.
    pub fn whole(&self, node: u32) -> Option<(Passage, Made)> {
        self.nodes.get(node as usize).copied()
    }

    /// The pieces of a node's text, each with the node; empty if the text has a single origin.
    pub fn own(&self, node: u32) -> &[(u32, Piece)] {
        let first = self.pieces.partition_point(|(of, _)| *of < node);
        let end = self.pieces.partition_point(|(of, _)| *of <= node);
        self.pieces.get(first..end).unwrap_or_default()
    }

    /// Other contributors to a node, the last first.
    pub fn contributors(&self, node: u32) -> impl Iterator<Item = Contributor> + '_ {
        let found = self.linked.binary_search_by_key(&node, |(of, _)| *of);
        let mut next = found.ok().and_then(|at| self.linked.get(at)).map(|(_, link)| *link);
        std::iter::from_fn(move || {
            let (contributor, before) = self.links.get(next? as usize)?;
            next = *before;
            Some(*contributor)
        })
    }
}

/// Writes a provenance node by node.
#[derive(Debug, Default)]
pub(super) struct Writer {
    next: Lineage,
    /// The links that were written already.
    known: std::collections::HashMap<*const Via, u32>,
}

impl Writer {
    /// Sets the origin of the next node.
    pub(super) fn announce(&mut self, lineage: &Lineage) {
        // Most nodes are a copy of one other and nothing more.
        (self.next.from, self.next.made) = (lineage.from, lineage.made);
        if !lineage.pieces.is_empty() {
            self.next.pieces.clone_from(&lineage.pieces);
        }
        if lineage.via.is_some() {
            self.next.via.clone_from(&lineage.via);
        }
        if lineage.removed.is_some() {
            self.next.removed.clone_from(&lineage.removed);
        }
    }

    /// Writes the origin of a node, and removes those of abandoned nodes.
    pub(super) fn write(&mut self, provenance: &mut Provenance, node: u32) {
        if provenance.nodes.len() > node as usize {
            provenance.nodes.truncate(node as usize);
            while provenance.pieces.pop_if(|(of, _)| *of >= node).is_some() {}
            while provenance.linked.pop_if(|(of, _)| *of >= node).is_some() {}
            provenance.removals.abandon(node);
        }
        provenance.nodes.push((self.next.from, self.next.made));
        let pieces = self.next.pieces.drain(..).map(|piece| (node, piece));
        provenance.pieces.extend(pieces);
        let removed = self.next.removed.take();
        provenance.removals.write(node, removed.as_ref());
        if let Some(via) = self.next.via.take() {
            let link = self.link(provenance, &via);
            provenance.linked.push((node, link));
        }
    }

    fn link(&mut self, provenance: &mut Provenance, via: &std::rc::Rc<Via>) -> u32 {
        let mut unknown = Vec::new();
        let mut here = Some(via);
        let mut before = None;
        while let Some(via) = here {
            if let Some(known) = self.known.get(&std::rc::Rc::as_ptr(via)) {
                before = Some(*known);
                break;
            }
            unknown.push(via);
            here = via.before.as_ref();
        }
        for via in unknown.into_iter().rev() {
            let number = u32::try_from(provenance.links.len()).unwrap_or(u32::MAX);
            provenance.links.push((via.contributor, before));
            self.known.insert(std::rc::Rc::as_ptr(via), number);
            before = Some(number);
        }
        before.unwrap_or_default()
    }
}
