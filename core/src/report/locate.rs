//! Converts symbolic places to lines and columns: once, late, and without errors.

use std::ops::Range;

use super::record::{Embedded, Location, RelatedLocation};
use crate::engine::Walk;
use crate::source::{Source, Span};
use crate::tree::{Kind, Origin, Place, Role, Spot, Step, Tree, Written};

/// The location of a spot; `None` for a value built in code.
pub(super) fn locate(walk: &Walk<'_>, spot: &Spot) -> Option<Location> {
    if let Some(removal) = walk.removal(spot) {
        return Some(of_node(removal.by));
    }
    let written = walk.written_at(spot)?;
    let (tree, node) = (written.tree, written.node);
    let span = match &spot.missing {
        // A missing key is shown at the key of the mapping that lacks it: that is what a reader
        // recognises.
        Some(_) if written.part.is_none() => {
            key_span(tree, node).unwrap_or_else(|| head(tree, node))
        }
        _ => shown(&written),
    };
    Some(at(&written, span))
}

/// The location of a place.
pub(super) fn locate_place(walk: &Walk<'_>, place: Place) -> Option<Location> {
    locate(walk, &Spot { place, ..Spot::default() })
}

/// Other contributors to the value at a spot, with their locations.
pub(super) fn contributors(walk: &Walk<'_>, spot: &Spot) -> Vec<RelatedLocation> {
    if let Some(removal) = walk.removal(spot) {
        let (role, location) = (Role::Base, of_node(removal.value));
        return vec![RelatedLocation { role, message: role.as_phrase().into(), location }];
    }
    let Some(written) = walk.written_at(spot) else { return Vec::new() };
    let holder = written.tree.outward(written.span());
    let of_holder = holder.as_ref().map_or(&[][..], |holder| &holder.contributors);
    let all = written.contributors.iter().chain(of_holder);
    all.map(|one| {
        let location = of_part((one.tree, one.node), one.part.clone());
        RelatedLocation { role: one.role, message: one.role.as_phrase().into(), location }
    })
    .collect()
}

/// The location of a node with its own text.
fn of_node(of: (&Tree, u32)) -> Location {
    of_part(of, None)
}

fn of_part((tree, node): (&Tree, u32), part: Option<Range<usize>>) -> Location {
    let own = Written { tree, node, part, unwritable: None, contributors: Vec::new() };
    at(&own, shown(&own))
}

/// The text that represents what is written.
fn shown(written: &Written<'_>) -> Span {
    let node = written.tree.node(written.node);
    let part = written.part.as_ref().and_then(|part| node.follow()?.span_of(part));
    match part {
        Some(span) => first_line(written.tree.source(), span),
        None => head(written.tree, written.node),
    }
}

/// The location of a span that belongs to no node: a comment, a problem.
pub(super) fn locate_span(tree: &Tree, span: Span, document: Option<u32>) -> Location {
    let document = document.filter(|_| tree.holder().is_none());
    let (tree, span) = outermost(tree, span);
    let source = tree.source();
    Location {
        path: source.shared_name(),
        document,
        pointer: None,
        embedded: None,
        start: Some(source.position(span.start)),
        end: Some(source.position(span.end)),
    }
}

fn at(written: &Written<'_>, span: Span) -> Location {
    let (tree, node) = (written.tree, written.node);
    let document = tree.document_of(node).map_or(0, |document| document.number);
    let pointer: Box<str> = tree.pointer(node).into();
    if let Some(holder) = tree.outward(span) {
        // A part of the text may be filled in from elsewhere.
        let around = tree.holder().map(|(outer, scalar)| outer.decided(scalar));
        let is_around = |(outer, scalar): (&Tree, u32)| {
            std::ptr::eq(outer, holder.tree) && scalar == holder.node
        };
        if !around.is_some_and(is_around) {
            return at(&holder, holder.span());
        }
        let embedded = Some(Box::new(Embedded { document, pointer }));
        return Location { embedded, ..at(&holder, holder.span()) };
    }
    let source = tree.source();
    let has_text = matches!(tree.origin(), Origin::Text);
    let position = |offset| has_text.then(|| source.position(offset));
    Location {
        path: source.shared_name(),
        document: Some(document),
        pointer: Some(pointer),
        embedded: None,
        start: position(span.start),
        end: position(span.end),
    }
}

/// The text that represents a node: a scalar as it is, of a collection its first line.
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

/// The key of the node; `None` for a list item or a root.
fn key_span(tree: &Tree, node: u32) -> Option<Span> {
    match tree.path(node).last()? {
        Step::Key(key) => Some(key.span()),
        Step::Item(..) => None,
    }
}

/// A span up to the end of its first line, without trailing white space.
fn first_line(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    let line = text.split(['\n', '\r']).next().unwrap_or_default().trim_end();
    Span::new(span.start, span.start + u32::try_from(line.len()).unwrap_or(u32::MAX))
}

/// The span in the text of the input itself.
pub(super) fn outermost(tree: &Tree, span: Span) -> (&Tree, Span) {
    let mut at = (tree, span);
    while let Some(holder) = at.0.outward(at.1) {
        at = (holder.tree, holder.span());
    }
    at
}
