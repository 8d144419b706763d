//! Adding and removing entries and items in brackets: flow style and JSON.

use super::layout::{
    after_colon, begins_line, chain, delete, insert, is_json, length, line, line_break,
    line_prefix, next_line, slice,
};
use super::plan::Rework;
use super::replace::context;
use super::{Change, Refusal};
use crate::source::Span;
use crate::tree::{NodeRef, Tree};

struct Part {
    span: Span,
    removed: bool,
}

/// Computes the changes to a flow collection that is not empty.
pub(super) fn rework(
    tree: &Tree,
    node: NodeRef<'_>,
    rework: &Rework<'_>,
    changes: &mut Vec<Change>,
) -> Result<(), Refusal> {
    if !tree.source().slice(node.span()).starts_with(['{', '[']) {
        // `[a: 1]` contains a mapping without brackets.
        return Err(Refusal::Layout);
    }
    let parts = parts(tree, node, rework)?;
    let last_kept = parts.iter().rposition(|part| !part.removed);
    let added = added(tree, node, rework, &parts, last_kept)?;
    let Some((last_kept, kept)) = last_kept.and_then(|at| Some((at, parts.get(at)?))) else {
        return emptied(tree, node, &added, changes);
    };
    if !added.is_empty() {
        changes.push(insert(kept.span.end, added));
    }
    if last_kept + 1 < parts.len() {
        // JSON allows no comma after the last value.
        let comma = comma_after(tree, kept.span.end).ok_or(Refusal::Layout)?;
        changes.push(delete(comma, comma + 1));
    }
    for (position, part) in parts.iter().enumerate().filter(|(_, part)| part.removed) {
        changes.push(removal(tree, part, position > last_kept));
    }
    Ok(())
}

fn parts(tree: &Tree, node: NodeRef<'_>, rework: &Rework<'_>) -> Result<Vec<Part>, Refusal> {
    let mut parts = Vec::with_capacity(node.len());
    for (position, (key, value)) in node.own_entries().enumerate() {
        let mut end = value.span().end.max(key.span().end);
        if value.is_absent() {
            end = end.max(after_colon(tree, key).unwrap_or(end));
        }
        let removed = rework.removed.contains(&position);
        parts.push(part(tree, key, end, removed)?);
    }
    for (position, item) in node.items().enumerate() {
        parts.push(part(tree, item, item.span().end, rework.removed.contains(&position))?);
    }
    Ok(parts)
}

fn part(tree: &Tree, first: NodeRef<'_>, end: u32, removed: bool) -> Result<Part, Refusal> {
    let start = first.span().start;
    let before = slice(tree, 0, start).trim_end().as_bytes().last();
    if removed && (first.is_anchored() || first.tag().is_some() || before == Some(&b'?')) {
        return Err(Refusal::Layout);
    }
    Ok(Part { span: Span::new(start, end), removed })
}

/// The text of new entries, with the separator before them.
fn added(
    tree: &Tree,
    node: NodeRef<'_>,
    rework: &Rework<'_>,
    parts: &[Part],
    last_kept: Option<usize>,
) -> Result<String, Refusal> {
    if rework.additions.is_empty() {
        return Ok(String::new());
    }
    let mut context = context(tree, &chain(tree, node.index())?, true);
    context.json |= is_json(tree, &[node]);
    let kept = last_kept.and_then(|at| parts.get(at));
    let separator = match (parts.first(), parts.get(1), kept) {
        (_, _, Some(kept)) if begins_line(tree, kept.span.start) => {
            format!(",{}{}", line_break(tree), line_prefix(tree, kept.span.start))
        }
        (Some(one), Some(two), _) if slice(tree, one.span.end, two.span.start) == "," => {
            ",".to_owned()
        }
        _ => ", ".to_owned(),
    };
    let tight = context.json
        && (node.own_entries().next())
            .is_some_and(|(key, value)| slice(tree, key.span().end, value.span().start) == ":");
    let entries = context.entries(&rework.additions, if tight { ":" } else { ": " }, &separator);
    Ok(if kept.is_some() { separator + &entries } else { entries })
}

/// Removes all entries: the brackets stay, with the added ones.
fn emptied(
    tree: &Tree,
    node: NodeRef<'_>,
    added: &str,
    changes: &mut Vec<Change>,
) -> Result<(), Refusal> {
    let inside = Span::new(node.span().start + 1, node.span().end.saturating_sub(1));
    let comments = tree.comments();
    let next = comments.partition_point(|comment| comment.span.start < inside.start);
    if comments.get(next).is_some_and(|comment| comment.span.start < inside.end) {
        return Err(Refusal::Layout);
    }
    changes.push(Change { span: inside, text: added.to_owned() });
    Ok(())
}

/// Removes an entry with the comma after it, and its line if nothing else is on it.
fn removal(tree: &Tree, part: &Part, at_end: bool) -> Change {
    let start = part.span.start;
    let end = comma_after(tree, part.span.end).map_or(part.span.end, |comma| comma + 1);
    let rest = slice(tree, end, line(tree.source(), end).end);
    let blanks = length(rest.len() - rest.trim_start_matches([' ', '\t']).len());
    let ends_line = rest.trim().is_empty() || rest.trim_start().starts_with('#');
    let alone = line_prefix(tree, start).bytes().all(|byte| byte == b' ' || byte == b'\t');
    if alone && ends_line {
        return delete(line(tree.source(), start).start, next_line(tree.source(), end));
    }
    if at_end || (ends_line && !alone) {
        let before = line_prefix(tree, start);
        let trimmed = before.trim_end_matches([' ', '\t']);
        let keeps = trimmed.is_empty() || trimmed.ends_with(['{', '[']);
        let start = if keeps { start } else { start - length(before.len() - trimmed.len()) };
        return delete(start, end);
    }
    delete(start, end + blanks)
}

/// The comma after a value, past blanks and comments.
fn comma_after(tree: &Tree, from: u32) -> Option<u32> {
    let mut at = from;
    loop {
        let rest = slice(tree, at, tree.source().end());
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
        at += length(blanks);
        match rest.as_bytes().get(blanks)? {
            b',' => return Some(at),
            b'#' => at = line(tree.source(), at).end,
            _ => return None,
        }
    }
}
