//! YAML as Kubernetes reads it, from the events of the parser into the builder.

use granit_parser::{Event, Parser, ScalarStyle, ScanError, StructureStyle, Tag};

use crate::source::{Problem, ProblemCode, Source, Span};
use crate::tree::{Abandoned, Builder, Kind, Placement, Properties, Style, Text};

use super::documents::{self, Chunk};
use super::{offset, template};

/// Reads all documents of a text.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    for chunk in documents::split(source.text()) {
        let span = Span::new(offset(chunk.range.start), offset(chunk.range.end));
        builder.begin_document(chunk.number, span);
        if let Err(Abandoned(problem)) = read(source, &chunk, builder) {
            builder.problem(problem);
        }
    }
}

fn read(source: &Source, chunk: &Chunk, builder: &mut Builder) -> Result<(), Abandoned> {
    if let Some(after) = &chunk.after_separator {
        let message = "only a comment may follow `---` on its line";
        let span = Span::new(offset(after.start), offset(after.end));
        return Err(builder.abandon(Problem::new(ProblemCode::Syntax, message).at(span)));
    }
    let text = source.text().get(chunk.range.clone()).unwrap_or_default();
    if let Some(problem) = forbidden_character(text, chunk.range.start) {
        return Err(builder.abandon(problem));
    }
    Reader { source, chunk, builder, read: Vec::new(), depth: 0, done: false }.read(text)
}

/// The first character that the reference refuses anywhere in a document.
fn forbidden_character(text: &str, base: usize) -> Option<Problem> {
    let refused = |character: char| {
        matches!(character, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\x7F'..='\u{84}'
            | '\u{86}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}')
    };
    let (at, character) = text.char_indices().find(|(_, character)| refused(*character))?;
    let span = Span::new(offset(base + at), offset(base + at + character.len_utf8()));
    let message = format!("control character U+{:04X} is not allowed", u32::from(character));
    Some(Problem::new(ProblemCode::Syntax, message).at(span))
}

struct Reader<'s, 'b> {
    source: &'s Source,
    chunk: &'s Chunk,
    builder: &'b mut Builder,
    /// Scalars and comments in which a template expression does no harm.
    read: Vec<Span>,
    depth: usize,
    done: bool,
}

impl Reader<'_, '_> {
    fn read(mut self, text: &str) -> Result<(), Abandoned> {
        let options = granit_parser::options! {
            emit_unresolved_aliases: true,
            max_buffered_comment_events: usize::MAX,
            flow_nesting_limit: 10_000,
            block_nesting_limit: 10_000,
        };
        for event in Parser::new_from_str_with_options(text, options) {
            match event {
                Ok((event, span)) => self.event(&event, self.span(span))?,
                Err(error) => return Err(self.failed(&error)),
            }
            if self.done {
                break;
            }
        }
        self.builder.end_document()
    }

    fn event(&mut self, event: &Event<'_>, span: Span) -> Result<(), Abandoned> {
        match event {
            Event::DocumentEnd => self.done = true,
            Event::Alias(anchor) => self.builder.alias(span, *anchor)?,
            Event::UnresolvedAlias(name) => {
                let message = format!("alias `*{name}` names no anchor before it");
                let problem = Problem::new(ProblemCode::UnknownAlias, message);
                self.builder.problem(problem.at(span));
                self.builder.alias(span, 0)?;
            }
            Event::Comment(_, placement) => {
                let right = *placement == granit_parser::Placement::Right;
                let placement = if right { Placement::Right } else { Placement::Own };
                self.read.push(span);
                self.builder.comment(span, placement);
            }
            Event::Scalar(value, style, anchor, tag) => {
                let tag = tag.as_deref().map(short_tag);
                let properties = Properties { anchor: *anchor, tag: tag.as_deref() };
                self.scalar(value, *style, span, properties)?;
            }
            Event::SequenceStart(style, anchor, tag) => {
                let tag = tag.as_deref().map(short_tag);
                let properties = Properties { anchor: *anchor, tag: tag.as_deref() };
                self.begin(Kind::Sequence, *style, span, properties)?;
            }
            Event::MappingStart(style, anchor, tag) => {
                let tag = tag.as_deref().map(short_tag);
                let properties = Properties { anchor: *anchor, tag: tag.as_deref() };
                self.begin(Kind::Mapping, *style, span, properties)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.depth -= 1;
                self.builder.end(span.end);
            }
            _ => {}
        }
        Ok(())
    }

    fn begin(
        &mut self,
        kind: Kind,
        style: StructureStyle,
        span: Span,
        properties: Properties<'_>,
    ) -> Result<(), Abandoned> {
        self.depth += 1;
        let style = match style {
            StructureStyle::Block => Style::Block,
            StructureStyle::Flow => Style::Flow,
        };
        self.builder.begin(kind, style, span.start, properties)
    }

    fn scalar(
        &mut self,
        value: &str,
        style: ScalarStyle,
        span: Span,
        properties: Properties<'_>,
    ) -> Result<(), Abandoned> {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::SingleQuoted,
            ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        let absent = style == Style::Plain && span.is_empty();
        if absent && self.depth == 0 && properties.anchor == 0 && properties.tag.is_none() {
            // Nothing but comments: no document.
            return Ok(());
        }
        if style != Style::Plain && value.contains("{{") {
            self.read.push(span);
        }
        let text = match self.verbatim(value, style, span) {
            _ if absent => Text::Verbatim(span),
            Some(span) => Text::Verbatim(span),
            None => Text::Decoded(value),
        };
        self.builder.scalar(style, span, text, properties)
    }

    /// Where the value stands in the source just so.
    fn verbatim(&self, value: &str, style: Style, span: Span) -> Option<Span> {
        let written = self.source.slice(span);
        let at = match style {
            Style::Plain => 0,
            Style::SingleQuoted | Style::DoubleQuoted => 1,
            Style::Literal | Style::Folded => {
                let header = written.find('\n')? + 1;
                let body = written.get(header..)?;
                header + (body.len() - body.trim_start_matches(' ').len())
            }
            Style::Block | Style::Flow => return None,
        };
        let start = span.start + offset(at);
        let verbatim = Span::new(start, start + offset(value.len()));
        (self.source.slice(verbatim) == value).then_some(verbatim)
    }

    /// A span of the parser, which counts from the beginning of the chunk.
    fn span(&self, span: granit_parser::Span) -> Span {
        let place = |mark: granit_parser::Marker| {
            offset(self.chunk.range.start + mark.byte_offset().unwrap_or_default())
        };
        let (start, end) = (place(span.start), place(span.end));
        Span::new(start, end.max(start))
    }

    fn failed(&mut self, error: &ScanError) -> Abandoned {
        let text = self.source.text().get(..self.chunk.range.end).unwrap_or_default();
        let mark = error.marker().byte_offset().unwrap_or_default();
        let mut at = (self.chunk.range.start + mark).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        self.builder.abandon(
            template::culprit(text, at, &self.read)
                .unwrap_or_else(|| syntax_error(error).at(Span::at(offset(at)))),
        )
    }
}

fn syntax_error(error: &ScanError) -> Problem {
    Problem::new(ProblemCode::Syntax, error.info())
}

fn short_tag(tag: &Tag) -> String {
    match tag.suffix_in_namespace("tag:yaml.org,2002:") {
        Some(name) => format!("!!{name}"),
        None => format!("{}{}", tag.handle(), tag.suffix()),
    }
}
