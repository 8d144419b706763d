//! The texts inside of ConfigMaps: manifests for somebody to apply, and files of configuration.

use super::candidates;
use crate::frontends::inner::Inner;
use crate::tree::{NodeRef, Tree};

/// The entries of all ConfigMaps of a tree, also of those in lists.
pub(super) fn entries(tree: &Tree) -> Vec<Inner<'_>> {
    let objects = tree.documents().flat_map(|(_, root)| {
        let items = root.entry("items").filter(|_| kind(root).ends_with("List"));
        let items = items.and_then(|(_, items)| items.follow());
        let inner = items.into_iter().flat_map(NodeRef::items).filter_map(NodeRef::follow);
        std::iter::once(root).chain(inner)
    });
    let entries = objects.filter(|object| kind(*object) == "ConfigMap").flat_map(|map| {
        let data = map.entry("data").and_then(|(_, data)| data.follow());
        data.into_iter().flat_map(NodeRef::own_entries)
    });
    let inner = entries.map(|(key, scalar)| {
        let text = scalar.text();
        let is_manifest = text.contains('\n') && candidates::is_manifest(text);
        Inner { key, scalar, is_manifest }
    });
    inner.collect()
}

fn kind(object: NodeRef<'_>) -> &str {
    object.entry("kind").and_then(|(_, kind)| kind.follow()).map_or("", NodeRef::text)
}
