//! `.env` files as Compose reads them: `KEY=value`, with quotes, escapes, comments and `export`.
//!
//! Variables in values are not replaced here: single-quoted values have none, others may. Source:
//! the package `dotenv` of compose-go.

use std::borrow::Cow;

use crate::source::{Problem, ProblemCode, Source, Span};
use crate::syntax::{offset, one_document};
use crate::tree::{Abandoned, Builder, Kind, Placement, Properties, Style, Text};

/// Reads all lines of a text into one mapping. A line that cannot be read is a problem.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    one_document(source, builder, |text, builder| Reader { text, at: 0, builder }.lines());
}

struct Reader<'t, 'b> {
    text: &'t str,
    at: usize,
    builder: &'b mut Builder,
}

impl<'t> Reader<'t, '_> {
    fn lines(&mut self) -> Result<(), Abandoned> {
        self.builder.begin(Kind::Mapping, Style::Block, 0, Properties::default())?;
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            if self.rest().is_empty() {
                break;
            }
            if self.rest().starts_with('#') {
                self.comment(self.at);
            } else {
                self.entry()?;
            }
        }
        self.builder.end(offset(self.text.len()));
        Ok(())
    }

    /// A comment from `start` to the end of its line.
    fn comment(&mut self, start: usize) {
        let end = self.line_end(start);
        let before = self.text.get(..start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let placement = if line.trim().is_empty() { Placement::Own } else { Placement::Right };
        let written = self.text.get(start..end).unwrap_or_default().trim_end();
        self.builder.comment(span(start, start + written.len()), placement);
        self.at = end;
    }

    fn entry(&mut self) -> Result<(), Abandoned> {
        let rest = self.rest();
        if let Some(exported) = rest.strip_prefix("export") {
            let blanks = exported.len() - exported.trim_start_matches(is_blank).len();
            self.at += if blanks > 0 { "export".len() + blanks } else { 0 };
        }
        let start = self.at;
        let (length, end) = match key(self.rest()) {
            Ok(found) => found,
            Err(length) => {
                self.refuse(start + length, "character is not allowed in a variable name");
                return Ok(());
            }
        };
        let name = self.text.get(start..start + length).unwrap_or_default().trim_end();
        if name.contains(' ') {
            self.refuse(start + name.len(), "variable name contains a space");
            return Ok(());
        }
        let key_span = span(start, start + name.len());
        let plain = Properties::default();
        match end {
            End::Separator => {
                let separator = start + length;
                self.at = separator + 1;
                let rest = self.rest();
                self.at += rest.len() - rest.trim_start_matches(is_blank).len();
                self.value(key_span, separator)
            }
            End::Line => {
                self.at = start + length;
                self.builder.scalar(Style::Plain, key_span, Text::Verbatim(key_span), plain)?;
                let absent = Span::at(key_span.end);
                self.builder.scalar(Style::Plain, absent, Text::Verbatim(absent), plain)
            }
        }
    }

    /// The value at this offset, of a key whose `=` is at `separator`.
    fn value(&mut self, key: Span, separator: usize) -> Result<(), Abandoned> {
        let quote = self.rest().chars().next().filter(|first| matches!(first, '"' | '\''));
        let Some(quote) = quote else { return self.unquoted(key, separator) };
        let start = self.at;
        let Some((inner, length)) = quoted(self.rest(), quote) else {
            self.refuse(start, "value has an unclosed quote");
            return Ok(());
        };
        let (style, decoded) = if quote == '"' {
            (Style::DoubleQuoted, escapes(&inner))
        } else {
            (Style::SingleQuoted, inner)
        };
        let content = span(start + 1, start + length - 1);
        let whole = span(start, start + length);
        self.at = start + length;
        let plain = Properties::default();
        self.builder.scalar(Style::Plain, key, Text::Verbatim(key), plain)?;
        let verbatim = self.text.get(content.range()) == Some(&*decoded);
        let text = if verbatim { Text::Verbatim(content) } else { Text::Decoded(&decoded) };
        self.builder.scalar(style, whole, text, plain)
    }

    fn unquoted(&mut self, key: Span, separator: usize) -> Result<(), Abandoned> {
        let start = self.at;
        let end = self.line_end(start);
        let line = self.text.get(start..end).unwrap_or_default();
        let comment = line.find(" #");
        let value = line.get(..comment.unwrap_or(line.len())).unwrap_or_default().trim_end();
        let content = span(start, start + value.len());
        // An empty value is still a value: it is placed at its `=`; a name alone has no value.
        let place = if value.is_empty() { span(separator, separator + 1) } else { content };
        let plain = Properties::default();
        self.builder.scalar(Style::Plain, key, Text::Verbatim(key), plain)?;
        self.builder.scalar(Style::Plain, place, Text::Verbatim(content), plain)?;
        match comment {
            Some(comment) => self.comment(start + comment + 1),
            None => self.at = end,
        }
        Ok(())
    }

    /// Reports that a line cannot be read, and continues after it.
    fn refuse(&mut self, at: usize, message: &str) {
        let problem = Problem::new(ProblemCode::Syntax, message).at(Span::at(offset(at)));
        self.builder.problem(problem);
        self.at = self.line_end(at);
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn line_end(&self, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or_default();
        from + rest.find('\n').unwrap_or(rest.len())
    }
}

/// The end of a name.
enum End {
    /// `=` or `:`.
    Separator,
    /// The end of the line: the name has no value.
    Line,
}

/// The length of a name with the blanks after it and its end, or the offset of a syntax error.
fn key(text: &str) -> Result<(usize, End), usize> {
    for (at, character) in text.char_indices() {
        match character {
            '=' | ':' => return Ok((at, End::Separator)),
            '\n' => return Ok((at, End::Line)),
            '_' | '.' | '-' | '[' | ']' => {}
            _ if is_blank(character) || character.is_alphanumeric() => {}
            _ => return Err(at),
        }
    }
    Ok((text.len(), End::Line))
}

/// The content of a quoted text, and its length with the quotes. A backslash only prevents a quote
/// from closing the text.
fn quoted(text: &str, quote: char) -> Option<(String, usize)> {
    let mut content = String::new();
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match (escaped, character) {
            (false, '\\') => {
                escaped = true;
                continue;
            }
            (false, _) if character == quote => return Some((content, at + 1)),
            (true, _) if character != quote => content.push('\\'),
            _ => {}
        }
        escaped = false;
        content.push(character);
    }
    None
}

