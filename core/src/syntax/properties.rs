//! Lines of keys and values, as programs read them: properties, INI, dotenv, TOML's plain part, HCL.
//!
//! Tolerant on purpose: there is no one language. A line that is neither a key with its value nor
//! the beginning or end of a section is passed over.

use crate::source::{Source, Span};
use crate::tree::{Abandoned, Builder, Kind, Properties, Style, Text};

use super::offset;

/// Reads a text as one document.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    let text = source.text();
    let end = offset(text.len());
    builder.begin_document(0, Span::new(0, end));
    // Braces belong to the language only where a line ends with one: else they may be of a value.
    let has_blocks = text.lines().any(|line| line.trim_end().ends_with('{'));
    let mut reader = Reader { text, at: 0, has_blocks, open: Vec::new(), builder: &mut *builder };
    let read = reader.document();
    if let Err(Abandoned(problem)) = read.and_then(|()| builder.end_document()) {
        builder.problem(problem);
    }
}

/// The most bytes of a quoted value of several lines.
const LONGEST_QUOTED: usize = 16_384;

/// What is open: what a `}`, a `]` or the next section closes.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Section,
    Block,
    List,
}

struct Reader<'t, 'b> {
    text: &'t str,
    at: usize,
    has_blocks: bool,
    open: Vec<Open>,
    builder: &'b mut Builder,
}

impl<'t> Reader<'t, '_> {
    fn document(&mut self) -> Result<(), Abandoned> {
        self.builder.begin(Kind::Mapping, Style::Block, 0, Properties::default())?;
        while self.at < self.text.len() {
            let start = self.at;
            let rest = self.text.get(start..).unwrap_or_default();
            let length = rest.find('\n').unwrap_or(rest.len());
            self.at = start + length + 1;
            self.line(start, start + length)?;
        }
        while self.open.pop().is_some() {
            self.builder.end(offset(self.text.len()));
        }
        self.builder.end(offset(self.text.len()));
        Ok(())
    }

    fn line(&mut self, start: usize, end: usize) -> Result<(), Abandoned> {
        let (start, end) = trim(self.text, start, end);
        let line = self.slice(start, end);
        if line.is_empty() || is_comment(line) {
            self.comment(line);
            return Ok(());
        }
        if self.open.last() == Some(&Open::List) {
            return self.item(start, end);
        }
        if line.starts_with('[') && line.trim_end_matches(']').len() < line.len() {
            return self.section(start, end);
        }
        if self.has_blocks && line.starts_with('}') {
            self.close(Open::Block, end);
            return Ok(());
        }
        if self.has_blocks && line.ends_with('{') {
            return self.block(start, end);
        }
        self.entry(start, end)
    }

    /// Passes over a comment of several lines.
    fn comment(&mut self, line: &str) {
        if line.starts_with("/*") && !line.contains("*/") {
            let rest = self.text.get(self.at..).unwrap_or_default();
            self.at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        }
    }

    /// `[section]`, `[[table]]`: closes the one before it.
    fn section(&mut self, start: usize, end: usize) -> Result<(), Abandoned> {
        while self.open.pop().is_some() {
            self.builder.end(offset(start));
        }
        let line = self.slice(start, end);
        let opening = line.len() - line.trim_start_matches('[').len();
        let closing = line.len() - line.trim_end_matches(']').len();
        self.scalar(start + opening, end - closing)?;
        self.begin(Kind::Mapping, Open::Section, start)
    }

    /// `name "label" {`, `name = {`.
    fn block(&mut self, start: usize, end: usize) -> Result<(), Abandoned> {
        let (start, key_end) = trim(self.text, start, end - 1);
        let key = self.slice(start, key_end).trim_end_matches([' ', '\t', '=', ':']);
        self.scalar(start, start + key.len())?;
        self.begin(Kind::Mapping, Open::Block, end - 1)
    }

    fn begin(&mut self, kind: Kind, open: Open, at: usize) -> Result<(), Abandoned> {
        self.builder.begin(kind, Style::Block, offset(at), Properties::default())?;
        self.open.push(open);
        Ok(())
    }

    fn close(&mut self, open: Open, end: usize) {
        if self.open.last() == Some(&open) {
            self.open.pop();
            self.builder.end(offset(end));
        }
    }

    /// An item of a list over several lines.
    fn item(&mut self, start: usize, end: usize) -> Result<(), Abandoned> {
        let line = self.slice(start, end);
        if line.starts_with(']') {
            self.close(Open::List, end);
            return Ok(());
        }
        let closes = line.ends_with(']');
        let line = line.trim_end_matches([',', ']', ' ']);
        let (start, end) = unquoted(self.text, start, start + line.len());
        self.scalar(start, end)?;
        if closes {
            self.close(Open::List, end);
        }
        Ok(())
    }

    /// A key with its value.
    fn entry(&mut self, start: usize, end: usize) -> Result<(), Abandoned> {
        let line = self.slice(start, end);
        let start = start + if line.starts_with("export ") { 7 } else { 0 };
        let line = self.slice(start, end);
        let Some((key_length, separator)) = key_of(line) else { return Ok(()) };
        let (key_start, key_end) = unquoted(self.text, start, start + key_length);
        self.scalar(key_start, key_end)?;
        let (value_start, value_end) = trim(self.text, start + separator, end);
        let value = self.slice(value_start, value_end);
        if self.has_blocks && value == "[" {
            return self.begin(Kind::Sequence, Open::List, value_start);
        }
        let (value_start, value_end) = self.value(value_start, value_end);
        self.scalar(value_start, value_end)
    }

    /// The value that begins here, also one of several lines.
    fn value(&mut self, start: usize, end: usize) -> (usize, usize) {
        let value = self.slice(start, end);
        if let Some(tag) = value.strip_prefix("<<") {
            return self.until_line(tag.trim_start_matches('-').trim());
        }
        for fence in ["\"\"\"", "'''"] {
            if value.starts_with(fence) {
                let from = start + fence.len();
                let rest = self.text.get(from..).unwrap_or_default();
                let close = from + rest.find(fence).unwrap_or(rest.len());
                self.at = self.at.max(close + fence.len());
                return (from, close);
            }
        }
        if let Some(quote) = value.chars().next().filter(|letter| matches!(letter, '"' | '\'')) {
            if let Some(close) = closing_quote(value, quote) {
                return (start + 1, start + close);
            }
            // A key in PEM has its lines between quotes.
            let rest = self.text.get(start..).unwrap_or_default();
            if let Some(close) = closing_quote(rest, quote).filter(|close| *close < LONGEST_QUOTED)
            {
                self.at = self.at.max(start + close + 1);
                return (start + 1, start + close);
            }
        }
        if value.ends_with('\\') && !value.ends_with("\\\\") {
            return (start, self.continued(end));
        }
        let cut = value.find(" #").or_else(|| value.find("\t#")).unwrap_or(value.len());
        let value = value.get(..cut).unwrap_or_default().trim_end();
        let value = value.strip_suffix(if self.has_blocks { ',' } else { ';' }).unwrap_or(value);
        (start, start + value.len())
    }

    /// The text up to the line that is the tag of a heredoc.
    fn until_line(&mut self, tag: &str) -> (usize, usize) {
        let start = self.at.min(self.text.len());
        let rest = self.text.get(start..).unwrap_or_default();
        let mut end = start;
        for line in rest.split_inclusive('\n') {
            if line.trim() == tag {
                self.at = end + line.len();
                return (start, end);
            }
            end += line.len();
        }
        self.at = self.text.len();
        (start, end)
    }

    /// Where a value ends whose lines end with a backslash.
    fn continued(&mut self, end: usize) -> usize {
        let mut end = end;
        let rest = self.text.get(self.at..).unwrap_or_default();
        for line in rest.split_inclusive('\n') {
            let content = line.trim_end();
            end = self.at + content.len();
            self.at += line.len();
            if !content.ends_with('\\') {
                break;
            }
        }
        end
    }

    fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    fn scalar(&mut self, start: usize, end: usize) -> Result<(), Abandoned> {
        let span = Span::new(offset(start), offset(end.max(start)));
        self.builder.scalar(Style::Plain, span, Text::Verbatim(span), Properties::default())
    }
}

