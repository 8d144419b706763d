//! Configuration in lines and in blocks with braces, where each program has a separate language:
//! nginx, Logstash, Typesafe config. A block is a mapping below its type, and below each of its
//! labels, as in HCL. Also used for HCL statements that the HCL parser cannot read.
//!
//! Tolerant on purpose: anything other than an assignment or a block is skipped.

use super::assigned::{Lines, closing_quote, key_of, plain, trim, unquoted};
use super::offset;
use crate::source::{Source, Span};
use crate::tree::{Abandoned, Builder, Kind, Properties, Style, Text};

/// Whether a line begins a block.
pub(crate) fn begins_block(line: &str) -> bool {
    let line = line.trim();
    // What follows a closing brace is part of a value: `password={x}y`.
    line.ends_with('{') || (line.ends_with('}') && header(line).is_some())
}

/// Reads a text as one document.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    let text = source.text();
    builder.begin_document(0, Span::new(0, offset(text.len())));
    let lines = Lines::new(text);
    let mut reader = Reader { lines, open: Vec::new(), builder: &mut *builder };
    let read = reader.document();
    if let Err(Abandoned(problem)) = read.and_then(|()| builder.end_document()) {
        builder.problem(problem);
    }
}

/// Reads a part of a text into the open mapping.
#[cfg(feature = "hcl")]
pub(super) fn statements(
    text: &str,
    range: std::ops::Range<usize>,
    builder: &mut Builder,
) -> Result<(), Abandoned> {
    let lines = Lines { text: text.get(..range.end).unwrap_or_default(), at: range.start };
    Reader { lines, open: Vec::new(), builder }.statements()
}

/// An open bracket, which a `}` or a `]` closes.
enum Open {
    /// The mappings of a block's type and labels.
    Block(usize),
    List,
}

/// The words that open a block, and the position of its brace.
struct Header {
    words: Vec<(usize, usize)>,
    brace: usize,
}

struct Reader<'t, 'b> {
    lines: Lines<'t>,
    open: Vec<Open>,
    builder: &'b mut Builder,
}

impl Reader<'_, '_> {
    fn document(&mut self) -> Result<(), Abandoned> {
        self.builder.begin(Kind::Mapping, Style::Block, 0, Properties::default())?;
        self.statements()?;
        self.builder.end(offset(self.lines.text.len()));
        Ok(())
    }

    fn statements(&mut self) -> Result<(), Abandoned> {
        while let Some((start, end)) = self.lines.next() {
            self.line(start, end)?;
        }
        while !self.open.is_empty() {
            self.close(self.lines.text.len());
        }
        Ok(())
    }

    /// The statements of a line: usually one, and several if the line contains a block.
    fn line(&mut self, start: usize, end: usize) -> Result<(), Abandoned> {
        let (mut start, mut is_inline) = (start, false);
        loop {
            (start, _) = trim(self.lines.text, start, end);
            let line = self.lines.slice(start, end);
            if self.lines.is_comment(line) && !(is_inline && line.starts_with(';')) {
                return Ok(());
            }
            if let Some(Open::List) = self.open.last() {
                return self.item(start, end);
            }
            if line.starts_with('}') {
                if let Some(Open::Block(_)) = self.open.last() {
                    self.close(start + 1);
                }
                start += 1;
            } else if is_inline && line.starts_with([',', ';']) {
                start += 1;
            } else if let Some(header) = header(line).or_else(|| opaque(line)) {
                is_inline = true;
                self.block(start, &header)?;
                start += header.brace + 1;
            } else {
                match self.entry(start, end, is_inline)? {
                    Some(after) => start = after,
                    None => return Ok(()),
                }
            }
        }
    }

    fn block(&mut self, start: usize, header: &Header) -> Result<(), Abandoned> {
        for (number, word) in header.words.iter().enumerate() {
            self.scalar(start + word.0, start + word.1)?;
            let next = header.words.get(number + 1).map_or(header.brace, |next| next.0);
            let at = offset(start + next);
            self.builder.begin(Kind::Mapping, Style::Block, at, Properties::default())?;
        }
        self.open.push(Open::Block(header.words.len()));
        Ok(())
    }

    fn close(&mut self, end: usize) {
        let count = match self.open.pop() {
            Some(Open::Block(count)) => count,
            Some(Open::List) => 1,
            None => 0,
        };
        (0..count).for_each(|_| self.builder.end(offset(end)));
    }

    /// An item of a list over several lines.
    fn item(&mut self, start: usize, end: usize) -> Result<(), Abandoned> {
        let line = self.lines.slice(start, end);
        if line.starts_with(']') {
            self.close(end);
            return Ok(());
        }
        let closes = line.ends_with(']');
        let line = line.trim_end_matches([',', ']', ' ']);
        let (start, item_end) = unquoted(self.lines.text, start, start + line.len());
        self.scalar(start, item_end)?;
        if closes {
            self.close(end);
        }
        Ok(())
    }

