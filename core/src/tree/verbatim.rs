//! Maps parts of a decoded scalar to its source.

use std::ops::Range;

use super::{NodeRef, Style, Tree};
use crate::source::Span;

impl<'t> NodeRef<'t> {
    /// The span of a part of the scalar's text in the source; `None` if it is not known.
    pub(crate) fn span_of(self, part: &Range<usize>) -> Option<Span> {
        if let Some(span) = self.verbatim_span() {
            let at = |offset: usize| span.start.checked_add(u32::try_from(offset).ok()?);
            return Some(Span::new(at(part.start)?, at(part.end)?));
        }
        self.in_literal(part).or_else(|| self.aligned(part))
    }

    /// The span of a part of a literal block, whose text differs only by the indentation.
    fn in_literal(self, part: &Range<usize>) -> Option<Span> {
        if self.style() != Style::Literal {
            return None;
        }
        // An end belongs to the line that it ends, not to the next one.
        let last = part.end.max(part.start + 1) - 1;
        let start = self.shift_at(part.start)? + u32::try_from(part.start).ok()?;
        let end = self.shift_at(last)? + u32::try_from(part.end).ok()?;
        (start <= end).then_some(Span::new(start, end))
    }

    /// The difference between an offset in a literal block and the same offset in the source, on
    /// the line of the offset; `None` if the characters in the source differ.
    fn shift_at(self, offset: usize) -> Option<u32> {
        let text = self.text();
        let offset = offset.min(text.len().saturating_sub(1));
        if let Some(marks) = self.tree().marks().of(self.index()) {
            let line = marks.partition_point(|mark| mark.from as usize <= offset).checked_sub(1)?;
            return marks.get(line)?.to;
        }
        let before = text.as_bytes().get(..offset)?;
        let first = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let content = text.get(first..)?.split('\n').next().unwrap_or_default();
        let lines = before.split(|byte| *byte == b'\n').count();
        self.shift(lines, first, content)
    }

    /// The same for a line of a literal block, by its number from 1, where it begins and what it is.
    fn shift(self, number: usize, first: usize, content: &str) -> Option<u32> {
        let source = self.tree().source();
        // The text begins on the line below the header `|`.
        let line = source.position(self.span().start).line + u32::try_from(number).ok()?;
        let outer = source.line_span(line);
        let written = source.slice(outer);
        if !written.ends_with(content) && !written.trim().is_empty() {
            return None;
        }
        let indentation = written.len().saturating_sub(content.len());
        (outer.start + u32::try_from(indentation).ok()?).checked_sub(u32::try_from(first).ok()?)
    }

    /// The span of a part of a text that quotes, escapes or folding changed, found by reading both
    /// in parallel.
    fn aligned(self, part: &Range<usize>) -> Option<Span> {
        let span = self.span();
        let mut alignment = self.alignment()?;
        let text = self.text();
        let mut from = 0;
        let marks = self.tree().marks().of(self.index());
        let marks = marks.filter(|_| self.style() != Style::Literal).unwrap_or_default();
        let after = marks.partition_point(|mark| mark.from as usize <= part.start);
        if let Some(mark) = after.checked_sub(1).and_then(|at| marks.get(at)) {
            (from, alignment.at) = (mark.from as usize, mark.to? as usize);
        }
        let (mut start, mut end) = (None, None);
        loop {
            if from >= part.start && start.is_none() {
                start = Some(alignment.at);
            }
            if from >= part.end {
                end = Some(alignment.at);
            }
            if end.is_some() || from >= text.len() {
                break;
            }
            from += alignment.step(text.get(from..)?)?;
        }
        let at = |offset: usize| span.start.checked_add(u32::try_from(offset).ok()?);
        Some(Span::new(at(start?)?, at(end?)?))
    }

