//! JSON by RFC 8259, without recursion. Several values in sequence are several documents.

use std::borrow::Cow;

use crate::source::{Problem, ProblemCode, Source, Span};
use crate::tree::{Abandoned, Builder, Kind, Properties, Style, Text};

use super::{offset, template};

/// The rules for a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rules {
    /// RFC 8259.
    Strict,
    /// The same, with comments and trailing commas.
    Comments,
}

/// Reads all values of a text, each as a document.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    parse_by(source, builder, Rules::Strict);
}

/// The same for a text that may contain comments.
pub(super) fn parse_with_comments(source: &Source, builder: &mut Builder) {
    parse_by(source, builder, Rules::Comments);
}

fn parse_by(source: &Source, builder: &mut Builder, rules: Rules) {
    let mut number = 0;
    let mut at = rules.skip(source.text(), 0);
    while at < source.text().len() {
        match read_value(source.text(), at, number, rules, builder) {
            Ok(end) => at = rules.skip(source.text(), end),
            Err((Abandoned(problem), broken_at)) => {
                builder.problem(problem);
                // A line that ends too early breaks the next one.
                let from = broken_at.saturating_sub(1).max(at);
                match next_line_value(source.text(), from) {
                    Some(next) => at = next,
                    None => return,
                }
            }
        }
        number += 1;
    }
}

/// The start of the next line that begins a value, so that one broken line of JSON Lines does not
/// affect the others.
pub(super) fn next_line_value(text: &str, from: usize) -> Option<usize> {
    text.get(from..)?.find("\n{").map(|found| from + found + 1)
}

/// Reads one value that begins at `at` as document `number` and says where it ends.
///
/// # Errors
/// With the problem, and how far the text was read.
pub(super) fn read_value(
    text: &str,
    at: usize,
    number: u32,
    rules: Rules,
    builder: &mut Builder,
) -> Result<usize, (Abandoned, usize)> {
    let end = offset(text.len());
    builder.begin_document(number, Span::new(offset(at), end));
    let mut reader =
        Reader { text, rules, start: at, at, open: Vec::new(), builder: &mut *builder };
    let result = reader.value();
    let stopped = reader.at;
    let result = match undecoded(builder.source(), at, stopped) {
        Some(problem) => Err(builder.abandon(problem.in_document(number))),
        None => result.and_then(|()| builder.end_document_at(offset(stopped))),
    };
    result.map(|()| stopped).map_err(|problem| (problem, stopped))
}

/// The first byte that is not text, from `start` up to and including `end`.
fn undecoded(source: &Source, start: usize, end: usize) -> Option<Problem> {
    let inside = |problem: &&Problem| {
        problem.span.is_some_and(|span| (start..=end).contains(&(span.start as usize)))
    };
    source.encoding_problems().iter().find(inside).cloned()
}

impl Rules {
    /// The end of the blanks and comments that begin at `at`.
    fn skip(self, text: &str, at: usize) -> usize {
        let mut at = at;
        loop {
            let rest = text.get(at..).unwrap_or_default();
            let content = rest.trim_start_matches([' ', '\t', '\n', '\r']);
            at = text.len() - content.len();
            let length = match self {
                Self::Comments if content.starts_with("//") => {
                    Some(content.find(['\n', '\r']).unwrap_or(content.len()))
                }
                Self::Comments if content.starts_with("/*") => {
                    content.find("*/").map(|end| end + 2)
                }
                Self::Strict | Self::Comments => None,
            };
            let Some(length) = length else { return at };
            at += length;
        }
    }
}

/// The tokens that may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    Value,
    /// A value, or the end of an empty list.
    FirstItem,
    /// A key, or the end of an empty object.
    FirstKey,
    Key,
    /// A comma, or the end of the collection.
    Next,
}

struct Reader<'t, 'b> {
    text: &'t str,
    rules: Rules,
    start: usize,
    at: usize,
    open: Vec<Kind>,
    builder: &'b mut Builder,
}

