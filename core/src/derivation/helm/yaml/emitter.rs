//! Writes scalars and the structure around them, line by line.

use super::around;
use super::style::{Edition, Style, is_break, is_printable, style};
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::{Text, TextBuilder};

/// The width after which lines are wrapped.
const WIDTH: usize = 80;

/// What has been written, and where the last line ends.
#[derive(Debug)]
pub(super) struct Emitter {
    pub(super) edition: Edition,
    /// The indentation of the collection that is written; `None` before the first one.
    pub(super) indent: Option<usize>,
    /// Whether there is only indentation on the line, with the signs of lists and keys.
    pub(super) is_indented: bool,
    out: TextBuilder,
    column: usize,
    /// Whether white space precedes what comes next.
    is_spaced: bool,
}

/// A sign of structure.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sign {
    /// After white space, and a collection may begin on the same line.
    Before(&'static str),
    /// Directly after what precedes it.
    Joined(&'static str),
}

impl Emitter {
    /// Whether the text has reached its maximum size.
    pub(super) fn is_full(&self) -> bool {
        self.out.is_full()
    }

    pub(super) fn new(edition: Edition) -> Self {
        Self {
            edition,
            indent: None,
            is_indented: true,
            out: TextBuilder::default(),
            column: 0,
            is_spaced: true,
        }
    }

    pub(super) fn finish(self) -> Text {
        self.out.finish()
    }

    /// Writes characters.
    fn put(&mut self, text: &str, trace: &Trace) {
        self.out.push_str(text, trace);
        self.column += text.chars().count();
    }

    fn line_break(&mut self, trace: &Trace) {
        self.out.push_str("\n", trace);
        self.column = 0;
    }

    /// Begins a line, unless one has just begun, and indents it.
    pub(super) fn line(&mut self, trace: &Trace) {
        let indent = self.indent.unwrap_or(0);
        let is_there = self.column == indent && !self.is_spaced;
        if !self.is_indented || self.column > indent || is_there {
            self.line_break(trace);
        }
        let padding = " ".repeat(indent.saturating_sub(self.column));
        self.put(&padding, trace);
        self.is_spaced = true;
        self.is_indented = true;
    }

    /// Writes a sign.
    pub(super) fn sign(&mut self, sign: Sign, trace: &Trace) {
        let (text, apart, before) = match sign {
            Sign::Before(text) => (text, true, true),
            Sign::Joined(text) => (text, false, false),
        };
        if apart && !self.is_spaced {
            self.put(" ", trace);
        }
        self.put(text, trace);
        self.is_spaced = false;
        self.is_indented = self.is_indented && before;
    }

    /// Writes a value that needs no quotes: a number, a word.
    pub(super) fn word(&mut self, text: &Text, frame: &Trace) {
        if !self.is_spaced {
            self.put(" ", frame);
        }
        self.out.push(text);
        self.column += text.as_str().chars().count();
        self.is_spaced = false;
        self.is_indented = false;
    }

    /// Writes a string.
    pub(super) fn scalar(&mut self, text: &Text, is_simple_key: bool, frame: &Trace) {
        let outer = self.indent;
        self.indent = Some(outer.map_or(2, |indent| indent + 2));
        let trace = around(&text.trace());
        let style = style(text.as_str(), is_simple_key, self.edition);
        let quotes = match style {
            Style::Plain => "",
            Style::Single => "'",
            Style::Double => "\"",
            Style::Literal => "|",
        };
        if !self.is_spaced {
            self.put(" ", frame);
        }
        self.put(quotes, &trace);
        let width = match self.edition {
            Edition::Two if !is_simple_key => Some(WIDTH),
            _ => None,
        };
        match style {
            Style::Plain | Style::Single => self.flow(text, style, width, &trace),
            Style::Double => self.double_quoted(text, width, &trace),
            Style::Literal => self.literal(text, &trace),
        }
        if style != Style::Literal {
            self.put(quotes, &trace);
            self.is_spaced = false;
            self.is_indented = false;
        }
        self.indent = outer;
    }

    /// Writes the content of a scalar that is plain or in single quotes.
    fn flow(&mut self, text: &Text, style: Style, width: Option<usize>, trace: &Trace) {
        let single = style == Style::Single;
        let length = text.as_str().len();
        let fits = width.is_none_or(|width| self.column + length <= width);
        let is_as_it_is = |byte: u8| match byte {
            b' ' => fits,
            b'\'' => !single,
            byte => byte.is_ascii_graphic(),
        };
        if text.as_str().bytes().all(is_as_it_is) {
            self.out.push_slice(text, 0..length);
            self.column += length;
            self.is_indented = self.is_indented && text.as_str().bytes().all(|byte| byte == b' ');
            return;
        }
        let mut run = Run::new(text);
        let (mut after_space, mut after_break) = (false, false);
        while let Some((at, letter)) = run.next() {
            let next = run.peek();
            let inside = !single || (at > 0 && next.is_some());
            let wraps = width.is_some_and(|width| self.column > width) && inside;
            if letter == ' ' {
                if wraps && !after_space && next != Some(' ') {
                    run.leave_out(&mut self.out);
                    self.line(trace);
                } else {
                    self.column += 1;
                }
                after_space = true;
                continue;
            }
            if is_break(letter) {
                self.column = 0;
                self.is_indented = true;
                after_break = true;
                continue;
            }
            if after_break {
                run.flush_before(&mut self.out);
                self.line(trace);
            }
            if single && letter == '\'' {
                run.flush_before(&mut self.out);
                self.put("'", trace);
            }
            self.column += 1;
            self.is_indented = false;
            (after_space, after_break) = (false, false);
        }
        run.flush(&mut self.out);
    }

    /// Writes the content of a scalar in double quotes.
    fn double_quoted(&mut self, text: &Text, width: Option<usize>, trace: &Trace) {
        let mut run = Run::new(text);
        let mut after_space = false;
        // The reference looks for a mark at the beginning whichever character it is at.
        let is_marked = text.as_str().starts_with('\u{feff}');
        while let Some((at, letter)) = run.next() {
            let is_plain = is_printable(letter) && !is_break(letter) && !is_marked;
            if !is_plain || matches!(letter, '"' | '\\') {
                let origin = run.origin();
                run.leave_out(&mut self.out);
                self.put(&escape(letter), &origin);
                after_space = false;
                continue;
            }
            let next = run.peek();
            let wraps = width.is_some_and(|width| self.column > width) && at > 0 && next.is_some();
            if letter == ' ' && wraps && !after_space {
                run.leave_out(&mut self.out);
                self.line(trace);
                if next == Some(' ') {
                    self.put("\\", trace);
                }
            } else {
                self.column += 1;
            }
            after_space = letter == ' ';
        }
        run.flush(&mut self.out);
    }

    /// Writes a literal block after its `|`.
    fn literal(&mut self, text: &Text, trace: &Trace) {
        let written = text.as_str();
        if written.starts_with(|letter: char| letter == ' ' || is_break(letter)) {
            self.put("2", trace);
        }
        let mut ends = written.chars().rev().map(is_break);
        match (ends.next(), ends.next()) {
            (Some(true), Some(false)) => {}
            (Some(true), _) => self.put("+", trace),
            _ => self.put("-", trace),
        }
        self.line_break(trace);
        self.is_indented = true;
        self.is_spaced = true;
        let mut run = Run::new(text);
        let mut after_break = true;
        while let Some((_, letter)) = run.next() {
            if is_break(letter) {
                self.column = 0;
                self.is_indented = true;
                after_break = true;
                continue;
            }
            if after_break {
                run.flush_before(&mut self.out);
                self.line(trace);
            }
            self.column += 1;
            self.is_indented = false;
            after_break = false;
        }
        run.flush(&mut self.out);
    }
}

/// A text that is read character by character and copied in runs.
struct Run<'t> {
    text: &'t Text,
    /// The beginning of what is not copied yet.
    from: usize,
    /// The character that was read last, and the end of it.
    at: usize,
    end: usize,
}

