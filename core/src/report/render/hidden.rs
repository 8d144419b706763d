//! The parts of scalars that must not be shown, in any tree of a run.

use std::ops::Range;

use crate::engine::Walk;
use crate::mask::{Mask, replaced};
use crate::report::known::{Known, Places, Scalars};
use crate::report::locate::outermost;
use crate::source::Span;
use crate::tree::{NodeRef, Tree};

/// The secrets of a run, to be masked in scalars.
pub(super) struct Hidden {
    known: Known,
}

impl Hidden {
    pub(super) fn new(walk: &Walk<'_>, mut known: Known) -> Self {
        for tree in &walk.numbered.trees {
            outward(tree, &mut known.scalars);
        }
        sort(&mut known.places);
        Self { known }
    }

    /// A scalar with its secrets masked, as it is shown after a key; `None` if there are none.
    pub(super) fn masked(&self, key: &str, scalar: NodeRef<'_>) -> Option<String> {
        let (tree, text) = (scalar.tree(), scalar.text());
        if text.is_empty() {
            return None;
        }
        let own = self.known.scalars.get(&tree.id()).and_then(|of| of.get(&scalar.index()));
        let mut ranges: Vec<Range<usize>> = own.cloned().unwrap_or_default();
        for (source, node, part) in tree.passages(scalar.index(), &(0..text.len())) {
            let node = source.node(node);
            let part = part.and_then(|part| node.span_of(&part));
            self.written(source, part.unwrap_or(node.span()), text, &mut ranges);
        }
        ranges.extend(self.known.mask.known(text));
        lines(&self.known.mask, key, text, &mut ranges);
        ranges.retain(|range| !range.is_empty());
        replaced(text, ranges)
    }

    /// Adds what is masked where a part of a text was written.
    fn written(&self, tree: &Tree, span: Span, text: &str, ranges: &mut Vec<Range<usize>>) {
        let (tree, span) = outermost(tree, span);
        let Some(places) = self.known.places.get(&tree.id()) else { return };
        let first = places.partition_point(|place| place.end <= span.start);
        let here = places.iter().skip(first).take_while(|place| place.start < span.end);
        for place in here {
            let both = Span::new(place.start.max(span.start), place.end.min(span.end));
            let secret = tree.source().slice(both);
            let mut found = text.match_indices(secret).peekable();
            // The notation differs from the text.
            if found.peek().is_none() {
                ranges.push(0..text.len());
            }
            ranges.extend(found.map(|(at, secret)| at..at + secret.len()));
        }
    }
}

/// Adds what is recognisable as a secret in the lines of a text; the first line is after its key.
fn lines(mask: &Mask, key: &str, text: &str, ranges: &mut Vec<Range<usize>>) {
    let mut start = 0;
    for line in text.split('\n') {
        let before = if start == 0 && !key.is_empty() { format!("{key}: ") } else { String::new() };
        for range in mask.line(&format!("{before}{line}")) {
            let at = |offset: usize| start + offset.saturating_sub(before.len());
            ranges.push(at(range.start)..at(range.end));
        }
        start += line.len() + 1;
    }
}

/// Adds the secrets of a text inside of a scalar to those of the scalar.
fn outward(tree: &Tree, scalars: &mut Scalars) {
    let Some(secrets) = scalars.get(&tree.id()).filter(|_| tree.holder().is_some()) else { return };
    let all = secrets.iter().flat_map(|(node, ranges)| ranges.iter().map(|range| (*node, range)));
    let spans: Vec<Span> = all.map(|(node, range)| span_of(tree.node(node), range)).collect();
    for span in spans {
        let (mut inner, mut span) = (tree, span);
        // INVARIANT: a text inside of a scalar is the text of the scalar.
        while let Some((outer, scalar)) = inner.holder() {
            let range = span.start as usize..span.end as usize;
            span = span_of(outer.node(scalar), &range);
            scalars.entry(outer.id()).or_default().entry(scalar).or_default().push(range);
            inner = outer;
        }
    }
}

fn span_of(node: NodeRef<'_>, range: &Range<usize>) -> Span {
    node.span_of(range).unwrap_or(node.span())
}

/// Sorts places and merges those that overlap, so that they can be searched.
fn sort(places: &mut Places) {
    for spans in places.values_mut() {
        spans.sort();
        spans.dedup_by(|next, last| {
            let overlaps = next.start < last.end;
            if overlaps {
                last.end = last.end.max(next.end);
            }
            overlaps
        });
    }
}