    /// The start of the scalar's notation.
    fn alignment(self) -> Option<Alignment<'t>> {
        let written = self.tree().source().slice(self.span());
        let begins = match self.style() {
            Style::Literal | Style::Folded => written.find('\n')? + 1,
            Style::SingleQuoted | Style::DoubleQuoted => 1,
            _ => 0,
        };
        let mut alignment = Alignment { written, at: begins, style: self.style() };
        if begins > 1 {
            alignment.skip_space();
        }
        Some(alignment)
    }

    /// Marks the lines of a literal block, and places in other texts.
    fn mark(self, marks: &mut Vec<Mark>) {
        let text = self.text();
        let small = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        if self.style() == Style::Literal {
            let mut first = 0;
            for (number, content) in text.split('\n').enumerate() {
                let to = self.shift(number + 1, first, content);
                marks.push(Mark { from: small(first), to });
                first += content.len() + 1;
            }
            return;
        }
        let Some(mut alignment) = self.alignment() else { return };
        let (mut from, mut next) = (0, 0);
        while let Some(rest) = text.get(from..).filter(|rest| !rest.is_empty()) {
            if from >= next {
                marks.push(Mark { from: small(from), to: Some(small(alignment.at)) });
                next = from + APART;
            }
            let Some(step) = alignment.step(rest) else { break };
            from += step;
        }
    }
}

/// Scalars from this many bytes on have marks.
const LONG: usize = 1024;

/// The distance between marks.
const APART: usize = 256;

/// A position in the text of a scalar and in its source.
#[derive(Clone, Copy, Debug)]
struct Mark {
    /// The offset in the text.
    from: u32,
    /// The offset in the notation; for a line of a literal block, the difference between both
    /// offsets, `None` if the characters in the source differ.
    to: Option<u32>,
}

/// The marks of the long scalars of a tree whose notation differs from their text.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The scalars, and where their marks begin.
    scalars: Vec<(u32, usize)>,
    marks: Vec<Mark>,
}

impl Marks {
    pub(super) fn new(tree: &Tree) -> Self {
        let mut marks = Self::default();
        let count = u32::try_from(tree.node_count()).unwrap_or(u32::MAX);
        for node in (0..count).map(|index| tree.node(index)) {
            if node.text().len() >= LONG && node.verbatim_span().is_none() {
                marks.scalars.push((node.index(), marks.marks.len()));
                node.mark(&mut marks.marks);
            }
        }
        marks
    }

    /// The marks of a long scalar.
    fn of(&self, scalar: u32) -> Option<&[Mark]> {
        let at = self.scalars.binary_search_by_key(&scalar, |(node, _)| *node).ok()?;
        let (_, begin) = *self.scalars.get(at)?;
        let end = self.scalars.get(at + 1).map_or(self.marks.len(), |(_, end)| *end);
        self.marks.get(begin..end)
    }
}

/// A position in the notation of a scalar, while its text is read in parallel.
struct Alignment<'s> {
    written: &'s str,
    at: usize,
    style: Style,
}

impl Alignment<'_> {
    fn rest(&self) -> &str {
        self.written.get(self.at..).unwrap_or_default()
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// Skips the notation of the beginning of a text; returns the length of that text.
    fn step(&mut self, text: &str) -> Option<usize> {
        let letter = text.chars().next()?;
        if self.style == Style::DoubleQuoted && self.rest().starts_with('\\') {
            return self.escape(text);
        }
        if self.style == Style::SingleQuoted && self.rest().starts_with("''") {
            self.at += 2;
            return letter.eq(&'\'').then_some(1);
        }
        let space = self.rest().len() - self.rest().trim_start().len();
        if self.rest().get(..space)?.contains('\n') {
            // A line break with the white space around it means a space, or line breaks.
            self.at += space;
            return Some(text.len() - text.trim_start().len());
        }
        self.rest().starts_with(letter).then(|| self.at += letter.len_utf8())?;
        Some(letter.len_utf8())
    }

    /// Skips an escape.
    fn escape(&mut self, text: &str) -> Option<usize> {
        let kind = *self.rest().as_bytes().get(1)?;
        if matches!(kind, b'\n' | b'\r') {
            self.at += 1;
            self.skip_space();
            return Some(0);
        }
        let digits = match kind {
            b'x' => 2,
            b'u' => 4,
            b'U' => 8,
            _ => 0,
        };
        self.at += self.rest().chars().nth(1)?.len_utf8() + 1 + digits;
        let letter = text.chars().next()?;
        // JSON writes a character above U+FFFF as two escapes.
        if digits == 4 && letter.len_utf8() == 4 && self.rest().starts_with("\\u") {
            self.at += 6;
        }
        Some(letter.len_utf8())
    }
}
