//! What is known of texts and objects after the first derivers.

use std::sync::Arc;

use super::{Deriver, ObjectId, Role, Stage};
use crate::frontends::FileKind;
use crate::tree::Tree;

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

    /// The objects that kustomizations build: each tree with its text, its kind and its environments.
    pub(in crate::derivation) fn built(
        &self,
    ) -> impl Iterator<Item = (usize, &Arc<Tree>, &'static FileKind, &[Arc<str>])> {
        self.known.iter().filter_map(|(key, (tree, kind, role))| match role {
            Role::Applied(applied) if key.deriver == Deriver::Overlays => {
                Some((key.root, tree, *kind, applied.environments.as_slice()))
            }
            _ => None,
        })
    }

    /// Records that the release that an object installs was rendered.
    pub(in crate::derivation) fn installed(&mut self, object: ObjectId) {
        self.installed.insert(object);
    }
}
