//! `.gitignore`: what is kept out of the repository.

use super::{Content, DocumentReport};
use crate::model::meta::Metadata;
use crate::model::{Resource, Technology};
use crate::tree::{Cursor, Field, Tree};

/// Reads the lines of a `.gitignore`.
pub fn read_ignored<'a>(
    number: u32,
    tree: &'a Tree,
    resources: &mut Vec<Resource<'a>>,
) -> Vec<DocumentReport> {
    let documents = tree.documents();
    documents
        .map(|(document, root)| {
            let content = Cursor::new(number, root);
            let name = Field::set(tree.source().name(), content.place());
            resources.push(Resource {
                // It is judged together with the files of variables that it keeps out.
                technology: Technology::Dotenv,
                kind: "gitignore",
                metadata: Metadata { name, ..Metadata::default() },
                content,
                ..Resource::default()
            });
            DocumentReport::new(document.number, Content::Resource, None)
        })
        .collect()
}