impl<'t> Reader<'t, '_> {
    fn value(&mut self) -> Result<(), Abandoned> {
        let mut expect = Expect::Value;
        loop {
            self.at = self.rules.skip(self.text, self.at);
            expect = match (self.byte(), expect) {
                (Some(b']'), Expect::Value) if self.may_close(Kind::Sequence) => self.close(),
                (Some(b'}'), Expect::Key) if self.may_close(Kind::Mapping) => self.close(),
                (Some(b']'), Expect::FirstItem | Expect::Next) if self.inside(Kind::Sequence) => {
                    self.close()
                }
                (Some(b'}'), Expect::FirstKey | Expect::Next) if self.inside(Kind::Mapping) => {
                    self.close()
                }
                (Some(b','), Expect::Next) => {
                    self.at += 1;
                    if self.inside(Kind::Mapping) { Expect::Key } else { Expect::Value }
                }
                (Some(b'"'), Expect::FirstKey | Expect::Key) => {
                    self.string()?;
                    self.at = self.rules.skip(self.text, self.at);
                    if self.byte() != Some(b':') {
                        return Err(self.failed("expected a colon after the key"));
                    }
                    self.at += 1;
                    Expect::Value
                }
                (Some(b'['), Expect::Value | Expect::FirstItem) => {
                    self.begin(Kind::Sequence)?;
                    Expect::FirstItem
                }
                (Some(b'{'), Expect::Value | Expect::FirstItem) => {
                    self.begin(Kind::Mapping)?;
                    Expect::FirstKey
                }
                (Some(b'"'), Expect::Value | Expect::FirstItem) => {
                    self.string()?;
                    Expect::Next
                }
                (Some(_), Expect::Value | Expect::FirstItem) => {
                    self.plain()?;
                    Expect::Next
                }
                (_, expect) => return Err(self.unexpected(expect)),
            };
            if expect == Expect::Next && self.open.is_empty() {
                return Ok(());
            }
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn inside(&self, kind: Kind) -> bool {
        self.open.last() == Some(&kind)
    }

    /// Whether a collection of a kind may end after a comma.
    fn may_close(&self, kind: Kind) -> bool {
        self.rules == Rules::Comments && self.inside(kind)
    }

    fn begin(&mut self, kind: Kind) -> Result<(), Abandoned> {
        self.builder.begin(kind, Style::Flow, offset(self.at), Properties::default())?;
        self.open.push(kind);
        self.at += 1;
        Ok(())
    }

    fn close(&mut self) -> Expect {
        self.at += 1;
        self.open.pop();
        self.builder.end(offset(self.at));
        Expect::Next
    }

    fn plain(&mut self) -> Result<(), Abandoned> {
        let rest = self.rest();
        let end = rest
            .find(|other: char| !(other.is_ascii_alphanumeric() || "+-.".contains(other)))
            .unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default();
        if !matches!(word, "true" | "false" | "null") && !is_number(word) {
            return Err(self.unexpected(Expect::Value));
        }
        let span = self.take(end);
        self.builder.scalar(Style::Plain, span, Text::Verbatim(span), Properties::default())
    }

    fn string(&mut self) -> Result<(), Abandoned> {
        let start = self.at;
        self.at += 1;
        let mut value: Cow<'t, str> = Cow::Borrowed("");
        loop {
            let rest = self.rest();
            let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1F);
            let Some(end) = rest.as_bytes().iter().position(special) else {
                self.at = start;
                return Err(self.failed("unclosed string"));
            };
            let piece = rest.get(..end).unwrap_or_default();
            if value.is_empty() {
                value = Cow::Borrowed(piece);
            } else {
                value.to_mut().push_str(piece);
            }
            self.at += end;
            match self.byte() {
                Some(b'"') => break,
                Some(b'\\') => {
                    let character = self.escape()?;
                    value.to_mut().push(character);
                }
                _ => return Err(self.failed("control character in a string")),
            }
        }
        self.at += 1;
        let span = Span::new(offset(start), offset(self.at));
        let text = match &value {
            Cow::Borrowed(_) => Text::Verbatim(Span::new(span.start + 1, span.end - 1)),
            Cow::Owned(value) => Text::Decoded(value),
        };
        self.builder.scalar(Style::DoubleQuoted, span, text, Properties::default())
    }

    fn escape(&mut self) -> Result<char, Abandoned> {
        let letter = self.text.as_bytes().get(self.at + 1);
        let character = match letter {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\x08',
            Some(b'f') => '\x0C',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(self.failed("unknown escape in a string")),
        };
        self.at += 2;
        Ok(character)
    }

    /// `\uXXXX`, or two of them for a character above U+FFFF; an unpaired surrogate becomes U+FFFD,
    /// as in the reference.
    fn unicode_escape(&mut self) -> Result<char, Abandoned> {
        let Some(high) = self.code_unit(self.at) else {
            return Err(self.failed("`\\u` needs four hexadecimal digits"));
        };
        self.at += 6;
        if (0xD800..0xDC00).contains(&high) {
            let low = self.code_unit(self.at).filter(|low| (0xDC00..0xE000).contains(low));
            if let Some(low) = low {
                self.at += 6;
                let code = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
        }
        Ok(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn code_unit(&self, at: usize) -> Option<u32> {
        let escape = self.text.as_bytes().get(at..at + 6)?;
        let digits = escape.strip_prefix(b"\\u")?;
        digits.iter().try_fold(0, |code, digit| Some(code * 16 + char::from(*digit).to_digit(16)?))
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, length: usize) -> Span {
        let start = self.at;
        self.at += length;
        Span::new(offset(start), offset(self.at))
    }

    fn unexpected(&mut self, expect: Expect) -> Abandoned {
        let rest = self.rest();
        if rest.starts_with("//") || rest.starts_with("/*") {
            return self.failed(match self.rules {
                Rules::Strict => "comments are not valid JSON, and Kubernetes rejects them",
                Rules::Comments => "unclosed comment",
            });
        }
        let closes = matches!(self.byte(), Some(b']' | b'}'));
        let message = match expect {
            _ if rest.is_empty() => "text ends inside a value",
            Expect::Key | Expect::Value if closes => {
                "expected a value before the closing bracket: trailing commas are not valid JSON"
            }
            Expect::Value | Expect::FirstItem => "expected a value",
            Expect::FirstKey | Expect::Key => "expected a key in double quotes",
            Expect::Next => "expected a comma or the end of the list or object",
        };
        self.failed(message)
    }

    fn failed(&mut self, message: &str) -> Abandoned {
        let problem = template::culprit(self.text, self.start, self.at, &[]).unwrap_or_else(|| {
            Problem::new(ProblemCode::Syntax, message).at(Span::at(offset(self.at)))
        });
        self.builder.abandon(problem)
    }
}

/// Whether a word is a number by the grammar of JSON.
fn is_number(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let word = word.strip_prefix('-').unwrap_or(word);
    let (mantissa, exponent) = match word.find(['e', 'E']) {
        Some(at) => (word.get(..at).unwrap_or_default(), word.get(at + 1..)),
        None => (word, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent
            .is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}
