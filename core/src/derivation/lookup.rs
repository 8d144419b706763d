//! Lookup of values in a tree: by key, and single values as lists.

use crate::model::path::join;
use crate::tree::{Kind, NodeRef, Scalar};

/// The value of a mapping under a key.
pub(super) fn at<'t>(node: NodeRef<'t>, key: &str) -> Option<NodeRef<'t>> {
    if node.kind() != Kind::Mapping {
        return None;
    }
    node.entry(key)?.1.follow()
}

/// Whether the value of a mapping under a key is `true`.
pub(super) fn is_true(node: NodeRef<'_>, key: &str) -> bool {
    at(node, key).is_some_and(|value| value.scalar() == Scalar::Bool(true))
}

/// The items of a list, or a single value.
pub(super) fn listed(node: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    match node.kind() {
        Kind::Sequence => node.items().filter_map(NodeRef::follow).collect(),
        _ => vec![node],
    }
}

/// The value of a mapping under a key, as a list.
pub(super) fn list<'t>(node: NodeRef<'t>, key: &str) -> Vec<NodeRef<'t>> {
    at(node, key).map(listed).unwrap_or_default()
}

/// Whether a reference is a path and not the URL of a repository.
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

/// The folders that contain a file, the outermost first.
pub(super) fn above(path: &str) -> Vec<&str> {
    let ends = path.match_indices('/').map(|(at, _)| at.max(1));
    let folders = ends.filter_map(|end| path.get(..end));
    std::iter::once("").chain(folders).collect()
}

/// The path or URL of a reference from a file in a folder, as messages show it.
pub(super) fn shown(folder: &str, path: &str) -> String {
    if is_local(path) { join(folder, path) } else { path.to_owned() }
}
