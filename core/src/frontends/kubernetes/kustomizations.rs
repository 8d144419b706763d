//! Kustomizations, and the patches that they reference.

use super::documents::{read_documents, read_kustomization};
use crate::frontends::frontend::File;
use crate::frontends::inner::Inner;
use crate::frontends::{Content, DocumentReport};
use crate::model::facts::Fact;
use crate::model::meta::Metadata;
use crate::model::{Body, Resource};
use crate::tree::{Cursor, Field, Kind, NodeRef, Origin, Tree, is_directive};

/// Reads a kustomization; version and kind are optional. Embedded texts are patches.
pub(super) fn read<'a>(file: &File<'a>, resources: &mut Vec<Resource<'a>>) -> Vec<DocumentReport> {
    if is_inside(file.tree) {
        return read_patches(file, resources);
    }
    read_kustomization(file.number, file.tree, resources)
}

/// Reads the documents of a patch. One that deletes an object contains no settings of it, and a
/// list of JSON Patch operations is not an object.
pub(super) fn read_patches<'a>(
    file: &File<'a>,
    resources: &mut Vec<Resource<'a>>,
) -> Vec<DocumentReport> {
    let first = resources.len();
    let mut reports = read_documents(file.number, file.tree, resources);
    let mut operations = Vec::new();
    for ((document, root), report) in file.tree.documents().zip(&mut reports) {
        if root.kind() == Kind::Sequence {
            *report = DocumentReport::new(document.number, Content::Resource, None);
            operations.push(operations_of(&Cursor::new(file.number, root), file.tree));
        }
    }
    let mut read = resources.split_off(first.min(resources.len()));
    read.retain(|resource| {
        let deleted = resource.content.node().and_then(|object| object.entry("$patch"));
        deleted.is_none_or(|(_, directive)| directive.text() != "delete")
    });
    for resource in &mut read {
        resource.is_patch = true;
        resource.facts.retain(|fact| !is_of_directive(fact));
    }
    resources.append(&mut read);
    resources.append(&mut operations);
    reports
}

/// Whether a field is unknown because it is a directive.
fn is_of_directive(fact: &Fact) -> bool {
    let Fact::UnknownField { path, .. } = fact else { return false };
    let key = path.rsplit_once('.').map_or(&**path, |(_, key)| key);
    is_directive(key)
}

/// Operations on objects in other files: only checks of written text read them.
fn operations_of<'a>(content: &Cursor<'a>, tree: &'a Tree) -> Resource<'a> {
    Resource {
        // With the group of a kustomization, they are not objects of a cluster either.
        api_version: "kustomize.config.k8s.io/v1beta1",
        kind: "patch",
        metadata: Metadata {
            name: Field::set(tree.source().name(), content.place()),
            ..Metadata::default()
        },
        body: Body::Part,
        content: content.clone(),
        ..Resource::default()
    }
}

/// The inline patches of a kustomization.
pub(super) fn patches(tree: &Tree) -> Vec<Inner<'_>> {
    if is_inside(tree) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (_, root) in tree.documents() {
        let listed = |field: &str| {
            let list = root.entry(field).and_then(|(key, list)| Some((key, list.follow()?)));
            list.into_iter().flat_map(|(key, list)| {
                list.items().filter_map(NodeRef::follow).map(move |item| (key, item))
            })
        };
        for field in ["patches", "patchesJson6902"] {
            let inline = listed(field).filter_map(|(_, patch)| patch.entry("patch"));
            found.extend(inline.filter_map(|(key, patch)| Some((key, patch.follow()?))));
        }
        // A path is a single line.
        let texts = listed("patchesStrategicMerge");
        found.extend(texts.filter(|(_, patch)| patch.text().contains('\n')));
    }
    let inner = found.into_iter().map(|(key, scalar)| Inner { key, scalar, is_manifest: true });
    inner.collect()
}

/// Whether a tree was made from an embedded text.
fn is_inside(tree: &Tree) -> bool {
    matches!(tree.origin(), Origin::Derived(_))
}
