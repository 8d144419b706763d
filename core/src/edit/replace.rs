//! Replaces a value, or fills in a missing one.

use super::layout::{
    Link, after_colon, begins_line, block_header_span, chain, dash, delete, in_flow, indentation,
    insert, is_json, key_column, last_line_end, line, line_break, line_prefix, next_line, slice,
};
use super::plan::Additions;
use super::values::Context;
use super::{Change, Refusal};
use crate::source::Span;
use crate::tree::{Kind, NewValue, NodeRef, Scalar, Style, Tree};

/// Replaces the value of an existing node.
pub(super) fn replace(
    tree: &Tree,
    node: NodeRef<'_>,
    value: &NewValue,
    changes: &mut Vec<Change>,
) -> Result<(), Refusal> {
    let links = chain(tree, node.index())?;
    let flow = in_flow(&links);
    let context = context(tree, &links, flow);
    let multiline = matches!(node.style(), Style::Block | Style::Literal | Style::Folded);
    let listed = matches!(value, NewValue::Texts(texts) if !texts.is_empty());
    let entry = links.last().filter(|_| !flow).and_then(|link| Some((link, link.key?)));
    if node.tag().is_some() {
        // The tag would determine the type of the new value.
        return Err(Refusal::Layout);
    }
    match entry {
        Some((link, key)) if multiline || listed => {
            Entry { tree, context, link, key }.replace(value, changes)
        }
        _ if multiline => Err(Refusal::Layout),
        _ => {
            changes.push(inline(tree, links.last(), node, &context.inline(value))?);
            Ok(())
        }
    }
}

/// Fills an empty mapping, a null or a missing value with entries.
pub(super) fn fill(
    tree: &Tree,
    node: NodeRef<'_>,
    additions: &Additions<'_>,
    changes: &mut Vec<Change>,
) -> Result<(), Refusal> {
    let links = chain(tree, node.index())?;
    let flow = in_flow(&links);
    if node.tag().is_some() {
        return Err(Refusal::Layout);
    }
    let entry = links.last().filter(|_| !flow).and_then(|link| Some((link, link.key?)));
    if let Some((link, key)) = entry {
        let colon = after_colon(tree, key)?;
        let between = slice(tree, colon, node.span().start.max(colon));
        let written = tree.source().slice(node.span());
        let one_line = !between.contains('\n') && !written.contains(['\n', '#']);
        if between.trim().is_empty() && one_line && !(node.is_absent() && node.is_anchored()) {
            let step = indentation(tree, node.index());
            let column = key_column(tree, link.container)? + step.mapping;
            let added = context(tree, &links, false).lines(additions, column, step);
            let end = node.span().end.max(colon);
            changes.push(delete(colon, end));
            changes.push(after_line(tree, line(tree.source(), end).end, &added));
            return Ok(());
        }
    }
    let context = context(tree, &links, true);
    let text = format!("{{{}}}", context.entries(additions, ": ", ", "));
    changes.push(inline(tree, links.last(), node, &text)?);
    Ok(())
}

