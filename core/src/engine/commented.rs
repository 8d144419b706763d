//! The lines that comments are about.

use crate::source::{Source, Span};
use crate::tree::{Kind, Placement, Step, Tree, Written};

/// What tells a text from others. A tree of a template in provenance has the text of that of the input.
pub(super) fn address(source: &Source) -> usize {
    source.text().as_ptr().addr()
}

/// The next line that contains more than a comment.
pub(super) fn next_content_line(tree: &Tree, line: u32) -> Option<u32> {
    let source = tree.source();
    let is_content = |line: &u32| {
        let span = source.line_span(*line);
        let text = source.slice(span).trim_start();
        !text.is_empty() && !text.starts_with('#') && !is_of_comment(tree, span)
    };
    (line + 1..=source.line_count()).find(is_content)
}

/// Whether a line is a comment, or part of one.
fn is_of_comment(tree: &Tree, line: Span) -> bool {
    let comments = tree.comments();
    let next = comments.partition_point(|comment| comment.span.start <= line.end);
    let last = next.checked_sub(1).and_then(|last| comments.get(last));
    last.is_some_and(|last| last.placement == Placement::Own && last.span.end >= line.start)
}

/// The lines on which a comment about what is written can be: where it begins, and where the key begins
/// whose value it is.
pub(super) fn lines(written: &Written<'_>) -> Vec<u32> {
    let (tree, node) = (written.tree, written.node);
    let source = tree.source();
    let line = |span: Span| source.position(span.start).line;
    let part = written.part.as_ref().and_then(|part| tree.node(node).follow()?.span_of(part));
    let mut lines = vec![line(part.unwrap_or_else(|| tree.node(node).span()))];
    let is_key = |step: &Step<'_>| matches!(step, Step::Key(_));
    if let Some(Step::Key(key)) = tree.path(node).last().filter(|step| is_key(step)) {
        lines.push(line(key.span()));
    }
    // A list item is found by its first line, which is also that of its first key.
    if let Some(first) =
        tree.node(node).own_entries().next().filter(|_| tree.node(node).kind() == Kind::Mapping)
    {
        lines.push(line(first.0.span()));
    }
    lines.dedup();
    lines
}
