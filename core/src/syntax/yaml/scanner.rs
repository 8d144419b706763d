//! From text to tokens, by the rules of the reference (goyaml v2): YAML 1.1 with its leniencies.
//!
//! Differences from YAML 1.2 are those of Kubernetes: line breaks also are NEL, LS and PS, a
//! comment needs no blank before it where a token may begin, and so on.

use std::collections::VecDeque;

use crate::source::Span;
use crate::syntax::offset;
use crate::tree::{Placement, Style};

use super::keys::PossibleKey;

/// The position and cause of a syntax error.
#[derive(Debug)]
pub(super) struct Broken {
    pub(super) at: usize,
    pub(super) message: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TokenKind {
    End,
    Directive,
    DocumentStart,
    DocumentEnd,
    BlockSequenceStart,
    BlockMappingStart,
    BlockEnd,
    FlowSequenceStart,
    FlowSequenceEnd,
    FlowMappingStart,
    FlowMappingEnd,
    BlockEntry,
    FlowEntry,
    Key,
    Value,
    Alias,
    Anchor,
    Tag,
    Scalar(Style),
}

/// A token with its span in the source.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
    pub(super) text: TokenText,
}

/// The content of a token besides its kind.
#[derive(Debug)]
pub(super) enum TokenText {
    None,
    /// A scalar whose text is verbatim in the source.
    Verbatim(Span),
    /// A scalar's text, or a tag in its short form.
    Owned(String),
}

pub(super) struct Scanner<'t> {
    /// The source up to the end of the range to read.
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// The start of the current line.
    pub(super) line: usize,
    /// A position in the current line and its column, so that columns are counted only once.
    pub(super) counted: (usize, usize),
    /// The column of the innermost block collection; -1 outside of all.
    pub(super) indent: isize,
    indents: Vec<isize>,
    /// One possible key for each level of brackets; the first is outside of all.
    pub(super) keys: Vec<PossibleKey>,
    /// The tokens that may be keys, with their level; ascending.
    pub(super) key_tokens: Vec<(usize, usize)>,
    pub(super) key_allowed: bool,
    pub(super) tokens: VecDeque<Token>,
    /// How many tokens were taken.
    pub(super) taken: usize,
    peeked: bool,
    /// Whether the last line has its line break, which the API machinery adds if it is missing.
    pub(super) completed: bool,
    /// Comments that were not fetched yet.
    pub(super) comments: Vec<(Span, Placement)>,
}

impl<'t> Scanner<'t> {
    /// A scanner of the text from `start` on.
    pub(super) fn new(text: &'t str, start: usize) -> Self {
        let rest = text.get(start..).unwrap_or_default();
        let start = text.len() - rest.trim_start_matches('\u{FEFF}').len();
        Self {
            text,
            at: start,
            line: start,
            counted: (start, 0),
            indent: -1,
            indents: Vec::new(),
            keys: vec![PossibleKey::default()],
            key_tokens: Vec::new(),
            key_allowed: true,
            tokens: VecDeque::new(),
            taken: 0,
            peeked: false,
            completed: text.ends_with(['\n', '\r']),
            comments: Vec::new(),
        }
    }

    /// The kind and the span of the next token.
    pub(super) fn peek(&mut self) -> Result<(TokenKind, Span), Broken> {
        if !self.peeked {
            while self.needs_token()? {
                self.fetch()?;
            }
            self.peeked = true;
        }
        let token = self.tokens.front();
        Ok(token
            .map_or((TokenKind::End, Span::at(offset(self.at))), |token| (token.kind, token.span)))
    }

    /// Takes the next token; only valid after `peek`.
    pub(super) fn take(&mut self) -> TokenText {
        self.peeked = false;
        self.taken += 1;
        self.tokens.pop_front().map_or(TokenText::None, |token| token.text)
    }

