//! The scalars that may contain embedded texts.

use crate::tree::{Kind, NodeRef, Tree};

/// A text embedded in a scalar.
pub(crate) struct Inner<'t> {
    /// The node from which its name or format is determined.
    pub(crate) key: NodeRef<'t>,
    pub(crate) scalar: NodeRef<'t>,
    /// Whether it is a manifest to apply, and not the configuration of a program.
    pub(crate) is_manifest: bool,
}

/// The multi-line texts of a tree, each with its key.
pub(crate) fn texts(tree: &Tree) -> Vec<Inner<'_>> {
    tree.documents().flat_map(|(_, root)| texts_of(root)).collect()
}

/// The multi-line texts below a node, and those in JSON, each with its key.
pub(super) fn texts_of(root: NodeRef<'_>) -> impl Iterator<Item = Inner<'_>> {
    let is_text = |text: &str| {
        text.contains('\n')
            || (text.len() > 2 && text.starts_with(['{', '[']) && text.ends_with(['}', ']']))
            || (text.ends_with(['}', ']']) && (text.contains(": {") || text.contains(": [")))
    };
    // Most objects contain none.
    let nodes = root.index()..root.next();
    let scalar = |index| Some(root.tree().node(index)).filter(|node| node.kind() == Kind::Scalar);
    let has_text = nodes.filter_map(scalar).any(|node| is_text(node.text()));
    let scalars = if has_text { root.keyed_scalars() } else { Vec::new() }.into_iter();
    let texts = scalars.filter(move |keyed| is_text(keyed.scalar.text()));
    texts.map(|keyed| Inner { key: keyed.key_node, scalar: keyed.scalar, is_manifest: false })
}