impl<'t> Run<'t> {
    fn new(text: &'t Text) -> Self {
        Self { text, from: 0, at: 0, end: 0 }
    }

    fn peek(&self) -> Option<char> {
        self.text.as_str().get(self.end..)?.chars().next()
    }

    /// Copies all that was read.
    fn flush(&mut self, out: &mut TextBuilder) {
        out.push_slice(self.text, self.from..self.end);
        self.from = self.end;
    }

    /// Copies all before the last character.
    fn flush_before(&mut self, out: &mut TextBuilder) {
        out.push_slice(self.text, self.from..self.at);
        self.from = self.at;
    }

    /// Copies all before the last character and leaves that one out.
    fn leave_out(&mut self, out: &mut TextBuilder) {
        self.flush_before(out);
        self.from = self.end;
    }

    /// The origin of the last character.
    fn origin(&self) -> Trace {
        self.text.slice(self.at..self.end).trace()
    }
}

impl Iterator for Run<'_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<(usize, char)> {
        let letter = self.peek()?;
        self.at = self.end;
        self.end += letter.len_utf8();
        Some((self.at, letter))
    }
}

/// A character in double quotes.
fn escape(letter: char) -> String {
    let short = match letter {
        '\0' => '0',
        '\u{7}' => 'a',
        '\u{8}' => 'b',
        '\t' => 't',
        '\n' => 'n',
        '\u{b}' => 'v',
        '\u{c}' => 'f',
        '\r' => 'r',
        '\u{1b}' => 'e',
        '"' => '"',
        '\\' => '\\',
        '\u{85}' => 'N',
        '\u{a0}' => '_',
        '\u{2028}' => 'L',
        '\u{2029}' => 'P',
        _ => {
            return match u32::from(letter) {
                code @ 0..=0xff => format!("\\x{code:02X}"),
                code @ 0x100..=0xffff => format!("\\u{code:04X}"),
                code => format!("\\U{code:08X}"),
            };
        }
    };
    format!("\\{short}")
}
