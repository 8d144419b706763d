//! Templates of objects, filled in.

use std::rc::Rc;
use std::sync::Arc;

use super::elements::Element;
use crate::derivation::helm::evaluate::{Scope, Shared, TemplateText, evaluate};
use crate::derivation::helm::origin::{TEMPLATE, Trace};
use crate::derivation::helm::output::piece;
use crate::derivation::helm::print::NO_VALUE;
use crate::derivation::helm::sources::Sources;
use crate::derivation::helm::text::{Text, TextBuilder};
use crate::derivation::helm::value::Value;
use crate::frontends::HAS_CHARTS;
use crate::source::Source;
use crate::syntax::gotemplate;
use crate::tree::{
    Abandoned, Builder, Kind, Limits, Lineage, Made, NodeRef, Origin, Passage, Piece, Properties,
    Provenance, Tree,
};

/// How the expressions of a template are evaluated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Language {
    /// `{{ .path.basename }}`
    Go,
    /// `{{path.basename}}`
    Names,
}

/// Fills in a template: a node of the first source. What cannot be filled in stays as it is, and is open.
pub(super) fn instance(
    template: NodeRef<'_>,
    element: &Element,
    language: Language,
    sources: &Sources,
    shared: &mut Shared,
    limits: Limits,
) -> Option<Tree> {
    let trees: Arc<[Arc<Tree>]> = sources.trees.clone().into();
    let tree = template.tree();
    let source = Source::new(tree.source().shared_name(), "");
    let origin = Origin::Derived(Provenance::of_nodes(trees));
    let builder = Builder::new(source, tree.dialect(), origin, limits);
    let count = sources.trees.len();
    let mut writer = Writer { builder, element, language, shared, count };
    writer.builder.begin_made_document(0);
    let written = writer.node(template).and_then(|()| writer.builder.end_document());
    written.ok()?;
    Some(writer.builder.finish().0)
}

/// A text with its expressions filled in; `None` if one is not known.
pub(super) fn filled(
    text: &Text,
    element: &Element,
    language: Language,
    shared: &mut Shared,
) -> Option<Text> {
    match language {
        Language::Go => evaluated(text, element, shared),
        Language::Names => replaced(text, element),
    }
}

/// Writes an instance.
struct Writer<'w> {
    builder: Builder,
    element: &'w Element,
    language: Language,
    shared: &'w mut Shared,
    /// The number of sources.
    count: usize,
}

/// A step that is still to be written.
enum Step<'t> {
    Node(NodeRef<'t>),
    End,
}

impl Writer<'_> {
    fn node(&mut self, template: NodeRef<'_>) -> Result<(), Abandoned> {
        let mut steps = vec![Step::Node(template)];
        while let Some(step) = steps.pop() {
            let node = match step {
                Step::End => {
                    self.builder.end_made();
                    continue;
                }
                Step::Node(node) => node.follow().unwrap_or(node),
            };
            if matches!(node.kind(), Kind::Scalar | Kind::Alias) {
                self.scalar(node)?;
                continue;
            }
            self.builder.derive_from(&Passage::of(0, node).into());
            self.builder.begin_made(node.kind(), Properties::default())?;
            steps.push(Step::End);
            let entries = node.entries().into_iter().rev();
            steps.extend(entries.flat_map(|(key, value)| [Step::Node(value), Step::Node(key)]));
            let items: Vec<NodeRef<'_>> = node.items().collect();
            steps.extend(items.into_iter().rev().map(Step::Node));
        }
        Ok(())
    }

    fn scalar(&mut self, node: NodeRef<'_>) -> Result<(), Abandoned> {
        let own = Passage::of(0, node);
        let text = node.text();
        if !text.contains("{{") {
            self.builder.derive_from(&own.into());
            let properties = Properties { tag: node.tag(), ..Properties::default() };
            return self.builder.made(node.style(), text, properties);
        }
        let marked = Passage { source: own.source | TEMPLATE, ..own };
        let template = Text::new(text, Trace::of(marked));
        let made = filled(&template, self.element, self.language, self.shared);
        let lineage = made.as_ref().map_or_else(|| own.into(), |made| self.lineage(made, own));
        let properties =
            Properties { is_open: made.is_none(), tag: node.tag(), ..Properties::default() };
        self.builder.derive_from(&lineage);
        let text = made.as_ref().map_or(text, Text::as_str);
        self.builder.made(node.style(), text, properties)
    }

    /// The lineage of a text that was filled in at a node.
    fn lineage(&self, made: &Text, own: Passage) -> Lineage {
        let known = |piece: Piece| {
            if (piece.from.source as usize) < self.count {
                piece
            } else {
                Piece { from: own, made: Made::Implied, ..piece }
            }
        };
        let pieces: Vec<Piece> =
            made.pieces().map(|(range, trace)| known(piece(range, trace))).collect();
        match pieces.as_slice() {
            [one] if one.made == Made::Copied => one.from.into(),
            _ => Lineage::of_pieces(own, pieces),
        }
    }
}

/// A Go template, evaluated.
fn evaluated(text: &Text, element: &Element, shared: &mut Shared) -> Option<Text> {
    // What is not rendered needs no evaluation, which is most of the code for charts.
    if !HAS_CHARTS {
        return None;
    }
    let name: Rc<str> = "template".into();
    let of = TemplateText { name: Rc::clone(&name), text: text.clone() };
    let file = gotemplate::parse(of.text.as_str()).ok()?;
    let mut scope = Scope::default();
    scope.add(&of, &file);
    let made = evaluate(&scope, shared, &name, Value::Map(element.fields.deep_copy())).ok()?;
    let is_known = !made.as_str().contains(NO_VALUE) && !made.is_open();
    is_known.then_some(made)
}

/// A text with names in braces, replaced.
fn replaced(text: &Text, element: &Element) -> Option<Text> {
    let mut builder = TextBuilder::default();
    let written = text.as_str();
    let mut from = 0;
    while let Some(begin) = written.get(from..)?.find("{{").map(|at| at + from) {
        let end = written.get(begin..)?.find("}}")? + begin;
        let value = element.named.get(written.get(begin + 2..end)?.trim())?;
        builder.push_slice(text, from..begin);
        builder.push(value);
        from = end + 2;
    }
    builder.push_slice(text, from..written.len());
    Some(builder.finish())
}
