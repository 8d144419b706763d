//! The layout of a text: lines, columns, indentation, and the actual ends of entries.

use super::{Change, Refusal};
use crate::source::{Source, Span};
use crate::tree::{Child, Dialect, Indentation, Kind, NodeRef, Style, Tree};

/// One step on the path from a document's root to a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link<'t> {
    pub(super) container: NodeRef<'t>,
    pub(super) position: usize,
    pub(super) key: Option<NodeRef<'t>>,
    pub(super) child: NodeRef<'t>,
}

/// The path from the document's root to a node; a key represents its entry.
pub(super) fn chain(tree: &Tree, node: u32) -> Result<Vec<Link<'_>>, Refusal> {
    let document = tree.document_of(node).ok_or(Refusal::NoPlace)?;
    let mut links = Vec::new();
    let mut here = tree.node(document.root);
    // INVARIANT: each step goes to a child whose subtree contains `node`, so the walk ends.
    while here.index() != node {
        let Child { position, key, value } = here.child_holding(node).ok_or(Refusal::NoPlace)?;
        let link = Link { container: here, position, key, child: value };
        links.push(link);
        match link.key {
            Some(key) if key.index() == node => break,
            // Inside a key that is a collection.
            Some(key) if node < key.next() => return Err(Refusal::Layout),
            _ => here = link.child,
        }
    }
    Ok(links)
}

/// The text from `start` up to `end`.
pub(super) fn slice(tree: &Tree, start: u32, end: u32) -> &str {
    tree.source().slice(Span::new(start, end))
}

/// The span of the line that contains an offset, without its line break.
pub(super) fn line(source: &Source, offset: u32) -> Span {
    source.line_span(source.position(offset).line)
}

/// The start of the line after the one that contains an offset, or the end of the text.
pub(super) fn next_line(source: &Source, offset: u32) -> u32 {
    let number = source.position(offset).line;
    if number < source.line_count() { source.line_span(number + 1).start } else { source.end() }
}

/// The text before an offset on its line.
pub(super) fn line_prefix(tree: &Tree, offset: u32) -> &str {
    slice(tree, line(tree.source(), offset).start, offset)
}

/// Whether there are only blanks before an offset on its line.
pub(super) fn begins_line(tree: &Tree, offset: u32) -> bool {
    line_prefix(tree, offset).bytes().all(|byte| byte == b' ')
}

/// The line break that the text uses.
pub(super) fn line_break(tree: &Tree) -> &'static str {
    let text = tree.source().text();
    let first = text.find(['\n', '\r']).and_then(|at| text.get(at..)).unwrap_or_default();
    if first.starts_with("\r\n") {
        "\r\n"
    } else if first.starts_with('\r') {
        "\r"
    } else {
        "\n"
    }
}

/// The column, from 0, of a node that is preceded only by blanks and dashes of lists.
pub(super) fn column(tree: &Tree, offset: u32) -> Result<usize, Refusal> {
    let prefix = line_prefix(tree, offset);
    let plain = prefix.bytes().all(|byte| byte == b' ' || byte == b'-');
    if plain { Ok(prefix.len()) } else { Err(Refusal::Layout) }
}

/// The column of the keys of a block mapping.
pub(super) fn key_column(tree: &Tree, mapping: NodeRef<'_>) -> Result<usize, Refusal> {
    let (key, _) = mapping.own_entries().next().ok_or(Refusal::Layout)?;
    column(tree, key.span().start)
}

/// The offset just past the colon of a key.
pub(super) fn after_colon(tree: &Tree, key: NodeRef<'_>) -> Result<u32, Refusal> {
    let end = key.span().end;
    let rest = slice(tree, end, tree.source().end());
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let found = rest.get(blanks..).is_some_and(|rest| rest.starts_with(':'));
    if found { Ok(end + length(blanks) + 1) } else { Err(Refusal::Layout) }
}

/// The dash of an item of a block sequence, where the item begins on the same line.
pub(super) fn dash(tree: &Tree, item: NodeRef<'_>) -> Result<u32, Refusal> {
    let line = line(tree.source(), item.span().start);
    let before = slice(tree, line.start, item.span().start).trim_end_matches(' ');
    let plain = before.ends_with('-') && !matches!(item.style(), Style::Literal | Style::Folded);
    if plain { Ok(line.start + length(before.len()) - 1) } else { Err(Refusal::Layout) }
}

