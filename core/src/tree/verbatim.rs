//! Where parts of a decoded scalar stand in its source.

use std::ops::Range;

use super::{NodeRef, Style};
use crate::source::Span;

impl NodeRef<'_> {
    /// Pairs of an offset in the scalar's text and the same offset in its source, ascending: line by
    /// line for a literal block. Empty where the text was folded or escaped.
    pub(crate) fn offsets(self) -> Vec<(u32, u32)> {
        if let Some(span) = self.verbatim_span() {
            return vec![(0, span.start)];
        }
        if self.style() != Style::Literal {
            return Vec::new();
        }
        let source = self.tree().source();
        // The text begins on the line below the header `|`.
        let first = source.position(self.span().start).line + 1;
        let mut pairs = Vec::new();
        let mut offset = 0;
        for (line, text) in (first..).zip(self.text().split_inclusive('\n')) {
            let content = text.trim_end_matches('\n');
            let outer = source.line_span(line);
            let written = source.slice(outer);
            if !written.ends_with(content) && !written.trim().is_empty() {
                return Vec::new();
            }
            let indentation = written.len().saturating_sub(content.len());
            pairs.push((offset, outer.start + u32::try_from(indentation).unwrap_or(u32::MAX)));
            offset += u32::try_from(text.len()).unwrap_or(u32::MAX);
        }
        pairs
    }

    /// Where a part of the scalar's text stands in the source; nothing where the source has other
    /// letters for it.
    pub(crate) fn span_of(self, part: &Range<usize>) -> Option<Span> {
        let offsets = self.offsets();
        let at = |offset: usize, is_end: bool| {
            let offset = u32::try_from(offset).ok()?;
            // An end belongs to the line that it ends, not to the next one.
            let inner_of = |(inner, _): &(u32, u32)| {
                if is_end && offset > 0 { *inner < offset } else { *inner <= offset }
            };
            let (inner, outer) = offsets.get(offsets.partition_point(inner_of).checked_sub(1)?)?;
            outer.checked_add(offset - inner)
        };
        let span = Span::new(at(part.start, false)?, at(part.end, true)?);
        (span.start <= span.end).then_some(span)
    }
}
