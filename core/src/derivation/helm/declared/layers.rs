//! Values of releases, as the nodes of documents name or contain them.

use std::sync::Arc;

use super::document::Document;
use super::{Content, Layer, Reader, Single, Spot};
use crate::source::{Problem, ProblemCode, Source};
use crate::syntax::{self, Format};
use crate::tree::{Kind, NodeRef, Origin, Provenance, Tree};

/// Something about a release is not known, which is recorded.
pub(super) struct NotKnown;

/// What is known, or not.
pub(super) type Known<T> = Result<T, NotKnown>;

impl Reader<'_, '_> {
    /// A file of values that a node names, and that was looked for.
    pub(super) fn file(
        &mut self,
        document: &Document,
        node: NodeRef<'_>,
        found: Option<usize>,
    ) -> Known<Layer> {
        let Some(number) = found else {
            let path = node.text();
            let what = if path.contains("://") {
                "is remote and was not fetched"
            } else {
                "not found in the input"
            };
            self.missing(document, node, format!("values file `{path}` {what}"));
            return Err(NotKnown);
        };
        self.declarations.values.insert(number);
        Ok(Layer::File(number))
    }

    /// A mapping of values; a null is nothing.
    pub(super) fn mapping(
        &mut self,
        document: &Document,
        node: NodeRef<'_>,
    ) -> Known<Option<Layer>> {
        if node.is_null() {
            return Ok(None);
        }
        if node.kind() != Kind::Mapping {
            let problem = Problem::new(ProblemCode::NotBuilt, "values are not a mapping");
            self.problem(document, node, problem);
            return Err(NotKnown);
        }
        self.known(document, node)?;
        Ok(Some(Layer::Mapping(document.spot(node))))
    }

    /// A text of YAML with values.
    pub(super) fn block(&mut self, document: &Document, node: NodeRef<'_>) -> Known<Option<Layer>> {
        let text = self.text(document, node)?;
        let source = Source::new(document.tree.source().shared_name(), text);
        let origin = Origin::Derived(Provenance::of_scalar(&document.tree, node));
        let (tree, problems) = syntax::parse(source, Format::YAML, origin, self.stage.limits());
        self.embedded(document, node, Arc::new(tree), &problems)
    }

    /// The values in a text that was parsed.
    pub(super) fn embedded(
        &mut self,
        document: &Document,
        node: NodeRef<'_>,
        tree: Arc<Tree>,
        problems: &[Problem],
    ) -> Known<Option<Layer>> {
        if let Some(problem) = problems.first() {
            let message = format!("values are not read: {}", problem.message);
            self.problem(document, node, Problem::new(problem.code, message));
            return Err(NotKnown);
        }
        let Some((_, root)) = tree.documents().next() else { return Ok(None) };
        let (index, is_mapping) = (root.index(), root.kind() == Kind::Mapping);
        if root.is_null() {
            return Ok(None);
        }
        if !is_mapping {
            let problem = Problem::new(ProblemCode::NotBuilt, "values are not a mapping");
            self.problem(document, node, problem);
            return Err(NotKnown);
        }
        Ok(Some(Layer::Mapping(Spot { tree, node: index })))
    }

    /// A single value.
    pub(super) fn single(
        &mut self,
        document: &Document,
        path: NodeRef<'_>,
        value: NodeRef<'_>,
        content: Content,
    ) -> Known<Layer> {
        let path = self.text(document, path)?.to_owned();
        self.text(document, value)?;
        Ok(Layer::Single(Single { path, at: document.spot(value), content }))
    }

    /// The text of a scalar.
    pub(super) fn text<'n>(&mut self, document: &Document, node: NodeRef<'n>) -> Known<&'n str> {
        self.known(document, node)?;
        Ok(node.text())
    }

    /// Records what in a node is not known: an expression that only another program evaluates.
    pub(super) fn known(&mut self, document: &Document, node: NodeRef<'_>) -> Known<()> {
        let Some(open) = first_open(node) else { return Ok(()) };
        let message = "the expression is not evaluated: what it is for is not rendered";
        self.problem(document, open, Problem::new(ProblemCode::NotBuilt, message));
        Err(NotKnown)
    }
}

/// The first scalar in a node that is not known.
fn first_open(node: NodeRef<'_>) -> Option<NodeRef<'_>> {
    let mut steps = 0_usize;
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        let Some(node) = node.follow() else { continue };
        steps += 1;
        if node.is_open() {
            return Some(node);
        }
        // Aliases can repeat what they are for.
        if steps > node.tree().node_count() {
            return None;
        }
        open.extend(node.items());
        open.extend(node.entries().into_iter().flat_map(|(key, value)| [key, value]));
    }
    None
}
