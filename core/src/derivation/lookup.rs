//! Values in a tree as derivers ask for them: by key, and one or several.

use crate::model::path::join;
use crate::tree::{Kind, NodeRef};

/// What a mapping has under a key.
pub(super) fn at<'t>(node: NodeRef<'t>, key: &str) -> Option<NodeRef<'t>> {
    if node.kind() != Kind::Mapping {
        return None;
    }
    node.entry(key)?.1.follow()
}

/// The items of a list, or what stands alone.
pub(super) fn listed(node: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    match node.kind() {
        Kind::Sequence => node.items().filter_map(NodeRef::follow).collect(),
        _ => vec![node],
    }
}

/// What a mapping has under a key, as a list.
pub(super) fn list<'t>(node: NodeRef<'t>, key: &str) -> Vec<NodeRef<'t>> {
    at(node, key).map(listed).unwrap_or_default()
}

/// Whether something that is named is a path, and no URL of a repository.
pub(super) fn is_local(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or(path);
    let is_host =
        first.contains('.') && first.trim_matches('.').contains('.') && path.contains("//");
    !(path.contains("://")
        || path.contains("?ref=")
        || path.starts_with("git@")
        || path.starts_with("github.com/")
        || is_host)
}

/// What a file in a folder names, as messages say it.
pub(super) fn shown(folder: &str, path: &str) -> String {
    if is_local(path) { join(folder, path) } else { path.to_owned() }
}
