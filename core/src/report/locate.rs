//! From symbolic places to lines and columns: once, late, and without failing.

use std::sync::Arc;

use super::record::{Embedded, Location};
use crate::engine::Walk;
use crate::source::{Source, Span};
use crate::tree::{Kind, Origin, Place, Spot, Step, Tree};

/// Where a spot is. None for what was built in code.
pub(super) fn locate(walk: &Walk<'_>, spot: &Spot) -> Option<Location> {
    let place = walk.written(spot.place);
    let tree = walk.tree(place.tree())?;
    let node = place.node();
    let span = match &spot.missing {
        // A missing key is shown at the key of the mapping that lacks it: that is what a reader
        // recognises.
        Some(_) => key_span(tree, node).unwrap_or_else(|| head(tree, node)),
        None => part(tree, node, spot).unwrap_or_else(|| head(tree, node)),
    };
    Some(at(tree, node, span))
}

/// The part of a scalar that a spot is narrowed to, where the text has it as it is.
fn part(tree: &Tree, node: u32, spot: &Spot) -> Option<Span> {
    let part = spot.part.as_ref().filter(|part| !part.range.is_empty())?;
    let node = tree.node(node).follow()?;
    Some(first_line(tree.source(), node.span_of(&part.range)?))
}

/// Where a place is.
pub(super) fn locate_place(walk: &Walk<'_>, place: Place) -> Option<Location> {
    locate(walk, &Spot { place, ..Spot::default() })
}

/// Where a span of a tree is that belongs to no node: a comment, a problem.
pub(super) fn locate_span(tree: &Tree, span: Span, document: Option<u32>) -> Location {
    let (source, span) = outermost(tree, span);
    let document = if matches!(tree.origin(), Origin::Embedded(_)) { None } else { document };
    Location {
        path: source.shared_name(),
        document,
        pointer: None,
        embedded: None,
        start: Some(source.position(span.start)),
        end: Some(source.position(span.end)),
    }
}

fn at(tree: &Tree, node: u32, span: Span) -> Location {
    let document = tree.document_of(node).map_or(0, |document| document.number);
    let pointer: Box<str> = tree.pointer(node).into();
    match tree.origin() {
        Origin::Text => Location {
            path: tree.source().shared_name(),
            document: Some(document),
            pointer: Some(pointer),
            embedded: None,
            start: Some(tree.source().position(span.start)),
            end: Some(tree.source().position(span.end)),
        },
        // A place of a derived tree has become one of the trees that it was made from.
        Origin::Object | Origin::Derived(_) => Location {
            path: tree.source().shared_name(),
            document: Some(document),
            pointer: Some(pointer),
            embedded: None,
            start: None,
            end: None,
        },
        Origin::Embedded(embedding) => {
            let holder = at(&embedding.outer, embedding.scalar, embedding.outward(span));
            Location { embedded: Some(Box::new(Embedded { document, pointer })), ..holder }
        }
    }
}

/// The text that stands for a node: a scalar as it is, of a collection its first line.
fn head(tree: &Tree, node: u32) -> Span {
    let node = tree.node(node);
    let span = node.span();
    if node.kind() == Kind::Scalar || node.kind() == Kind::Alias {
        return first_line(tree.source(), span);
    }
    match node.own_entries().next() {
        // `- name: app` is found by its first entry's line.
        Some((key, _)) => {
            first_line(tree.source(), Span::new(key.span().start.min(span.end), span.end))
        }
        None => first_line(tree.source(), span),
    }
}

/// The key whose value the node is; none for a list item or a root.
fn key_span(tree: &Tree, node: u32) -> Option<Span> {
    match tree.path(node).last()? {
        Step::Key(key) => Some(key.span()),
        Step::Item(..) => None,
    }
}

/// A span up to the end of its first line, without white space at its end.
fn first_line(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    let line = text.split(['\n', '\r']).next().unwrap_or_default().trim_end();
    Span::new(span.start, span.start + u32::try_from(line.len()).unwrap_or(u32::MAX))
}

/// The span in the text of the input itself.
pub(super) fn outermost(tree: &Tree, span: Span) -> (Source, Span) {
    let (mut source, mut span) = (tree.source().clone(), span);
    let mut origin = tree.origin().clone();
    while let Origin::Embedded(embedding) = &origin {
        span = embedding.outward(span);
        source = embedding.outer.source().clone();
        let outer: Arc<Tree> = Arc::clone(&embedding.outer);
        origin = outer.origin().clone();
    }
    (source, span)
}