fn is_comment(line: &str) -> bool {
    line.starts_with(['#', ';', '!']) || line.starts_with("//") || line.starts_with("/*")
}

/// The length of a line's key, and where its value may begin.
fn key_of(line: &str) -> Option<(usize, usize)> {
    if line.starts_with(['"', '\'']) {
        let quote = line.chars().next()?;
        let end = 1 + line.get(1..)?.find(quote)? + 1;
        let rest = line.get(end..)?;
        let sign = rest.trim_start();
        let after = end + rest.len() - sign.len() + 1;
        return sign.starts_with(['=', ':']).then_some((end, after));
    }
    let end = line.find(|letter: char| letter.is_whitespace() || matches!(letter, '=' | ':'))?;
    let rest = line.get(end..)?;
    let sign = rest.trim_start();
    let blanks = rest.len() - sign.len();
    let has_sign = sign.starts_with(['=', ':']);
    if has_sign {
        let signs = if sign.starts_with(":=") { 2 } else { 1 };
        // A URL has no key before its colon.
        let is_url = sign.starts_with("://");
        return (end > 0 && !is_url).then_some((end, end + blanks + signs));
    }
    // `requirepass foo`: a directive with one value, and no sentence.
    let is_directive = line.as_bytes().first().is_some_and(u8::is_ascii_lowercase);
    let one_word = !sign.is_empty() && !sign.contains(char::is_whitespace);
    (is_directive && one_word).then_some((end, end + blanks))
}

/// The closing quote, past escaped ones.
fn closing_quote(value: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, letter) in value.char_indices().skip(1).take(LONGEST_QUOTED) {
        if letter == quote && !escaped {
            return Some(at);
        }
        escaped = letter == '\\' && !escaped;
    }
    None
}

/// A range without white space at its ends.
fn trim(text: &str, start: usize, end: usize) -> (usize, usize) {
    let slice = text.get(start..end).unwrap_or_default();
    let start = start + slice.len() - slice.trim_start().len();
    (start, start + slice.trim().len())
}

/// A range without quotes around all of it.
fn unquoted(text: &str, start: usize, end: usize) -> (usize, usize) {
    match text.get(start..end).unwrap_or_default().as_bytes() {
        [open @ (b'"' | b'\''), .., close] if open == close => (start + 1, end - 1),
        _ => (start, end),
    }
}
