//! Files that contain only settings.

use crate::frontends::{Content, DocumentReport};
use crate::model::meta::Metadata;
use crate::model::settings::Settings;
use crate::model::{Body, Resource, Technology};
use crate::source::{Problem, ProblemCode};
use crate::tree::{Cursor, Field, Kind, NodeRef, Tree};

/// Reads each document of a tree that is a mapping, and reports on all of them.
pub(in crate::frontends) fn read<'a>(
    tree: &'a Tree,
    mut take: impl FnMut(NodeRef<'a>),
) -> Vec<DocumentReport> {
    let documents = tree.documents();
    documents
        .map(|(document, root)| {
            let (content, problem) = match root.follow() {
                // A file with only comments has nothing to check.
                Some(root) if root.kind() == Kind::Mapping && root.is_empty() => {
                    (Content::Empty, None)
                }
                Some(root) if root.kind() == Kind::Mapping => {
                    take(root);
                    (Content::Resource, None)
                }
                Some(root) if root.is_null() => (Content::Empty, None),
                _ => {
                    let message = "file is not a mapping";
                    let problem = Problem::new(ProblemCode::NotAManifest, message).at(root.span());
                    (Content::Other, Some(problem))
                }
            };
            DocumentReport::new(document.number, content, problem)
        })
        .collect()
}

/// Reads each document of a tree that is not empty, in any shape.
pub(in crate::frontends) fn read_any<'a>(
    tree: &'a Tree,
    mut take: impl FnMut(NodeRef<'a>),
) -> Vec<DocumentReport> {
    let documents = tree.documents();
    documents
        .map(|(document, root)| {
            let root = root.follow().filter(|root| !root.is_null());
            root.into_iter().for_each(&mut take);
            let content = if root.is_some() { Content::Resource } else { Content::Empty };
            DocumentReport::new(document.number, content, None)
        })
        .collect()
}

/// A file of settings, named by its path.
pub(in crate::frontends) fn file<'a>(
    content: Cursor<'a>,
    tree: &'a Tree,
    technology: Technology,
    kind: &'static str,
    settings: Settings<'a>,
) -> Resource<'a> {
    let name = Field::set(tree.source().name(), content.place());
    Resource {
        technology,
        kind,
        metadata: Metadata { name, ..Metadata::default() },
        body: Body::Settings(settings),
        content,
        ..Resource::default()
    }
}
