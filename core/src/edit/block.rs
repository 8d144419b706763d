//! Adding and removing entries and items in block collections.

use super::layout::{
    after_colon, begins_line, block_header, chain, dash, delete, indentation, insert, key_column,
    last_line_end, length, line, line_break, next_line, slice,
};
use super::plan::Rework;
use super::replace::{after_line, context};
use super::{Change, Refusal};
use crate::source::Span;
use crate::tree::{Kind, NodeRef, Placement, Style, Tree};

/// An entry or item with its lines.
struct Part<'t> {
    first: NodeRef<'t>,
    /// The first byte of the key, or of the dash.
    start: u32,
    /// The end of its last line, without the break.
    end: u32,
    removed: bool,
}

/// Computes the changes to a block mapping or block sequence.
pub(super) fn rework(
    tree: &Tree,
    node: NodeRef<'_>,
    rework: &Rework<'_>,
    changes: &mut Vec<Change>,
) -> Result<(), Refusal> {
    let parts = parts(tree, node, rework)?;
    let mut lines = Vec::new();
    if !rework.additions.is_empty() {
        let step = indentation(tree, node.index());
        let way = chain(tree, node.index())?;
        let column = key_column(tree, node)?;
        lines = context(tree, &way, false).lines(&rework.additions, column, step);
    }
    let Some(last_kept) = parts.iter().rposition(|part| !part.removed) else {
        return Emptied { tree, node, parts: &parts }.changes(&lines, changes);
    };
    if let (Some(last), false) = (parts.get(last_kept), lines.is_empty()) {
        changes.push(after_line(tree, last.end, &lines));
    }
    let mut skip = 0;
    if let Some(first) = parts.first().filter(|first| first.removed) {
        if !begins_line(tree, first.start) {
            skip = move_up(tree, &parts, changes);
        }
    }
    for part in parts.iter().skip(skip).filter(|part| part.removed) {
        changes.push(whole_lines(tree, part)?);
    }
    Ok(())
}

fn parts<'t>(
    tree: &Tree,
    node: NodeRef<'t>,
    rework: &Rework<'_>,
) -> Result<Vec<Part<'t>>, Refusal> {
    let last = node.len().saturating_sub(1);
    let mut parts = Vec::with_capacity(node.len());
    let mut push = |position: usize, first: NodeRef<'t>, start: u32, value: NodeRef<'t>| {
        let removed = rework.removed.contains(&position);
        // Only these ends are needed, so only they must be valid.
        let needed = removed || (position == last && !rework.additions.is_empty());
        let needed = needed || (!rework.additions.is_empty() && !rework.removed.is_empty());
        let end = if needed { last_line_end(tree, value)? } else { value.span().end };
        parts.push(Part { first, start, end, removed });
        Ok(())
    };
    if node.kind() == Kind::Mapping {
        for (position, (key, value)) in node.own_entries().enumerate() {
            if rework.removed.contains(&position) {
                after_colon(tree, key)?;
                if key.is_anchored() || key.tag().is_some() || key.kind() != Kind::Scalar {
                    return Err(Refusal::Layout);
                }
            }
            push(position, key, key.span().start, value)?;
        }
    } else {
        for (position, item) in node.items().enumerate() {
            let removed = rework.removed.contains(&position);
            let start = if removed { dash(tree, item)? } else { item.span().start };
            push(position, item, start, item)?;
        }
    }
    if node.kind() == Kind::Mapping {
        key_column(tree, node)?;
    }
    Ok(parts)
}

/// All lines of an entry, including a trailing comment.
fn whole_lines(tree: &Tree, part: &Part<'_>) -> Result<Change, Refusal> {
    if !begins_line(tree, part.start) {
        return Err(Refusal::Layout);
    }
    let end = next_line(tree.source(), part.end);
    refuse_swallowed(tree, part.first, end)?;
    Ok(delete(line(tree.source(), part.start).start, end))
}

/// Without the entry, the following text may become part of a block scalar that ends before it.
fn refuse_swallowed(tree: &Tree, first: NodeRef<'_>, after: u32) -> Result<(), Refusal> {
    let Some(before) = first.index().checked_sub(1).map(|index| tree.node(index)) else {
        return Ok(());
    };
    if !matches!(before.style(), Style::Literal | Style::Folded) {
        return Ok(());
    }
    let keeps = block_header(tree, before)?.contains('+');
    let next = tree.source().slice(line(tree.source(), after));
    let blank = next.trim().is_empty() && after < tree.source().end();
    let comment = next.starts_with(' ') && next.trim_start().starts_with('#');
    if (blank && keeps) || comment { Err(Refusal::Layout) } else { Ok(()) }
}

/// Removes the first entries after the dash of a list item, so that the next one moves up.
///
/// Returns the number of entries that were processed.
fn move_up(tree: &Tree, parts: &[Part<'_>], changes: &mut Vec<Change>) -> usize {
    let run = parts.iter().take_while(|part| part.removed).count();
    let (Some(first), Some(next)) = (parts.first(), parts.get(run)) else { return 0 };
    let gap = Span::new(first.start, next.start);
    let inside =
        |offset: u32| parts.iter().take(run).any(|part| part.start <= offset && offset < part.end);
    let comments = tree.comments();
    let from = comments.partition_point(|comment| comment.span.start < gap.start);
    let between = (comments.iter().skip(from))
        .take_while(|comment| comment.span.start < gap.end)
        .any(|comment| comment.placement == Placement::Own && !inside(comment.span.start));
    if !between {
        changes.push(delete(gap.start, gap.end));
        return run;
    }
    // The dash may be on a separate line: the comments stay, and so does the text below them.
    let before = slice(tree, line(tree.source(), first.start).start, first.start);
    let blanks = before.len() - before.trim_end_matches(' ').len();
    changes.push(delete(first.start - length(blanks), first.end));
    1
}

/// A collection that loses all of its content.
struct Emptied<'t, 'p> {
    tree: &'t Tree,
    node: NodeRef<'t>,
    parts: &'p [Part<'t>],
}

impl Emptied<'_, '_> {
    fn changes(&self, lines: &[String], changes: &mut Vec<Change>) -> Result<(), Refusal> {
        let tree = self.tree;
        let Some((first, others)) = self.parts.split_first() else { return Ok(()) };
        for part in others {
            changes.push(whole_lines(tree, part)?);
        }
        let here = Span::new(first.start, first.end);
        if !lines.is_empty() {
            let text = lines.join(line_break(tree));
            let text = text.trim_start_matches(' ').to_owned();
            changes.push(Change { span: here, text });
            return Ok(());
        }
        let brackets = if self.node.kind() == Kind::Mapping { "{}" } else { "[]" };
        if let Some(colon) = self.bare_colon()? {
            changes.push(insert(colon, format!(" {brackets}")));
            changes.push(whole_lines(tree, first)?);
        } else if self.node.kind() == Kind::Mapping {
            changes.push(Change { span: here, text: brackets.to_owned() });
        } else {
            return Err(Refusal::Layout);
        }
        Ok(())
    }

    /// The end of the colon of the parent key, if only comments follow it.
    fn bare_colon(&self) -> Result<Option<u32>, Refusal> {
        let links = chain(self.tree, self.node.index())?;
        let Some(key) = links.last().and_then(|link| link.key) else { return Ok(None) };
        let colon = after_colon(self.tree, key)?;
        let start = self.parts.first().map_or(colon, |first| first.start);
        let bare = slice(self.tree, colon, start).lines().all(|line| {
            let line = line.trim();
            line.is_empty() || line.starts_with('#')
        });
        Ok(bare.then_some(colon))
    }
}
