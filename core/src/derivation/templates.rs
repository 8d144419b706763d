//! The objects of OpenShift Templates, with the defaults of their parameters.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::lookup::{at, list};
use super::stage::{Deriver, Key, Role, Stage};
use crate::frontends::kubernetes::{TEMPLATE_OBJECTS, objects_of_template};
use crate::source::{Problem, Source};
use crate::tree::{
    Abandoned, Builder, Contributor, Dialect, Kind, Lineage, Made, NodeRef, Origin, Passage, Piece,
    Properties, Provenance, Role as Part, Style, Tree,
};

/// The number of the template among the sources of a generated object.
const SELF: u32 = 0;

/// Creates the objects of the templates of texts, each as a document.
pub(super) fn derive(texts: &[usize], stage: &mut Stage<'_>) {
    for number in texts {
        let Some(text) = stage.text(*number).filter(|text| !text.is_context) else { continue };
        let Some(tree) = text.tree else { continue };
        let roots = tree.documents().map(|(_, root)| root);
        let templates: Vec<NodeRef<'_>> =
            roots.filter(|root| objects_of_template(*root).is_some()).collect();
        if templates.is_empty() {
            continue;
        }
        let (made, problems) = make(tree, &templates, stage);
        for problem in problems {
            stage.problem(*number, problem);
        }
        let key = Key::new(Deriver::Templates, *number);
        stage.add(key, Arc::new(made), &TEMPLATE_OBJECTS, Role::Document);
    }
}

fn make(tree: &Arc<Tree>, templates: &[NodeRef<'_>], stage: &Stage<'_>) -> (Tree, Vec<Problem>) {
    let origin = Origin::Derived(Provenance::of_nodes(vec![Arc::clone(tree)]).unrendered());
    let source = Source::new(tree.source().shared_name(), "");
    let mut builder = Builder::new(source, Dialect::Kubernetes, origin, stage.limits());
    let mut problems = Vec::new();
    let mut document = 0;
    for template in templates {
        let defaults = defaults(*template);
        let objects = objects_of_template(*template).into_iter().flat_map(NodeRef::items);
        for object in objects.filter_map(NodeRef::follow) {
            builder.begin_made_document(document);
            let written = copy(object, &defaults, &mut builder);
            if let Err(Abandoned(problem)) = written.and_then(|()| builder.end_document()) {
                let problem = Problem::new(problem.code, problem.message);
                problems.push(problem.at(object.span()).in_document(0));
            }
            document += 1;
        }
    }
    (builder.finish().0, problems)
}

/// The parameters with default values.
fn defaults(template: NodeRef<'_>) -> HashMap<&str, NodeRef<'_>> {
    let default = |parameter| {
        let value = at(parameter, "value").filter(|value| value.kind() == Kind::Scalar)?;
        Some((at(parameter, "name")?.text(), value))
    };
    list(template, "parameters").into_iter().filter_map(default).collect()
}

/// A step that is still to be written.
enum Step<'t> {
    Node(NodeRef<'t>),
    End,
}

fn copy<'t>(
    object: NodeRef<'t>,
    defaults: &HashMap<&str, NodeRef<'t>>,
    builder: &mut Builder,
) -> Result<(), Abandoned> {
    let mut open = vec![Step::Node(object)];
    while let Some(step) = open.pop() {
        let Step::Node(node) = step else {
            builder.end_made();
            continue;
        };
        let Some(node) = node.follow() else {
            builder.derive_from(&Lineage::implied(Passage::of(SELF, node)));
            let properties = Properties { is_open: true, ..Properties::default() };
            builder.made(Style::Plain, "", properties)?;
            continue;
        };
        if node.kind() == Kind::Scalar {
            scalar(node, defaults, builder)?;
            continue;
        }
        builder.derive_from(&Passage::of(SELF, node).into());
        builder.begin_made(node.kind(), Properties::default())?;
        open.push(Step::End);
        let at = open.len();
        for (key, value) in node.entries() {
            open.extend([Step::Node(key), Step::Node(value)]);
        }
        open.extend(node.items().map(Step::Node));
        if let Some(added) = open.get_mut(at..) {
            added.reverse();
        }
    }
    Ok(())
}

fn scalar(
    node: NodeRef<'_>,
    defaults: &HashMap<&str, NodeRef<'_>>,
    builder: &mut Builder,
) -> Result<(), Abandoned> {
    let Filled { text, pieces, is_value } = fill(node, defaults);
    let properties = Properties { tag: node.tag(), ..Properties::default() };
    if pieces.iter().all(|piece| piece.made == Made::Copied) {
        builder.derive_from(&Passage::of(SELF, node).into());
        return builder.made(node.style(), &text, properties);
    }
    let from = Passage::of(SELF, node);
    builder.derive_from(&Lineage::of_pieces(from, pieces));
    // A parameter in double braces becomes a value of its type; any other becomes a string.
    let style = if is_value { Style::Plain } else { Style::DoubleQuoted };
    builder.made(style, &text, properties)
}

/// A text with the defaults of parameters filled in.
struct Filled {
    text: String,
    pieces: Vec<Piece>,
    /// Whether the whole text is the value of a parameter.
    is_value: bool,
}

fn fill(node: NodeRef<'_>, defaults: &HashMap<&str, NodeRef<'_>>) -> Filled {
    let text = node.text();
    let mut filled = Filled { text: String::new(), pieces: Vec::new(), is_value: false };
    let whole = text.strip_prefix("${{").and_then(|rest| rest.strip_suffix("}}"));
    if let Some(value) = whole.and_then(|name| defaults.get(name)) {
        filled.add(value.text(), node, 0..text.len(), Some(*value));
        filled.is_value = true;
        return filled;
    }
    let mut done = 0;
    let mut from = 0;
    while let Some(dollar) = text.get(from..).and_then(|rest| rest.find("${")) {
        let start = from + dollar;
        from = start + "${".len();
        let rest = text.get(from..).unwrap_or_default();
        let Some((name, _)) = rest.split_once('}') else { break };
        let Some(value) = defaults.get(name) else { continue };
        from += name.len() + "}".len();
        filled.add(text.get(done..start).unwrap_or_default(), node, done..start, None);
        filled.add(value.text(), node, start..from, Some(*value));
        done = from;
    }
    filled.add(text.get(done..).unwrap_or_default(), node, done..text.len(), None);
    filled
}

impl Filled {
    fn add(
        &mut self,
        text: &str,
        node: NodeRef<'_>,
        bytes: Range<usize>,
        value: Option<NodeRef<'_>>,
    ) {
        if bytes.is_empty() {
            return;
        }
        let start = small(self.text.len());
        self.text.push_str(text);
        let to = (start, small(self.text.len()));
        let made = if value.is_some() { Made::Computed } else { Made::Copied };
        let mut piece = Piece::new(to, Passage::part_of(SELF, node, bytes), made);
        let reads =
            value.map(|value| Contributor { from: Passage::of(SELF, value), role: Part::Variable });
        piece.reads = reads.into_iter().collect();
        self.pieces.push(piece);
    }
}

fn small(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
