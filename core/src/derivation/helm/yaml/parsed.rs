//! Texts of YAML and JSON as values, with the origin of the bytes that each was read from.

use super::super::origin::Trace;
use super::super::text::{Text, TextBuilder};
use super::super::value::Value;
use super::around;
use super::json_fault;
use super::read::Reader;
use crate::source::{Problem, ProblemCode, Source, Span};
use crate::syntax::{self, Format};
use crate::tree::{Kind, Limits, NodeRef, Origin, Style};

/// How many pieces of a text are named as the origin of a collection in it.
const PIECES: usize = 8;

/// The first document of a text of YAML.
///
/// # Errors
/// If it cannot be read, in words like those of the reference.
pub(in crate::derivation::helm) fn from_yaml(text: &Text) -> Result<Value, String> {
    let words = |problem: &Problem, line: Option<usize>| {
        let line = line.map(|line| format!("line {line}: ")).unwrap_or_default();
        format!("error converting YAML to JSON: yaml: {line}{}", problem.message)
    };
    parsed(text, Format::YAML, words)
}

/// A text of JSON.
///
/// # Errors
/// If it cannot be read.
pub(in crate::derivation::helm) fn from_json(text: &Text) -> Result<Value, String> {
    match json_fault::fault(text.as_str()) {
        Some(message) => Err(message),
        None => parsed(text, Format::JSON, |problem, _| problem.message.clone()),
    }
}

fn parsed(
    text: &Text,
    format: Format,
    words: impl Fn(&Problem, Option<usize>) -> String,
) -> Result<Value, String> {
    let source = Source::new("", text.as_str());
    let (tree, problems) = syntax::parse(source, format, Origin::Text, Limits::default());
    let first = tree.documents().next().filter(|(document, _)| document.number == 0);
    // What follows the first document is not read.
    let is_of_first = |problem: &&Problem| {
        let is_read = problem.code != ProblemCode::Ignored;
        format == Format::JSON || is_read && problem.document.is_none_or(|number| number == 0)
    };
    if let Some(problem) = problems.iter().find(is_of_first) {
        let before = problem.span.and_then(|span| text.as_str().get(..span.start as usize));
        let line = before.map(|before| before.matches('\n').count() + 1);
        return Err(words(problem, line));
    }
    let Some((_, root)) = first else { return Ok(Value::Nil(Trace::computed([&text.trace()]))) };
    let trace = |node: NodeRef<'_>| origin(text, node);
    let scalar = |node: NodeRef<'_>| copied(text, node);
    Reader::new(&trace, &scalar).of_json(format == Format::JSON).value(root, 0)
}

/// The origin of a node.
fn origin(text: &Text, node: NodeRef<'_>) -> Trace {
    match node.verbatim_span() {
        Some(span) if !span.is_empty() => text.slice(span.range()).trace(),
        _ if node.kind() == Kind::Scalar => text.slice(node.span().range()).trace(),
        _ => {
            let span = node.span().range();
            let touched = text.pieces_in(span).take(PIECES);
            let touched: Vec<Trace> = touched.map(|(_, trace)| around(trace)).collect();
            Trace::computed(&touched)
        }
    }
}

/// The text of a scalar, with the origin of each part that is the same in the notation.
pub(in crate::derivation::helm) fn copied(text: &Text, node: NodeRef<'_>) -> Text {
    let mut builder = TextBuilder::default();
    let rest = origin(text, node);
    let rest = Trace::computed([&rest]);
    let value = value_at_end(text, node).unwrap_or(node.text());
    if !push_copy(text, node, 0..value.len(), &mut builder) {
        let mut at = 0;
        for line in value.split_inclusive(['\n', ' ', '\t', '\\', '"', '\'']) {
            let range = at..at + line.len();
            at = range.end;
            if !push_copy(text, node, range, &mut builder) {
                builder.push_str(line, &rest);
            }
        }
    }
    if value.is_empty() { Text::new("", rest) } else { builder.finish() }
}

/// A block at the end of a text without a line break, which has none there for the reference.
fn value_at_end<'t>(text: &Text, node: NodeRef<'t>) -> Option<&'t str> {
    let is_block = matches!(node.style(), Style::Literal | Style::Folded);
    let is_last = node.span().range().end >= text.as_str().len();
    let ends = !text.as_str().ends_with('\n');
    if is_block && is_last && ends { node.text().strip_suffix('\n') } else { None }
}

/// Copies a part of a scalar, if it is the same in the notation.
fn push_copy(
    text: &Text,
    node: NodeRef<'_>,
    range: std::ops::Range<usize>,
    builder: &mut TextBuilder,
) -> bool {
    let written = node.span_of(&range).map(Span::range);
    let Some(written) = written else { return false };
    let is_same = text.as_str().get(written.clone()) == node.text().get(range);
    if is_same {
        builder.push_slice(text, written);
    }
    is_same
}
