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
pub(crate) fn texts(tree: &Tree) -> Vec<Inner<'_>> {
    tree.documents().flat_map(|(_, root)| texts_of(root)).collect()
}

/// The texts of several lines below a node, and those of JSON, each with its key.
pub(super) fn texts_of(root: NodeRef<'_>) -> impl Iterator<Item = Inner<'_>> {
    let is_text = |text: &str| {
        text.contains('\n')
            || (text.len() > 2 && text.starts_with(['{', '[']) && text.ends_with(['}', ']']))
    };
    let scalars = root.keyed_scalars().into_iter();
    let texts = scalars.filter(move |keyed| is_text(keyed.scalar.text()));
    texts.map(|keyed| Inner { key: keyed.key_node, scalar: keyed.scalar, is_manifest: false })
}
