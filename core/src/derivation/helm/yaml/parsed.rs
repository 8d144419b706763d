//! Texts of YAML and JSON as values, with the origin of the bytes that each was read from.

use super::around;
use super::json_fault;
use super::read::{Reader, content};
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::{Text, TextBuilder};
use crate::derivation::helm::value::Value;
use crate::source::{Problem, ProblemCode, Source, Span};
use crate::syntax::{self, Format};
use crate::tree::{Kind, Limits, Made, NodeRef, Origin};

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
            let touched = text.pieces_in(node.span().range()).take(PIECES);
            let touched: Vec<Trace> = touched.map(|(_, trace)| around(trace)).collect();
            Trace::computed(&touched)
        }
    }
}

/// The text of a scalar, with the origin of each part: a copy where it is the same in the notation.
pub(in crate::derivation::helm) fn copied(text: &Text, node: NodeRef<'_>) -> Text {
    let value = content(node);
    if value.is_empty() {
        return Text::new("", Trace::computed([&origin(text, node)]));
    }
    let mut builder = TextBuilder::default();
    if push_copy(text, node, 0..value.len(), &mut builder) {
        return builder.finish();
    }
    let mut at = 0;
    for part in value.split_inclusive(MARKS) {
        let range = at..at + part.len();
        at = range.end;
        if push_copy(text, node, range.clone(), &mut builder) {
            continue;
        }
        let mark = range.end - part.chars().next_back().map_or(0, char::len_utf8);
        for range in [range.start..mark, mark..range.end] {
            if !push_copy(text, node, range.clone(), &mut builder) {
                push_changed(text, node, range, &mut builder);
            }
        }
    }
    builder.finish()
}

/// Characters that may have another notation, and what is around them has not.
const MARKS: [char; 6] = ['\n', ' ', '\t', '\\', '"', '\''];

/// Copies a part of a scalar, if it is the same in the notation.
fn push_copy(
    text: &Text,
    node: NodeRef<'_>,
    range: std::ops::Range<usize>,
    builder: &mut TextBuilder,
) -> bool {
    let Some(written) = node.span_of(&range).map(Span::range) else { return range.is_empty() };
    let is_same = text.as_str().get(written.clone()) == node.text().get(range);
    if is_same {
        builder.push_slice(text, written);
    }
    is_same
}

/// Adds a part of a scalar that has another notation.
fn push_changed(
    text: &Text,
    node: NodeRef<'_>,
    range: std::ops::Range<usize>,
    builder: &mut TextBuilder,
) {
    let written = node.span_of(&range).filter(|span| !span.is_empty());
    let written = text.slice(written.unwrap_or_else(|| node.span()).range());
    let traces: Vec<Trace> = written.pieces().map(|(_, trace)| trace.clone()).collect();
    let trace = match traces.as_slice() {
        // A copy in another notation.
        [only] if only.made == Made::Copied && only.is_literal() => only.clone(),
        all => {
            let from = all.iter().find(|trace| trace.is_somewhere()).map(|trace| trace.from);
            let computed = Trace::computed(all);
            Trace { from: from.unwrap_or(computed.from), ..computed }
        }
    };
    builder.push_str(node.text().get(range).unwrap_or_default(), &trace);
}
