//! Characters, line breaks, columns and comments.

use crate::source::Span;
use crate::syntax::offset;
use crate::tree::Placement;

use super::scanner::{Broken, Scanner};

impl<'t> Scanner<'t> {
    /// The byte `ahead` of the current position; 0 at the end, which no text contains.
    pub(super) fn byte(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.at + ahead).copied().unwrap_or(0)
    }

    /// The length of the line break at an offset, 0 if there is no break.
    pub(super) fn break_length(&self, at: usize) -> usize {
        match self.text.as_bytes().get(at..).unwrap_or_default() {
            // The API machinery removes `\r\n` from the line before the scanner sees `\r\n`.
            [b'\r', b'\r', b'\n', ..] | [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
            [b'\r', b'\n', ..] | [0xC2, 0x85, ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        }
    }

    pub(super) fn is_break(&self) -> bool {
        matches!(self.byte(0), b'\n' | b'\r' | 0xC2 | 0xE2) && self.break_length(self.at) > 0
    }

    pub(super) fn is_blank(&self) -> bool {
        matches!(self.byte(0), b' ' | b'\t')
    }

    pub(super) fn is_blank_or_end(&self, ahead: usize) -> bool {
        match self.byte(ahead) {
            0 | b' ' | b'\t' | b'\n' | b'\r' => true,
            0xC2 | 0xE2 => self.break_length(self.at + ahead) > 0,
            _ => false,
        }
    }

    /// Whether `---` or `...` is here at the beginning of a line.
    pub(super) fn is_indicator(&self, indicator: &[u8]) -> bool {
        self.at == self.line
            && self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(indicator))
            && self.is_blank_or_end(indicator.len())
    }

    pub(super) fn is_document_indicator(&self) -> bool {
        self.is_indicator(b"---") || self.is_indicator(b"...")
    }

    /// Skips the line break here and returns how it reads: as `\n`, or as itself.
    pub(super) fn line_break(&mut self) -> &'t str {
        let start = self.at;
        self.at += self.break_length(start);
        self.new_line();
        match self.text.get(start..self.at) {
            Some(separator @ ("\u{2028}" | "\u{2029}")) => separator,
            _ => "\n",
        }
    }

    /// Begins a line at the current position.
    pub(super) fn new_line(&mut self) {
        self.line = self.at;
        self.counted = (self.at, 0);
    }

    /// The column of the current position in characters, from 0.
    pub(super) fn column(&mut self) -> usize {
        let (from, column) = self.counted;
        let (from, column) = if from <= self.at { (from, column) } else { (self.line, 0) };
        let bytes = self.text.as_bytes().get(from..self.at).unwrap_or_default();
        let column = column + bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        self.counted = (self.at, column);
        column
    }

    pub(super) fn in_flow(&self) -> bool {
        self.keys.len() > 1
    }

    pub(super) fn broken(&self, message: &'static str) -> Broken {
        Broken { at: self.at, message }
    }

    pub(super) fn skip_blanks(&mut self) {
        while self.is_blank() {
            self.at += 1;
        }
    }

    /// Skips a comment, up to the end of its line.
    pub(super) fn skip_comment(&mut self) {
        if self.byte(0) != b'#' {
            return;
        }
        let start = self.at;
        while self.byte(0) != 0 && !self.is_break() {
            self.at += 1;
        }
        let before = self.text.get(self.line..start).unwrap_or_default();
        let alone = before.bytes().all(|byte| matches!(byte, b' ' | b'\t'));
        let placement = if alone { Placement::Own } else { Placement::Right };
        self.comments.push((Span::new(offset(start), offset(self.at)), placement));
    }

    pub(super) fn skip_to_token(&mut self) {
        loop {
            let tabs = self.in_flow() || !self.key_allowed;
            while self.byte(0) == b' ' || (tabs && self.byte(0) == b'\t') {
                self.at += 1;
            }
            self.skip_comment();
            if !self.is_break() {
                return;
            }
            self.line_break();
            if !self.in_flow() {
                self.key_allowed = true;
            }
        }
    }

    /// Skips letters, digits, `-` and `_`.
    pub(super) fn skip_word(&mut self) {
        while self.byte(0).is_ascii_alphanumeric() || matches!(self.byte(0), b'-' | b'_') {
            self.at += 1;
        }
    }
}