/// The end of the last line of a value, without its line break.
///
/// Blank lines belong to a block scalar that keeps them. A scalar that would gain a line break if
/// text followed it is refused.
pub(super) fn last_line_end(tree: &Tree, value: NodeRef<'_>) -> Result<u32, Refusal> {
    let mut last = value;
    while last.style() == Style::Block {
        let child = match last.kind() {
            Kind::Mapping => last.own_entries().last().map(|(_, value)| value),
            _ => last.items().last(),
        };
        let Some(child) = child else { break };
        last = child;
    }
    let source = tree.source();
    if !matches!(last.style(), Style::Literal | Style::Folded) {
        return Ok(line(source, last.span().end).end);
    }
    let header = block_header_span(tree, last)?;
    let indicators = source.slice(header);
    let mut end = last.span().end;
    let is_terminated = |end: u32| slice(tree, end, source.end()).starts_with(['\n', '\r']);
    if end <= header.end || !(is_terminated(end) || indicators.contains('-')) {
        return Err(Refusal::Layout);
    }
    // With `+` the blank lines below belong to the scalar.
    let mut number = source.position(end).line + 1;
    while indicators.contains('+') && number <= source.line_count() {
        let next = source.line_span(number);
        if !source.slice(next).trim().is_empty() || !is_terminated(next.end) {
            break;
        }
        (end, number) = (next.end, number + 1);
    }
    Ok(line(source, end).end)
}

/// The indicators of a block scalar: `|`, `>-`, `|2+`.
pub(super) fn block_header<'t>(tree: &'t Tree, scalar: NodeRef<'_>) -> Result<&'t str, Refusal> {
    Ok(tree.source().slice(block_header_span(tree, scalar)?))
}

/// The span of the indicators of a block scalar.
pub(super) fn block_header_span(tree: &Tree, scalar: NodeRef<'_>) -> Result<Span, Refusal> {
    let start = scalar.span().start;
    let text = tree.source().slice(scalar.span());
    let indicators = text.strip_prefix(['|', '>']).ok_or(Refusal::Layout)?;
    let is_indicator = |byte: &u8| matches!(byte, b'+' | b'-' | b'0'..=b'9');
    let count = indicators.bytes().take_while(|byte| is_indicator(byte)).count();
    Ok(Span::new(start, start + 1 + length(count)))
}

/// The indentation of mappings and lists below their key in the document that contains a node: as
/// in the document itself, or 2 if it has none.
pub(super) fn indentation(tree: &Tree, node: u32) -> Indentation {
    let found = tree.indentation(node, |document| find_indentation(tree, document.root));
    found.unwrap_or(Indentation { mapping: 2, list: 2 })
}

fn find_indentation(tree: &Tree, root: u32) -> Indentation {
    let (mut mapping, mut list) = (None, None);
    for index in root..tree.node(root).next() {
        if mapping.is_some() && list.is_some() {
            break;
        }
        let container = tree.node(index);
        if container.kind() != Kind::Mapping || container.style() != Style::Block {
            continue;
        }
        let Ok(outer) = key_column(tree, container) else { continue };
        for (_, value) in container.own_entries().filter(|(_, v)| v.style() == Style::Block) {
            if value.kind() == Kind::Mapping {
                let inner = key_column(tree, value).ok();
                mapping = mapping.or(inner.and_then(|inner| inner.checked_sub(outer)));
            } else {
                let first = value.items().next().and_then(|item| dash(tree, item).ok());
                let inner = first.map(|dash| line_prefix(tree, dash).len());
                list = list.or(inner.and_then(|inner| inner.checked_sub(outer)));
            }
        }
    }
    let mapping = mapping.filter(|step| *step > 0).unwrap_or(2);
    Indentation { mapping, list: list.unwrap_or(mapping) }
}

/// Whether a node is inside brackets, or is a flow collection itself.
pub(super) fn in_flow(links: &[Link<'_>]) -> bool {
    links.iter().any(|link| link.container.style() == Style::Flow)
}

/// Whether keys and strings are in double quotes here: JSON, or written like it.
pub(super) fn is_json(tree: &Tree, around: &[NodeRef<'_>]) -> bool {
    let quoted = |node: &NodeRef<'_>| {
        let first = node.own_entries().next();
        node.style() == Style::Flow
            && first.is_some_and(|(key, _)| key.style() == Style::DoubleQuoted)
    };
    tree.dialect() == Dialect::Json || around.iter().any(quoted)
}

/// The deletion of the text from `start` to `end`.
pub(super) fn delete(start: u32, end: u32) -> Change {
    Change { span: Span::new(start, end), text: String::new() }
}

/// The insertion of text at an offset.
pub(super) fn insert(at: u32, text: impl Into<String>) -> Change {
    Change { span: Span::at(at), text: text.into() }
}

pub(super) fn length(value: usize) -> u32 {
    // INVARIANT: texts of 4 GiB and more never become trees.
    u32::try_from(value).unwrap_or(u32::MAX)
}
