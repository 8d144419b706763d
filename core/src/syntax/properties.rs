//! Lines of keys and values, as programs read them: properties, INI, environments, the simple part
//! of TOML.
//!
//! Tolerant on purpose: there is no single format. A line that is neither a key with its value nor
//! the start of a section is skipped.

use super::assigned::{Lines, key_of, plain, trim, unquoted};
use super::offset;
use crate::source::{Source, Span};
use crate::tree::{Abandoned, Builder, Kind, Properties, Style, Text};

/// Reads a text as one document.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    let text = source.text();
    builder.begin_document(0, Span::new(0, offset(text.len())));
    let mut reader = Reader { lines: Lines::new(text), in_section: false, builder: &mut *builder };
    let read = reader.document();
    if let Err(Abandoned(problem)) = read.and_then(|()| builder.end_document()) {
        builder.problem(problem);
    }
}

struct Reader<'t, 'b> {
    lines: Lines<'t>,
    in_section: bool,
    builder: &'b mut Builder,
}

impl Reader<'_, '_> {
    fn document(&mut self) -> Result<(), Abandoned> {
        self.builder.begin(Kind::Mapping, Style::Block, 0, Properties::default())?;
        while let Some((start, end)) = self.lines.next() {
            self.line(start, end)?;
        }
        let end = offset(self.lines.text.len());
        if self.in_section {
            self.builder.end(end);
        }
        self.builder.end(end);
        Ok(())
    }

    fn line(&mut self, start: usize, end: usize) -> Result<(), Abandoned> {
        let line = self.lines.slice(start, end);
        if self.lines.is_comment(line) {
            return Ok(());
        }
        if line.starts_with('[') && line.trim_end_matches(']').len() < line.len() {
            return self.section(start, end);
        }
        self.entry(start, end)
    }

    /// `[section]`, `[[table]]`: closes the previous one.
    fn section(&mut self, start: usize, end: usize) -> Result<(), Abandoned> {
        if std::mem::replace(&mut self.in_section, true) {
            self.builder.end(offset(start));
        }
        let line = self.lines.slice(start, end);
        let opening = line.len() - line.trim_start_matches('[').len();
        let closing = line.len() - line.trim_end_matches(']').len();
        self.scalar(start + opening, end - closing)?;
        self.builder.begin(Kind::Mapping, Style::Block, offset(start), Properties::default())
    }

    /// A key with its value.
    fn entry(&mut self, start: usize, end: usize) -> Result<(), Abandoned> {
        let line = self.lines.slice(start, end);
        let start = start + if line.starts_with("export ") { 7 } else { 0 };
        let Some((key, after)) = key_of(self.lines.slice(start, end)) else { return Ok(()) };
        let (key_start, key_end) = unquoted(self.lines.text, start, start + key);
        self.scalar(key_start, key_end)?;
        let (start, end) = trim(self.lines.text, start + after, end);
        if start == end {
            let (start, end) = self.lines.indented(key_start, end);
            return self.scalar(start, end);
        }
        match self.lines.marked(start, end) {
            Some(marked) => self.scalar(marked.start, marked.end),
            None => self.scalar(start, start + plain(self.lines.slice(start, end), ';')),
        }
    }

    fn scalar(&mut self, start: usize, end: usize) -> Result<(), Abandoned> {
        let span = Span::new(offset(start), offset(end.max(start)));
        self.builder.scalar(Style::Plain, span, Text::Verbatim(span), Properties::default())
    }
}