    /// Whether there is no next token, or it could still become a key.
    fn needs_token(&mut self) -> Result<bool, Broken> {
        if self.tokens.is_empty() {
            return Ok(true);
        }
        let head = self.key_tokens.binary_search_by_key(&self.taken, |(token, _)| *token);
        match head.ok().and_then(|index| self.key_tokens.get(index)) {
            Some(&(_, level)) => self.key_is_valid(level),
            None => Ok(false),
        }
    }

    fn fetch(&mut self) -> Result<(), Broken> {
        self.skip_to_token();
        let column = self.column();
        self.unroll(as_column(column));
        let next = self.byte(1);
        let line_start = self.at == self.line;
        let in_flow = self.in_flow();
        match self.byte(0) {
            0 => self.end(),
            b'%' if line_start => self.directive(),
            b'-' if self.is_indicator(b"---") => self.document(TokenKind::DocumentStart),
            b'.' if self.is_indicator(b"...") => self.document(TokenKind::DocumentEnd),
            b'[' => self.open(TokenKind::FlowSequenceStart),
            b'{' => self.open(TokenKind::FlowMappingStart),
            b']' => self.close(TokenKind::FlowSequenceEnd),
            b'}' => self.close(TokenKind::FlowMappingEnd),
            b',' => {
                self.remove_key()?;
                self.key_allowed = true;
                self.push_bytes(TokenKind::FlowEntry, 1);
                Ok(())
            }
            b'-' if self.is_blank_or_end(1) => self.block_entry(),
            b'?' if in_flow || self.is_blank_or_end(1) => self.explicit_key(),
            b':' if in_flow || self.is_blank_or_end(1) => self.value(),
            b'*' => self.name(TokenKind::Alias),
            b'&' => self.name(TokenKind::Anchor),
            b'!' => {
                self.save_key()?;
                self.key_allowed = false;
                self.tag()
            }
            b'|' if !in_flow => self.block_scalar(Style::Literal),
            b'>' if !in_flow => self.block_scalar(Style::Folded),
            b'\'' => self.quoted(Style::SingleQuoted),
            b'"' => self.quoted(Style::DoubleQuoted),
            b'-' if next != b' ' && next != b'\t' => self.plain(),
            b'?' | b':' if !in_flow => self.plain(),
            b'\t' => Err(self.broken("tabs are not allowed in indentation")),
            b'@' | b'`' | b'%' | b'|' | b'>' | b'-' | b'?' | b':' => {
                Err(self.broken("plain scalar cannot start with this character: quote the value"))
            }
            _ => self.plain(),
        }
    }

    pub(super) fn push(&mut self, kind: TokenKind, start: usize, text: TokenText) {
        let span = Span::new(offset(start), offset(self.at));
        self.tokens.push_back(Token { kind, span, text });
    }

    fn push_bytes(&mut self, kind: TokenKind, length: usize) {
        let start = self.at;
        self.at += length;
        self.push(kind, start, TokenText::None);
    }

    /// Inserts a token without text before the token with a number, or at the end if that was
    /// taken.
    fn insert(&mut self, token: Option<usize>, kind: TokenKind, at: usize) {
        let place = token.and_then(|token| token.checked_sub(self.taken));
        let place = place.filter(|place| *place <= self.tokens.len());
        let span = Span::at(offset(at));
        let token = Token { kind, span, text: TokenText::None };
        self.tokens.insert(place.unwrap_or(self.tokens.len()), token);
    }

    fn roll(&mut self, column: usize, token: Option<usize>, kind: TokenKind, at: usize) {
        let column = as_column(column);
        if self.in_flow() || self.indent >= column {
            return;
        }
        self.indents.push(self.indent);
        self.indent = column;
        self.insert(token, kind, at);
    }

    fn unroll(&mut self, column: isize) {
        while !self.in_flow() && self.indent > column {
            self.insert(None, TokenKind::BlockEnd, self.at);
            self.indent = self.indents.pop().unwrap_or(-1);
        }
    }