/// The quoting that is required at the end of a path.
pub(super) fn context<'t>(tree: &'t Tree, links: &[Link<'t>], flow: bool) -> Context<'t> {
    let around: Vec<NodeRef<'_>> = links.iter().map(|link| link.container).collect();
    Context { tree, flow, json: is_json(tree, &around) }
}

/// The insertion of lines below the line that ends at an offset.
pub(super) fn after_line(tree: &Tree, end: u32, lines: &[String]) -> Change {
    let line_break = line_break(tree);
    insert(end, format!("{line_break}{}", lines.join(line_break)))
}

/// The change of a value within its line.
fn inline(
    tree: &Tree,
    link: Option<&Link<'_>>,
    node: NodeRef<'_>,
    text: &str,
) -> Result<Change, Refusal> {
    if !node.is_absent() {
        return Ok(Change { span: node.span(), text: text.to_owned() });
    }
    if node.is_anchored() {
        return Err(Refusal::Layout);
    }
    let Some(key) = link.and_then(|link| link.key) else {
        let tight = line_prefix(tree, node.span().start).ends_with('-');
        let blank = if tight { " " } else { "" };
        return Ok(insert(node.span().start, format!("{blank}{text}")));
    };
    match after_colon(tree, key) {
        Ok(colon) => Ok(insert(colon, format!(" {text}"))),
        // `{a}` is a key without a colon.
        Err(_) if link.is_some_and(|link| link.container.style() == Style::Flow) => {
            Ok(insert(key.span().end, format!(": {text}")))
        }
        Err(refusal) => Err(refusal),
    }
}

/// An entry of a block mapping whose value has, or will have, separate lines.
struct Entry<'t, 'l> {
    tree: &'t Tree,
    context: Context<'t>,
    link: &'l Link<'t>,
    key: NodeRef<'t>,
}

impl Entry<'_, '_> {
    fn replace(&self, value: &NewValue, changes: &mut Vec<Change>) -> Result<(), Refusal> {
        let tree = self.tree;
        let old = self.link.child;
        if old.kind() == Kind::Sequence && old.style() == Style::Block {
            if let NewValue::Texts(texts) = value {
                if !texts.is_empty() && old.items().all(|item| is_one_line(tree, item)) {
                    return self.items(texts, changes);
                }
            }
        }
        if old.is_anchored() {
            return Err(Refusal::Layout);
        }
        let colon = after_colon(tree, self.key)?;
        let (text, lines) = self.written(value)?;
        match old.style() {
            Style::Block | Style::Literal | Style::Folded => {
                if old.style() == Style::Block {
                    changes.push(insert(colon, text));
                } else {
                    let header = block_header_span(tree, old)?;
                    changes.push(Change { span: Span::new(colon, header.end), text });
                }
                let start = line(tree.source(), old.span().start).start;
                let start = if old.style() == Style::Block { start } else { self.below(colon) };
                let end = last_line_end(tree, old)?;
                changes.push(self.in_place_of(Span::new(start, end), &lines));
            }
            _ => {
                let end = old.span().end.max(colon);
                if !slice(tree, colon, old.span().start.max(colon)).trim().is_empty() {
                    // There is a comment or an anchor before the value.
                    return Err(Refusal::Layout);
                }
                changes.push(Change { span: Span::new(colon, end), text });
                changes.push(after_line(tree, line(tree.source(), end).end, &lines));
            }
        }
        Ok(())
    }

    /// The text after the colon on its line, and the lines below.
    fn written(&self, value: &NewValue) -> Result<(String, Vec<String>), Refusal> {
        match value {
            NewValue::Texts(texts) if !texts.is_empty() => {
                let step = indentation(self.tree, self.key.index());
                let column = key_column(self.tree, self.link.container)? + step.list;
                Ok((String::new(), self.context.items(texts, column)))
            }
            _ => Ok((format!(" {}", self.context.inline(value)), Vec::new())),
        }
    }

    fn below(&self, offset: u32) -> u32 {
        next_line(self.tree.source(), offset)
    }

    /// Replaces or removes whole lines, up to the end of the last one.
    fn in_place_of(&self, span: Span, lines: &[String]) -> Change {
        if lines.is_empty() {
            return delete(span.start, self.below(span.end));
        }
        Change { span, text: lines.join(line_break(self.tree)) }
    }

    /// Edits a list of strings item by item, so that comments between items are kept.
    fn items(&self, texts: &[String], changes: &mut Vec<Change>) -> Result<(), Refusal> {
        let tree = self.tree;
        let old: Vec<NodeRef<'_>> = self.link.child.items().collect();
        for (item, text) in old.iter().zip(texts) {
            if item.scalar() != Scalar::Text(text) {
                changes
                    .push(Change { span: item.span(), text: self.context.text(text).into_owned() });
            }
        }
        for item in old.iter().skip(texts.len()) {
            let start = line(tree.source(), dash(tree, *item)?).start;
            changes.push(delete(start, self.below(item.span().end)));
        }
        if let (Some(last), Some(added)) = (old.last(), texts.get(old.len()..)) {
            if !added.is_empty() {
                let column = line_prefix(tree, dash(tree, *last)?).len();
                let end = line(tree.source(), last.span().end).end;
                changes.push(after_line(tree, end, &self.context.items(added, column)));
            }
        }
        Ok(())
    }
}

/// Whether an item is a scalar on one line with only the dash before it.
fn is_one_line(tree: &Tree, item: NodeRef<'_>) -> bool {
    let bare = !item.is_anchored() && item.tag().is_none() && !item.is_absent();
    let dash = dash(tree, item);
    item.kind() == Kind::Scalar
        && bare
        && dash.is_ok_and(|dash| begins_line(tree, dash))
        && line(tree.source(), item.span().end).start <= item.span().start
}
