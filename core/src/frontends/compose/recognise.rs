//! Recognises Compose files by their content.

use super::fields;
use crate::frontends::frontend::File;
use crate::frontends::inner::Inner;
use crate::frontends::{Content, DocumentReport};
use crate::model::meta::Metadata;
use crate::model::{Body, Resource, Technology};
use crate::source::{Problem, ProblemCode};
use crate::tree::{Cursor, Field, Kind, NodeRef, Tree};

/// Whether a tree is certainly a Compose file: services with an image or a build, and no manifest
/// among its documents.
pub(super) fn is_compose(tree: &Tree) -> bool {
    let is_manifest =
        |root: NodeRef<'_>| root.entry("apiVersion").is_some() && root.entry("kind").is_some();
    let has_services = |root: NodeRef<'_>| {
        let services = root.entry("services").and_then(|(_, services)| services.follow());
        services.is_some_and(|services| services.entries().iter().any(is_service))
    };
    tree.documents().any(|(_, root)| has_services(root))
        && !tree.documents().any(|(_, root)| is_manifest(root))
}

fn is_service((_, value): &(NodeRef<'_>, NodeRef<'_>)) -> bool {
    let Some(service) = value.follow() else { return false };
    let has = |key: &str, also: &[Kind]| {
        let found = service.entry(key).and_then(|(_, value)| value.follow());
        found.is_some_and(|value| also.contains(&value.kind()))
    };
    has("image", &[Kind::Scalar]) || has("build", &[Kind::Scalar, Kind::Mapping])
}

/// The contents of configs.
pub(super) fn contents(tree: &Tree) -> Vec<Inner<'_>> {
    let sections = tree.documents().filter_map(|(_, root)| root.entry("configs"));
    let configs = sections.filter_map(|(_, section)| section.follow());
    let contents = configs.flat_map(NodeRef::entries).filter_map(|(key, config)| {
        let (_, content) = config.follow()?.entry("content")?;
        let scalar = content.follow().filter(|content| content.kind() == Kind::Scalar)?;
        Some(Inner { key, scalar, is_manifest: false })
    });
    contents.collect()
}

/// Reads the documents of a Compose file as written: each is a part of projects, where its services
/// are checked and counted.
pub(super) fn documents<'a>(
    file: &File<'a>,
    resources: &mut Vec<Resource<'a>>,
) -> Vec<DocumentReport> {
    let documents = file.tree.documents();
    documents
        .map(|(document, root)| {
            let content = if root.is_null() { Content::Empty } else { Content::Other };
            if root.kind() == Kind::Mapping {
                let content = Cursor::new(file.number, root);
                let name = Field::set(file.tree.source().name(), content.place());
                resources.push(Resource {
                    technology: Technology::Compose,
                    kind: "file",
                    metadata: Metadata { name, ..Metadata::default() },
                    body: Body::Part,
                    has_known_fields: true,
                    facts: fields::facts(file.number, root),
                    content,
                    ..Resource::default()
                });
            }
            if root.kind() == Kind::Mapping || root.is_null() {
                return DocumentReport::new(document.number, content, None);
            }
            let message = "Compose file is not a mapping";
            let problem = Problem::new(ProblemCode::WrongShape, message).at(root.span());
            DocumentReport::new(document.number, content, Some(problem))
        })
        .collect()
}