/// The text with the escapes of double quotes replaced. `\$` becomes `$$`, which interpolation
/// turns into `$`.
fn escapes(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        decoded.push_str(before);
        let (replaced, length) = escape_sequence(escape);
        decoded.push_str(&replaced);
        rest = escape.get(length..).unwrap_or_default();
    }
    decoded.push_str(rest);
    decoded
}

/// The replacement of the escape at the beginning of a text, and its length.
fn escape_sequence(text: &str) -> (Cow<'static, str>, usize) {
    let simple = match text.as_bytes().get(1) {
        Some(b'a') => "\u{7}",
        Some(b'b') => "\u{8}",
        Some(b'f') => "\u{C}",
        Some(b'n') => "\n",
        Some(b'r') => "\r",
        Some(b't') => "\t",
        Some(b'v') => "\u{B}",
        Some(b'"') => "\"",
        Some(b'\\') => "\\",
        Some(b'$') => "$$",
        Some(b'0') => return octal(text),
        _ => return (Cow::Borrowed("\\"), 1),
    };
    (Cow::Borrowed(simple), 2)
}

/// `\0` with three octal digits; otherwise the zero is dropped, as in the reference.
fn octal(text: &str) -> (Cow<'static, str>, usize) {
    let digits = text.get(2..).unwrap_or_default().bytes();
    let count = digits.take(3).take_while(u8::is_ascii_digit).count();
    let digits = text.get(2..2 + count).unwrap_or_default();
    let code = u8::from_str_radix(digits, 8).ok().filter(|_| count == 3);
    let decoded = match code {
        Some(code) => char::from(code).to_string(),
        None => format!("\\{digits}"),
    };
    (Cow::Owned(decoded), 2 + count)
}

/// Blanks within a line, as the reference defines them.
fn is_blank(character: char) -> bool {
    matches!(character, '\t' | '\u{B}' | '\u{C}' | '\r' | ' ' | '\u{85}' | '\u{A0}')
}

fn span(start: usize, end: usize) -> Span {
    Span::new(offset(start), offset(end))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::frontends::dotenv::FORMAT;
    use crate::syntax::parse;
    use crate::tree::{Limits, Origin, Tree};

    fn read(text: &str) -> (Tree, Vec<Problem>) {
        parse(Source::new(".env", text), FORMAT, Origin::Text, Limits::default())
    }

    fn entries(tree: &Tree) -> Vec<(String, String)> {
        let (_, root) = tree.documents().next().unwrap();
        let entries = root.own_entries();
        entries.map(|(key, value)| (key.text().to_owned(), value.text().to_owned())).collect()
    }

    #[test]
    fn values_are_what_compose_reads() {
        let cases = [
            ("A=b", "A", "b"),
            ("export A = b # note", "A", "b"),
            ("A: b#c", "A", "b#c"),
            ("A=", "A", ""),
            ("A='it''", "A", "it"),
            ("A='a\\'b\\n'", "A", "a'b\\n"),
            ("A=\"a\\tb\\\"c\\$d\\0101\"", "A", "a\tb\"c$$dA"),
            ("A=\"two\nlines\"", "A", "two\nlines"),
            ("A=no 'quotes' ${B:-x}", "A", "no 'quotes' ${B:-x}"),
            ("a.b-c[0]=1", "a.b-c[0]", "1"),
            ("A=\"\\q\\\\\"", "A", "\\q\\"),
        ];
        for (text, key, value) in cases {
            let (tree, _) = read(text);
            let first = entries(&tree).into_iter().next();
            assert_eq!(first, Some((key.to_owned(), value.to_owned())), "{text}");
        }
    }

    #[test]
    fn spans_comments_and_bad_lines_are_kept() {
        let (tree, problems) = read("# top\nA=b # note\nb c=1\nC?=2\nD\nE=\"open\nF='x'\n");
        let source = tree.source();
        let comments: Vec<_> = tree.comments().iter().map(|one| source.slice(one.span)).collect();
        assert_eq!(comments, ["# top", "# note"]);
        let keys: Vec<_> = entries(&tree).into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, ["A", "D", "F"]);
        let places: Vec<_> = problems
            .iter()
            .map(|problem| source.position(problem.span.unwrap().start).line)
            .collect();
        assert_eq!(places, [3, 4, 6]);
        let (_, root) = tree.documents().next().unwrap();
        for (key, value) in root.own_entries() {
            assert_eq!(source.slice(key.span()), key.text());
            let inner = value.verbatim_span().unwrap();
            assert_eq!(source.slice(inner), value.text());
        }
        assert!(root.entry("D").unwrap().1.is_absent());
    }
}
