//! Resources from the text of manifests.

use asepsis::internal::frontends::kubernetes::read_documents;
use asepsis::internal::source::Source;
use asepsis::internal::syntax::{Format, parse};
use asepsis::internal::tree::{Limits, Origin, State, Tree};
use asepsis::model::Resource;

/// Parses manifests that have no fault.
pub(crate) fn tree(text: &str) -> Tree {
    let source = Source::new("manifests.yaml", text);
    let (tree, problems) = parse(source, Format::YAML, Origin::Text, Limits::default());
    assert!(problems.is_empty(), "{problems:?}");
    tree
}

/// Reads all resources of a tree.
pub(crate) fn resources(tree: &Tree) -> Vec<Resource<'_>> {
    let mut resources = Vec::new();
    for document in read_documents(0, tree, &mut resources) {
        assert!(document.problems.is_empty(), "{:?}", document.problems);
    }
    resources
}

/// The name of a resource.
pub(crate) fn name<'a>(resource: &Resource<'a>) -> &'a str {
    match resource.metadata.name.state() {
        State::Set(name, _) => name,
        _ => "?",
    }
}
