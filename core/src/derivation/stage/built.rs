//! What is known of texts and objects after the first derivers.

use std::sync::Arc;

use super::{ObjectId, Role, Stage};
use crate::frontends::FileKind;
use crate::tree::Tree;

/// Objects as they are applied.
pub(in crate::derivation) struct Built<'s> {
    /// The text that they are built from.
    pub(in crate::derivation) text: usize,
    /// Whether a chart renders them.
    pub(in crate::derivation) is_rendered: bool,
    pub(in crate::derivation) tree: &'s Arc<Tree>,
    pub(in crate::derivation) kind: &'static FileKind,
    pub(in crate::derivation) environments: &'s [Arc<str>],
}

impl Stage<'_> {
    /// The text that a tree was parsed from.
    pub(in crate::derivation) fn number_of(&self, tree: &Tree) -> Option<usize> {
        let is_own = |own: &Arc<Tree>| std::ptr::eq(Arc::as_ptr(own), tree);
        self.texts.iter().position(|text| text.tree.is_some_and(is_own))
    }

    /// Whether objects were built from a text so far, which are checked in its place.
    pub(in crate::derivation) fn is_part(&self, number: usize) -> bool {
        self.memberships.get(&number).is_some_and(|membership| membership.is_part)
    }

    /// The objects that kustomizations build and charts render.
    pub(in crate::derivation) fn built(&self) -> impl Iterator<Item = Built<'_>> {
        self.known.iter().filter_map(|(key, (tree, kind, role))| match role {
            Role::Applied(applied) => Some(Built {
                text: key.root,
                is_rendered: key.is_rendered(),
                tree,
                kind,
                environments: &applied.environments,
            }),
            _ => None,
        })
    }

    /// Records that the release that an object installs was rendered.
    pub(in crate::derivation) fn installed(&mut self, object: ObjectId) {
        self.installed.insert(object);
    }
}