    /// A key with its value; returns where the line continues, if it does.
    fn entry(
        &mut self,
        start: usize,
        end: usize,
        is_inline: bool,
    ) -> Result<Option<usize>, Abandoned> {
        let line = self.lines.slice(start, end);
        let next = |from: usize| {
            let rest = line.get(from..).filter(|_| is_inline)?;
            rest.find([',', ';', '}']).map(|at| start + from + at)
        };
        let skipped = if line.starts_with("export ") { 7 } else { 0 };
        let statement = line.get(skipped..).unwrap_or_default();
        let of_line = || directive(first_statement(statement)).filter(|_| is_inline);
        let found = key_of(statement).or_else(|| directive(statement)).or_else(of_line);
        let Some((key, after)) = found else {
            return Ok(next(0));
        };
        let from = start + skipped;
        let (key_start, key_end) = unquoted(self.lines.text, from, from + key);
        self.scalar(key_start, key_end)?;
        let (start, end) = trim(self.lines.text, from + after, end);
        let value = self.lines.slice(start, end);
        if value == "[" {
            let at = offset(start);
            self.builder.begin(Kind::Sequence, Style::Block, at, Properties::default())?;
            self.open.push(Open::List);
            return Ok(None);
        }
        if let Some(marked) = self.lines.marked(start, end) {
            self.scalar(marked.start, marked.end)?;
            let goes_on = marked.after < end;
            return Ok(goes_on.then_some(marked.after));
        }
        let length = if is_inline {
            inline(value)
        } else {
            let length = plain(value, ',');
            value.get(..length).unwrap_or_default().trim_end_matches(';').trim_end().len()
        };
        self.scalar(start, start + length)?;
        Ok(is_inline.then_some(start + length))
    }

    fn scalar(&mut self, start: usize, end: usize) -> Result<(), Abandoned> {
        let span = Span::new(offset(start), offset(end.max(start)));
        self.builder.scalar(Style::Plain, span, Text::Verbatim(span), Properties::default())
    }
}

/// The words before the brace that opens a block: `listener "tcp" {`, `config = {`.
fn header(line: &str) -> Option<Header> {
    let mut words = Vec::new();
    let mut at = 0;
    loop {
        let rest = line.get(at..)?;
        let first = rest.chars().next()?;
        let length = match first {
            ' ' | '\t' => 1,
            '"' => {
                let close = closing_quote(rest, '"')?;
                words.push((at + 1, at + close));
                close + 1
            }
            // `{{` begins a template expression.
            '{' if words.is_empty() || rest.starts_with("{{") => return None,
            '{' => return Some(Header { words, brace: at }),
            '=' | ':' if rest.get(1..)?.trim_start().starts_with('{') => 1,
            _ if is_word(first) => {
                let end = rest.find(|letter| !is_word(letter)).unwrap_or(rest.len());
                words.push((at, at + end));
                end
            }
            _ => return None,
        };
        at += length;
    }
}

/// A directive of several words, as in nginx: the last one is the value of those before it.
fn directive(statement: &str) -> Option<(usize, usize)> {
    let words = statement.strip_suffix(';')?.trim_end();
    let begins = words.starts_with(|first: char| first.is_ascii_lowercase());
    let quote = words.chars().next_back().filter(|last| matches!(last, '"' | '\''));
    let start = match quote {
        Some(quote) => opening_quote(words.get(..words.len() - 1)?, quote)?,
        None => words.rfind(char::is_whitespace)? + 1,
    };
    let key = words.get(..start)?.trim_end();
    (begins && !key.is_empty()).then_some((key.len(), start))
}

/// The first statement on a line, with its end.
fn first_statement(line: &str) -> &str {
    let (mut quote, mut escaped) = (None, false);
    for (at, letter) in line.char_indices() {
        match (letter, quote) {
            (';', None) => return line.get(..=at).unwrap_or(line),
            ('"' | '\'', None) => quote = Some(letter),
            (letter, Some(open)) if letter == open && !escaped => quote = None,
            _ => {}
        }
        escaped = letter == '\\' && !escaped;
    }
    line
}

/// The last quote that is not escaped.
fn opening_quote(text: &str, quote: char) -> Option<usize> {
    let is_escaped = |at: usize| text.get(..at).is_some_and(|before| before.ends_with('\\'));
    text.rmatch_indices(quote).map(|(at, _)| at).find(|at| !is_escaped(*at))
}

/// A line that opens a block with words that are not valid in HCL: together they are its name.
fn opaque(line: &str) -> Option<Header> {
    let before = line.strip_suffix('{').or_else(|| {
        // `location / { allow all; }`
        let (before, inside) = line.strip_suffix('}')?.split_once(" {")?;
        let is_name = !before.contains(['=', ':', ';', '"', '\'', '{']) && !inside.starts_with('{');
        line.get(..=before.len()).filter(|_| is_name)
    })?;
    let name = before.trim_end_matches([' ', '\t', '=', ':']);
    Some(Header { words: vec![(0, name.len())], brace: before.len() })
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.')
}

/// The length of a value in a block on one line.
fn inline(value: &str) -> usize {
    let closes = if value.starts_with('[') { "]" } else { "" };
    let from = value.find(closes).map_or(0, |at| at + closes.len());
    let rest = value.get(from..).unwrap_or_default();
    let end = from + rest.find([',', ';', '}']).unwrap_or(rest.len());
    value.get(..end).unwrap_or_default().trim_end().len()
}
