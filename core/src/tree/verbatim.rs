//! Where parts of a decoded scalar stand in its source.

use std::ops::Range;

use super::{NodeRef, Style};
use crate::source::Span;

impl NodeRef<'_> {
    /// Where a part of the scalar's text stands in the source; nothing where the source has other
    /// letters for it. Only a literal block and what is written without escapes has the same.
    pub(crate) fn span_of(self, part: &Range<usize>) -> Option<Span> {
        if let Some(span) = self.verbatim_span() {
            let at = |offset: usize| span.start.checked_add(u32::try_from(offset).ok()?);
            return Some(Span::new(at(part.start)?, at(part.end)?));
        }
        if self.style() != Style::Literal {
            return None;
        }
        // An end belongs to the line that it ends, not to the next one.
        let last = part.end.max(part.start + 1) - 1;
        let start = self.shift_at(part.start)? + u32::try_from(part.start).ok()?;
        let end = self.shift_at(last)? + u32::try_from(part.end).ok()?;
        (start <= end).then_some(Span::new(start, end))
    }

    /// What has to be added to an offset in a literal block to get the same one in the source, on
    /// the line of the offset; nothing where the source has other letters.
    fn shift_at(self, offset: usize) -> Option<u32> {
        let text = self.text();
        let before = text.as_bytes().get(..offset.min(text.len().saturating_sub(1)))?;
        let first = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let content = text.get(first..)?.split('\n').next().unwrap_or_default();
        let source = self.tree().source();
        // The text begins on the line below the header `|`.
        let lines = before.split(|byte| *byte == b'\n').count();
        let line = source.position(self.span().start).line + u32::try_from(lines).ok()?;
        let outer = source.line_span(line);
        let written = source.slice(outer);
        if !written.ends_with(content) && !written.trim().is_empty() {
            return None;
        }
        let indentation = written.len().saturating_sub(content.len());
        (outer.start + u32::try_from(indentation).ok()?).checked_sub(u32::try_from(first).ok()?)
    }
}
