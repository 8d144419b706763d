//! The lines that comments are about.

use crate::tree::{Kind, NodeRef, Step, Tree};

/// The next line that contains more than a comment.
pub(super) fn next_content_line(tree: &Tree, line: u32) -> Option<u32> {
    let source = tree.source();
    let is_content = |line: &u32| {
        let text = source.slice(source.line_span(*line)).trim_start();
        !text.is_empty() && !text.starts_with('#')
    };
    (line + 1..=source.line_count()).find(is_content)
}

/// The lines on which a comment about a node can be: where the node begins, and where the key begins
/// whose value it is.
pub(super) fn lines(tree: &Tree, node: u32) -> Vec<u32> {
    let source = tree.source();
    let line = |node: NodeRef<'_>| source.position(node.span().start).line;
    let mut lines = vec![line(tree.node(node))];
    let is_key = |step: &Step<'_>| matches!(step, Step::Key(_));
    if let Some(Step::Key(key)) = tree.path(node).last().filter(|step| is_key(step)) {
        lines.push(line(*key));
    }
    // A list item is found by its first line, which is also that of its first key.
    if let Some(first) =
        tree.node(node).own_entries().next().filter(|_| tree.node(node).kind() == Kind::Mapping)
    {
        lines.push(line(first.0));
    }
    lines.dedup();
    lines
}
