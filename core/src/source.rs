//! Named texts, byte spans in them, and lines and columns for display.
//!
//! INVARIANT: a [`Span`] always lies on character boundaries of the text that it was made for.

mod archive;
mod decode;
mod lines;
mod problem;

use std::fmt;
use std::sync::{Arc, OnceLock};

pub(crate) use archive::Unpacked;
#[cfg(feature = "charts")]
pub(crate) use archive::unpack;
use decode::decode;
pub(crate) use decode::{foreign, is_binary};
use lines::Lines;
pub use problem::{Problem, ProblemCode};

/// A half-open range of bytes in the text of one [`Source`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    /// First byte, from 0.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` up to, not including, `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The empty range at `offset`.
    pub const fn at(offset: u32) -> Self {
        Self::new(offset, offset)
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the range is empty.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether both ranges share a byte, or one is empty and lies in the other.
    pub const fn touches(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// The same range as native indices.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A position as editors count it.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize,
)]
pub struct Position {
    /// Line, from 1. `\n`, `\r\n` and a lone `\r` each end one.
    pub line: u32,
    /// Column in Unicode code points, from 1.
    pub column: u32,
    /// Offset in bytes of the decoded text, from 0, not counting a byte-order mark.
    pub byte: u32,
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.line, self.column)
    }
}

/// A named text. Cheap to clone.
#[derive(Clone)]
pub struct Source {
    name: Arc<str>,
    text: Arc<str>,
    /// Line starts and character counts, computed on first use.
    lines: Arc<OnceLock<Lines>>,
    /// Offsets of separators, computed on first use.
    separators: Arc<OnceLock<Vec<u32>>>,
    /// Invalid bytes of the text.
    encoding: Arc<[Problem]>,
    /// Whether it is read only for its values.
    is_context: bool,
    /// Whether Git tracks it.
    is_tracked: bool,
    /// The path that it has without the archives that it is in; `None` if it is not in one.
    unpacked: Option<Arc<str>>,
}

impl fmt::Debug for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Source({:?}, {} bytes)", self.name, self.text.len())
    }
}

impl Source {
    /// A source of the given name, usually a path with `/`, and text.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let (name, text) = (name.into(), text.into());
        Self {
            name,
            text,
            lines: Arc::default(),
            separators: Arc::default(),
            encoding: Arc::default(),
            is_context: false,
            is_tracked: false,
            unpacked: None,
        }
    }

    /// A source of bytes, decoded by [`decode`].
    pub fn decoded(name: impl Into<Arc<str>>, bytes: &[u8]) -> Self {
        let (text, problems) = decode(bytes);
        Self { encoding: problems.into(), ..Self::new(name, text) }
    }

    /// The same, read only for its values: other files use them, and nothing is reported for it.
    pub(crate) fn into_context(self) -> Self {
        Self { is_context: true, ..self }
    }

    /// Whether it is read only for its values.
    pub(crate) fn is_context(&self) -> bool {
        self.is_context
    }

    /// The same, with whether Git tracks the file.
    pub(crate) fn tracked(self, is_tracked: bool) -> Self {
        Self { is_tracked, ..self }
    }

    /// Whether Git is known to track the file.
    pub(crate) fn is_tracked(&self) -> bool {
        self.is_tracked
    }

    /// The same in an archive, where it cannot be edited, with the path that it has without the archive.
    pub(crate) fn packed(self, unpacked: Option<Arc<str>>) -> Self {
        Self { unpacked, ..self }
    }

    /// The path that the file has without the archives that it is in, whose names contain versions;
    /// `None` if it is not in one.
    pub(crate) fn unpacked(&self) -> Option<&str> {
        self.unpacked.as_deref()
    }

    /// The bytes of the source that were not text, at their positions in the decoded text. The reader of
    /// the text reports them.
    pub fn encoding_problems(&self) -> &[Problem] {
        &self.encoding
    }

    /// The name that the caller gave.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name, shared.
    pub fn shared_name(&self) -> Arc<str> {
        Arc::clone(&self.name)
    }

    /// The decoded text, without a byte-order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty if the span is not in this source.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The line, column and offset of a byte; offsets past the end give the end.
    pub fn position(&self, offset: u32) -> Position {
        let lines = self.lines();
        let line = lines.line_of(offset);
        let start = lines.starts.get(line).copied().unwrap_or_default();
        let before = lines.characters(&self.text, start, offset.min(self.end()));
        let line = u32::try_from(line).unwrap_or(u32::MAX).saturating_add(1);
        Position { line, column: before.saturating_add(1), byte: offset }
    }

    /// The span of line `line` (from 1) without its line break; empty past the last line.
    pub fn line_span(&self, line: u32) -> Span {
        let starts = &self.lines().starts;
        let index = line.saturating_sub(1) as usize;
        let Some(&start) = starts.get(index) else { return Span::at(self.end()) };
        let end = starts.get(index + 1).copied().unwrap_or(self.end());
        let content = self.slice(Span::new(start, end)).trim_end_matches(['\n', '\r']);
        Span::new(start, start + u32::try_from(content.len()).unwrap_or(u32::MAX))
    }

    /// The number of lines; at least 1.
    pub fn line_count(&self) -> u32 {
        u32::try_from(self.lines().starts.len()).unwrap_or(u32::MAX)
    }

    /// Whether the lines of a span contain a character that is a line break in YAML 1.1 but not in
    /// editors: U+0085, U+2028, U+2029.
    pub(crate) fn has_separator(&self, span: Span) -> bool {
        let separators = self.separators.get_or_init(|| {
            let found = self.text.match_indices(['\u{85}', '\u{2028}', '\u{2029}']);
            found.map(|(at, _)| u32::try_from(at).unwrap_or(u32::MAX)).collect()
        });
        let line_of = |offset| self.line_span(self.position(offset).line);
        let next = separators.partition_point(|at| *at < line_of(span.start).start);
        separators.get(next).is_some_and(|at| *at < line_of(span.end).end)
    }

    /// The offset one past the last byte.
    pub fn end(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(&self.text))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_break_ends_a_line() {
        let source = Source::new("a", "one\ntwo\r\nthree\rfour");
        let at = |text: &str| {
            let offset = source.text().find(text).map_or(0, |found| u32::try_from(found).unwrap());
            (
                source.position(offset).line,
                source.slice(source.line_span(source.position(offset).line)),
            )
        };
        assert_eq!(
            [at("one"), at("two"), at("three"), at("four")],
            [(1, "one"), (2, "two"), (3, "three"), (4, "four")]
        );
        assert_eq!(source.line_count(), 4);
    }

    #[test]
    fn columns_count_code_points() {
        let source = Source::new("a", "x: 😀é!");
        let offset = u32::try_from(source.text().find('!').unwrap()).unwrap();
        assert_eq!(source.position(offset), Position { line: 1, column: 6, byte: 9 });
    }
}
