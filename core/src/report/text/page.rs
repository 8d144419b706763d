//! Lines of a terminal: colours, underlined excerpts, wrapped sentences.

use std::io;

use crate::checks::Severity;
use crate::report::excerpt::Line;
use crate::report::words::push_plain;

/// How a word looks.
#[derive(Clone, Copy)]
pub(super) enum Style {
    Bold,
    Dim,
    Red,
    BoldRed,
    Yellow,
    Cyan,
    Green,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Self::Bold => "1",
            Self::Dim => "2",
            Self::Red => "31",
            Self::BoldRed => "1;31",
            Self::Yellow => "33",
            Self::Cyan => "36",
            Self::Green => "32",
        }
    }

    pub(super) fn of(severity: Severity) -> Self {
        match severity {
            Severity::Critical => Self::BoldRed,
            Severity::High => Self::Red,
            Severity::Medium => Self::Yellow,
            Severity::Low => Self::Cyan,
            Severity::Info => Self::Dim,
        }
    }
}

/// Where lines go.
pub(super) struct Page<'t> {
    to: &'t mut dyn io::Write,
    colour: bool,
    width: usize,
    is_blank: bool,
}

impl<'t> Page<'t> {
    pub(super) fn new(to: &'t mut dyn io::Write, colour: bool, width: usize) -> Self {
        Self { to, colour, width: width.max(60), is_blank: true }
    }

    /// A word in a style, if colours were asked for.
    pub(super) fn paint(&self, style: Style, text: &str) -> String {
        if self.colour && !text.is_empty() {
            format!("\u{1b}[{}m{text}\u{1b}[0m", style.code())
        } else {
            text.to_owned()
        }
    }

    /// A word in a style, filled up with blanks after it.
    pub(super) fn column(&self, style: Style, text: &str, width: usize) -> String {
        let fill = width.saturating_sub(text.chars().count());
        format!("{}{}", self.paint(style, text), " ".repeat(fill))
    }

    /// Writes a line without white space at its end.
    pub(super) fn line(&mut self, text: &str) -> io::Result<()> {
        let text = text.trim_end();
        self.is_blank = text.is_empty();
        self.to.write_all(text.as_bytes())?;
        self.to.write_all(b"\n")
    }

    /// Writes an empty line, unless the last one was empty.
    pub(super) fn gap(&mut self) -> io::Result<()> {
        if self.is_blank { Ok(()) } else { self.line("") }
    }

    /// The width of a line in columns.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Writes a sentence after a label, broken between words so that it is in one column.
    pub(super) fn sentence(&mut self, indent: usize, label: &str, text: &str) -> io::Result<()> {
        let start = format!("{}{}", " ".repeat(indent), self.paint(Style::Dim, label));
        self.wrapped(&start, indent + label.chars().count(), None, text)
    }

    /// Writes a text after what begins its first line, which takes so many columns, broken between words
    /// so that it is in one column.
    pub(super) fn wrapped(
        &mut self,
        start: &str,
        hang: usize,
        style: Option<Style>,
        text: &str,
    ) -> io::Result<()> {
        let room = self.width.saturating_sub(hang).max(20);
        let mut start = start.to_owned();
        let mut row = String::new();
        let mut words = text.split_whitespace().peekable();
        while let Some(word) = words.next() {
            if !row.is_empty() {
                row.push(' ');
            }
            row.push_str(word);
            let next = words.peek().map_or(0, |next| 1 + next.chars().count());
            if next == 0 || row.chars().count() + next > room {
                let shown = style.map_or_else(|| row.clone(), |style| self.paint(style, &row));
                self.line(&format!("{start}{shown}"))?;
                start = " ".repeat(hang);
                row.clear();
            }
        }
        Ok(())
    }

    /// Writes a line of a file with its number, and below it a mark under what it is about.
    pub(super) fn excerpt(&mut self, line: &Line, style: Style) -> io::Result<()> {
        let number = line.number.to_string();
        let gutter = " ".repeat(number.len());
        let (text, mark) = fit(line, self.width.saturating_sub(number.len() + 9));
        let bar = self.paint(Style::Dim, "|");
        let number = self.paint(Style::Dim, &number);
        self.line(&format!("      {number} {bar} {text}"))?;
        let Some((before, length)) = mark else { return Ok(()) };
        let mark = self.paint(style, &"^".repeat(length));
        self.line(&format!("      {gutter} {bar} {}{mark}", " ".repeat(before)))
    }
}

/// The part of a line around its mark that fits, and the columns of the mark in it.
fn fit(line: &Line, room: usize) -> (String, Option<(usize, usize)>) {
    let (start, end) = line.marked.unwrap_or((0, 0));
    let total = line.text.chars().count();
    // A file of one line, as programs write JSON, is cut to what surrounds the mark.
    let from = if total <= room || end <= room { 0 } else { start.saturating_sub(room / 3) };
    let mut text = String::new();
    let mut before = 0;
    let mut length = 0;
    if from > 0 {
        text.push_str("...");
        before += 3;
    }
    // What is left out is marked within the room.
    let room = room.saturating_sub(before);
    let shown = if from + room < total { room.saturating_sub(3) } else { room };
    for (column, character) in line.text.chars().enumerate().skip(from).take(shown) {
        let width = push(&mut text, character);
        if column < start {
            before += width;
        } else if column < end {
            length += width;
        }
    }
    if from + shown < total {
        text.push_str("...");
    }
    // A mark past the end of the line is behind it: something is missing there.
    (text, line.marked.map(|_| (before, length.max(1))))
}

/// Adds a character of a file and says how many columns it takes.
fn push(to: &mut String, character: char) -> usize {
    if character == '\t' {
        to.push_str("    ");
        return 4;
    }
    let before = to.chars().count();
    push_plain(to, character);
    match to.chars().count() - before {
        1 => unicode_width::UnicodeWidthChar::width(character).unwrap_or(1),
        escaped => escaped,
    }
}
