//! Which scalars may hold texts of their own.

use crate::tree::{NodeRef, Tree};

/// A text of its own inside of a scalar.
pub(crate) struct Inner<'t> {
    /// What its name or its language is told from.
    pub(crate) key: NodeRef<'t>,
    pub(crate) scalar: NodeRef<'t>,
    /// Whether it is for a cluster to run, and no program's configuration.
    pub(crate) is_manifest: bool,
}

/// The texts of several lines of a tree, each with its key.
pub(super) fn texts(tree: &Tree) -> Vec<Inner<'_>> {
    let scalars = tree.documents().flat_map(|(_, root)| root.keyed_scalars());
    let texts = scalars.filter(|keyed| keyed.scalar.text().contains('\n'));
    let inner = texts.map(|keyed| {
        let (key, scalar) = (keyed.key_node, keyed.scalar);
        Inner { key, scalar, is_manifest: false }
    });
    inner.collect()
}