    /// Ends all block collections.
    pub(super) fn end_blocks(&mut self) -> Result<(), Broken> {
        self.unroll(-1);
        self.remove_key()?;
        self.key_allowed = false;
        Ok(())
    }

    fn end(&mut self) -> Result<(), Broken> {
        // INVARIANT: no possible key is left, or the scanner would wait for its colon forever.
        self.new_line();
        self.end_blocks()?;
        self.push(TokenKind::End, self.at, TokenText::None);
        Ok(())
    }

    fn document(&mut self, kind: TokenKind) -> Result<(), Broken> {
        self.end_blocks()?;
        self.push_bytes(kind, 3);
        Ok(())
    }

    fn open(&mut self, kind: TokenKind) -> Result<(), Broken> {
        self.save_key()?;
        // The reference gives the new level the number of the bracket, and drops that number when
        // the level is closed without a key in it: so `[]: x` is not a key.
        let token = self.taken + self.tokens.len();
        self.keys.push(PossibleKey { token, ..PossibleKey::default() });
        self.key_allowed = true;
        self.push_bytes(kind, 1);
        Ok(())
    }

    fn close(&mut self, kind: TokenKind) -> Result<(), Broken> {
        self.remove_key()?;
        if self.in_flow() {
            if let Some(key) = self.keys.pop() {
                self.forget_token(key.token);
            }
        }
        self.key_allowed = false;
        self.push_bytes(kind, 1);
        Ok(())
    }

    fn block_entry(&mut self) -> Result<(), Broken> {
        if !self.in_flow() {
            if !self.key_allowed {
                return Err(self.broken("list item is not allowed here"));
            }
            let column = self.column();
            self.roll(column, None, TokenKind::BlockSequenceStart, self.at);
        }
        self.remove_key()?;
        self.key_allowed = true;
        self.push_bytes(TokenKind::BlockEntry, 1);
        Ok(())
    }

    fn explicit_key(&mut self) -> Result<(), Broken> {
        if !self.in_flow() {
            if !self.key_allowed {
                return Err(self.broken("key is not allowed here"));
            }
            let column = self.column();
            self.roll(column, None, TokenKind::BlockMappingStart, self.at);
        }
        self.remove_key()?;
        self.key_allowed = !self.in_flow();
        self.push_bytes(TokenKind::Key, 1);
        Ok(())
    }

    fn value(&mut self) -> Result<(), Broken> {
        let level = self.keys.len() - 1;
        if self.key_is_valid(level)? {
            let key = self.keys.get(level).copied().unwrap_or_default();
            self.insert(Some(key.token), TokenKind::Key, key.at);
            self.roll(key.column, Some(key.token), TokenKind::BlockMappingStart, key.at);
            if let Some(key) = self.keys.last_mut() {
                key.possible = false;
            }
            self.forget_token(key.token);
            self.key_allowed = false;
        } else {
            if !self.in_flow() {
                if !self.key_allowed {
                    return Err(self.broken("mapping is not allowed here"));
                }
                let column = self.column();
                self.roll(column, None, TokenKind::BlockMappingStart, self.at);
            }
            self.key_allowed = !self.in_flow();
        }
        self.push_bytes(TokenKind::Value, 1);
        Ok(())
    }

    /// An anchor or an alias.
    fn name(&mut self, kind: TokenKind) -> Result<(), Broken> {
        self.save_key()?;
        self.key_allowed = false;
        let start = self.at;
        self.at += 1;
        self.skip_word();
        let ends = self.is_blank_or_end(0)
            || matches!(self.byte(0), b'?' | b':' | b',' | b']' | b'}' | b'%' | b'@' | b'`');
        if self.at == start + 1 || !ends {
            return Err(self.broken("anchor name must consist of letters, digits, `-` and `_`"));
        }
        self.push(kind, start, TokenText::None);
        Ok(())
    }
}

pub(super) fn as_column(column: usize) -> isize {
    isize::try_from(column).unwrap_or(isize::MAX)
}
