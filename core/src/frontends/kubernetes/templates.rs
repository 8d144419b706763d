//! OpenShift Templates: objects with parameters, which are processed into a list of objects.
//!
//! Source: the API reference of OpenShift, `Template` in `template.openshift.io/v1`, before that in
//! `v1`.

use super::documents::read_documents;
use crate::frontends::DocumentReport;
use crate::frontends::frontend::File;
use crate::model::Resource;
use crate::tree::{Kind, NodeRef};

/// The objects of a template.
pub(crate) fn objects(root: NodeRef<'_>) -> Option<NodeRef<'_>> {
    if root.kind() != Kind::Mapping {
        return None;
    }
    let text = |key: &str| root.entry(key).and_then(|(_, value)| value.follow()).map(NodeRef::text);
    let is_version = matches!(text("apiVersion"), Some("v1" | "template.openshift.io/v1"));
    let objects = root.entry("objects")?.1.follow()?;
    let is_template = is_version && text("kind") == Some("Template");
    (is_template && objects.kind() == Kind::Sequence).then_some(objects)
}

/// Whether the objects of a template are read from its processed output, as for templates that are
/// documents.
pub(super) fn is_made(object: NodeRef<'_>) -> bool {
    let tree = object.tree();
    tree.provenance().is_none()
        && objects(object).is_some()
        && tree.documents().any(|(_, root)| root.index() == object.index())
}

/// Reads the objects that were created from templates.
pub(super) fn read<'a>(file: &File<'a>, resources: &mut Vec<Resource<'a>>) -> Vec<DocumentReport> {
    let first = resources.len();
    let reports = read_documents(file.number, file.tree, resources);
    for resource in resources.get_mut(first..).unwrap_or_default() {
        resource.is_carried = true;
    }
    reports
}
