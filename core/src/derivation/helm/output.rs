//! Rendered texts as trees of objects, each node with its origin.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use super::origin::{TEMPLATE, Trace};
use super::sources::Sources;
use super::text::Text;
use super::yaml::text_in;
use crate::source::{Problem, Source};
use crate::syntax::{self, Format};
use crate::tree::{
    Abandoned, Builder, Contributor, Dialect, Kind, Limits, Lineage, Made, NodeRef, Origin,
    Passage, Piece, Properties, Provenance, Role, Step, Style, Tree,
};

/// What a template renders, as trees.
#[derive(Debug)]
pub(super) struct Parsed {
    text: Text,
    tree: Tree,
    /// What is not YAML in it.
    pub(super) problems: Vec<Problem>,
}

/// Writes documents of rendered texts as one tree.
pub(super) struct Output<'s> {
    sources: &'s Sources,
    builder: Builder,
    /// The lineage with the conditions of a trace, by the address of these.
    conditions: HashMap<Vec<Contributor>, Lineage>,
}

impl Parsed {
    /// Parses what a template renders.
    pub(super) fn new(path: &str, text: Text, limits: Limits) -> Self {
        let source = Source::new(path, text.as_str());
        let (tree, problems) = syntax::parse(source, Format::YAML, Origin::Text, limits);
        Self { text, tree, problems }
    }

    /// The numbers of the documents with content.
    pub(super) fn documents(&self) -> impl Iterator<Item = (u32, NodeRef<'_>)> {
        self.tree.documents().map(|(document, root)| (document.number, root))
    }
}
