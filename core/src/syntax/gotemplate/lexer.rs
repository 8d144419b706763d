//! Reads the tokens of a template.

use super::literals::quoted;
use super::token::KEYWORDS;
pub(super) use super::token::{Keyword, Kind, Token};
use crate::source::Span;
use crate::syntax::offset;

const LEFT: &str = "{{";
const RIGHT: &str = "}}";
const SPACES: [char; 4] = [' ', '\t', '\r', '\n'];

/// Reads tokens.
#[derive(Debug)]
pub(super) struct Lexer<'t> {
    text: &'t str,
    /// Where the next token begins.
    start: usize,
    at: usize,
    line: u32,
    start_line: u32,
    parentheses: u32,
    is_inside: bool,
    is_over: bool,
    /// The message of the error token, after which nothing is read.
    pub(super) error: String,
    /// What was between `/*` and `*/` so far.
    pub(super) comments: Vec<Span>,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            start: 0,
            at: 0,
            line: 1,
            start_line: 1,
            parentheses: 0,
            is_inside: false,
            is_over: false,
            error: String::new(),
            comments: Vec::new(),
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn advance(&mut self, length: usize) {
        let taken = self.rest().get(..length).unwrap_or_default();
        let lines = taken.bytes().filter(|byte| *byte == b'\n').count();
        self.line += u32::try_from(lines).unwrap_or(u32::MAX);
        self.at += taken.len();
    }

    fn take(&mut self) -> Option<char> {
        let sign = self.peek()?;
        self.advance(sign.len_utf8());
        Some(sign)
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.advance(rest.find(|sign| !belongs(sign)).unwrap_or(rest.len()));
    }

    /// Passes over what was read.
    fn ignore(&mut self) {
        self.start = self.at;
        self.start_line = self.line;
    }

    fn token(&mut self, kind: Kind) -> Token<'t> {
        let text = self.text.get(self.start..self.at).unwrap_or_default();
        let span = Span::new(offset(self.start), offset(self.at));
        let token = Token { kind, text, span, line: self.start_line };
        self.ignore();
        token
    }

    fn error(&mut self, message: impl Into<String>) -> Token<'t> {
        self.is_over = true;
        let span = Span::new(offset(self.start), offset(self.at.max(self.start)));
        self.error = message.into();
        Token { kind: Kind::Error, text: "", span, line: self.start_line }
    }

    /// The next token; at the end again and again the end.
    pub(super) fn next(&mut self) -> Token<'t> {
        if self.is_over {
            // The reference has thrown its text away.
            let span = Span::new(offset(self.at), offset(self.at));
            let line = self.start_line;
            return Token { kind: Kind::End, text: "", span, line };
        }
        if self.is_inside { self.inside() } else { self.outside() }
    }

    /// Text, and the beginning of an action.
    fn outside(&mut self) -> Token<'t> {
        loop {
            let Some(found) = self.rest().find(LEFT) else {
                self.advance(self.rest().len());
                return if self.at > self.start {
                    self.token(Kind::Text)
                } else {
                    self.token(Kind::End)
                };
            };
            if found > 0 {
                let after = self.rest().get(found + LEFT.len()..).unwrap_or_default();
                let text = self.rest().get(..found).unwrap_or_default();
                let kept = if trims_left(after) { text.trim_end_matches(SPACES) } else { text };
                self.advance(kept.len());
                let token = self.token(Kind::Text);
                self.advance(text.len() - kept.len());
                self.ignore();
                if !token.text.is_empty() {
                    return token;
                }
            }
            let trims = trims_left(self.rest().get(LEFT.len()..).unwrap_or_default());
            let marker = if trims { 2 } else { 0 };
            let inner = self.rest().get(LEFT.len() + marker..).unwrap_or_default();
            if !inner.starts_with("/*") {
                self.advance(LEFT.len());
                let token = self.token(Kind::LeftDelimiter);
                self.advance(marker);
                self.ignore();
                (self.is_inside, self.parentheses) = (true, 0);
                return token;
            }
            self.advance(LEFT.len() + marker);
            self.ignore();
            if let Err(why) = self.comment() {
                return self.error(why);
            }
        }
    }

    fn comment(&mut self) -> Result<(), &'static str> {
        let end = self.rest().get(2..).and_then(|rest| rest.find("*/"));
        // An error is at the beginning of the comment.
        let end = end.ok_or("unclosed comment")? + 4;
        let after = self.rest().get(end..).unwrap_or_default();
        let trims = is_trimmed_end(after);
        if !trims && !after.starts_with(RIGHT) {
            return Err("comment ends before closing delimiter");
        }
        self.comments.push(Span::new(offset(self.at + 2), offset(self.at + end - 2)));
        self.advance(end + if trims { 2 } else { 0 } + RIGHT.len());
        if trims {
            self.take_while(|sign| SPACES.contains(&sign));
        }
        self.ignore();
        Ok(())
    }

    /// The elements of an action.
    fn inside(&mut self) -> Token<'t> {
        let rest = self.rest();
        if rest.starts_with(RIGHT) || is_trimmed_end(rest) {
            if self.parentheses == 0 {
                return self.right();
            }
            return self.error("unclosed left paren");
        }
        let Some(first) = self.take() else { return self.error("unclosed action") };
        match first {
            ' ' | '\t' | '\r' | '\n' => self.space(),
            '=' => self.token(Kind::Assign),
            ':' if self.take() == Some('=') => self.token(Kind::Declare),
            ':' => self.error("expected :="),
            '|' => self.token(Kind::Pipe),
            '"' => self.quoted('"', Kind::String, "unterminated quoted string"),
            '\'' => self.quoted('\'', Kind::CharConstant, "unterminated character constant"),
            '`' => {
                self.take_while(|sign| sign != '`');
                match self.take() {
                    Some(_) => self.token(Kind::RawString),
                    None => self.error("unterminated raw quoted string"),
                }
            }
            '$' => self.name(Kind::Variable),
            '.' if !self.peek().is_some_and(|next| next.is_ascii_digit())
                && self.peek().is_some() =>
            {
                self.name(Kind::Field)
            }
            '.' | '+' | '-' | '0'..='9' => {
                self.at -= first.len_utf8();
                self.number()
            }
            '(' => {
                self.parentheses += 1;
                self.token(Kind::LeftParenthesis)
            }
            ')' => match self.parentheses.checked_sub(1) {
                Some(depth) => {
                    self.parentheses = depth;
                    self.token(Kind::RightParenthesis)
                }
                None => self.error("unexpected right paren"),
            },
            _ if is_word(first) => self.word(),
            '!'..='~' => self.token(Kind::Char),
            other => self.error(format!("unrecognized character in action: {}", code(other))),
        }
    }

    fn right(&mut self) -> Token<'t> {
        let trims = is_trimmed_end(self.rest());
        if trims {
            self.advance(2);
            self.ignore();
        }
        self.advance(RIGHT.len());
        let token = self.token(Kind::RightDelimiter);
        if trims {
            self.take_while(|sign| SPACES.contains(&sign));
            self.ignore();
        }
        self.is_inside = false;
        token
    }

    /// Spaces; the last one may belong to the end of the action.
    fn space(&mut self) -> Token<'t> {
        self.take_while(|sign| SPACES.contains(&sign));
        let last = self.text.get(self.at - 1..).unwrap_or_default();
        if is_trimmed_end(last) {
            self.at -= 1;
            if last.starts_with('\n') {
                self.line -= 1;
            }
            if self.at == self.start {
                return self.right();
            }
        }
        self.token(Kind::Space)
    }

    fn quoted(&mut self, quote: char, kind: Kind, unterminated: &str) -> Token<'t> {
        loop {
            self.take_while(|sign| sign != quote && sign != '\\' && sign != '\n');
            match self.take() {
                Some('\\') if !matches!(self.take(), None | Some('\n')) => {}
                Some('\\' | '\n') | None => return self.error(unterminated),
                Some(sign) if sign == quote => return self.token(kind),
                Some(_) => {}
            }
        }
    }

    /// A field or variable, whose first character was read.
    fn name(&mut self, kind: Kind) -> Token<'t> {
        if self.is_at_end() {
            return self.token(if kind == Kind::Field { Kind::Dot } else { kind });
        }
        self.take_while(is_word);
        if self.is_at_end() { self.token(kind) } else { self.bad_character() }
    }

    fn word(&mut self) -> Token<'t> {
        self.take_while(is_word);
        if !self.is_at_end() {
            return self.bad_character();
        }
        let word = self.text.get(self.start..self.at).unwrap_or_default();
        let keyword = KEYWORDS.iter().find(|(known, _)| *known == word);
        let kind = match (keyword, word) {
            (Some((_, keyword)), _) => Kind::Keyword(*keyword),
            (None, "nil") => Kind::Nil,
            (None, "true" | "false") => Kind::Bool,
            _ => Kind::Identifier,
        };
        self.token(kind)
    }

    fn bad_character(&mut self) -> Token<'t> {
        let sign = self.peek().map_or_else(|| "U+FFFFFFFFFFFFFFFF".to_owned(), code);
        self.error(format!("bad character {sign}"))
    }

    /// Whether a name may end here.
    fn is_at_end(&self) -> bool {
        let is_end =
            |sign| SPACES.contains(&sign) || matches!(sign, '.' | ',' | '|' | ':' | ')' | '(');
        self.peek().is_none_or(is_end) || self.rest().starts_with(RIGHT)
    }

    fn number(&mut self) -> Token<'t> {
        if !self.scan_number() {
            return self.bad_number();
        }
        if matches!(self.peek(), Some('+' | '-')) {
            let is_imaginary = self.scan_number()
                && self.text.get(..self.at).is_some_and(|text| text.ends_with('i'));
            return if is_imaginary { self.token(Kind::Complex) } else { self.bad_number() };
        }
        self.token(Kind::Number)
    }

    fn bad_number(&mut self) -> Token<'t> {
        let text = quoted(self.text.get(self.start..self.at).unwrap_or_default());
        self.error(format!("bad number syntax: {text}"))
    }

    fn accept(&mut self, signs: &[char]) -> bool {
        let is_next = self.peek().is_some_and(|next| signs.contains(&next));
        if is_next {
            self.take();
        }
        is_next
    }

    fn scan_number(&mut self) -> bool {
        self.accept(&['+', '-']);
        let mut radix = 10;
        if self.accept(&['0']) {
            for (sign, other) in [(['x', 'X'], 16), (['o', 'O'], 8), (['b', 'B'], 2)] {
                if radix == 10 && self.accept(&sign) {
                    radix = other;
                }
            }
        }
        let is_digit = move |sign: char| sign == '_' || sign.is_digit(radix);
        self.take_while(is_digit);
        if self.accept(&['.']) {
            self.take_while(is_digit);
        }
        let exponent = match radix {
            10 => self.accept(&['e', 'E']),
            16 => self.accept(&['p', 'P']),
            _ => false,
        };
        if exponent {
            self.accept(&['+', '-']);
            self.take_while(|sign| sign == '_' || sign.is_ascii_digit());
        }
        self.accept(&['i']);
        if self.peek().is_some_and(is_word) {
            self.take();
            return false;
        }
        true
    }
}

fn is_word(sign: char) -> bool {
    sign == '_' || sign.is_alphabetic() || sign.is_numeric()
}

/// Whether the inside of an action begins with a trim marker.
fn trims_left(text: &str) -> bool {
    text.strip_prefix('-').is_some_and(|rest| rest.starts_with(SPACES))
}

/// Whether a text is the end of an action with a trim marker.
fn is_trimmed_end(text: &str) -> bool {
    text.strip_prefix(SPACES)
        .is_some_and(|rest| rest.strip_prefix('-').is_some_and(|rest| rest.starts_with(RIGHT)))
}

/// A character as `%#U` of Go prints it.
fn code(sign: char) -> String {
    let code = format!("U+{:04X}", u32::from(sign));
    if sign.is_control() { code } else { format!("{code} '{sign}'") }
}
