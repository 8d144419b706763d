//! Scalars: plain, quoted and block.

use crate::source::Span;
use crate::syntax::offset;
use crate::tree::Style;

use super::scanner::{Broken, Scanner, TokenKind, TokenText};

/// Treatment of the line breaks at the end of a block scalar.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chomp {
    Strip,
    Clip,
    Keep,
}

/// The line breaks and blanks between two pieces of a flow scalar.
#[derive(Default)]
struct Fold {
    /// Whether there was a line break.
    broke: bool,
    first: &'static str,
    more: String,
}

impl Fold {
    fn line_break(&mut self, line_break: &str) {
        // Only three values occur here, so that no copy is needed.
        let known = match line_break {
            "\u{2028}" => "\u{2028}",
            "\u{2029}" => "\u{2029}",
            _ => "\n",
        };
        if self.broke {
            self.more.push_str(known);
        } else {
            self.first = known;
            self.broke = true;
        }
    }

    fn write(&mut self, text: &mut String) {
        match self.first {
            "\n" if self.more.is_empty() => text.push(' '),
            "\n" => text.push_str(&self.more),
            first => {
                text.push_str(first);
                text.push_str(&self.more);
            }
        }
        *self = Self::default();
    }
}

impl Scanner<'_> {
    fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    fn verbatim(start: usize, end: usize) -> TokenText {
        TokenText::Verbatim(Span::new(offset(start), offset(end)))
    }

    pub(super) fn plain(&mut self) -> Result<(), Broken> {
        self.save_key()?;
        self.key_allowed = false;
        let start = self.at;
        let indent = self.indent + 1;
        // The text, if it differs from the source because lines were joined.
        let mut joined: Option<String> = None;
        let mut end = start;
        let mut fold = Fold::default();
        loop {
            if self.byte(0) == b'#' || self.is_document_indicator() {
                break;
            }
            let piece = self.at;
            self.plain_run();
            if self.at > piece {
                if fold.broke {
                    let mut text = joined.unwrap_or_else(|| self.slice(start, end).to_owned());
                    fold.write(&mut text);
                    text.push_str(self.slice(piece, self.at));
                    joined = Some(text);
                } else if let Some(text) = &mut joined {
                    text.push_str(self.text.get(end..self.at).unwrap_or_default());
                }
                end = self.at;
            }
            if !self.is_blank() && !self.is_break() {
                break;
            }
            self.plain_gap(&mut fold, indent)?;
            if !self.in_flow() && column_of(self) < indent {
                break;
            }
        }
        if fold.broke {
            self.key_allowed = true;
        }
        let text = joined.map_or_else(|| Self::verbatim(start, end), TokenText::Owned);
        let after = std::mem::replace(&mut self.at, end);
        self.push(TokenKind::Scalar(Style::Plain), start, text);
        self.at = after;
        Ok(())
    }

    /// Characters up to the next blank, line break or indicator that ends a plain scalar.
    fn plain_run(&mut self) {
        let in_flow = self.in_flow();
        loop {
            match self.byte(0) {
                0 | b' ' | b'\t' | b'\n' | b'\r' => return,
                b':' if self.is_blank_or_end(1) => return,
                b',' | b'?' | b'[' | b']' | b'{' | b'}' if in_flow => return,
                0xC2 | 0xE2 if self.is_break() => return,
                _ => self.at += 1,
            }
        }
    }

    /// Blanks and line breaks inside a plain scalar.
    fn plain_gap(&mut self, fold: &mut Fold, indent: isize) -> Result<(), Broken> {
        loop {
            if self.is_blank() {
                let tab = self.byte(0) == b'\t';
                if tab && fold.broke && column_of(self) < indent {
                    return Err(self.broken("tabs are not allowed in indentation"));
                }
                self.at += 1;
            } else if self.is_break() {
                let line_break = self.line_break();
                fold.line_break(line_break);
            } else {
                return Ok(());
            }
        }
    }

    pub(super) fn quoted(&mut self, style: Style) -> Result<(), Broken> {
        self.save_key()?;
        self.key_allowed = false;
        let start = self.at;
        let quote = self.byte(0);
        self.at += 1;
        // The text, if it differs from the source because of escapes.
        let mut decoded: Option<String> = None;
        loop {
            if self.is_document_indicator() {
                return Err(self.broken("document ends inside a quoted string"));
            }
            if self.byte(0) == 0 {
                return Err(Broken { at: start, message: "unclosed quote" });
            }
            let mut fold = Fold::default();
            self.quoted_run(quote, start, &mut decoded, &mut fold)?;
            if self.byte(0) == quote {
                break;
            }
            let gap = self.at;
            while self.is_blank() || self.is_break() {
                if self.is_blank() {
                    self.at += 1;
                } else {
                    let line_break = self.line_break();
                    fold.line_break(line_break);
                }
            }
            if fold.broke {
                let text = decoded.get_or_insert_with(|| self.slice(start + 1, gap).to_owned());
                fold.write(text);
            } else if let Some(text) = &mut decoded {
                text.push_str(self.text.get(gap..self.at).unwrap_or_default());
            }
        }
        let text = decoded.map_or_else(|| Self::verbatim(start + 1, self.at), TokenText::Owned);
        self.at += 1;
        self.push(TokenKind::Scalar(style), start, text);
        Ok(())
    }

    /// Characters up to the next blank, line break or closing quote.
    fn quoted_run(
        &mut self,
        quote: u8,
        start: usize,
        decoded: &mut Option<String>,
        fold: &mut Fold,
    ) -> Result<(), Broken> {
        loop {
            let run = self.at;
            while !matches!(self.byte(0), b'\'' | b'"' | b'\\') && !self.is_blank_or_end(0) {
                self.at += 1;
            }
            if let Some(text) = decoded {
                text.push_str(self.text.get(run..self.at).unwrap_or_default());
            }
            let here = self.at;
            match self.byte(0) {
                b'\'' if quote == b'\'' && self.byte(1) == b'\'' => {
                    let text =
                        decoded.get_or_insert_with(|| self.slice(start + 1, here).to_owned());
                    text.push('\'');
                    self.at += 2;
                }
                byte if byte == quote => return Ok(()),
                b'\\' if quote == b'"' => {
                    let text =
                        decoded.get_or_insert_with(|| self.slice(start + 1, here).to_owned());
                    if self.break_length(here + 1) > 0 {
                        self.at += 1;
                        self.line_break();
                        // The break itself is dropped; the following ones are kept.
                        *fold = Fold { broke: true, first: "", more: String::new() };
                        return Ok(());
                    }
                    let character = self.escape()?;
                    text.push(character);
                }
                b'\'' | b'"' | b'\\' => {
                    if let Some(text) = decoded {
                        text.push(char::from(self.byte(0)));
                    }
                    self.at += 1;
                }
                _ => return Ok(()),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Broken> {
        let digits = match self.byte(1) {
            b'x' => 2,
            b'u' => 4,
            b'U' => 8,
            letter => {
                let character = simple_escape(letter)
                    .ok_or_else(|| self.broken("unknown escape in double quotes"))?;
                self.at += 2;
                return Ok(character);
            }
        };
        let code = self.text.get(self.at + 2..self.at + 2 + digits);
        let code = code.filter(|code| code.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let Some(code) = code else {
            return Err(self.broken("expected hexadecimal digits in the escape"));
        };
        let character = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        let Some(character) = character else {
            return Err(
                self.broken("escape is not a character: surrogate pairs are only valid in JSON")
            );
        };
        self.at += 2 + digits;
        Ok(character)
    }

    pub(super) fn block_scalar(&mut self, style: Style) -> Result<(), Broken> {
        self.remove_key()?;
        self.key_allowed = true;
        let start = self.at;
        self.at += 1;
        let (chomp, increment) = self.block_header()?;
        let mut end = self.at;
        self.skip_blanks();
        self.skip_comment();
        if self.byte(0) != 0 && !self.is_break() {
            return Err(self.broken("expected the end of the line after the block scalar header"));
        }
        self.break_or_end();
        let mut indent = increment.map(|increment| self.indent.max(0) + increment);
        let mut text = String::new();
        let mut trailing = String::new();
        let indent = self.block_breaks(&mut indent, &mut trailing)?;
        let content = self.at;
        let mut first_break = String::new();
        let mut was_blank = false;
        while column_of(self) == indent && self.byte(0) != 0 {
            let blank = self.is_blank();
            let folds = style == Style::Folded && !was_blank && !blank && first_break == "\n";
            if !folds {
                text.push_str(&first_break);
            } else if trailing.is_empty() {
                text.push(' ');
            }
            text.push_str(&trailing);
            trailing.clear();
            was_blank = blank;
            let line = self.at;
            while self.byte(0) != 0 && !self.is_break() {
                self.at += 1;
            }
            text.push_str(self.slice(line, self.at));
            end = self.at;
            first_break.clear();
            if let Some(line_break) = self.break_or_end() {
                first_break.push_str(line_break);
            }
            self.block_breaks(&mut Some(indent), &mut trailing)?;
        }
        if chomp != Chomp::Strip {
            text.push_str(&first_break);
        }
        if chomp == Chomp::Keep {
            text.push_str(&trailing);
        }
        let is_verbatim = self.slice(content, content + text.len()) == text;
        let text = if is_verbatim {
            Self::verbatim(content, content + text.len())
        } else {
            TokenText::Owned(text)
        };
        let after = std::mem::replace(&mut self.at, end);
        self.push(TokenKind::Scalar(style), start, text);
        self.at = after;
        Ok(())
    }

    fn block_header(&mut self) -> Result<(Chomp, Option<isize>), Broken> {
        let mut chomp = None;
        let mut increment = None;
        for _ in 0..2 {
            match self.byte(0) {
                b'+' if chomp.is_none() => chomp = Some(Chomp::Keep),
                b'-' if chomp.is_none() => chomp = Some(Chomp::Strip),
                b'0' if increment.is_none() => {
                    return Err(self.broken("block scalar indentation cannot be 0"));
                }
                digit @ b'1'..=b'9' if increment.is_none() => {
                    increment = Some(isize::from(digit - b'0'));
                }
                _ => break,
            }
            self.at += 1;
        }
        Ok((chomp.unwrap_or(Chomp::Clip), increment))
    }

    /// Skips indentation and empty lines; the first time it also detects the indentation.
    fn block_breaks(
        &mut self,
        indent: &mut Option<isize>,
        breaks: &mut String,
    ) -> Result<isize, Broken> {
        let mut deepest = 0;
        loop {
            let known = *indent;
            let inside = |column: isize| known.is_none_or(|indent| column < indent);
            let mut column = column_of(self);
            while inside(column) && self.byte(0) == b' ' {
                self.at += 1;
                column += 1;
            }
            deepest = deepest.max(column);
            if inside(column) && self.byte(0) == b'\t' {
                return Err(self.broken("tabs are not allowed in indentation"));
            }
            let Some(line_break) = self.break_or_end() else { break };
            breaks.push_str(line_break);
        }
        Ok(*indent.get_or_insert(deepest.max(self.indent + 1).max(1)))
    }

    /// Skips a line break, or the end of a last line without one, which the API machinery adds.
    fn break_or_end(&mut self) -> Option<&'static str> {
        if self.is_break() {
            return Some(match self.line_break() {
                "\u{2028}" => "\u{2028}",
                "\u{2029}" => "\u{2029}",
                _ => "\n",
            });
        }
        if self.byte(0) == 0 && !self.completed {
            self.completed = true;
            self.new_line();
            return Some("\n");
        }
        None
    }
}

fn simple_escape(letter: u8) -> Option<char> {
    Some(match letter {
        b'0' => '\0',
        b'a' => '\x07',
        b'b' => '\x08',
        b't' | b'\t' => '\t',
        b'n' => '\n',
        b'v' => '\x0B',
        b'f' => '\x0C',
        b'r' => '\r',
        b'e' => '\x1B',
        b' ' => ' ',
        b'"' => '"',
        b'\'' => '\'',
        b'\\' => '\\',
        b'N' => '\u{85}',
        b'_' => '\u{A0}',
        b'L' => '\u{2028}',
        b'P' => '\u{2029}',
        _ => return None,
    })
}

fn column_of(scanner: &mut Scanner<'_>) -> isize {
    isize::try_from(scanner.column()).unwrap_or(isize::MAX)
}
