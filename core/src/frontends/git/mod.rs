//! Git: `.gitignore`, which excludes files from the repository.

use super::frontend::{Certainty, Environments, File, FileKind, Frontend, Reading, Recognised};
use super::purpose::Purpose;
use super::{Content, DocumentReport};
use crate::model::meta::Metadata;
use crate::model::{Body, Resource, Technology, Whole, Words};
use crate::syntax::Format;
use crate::tree::{Cursor, Field};

/// The frontend.
pub(crate) static FRONTEND: Frontend = Frontend {
    technology: Some(Technology::Git),
    words: Words::of("Git"),
    kinds: &[&IGNORE],
    formats: &[Format::LINES],
    recognise: |name| {
        (name.file == ".gitignore").then_some(Recognised::new(&IGNORE, Format::LINES))
    },
    reconsider: |_| None,
    settings: |_, _| {},
};

/// The files that Git excludes from the repository.
static IGNORE: FileKind = FileKind {
    word: "ignore",
    certainty: Certainty::Certain,
    matters: |_, _| false,
    reading: Reading::Documents(read),
    inner: |_| Vec::new(),
    purpose: Purpose::of_path,
    whole: |_| Whole::named("repository", ""),
    environments: Environments::Labels,
};

fn read<'a>(file: &File<'a>, resources: &mut Vec<Resource<'a>>) -> Vec<DocumentReport> {
    let tree = file.tree;
    let documents = tree.documents();
    documents
        .map(|(document, root)| {
            let content = Cursor::new(file.number, root);
            let name = Field::set(tree.source().name(), content.place());
            resources.push(Resource {
                technology: Technology::Git,
                kind: "gitignore",
                metadata: Metadata { name, ..Metadata::default() },
                // Nothing in it is checked itself: checks of other files look it up.
                body: Body::Part,
                content,
                ..Resource::default()
            });
            DocumentReport::new(document.number, Content::Resource, None)
        })
        .collect()
}
