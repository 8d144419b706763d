//! Texts embedded in objects: manifests to apply, and configuration files.

use super::candidates;
use crate::frontends::inner::{self, Inner};
use crate::tree::{NodeRef, Tree};

/// The embedded texts of all objects of a tree, also of those in lists: the entries of ConfigMaps,
/// and multi-line texts and JSON in other kinds.
pub(super) fn entries(tree: &Tree) -> Vec<Inner<'_>> {
    let objects = tree.documents().flat_map(|(_, root)| {
        let items = root.entry("items").filter(|_| kind(root).ends_with("List"));
        let items = items.and_then(|(_, items)| items.follow());
        let inner = items.into_iter().flat_map(NodeRef::items).filter_map(NodeRef::follow);
        // The content of a list is its items.
        std::iter::once(root).filter(move |_| items.is_none()).chain(inner)
    });
    let mut found = Vec::new();
    for object in objects {
        match kind(object) {
            "ConfigMap" => found.extend(entries_of(object)),
            // Their content is data, not settings.
            "Secret" | "CustomResourceDefinition" | "CompositeResourceDefinition" => {}
            _ => found.extend(inner::texts_of(object)),
        }
    }
    found
}

fn entries_of(map: NodeRef<'_>) -> impl Iterator<Item = Inner<'_>> {
    let data = map.entry("data").and_then(|(_, data)| data.follow());
    data.into_iter().flat_map(NodeRef::own_entries).map(|(key, scalar)| {
        let text = scalar.text();
        let is_manifest =
            text.contains('\n') && candidates::is_manifest(text) && !is_kubeconfig(text);
        Inner { key, scalar, is_manifest }
    })
}

/// Whether a text in the form of an object is a kubeconfig.
fn is_kubeconfig(text: &str) -> bool {
    let mut kinds = text.lines().filter_map(|line| {
        let line = line.trim_start_matches([' ', '{', '"']);
        line.strip_prefix("kind")?.trim_start_matches('"').trim_start().strip_prefix(':')
    });
    kinds.any(|kind| kind.trim_matches([' ', '\r', '"', '\'', ',']) == "Config")
}

fn kind(object: NodeRef<'_>) -> &str {
    object.entry("kind").and_then(|(_, kind)| kind.follow()).map_or("", NodeRef::text)
}
