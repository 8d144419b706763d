//! The files that `COMPOSE_FILE` lists, which Compose uses instead of the default names.

use super::path::{folder, join};
use crate::derivation::lookup::at;
use crate::tree::{Dialect, Kind, NodeRef, Tree};

/// The paths of the files that a `.env` lists for its project, the base first; empty if it lists
/// none, or if the list contains variables.
pub(super) fn listed(path: &str, tree: &Tree) -> Vec<String> {
    let file = path.rsplit('/').next().unwrap_or(path);
    if tree.dialect() != Dialect::Text || file != ".env" {
        return Vec::new();
    }
    let variable = |name: &str| {
        let entries = tree.documents().flat_map(|(_, root)| root.own_entries());
        let named = entries.filter(|(key, _)| key.text() == name).last();
        named.map(|(_, value)| value.text()).filter(|value| !value.is_empty())
    };
    let list = variable("COMPOSE_FILE").unwrap_or_default();
    if list.contains('$') {
        return Vec::new();
    }
    // Windows separates paths with a semicolon.
    let default = if list.contains(';') { ";" } else { ":" };
    let separator = variable("COMPOSE_PATH_SEPARATOR").unwrap_or(default);
    let paths = list.split(separator).filter(|path| !path.is_empty());
    paths.map(|listed| join(folder(path), listed)).collect()
}

/// Whether a text can be a listed file of a project: it has services and is not a manifest.
pub(super) fn may_be_listed(tree: &Tree) -> bool {
    let is_project = |root: NodeRef<'_>| {
        at(root, "services").is_some_and(|services| services.kind() == Kind::Mapping)
            && at(root, "apiVersion").is_none()
            && at(root, "kind").is_none()
    };
    tree.documents().any(|(_, root)| is_project(root))
}
