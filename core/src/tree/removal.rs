//! Entries of derived mappings that one source has and another one removed.

use std::rc::Rc;
use std::sync::Arc;

use super::provenance::Passage;
use super::{Dialect, Kind, Lineage, MissingPath, Step, Tree};

/// A removal while the tree is being built, and those before it.
#[derive(Debug)]
pub(super) struct Removed {
    key: Rc<str>,
    by: Passage,
    value: Passage,
    before: Option<Rc<Self>>,
}

/// Removals in a derived tree, by node.
#[derive(Clone, Debug, Default)]
pub(super) struct Removals(Vec<(u32, Entry)>);

#[derive(Clone, Debug)]
struct Entry {
    key: Arc<str>,
    by: Passage,
    value: Passage,
}

/// Why a derived mapping lacks an entry that one of its sources has.
#[derive(Debug)]
pub(crate) struct Removal<'t> {
    /// What removes it, with its tree.
    pub(crate) by: (&'t Tree, u32),
    /// The value that is removed, with its tree.
    pub(crate) value: (&'t Tree, u32),
}

impl Lineage {
    /// Adds that an entry of this mapping was removed.
    pub(crate) fn remove(&mut self, key: &Rc<str>, by: Passage, value: Passage) {
        let before = self.removed.take();
        self.removed = Some(Rc::new(Removed { key: Rc::clone(key), by, value, before }));
    }
}

impl Removals {
    /// Writes the removals of a node, the last first.
    pub(super) fn write(&mut self, node: u32, removed: Option<&Rc<Removed>>) {
        let all = std::iter::successors(removed, |removed| removed.before.as_ref());
        self.0.extend(
            all.map(|one| (node, Entry { key: (&*one.key).into(), by: one.by, value: one.value })),
        );
    }

    /// Removes those of abandoned nodes.
    pub(super) fn abandon(&mut self, first: u32) {
        while self.0.pop_if(|(node, _)| *node >= first).is_some() {}
    }

    fn of(&self, node: u32, key: &str) -> Option<&Entry> {
        let first = self.0.partition_point(|(of, _)| *of < node);
        let own = self.0.get(first..).unwrap_or_default().iter();
        let mut own = own.take_while(|(of, _)| *of == node).map(|(_, entry)| entry);
        own.find(|entry| &*entry.key == key)
    }
}

impl Tree {
    /// The node at which to show what the mapping at a node lacks. A mapping that a patch adds to an
    /// object, or to an item of a list, lacks what the object lacks as well.
    pub(crate) fn lacking(&self, node: u32) -> u32 {
        if self.dialect() != Dialect::Kubernetes || self.provenance().is_none() {
            return node;
        }
        let Some(document) = self.document_of(node) else { return node };
        let mut above = vec![document.root];
        for step in self.path(node) {
            match step {
                Step::Key(key) => above.push(key.next()),
                Step::Item(_, item) => above = vec![item.index()],
            }
        }
        // What a template renders lacks what is not written where it comes from: the document is in a
        // text and not in a mapping.
        let (source, root) = self.decided(document.root);
        if source.node(root).kind() == Kind::Scalar {
            return node;
        }
        let source = |node: u32| self.decided(node).0.id();
        let Some(own) = above.first().map(|first| source(*first)) else { return node };
        above.into_iter().rev().find(|node| source(*node) == own).unwrap_or(node)
    }

    /// Why the mapping at a node lacks a path; `None` if no source has the first key of it.
    pub(crate) fn removal(&self, node: u32, missing: &MissingPath) -> Option<Removal<'_>> {
        let provenance = self.provenance()?;
        let entry = provenance.removals.of(node, missing.keys().next()?)?;
        let settled = |passage: Passage| {
            provenance.source(passage).map(|source| source.decided(passage.node))
        };
        Some(Removal { by: settled(entry.by)?, value: settled(entry.value)? })
    }
}
