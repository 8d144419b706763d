//! Dockerfile to tree: a list of instructions, each a mapping of its keyword to its content.

mod pairs;
mod pieces;

use std::ops::Range;

use parse_dockerfile::{Command, HealthcheckArguments, Instruction, UnescapedString, parse_iter};

use crate::source::{Problem, ProblemCode, Source, Span};
use crate::syntax::{offset, one_document};
use crate::tree::{Abandoned, Builder, Kind, Properties, Style, Text};
use pairs::pairs;
use pieces::{Piece, escape, pieces};

/// Reads a text as one document.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    one_document(source, builder, |text, builder| {
        builder.begin(Kind::Sequence, Style::Block, 0, Properties::default())?;
        let escape = escape(text);
        for piece in pieces(text, escape) {
            Writer { text, escape, base: 0, piece: &piece, builder }.piece()?;
        }
        builder.end(offset(text.len()));
        Ok(())
    });
}

/// Writes the instruction of a piece.
struct Writer<'t, 'b> {
    text: &'t str,
    escape: char,
    /// The offset to subtract from offsets of the library.
    base: usize,
    piece: &'b Piece,
    builder: &'b mut Builder,
}

impl Writer<'_, '_> {
    fn piece(mut self) -> Result<(), Abandoned> {
        let lines = self.text.get(self.piece.lines.clone()).unwrap_or_default();
        if !self.piece.documents.is_empty() {
            return self.with_documents(lines);
        }
        // The library reads whole files, where an instruction belongs to a stage.
        let head = if self.escape == '`' { "# escape=`\nFROM a\n" } else { "FROM a\n" };
        let whole = format!("{head}{lines}\n");
        self.base = head.len();
        let mut read = parse_iter(&whole).into_iter().flatten().skip(1);
        if let Some(Ok(instruction)) = read.next() {
            return self.instruction(&instruction);
        }
        let first = lines.lines().next().unwrap_or_default().trim_end();
        let start = self.piece.lines.start;
        let span = Span::new(offset(start), offset(start + first.len()));
        let message = "line is not a Dockerfile instruction";
        self.builder.problem(Problem::new(ProblemCode::Syntax, message).at(span));
        Ok(())
    }

    /// An instruction with here-documents: the script of `RUN`, or the files of `COPY`.
    fn with_documents(&mut self, lines: &str) -> Result<(), Abandoned> {
        let mut at = lines.len() - lines.trim_start().len();
        let mut words: Vec<Range<usize>> = Vec::new();
        while let Some(rest) = lines.get(at..).filter(|rest| !rest.trim().is_empty()) {
            let start = at + rest.len() - rest.trim_start().len();
            let word = lines.get(start..).unwrap_or_default();
            at = start + word.find(char::is_whitespace).unwrap_or(word.len());
            words.push(start..at);
        }
        let word = |number: usize| {
            let range = words.get(number)?.clone();
            Some((range.clone(), lines.get(range)?.to_ascii_uppercase()))
        };
        let is_onbuild = word(0).is_some_and(|(_, word)| word == "ONBUILD");
        let Some((keyword, name)) = word(usize::from(is_onbuild)) else { return Ok(()) };
        let base = self.piece.lines.start;
        let begin = base..base + keyword.end;
        self.open(&begin, if is_onbuild { "ONBUILD" } else { &name })?;
        if is_onbuild {
            self.open(&(base + keyword.start..base + keyword.end), &name)?;
        }
        let end = self.piece.documents.last().map_or(self.piece.lines.end, |last| last.end);
        if name == "RUN" {
            let start =
                words.get(1 + usize::from(is_onbuild)).map_or(keyword.end, |word| word.start);
            self.verbatim(Style::Plain, base + start..end)?;
        } else {
            // The last word is the target of the files.
            let target = words.last().cloned().unwrap_or(keyword);
            self.begin(Kind::Mapping, base + target.start)?;
            for document in &self.piece.documents {
                self.verbatim(Style::Plain, base + target.start..base + target.end)?;
                let text = self.text.get(document.clone()).unwrap_or_default();
                let length = text.rfind('\n').map_or(0, |last| last + 1);
                self.verbatim(Style::Plain, document.start..document.start + length)?;
            }
            self.builder.end(offset(end));
        }
        self.close(end, is_onbuild);
        Ok(())
    }

    fn instruction(&mut self, instruction: &Instruction<'_>) -> Result<(), Abandoned> {
        let end = self.piece.lines.end;
        match instruction {
            Instruction::Onbuild(outer) => {
                self.open_at(&outer.onbuild.span, "ONBUILD")?;
                if !self.ordinary(&outer.instruction, end)? {
                    self.verbatim(Style::Plain, end..end)?;
                }
                self.close(end, false);
                Ok(())
            }
            inner => self.ordinary(inner, end).map(|_| ()),
        }
    }

    /// Returns whether the instruction is one of those that are read.
    fn ordinary(&mut self, instruction: &Instruction<'_>, end: usize) -> Result<bool, Abandoned> {
        match instruction {
            Instruction::Env(env) => self.settings(&env.env.span, "ENV", &env.arguments)?,
            Instruction::Arg(arg) => self.settings(&arg.arg.span, "ARG", &arg.arguments)?,
            Instruction::Label(label) => {
                self.settings(&label.label.span, "LABEL", &label.arguments)?;
            }
            Instruction::Run(run) => self.command(&run.run.span, "RUN", &run.arguments)?,
            Instruction::Cmd(cmd) => self.command(&cmd.cmd.span, "CMD", &cmd.arguments)?,
            Instruction::Entrypoint(entry) => {
                self.command(&entry.entrypoint.span, "ENTRYPOINT", &entry.arguments)?;
            }
            Instruction::Healthcheck(check) => {
                let HealthcheckArguments::Cmd { cmd, arguments, .. } = &check.arguments else {
                    return Ok(false);
                };
                self.open_at(&check.healthcheck.span, "HEALTHCHECK")?;
                self.command(&cmd.span, "CMD", arguments)?;
                self.close(end, false);
            }
            Instruction::From(from) => {
                self.open_at(&from.from.span, "FROM")?;
                let image = self.moved(&from.image.span);
                self.verbatim(Style::Plain, image)?;
            }
            // The other instructions are not checked yet.
            _ => return Ok(false),
        }
        self.close(end, false);
        Ok(true)
    }

    fn settings(
        &mut self,
        keyword: &Range<usize>,
        name: &str,
        arguments: &UnescapedString<'_>,
    ) -> Result<(), Abandoned> {
        self.open_at(keyword, name)?;
        let range = self.moved(&arguments.span);
        self.begin(Kind::Mapping, range.start)?;
        let text = self.text.get(range.clone()).unwrap_or_default();
        for pair in pairs(text, self.escape) {
            let Some(value) = pair.value else { continue };
            self.verbatim(
                Style::Plain,
                range.start + pair.name.start..range.start + pair.name.end,
            )?;
            self.verbatim(Style::Plain, range.start + value.start..range.start + value.end)?;
        }
        self.builder.end(offset(range.end));
        Ok(())
    }

    fn command(
        &mut self,
        keyword: &Range<usize>,
        name: &str,
        command: &Command<'_>,
    ) -> Result<(), Abandoned> {
        self.open_at(keyword, name)?;
        match command {
            Command::Shell(text) => {
                let range = self.moved(&text.span);
                self.verbatim(Style::Plain, range)
            }
            Command::Exec(words) => {
                let range = self.moved(&words.span);
                self.begin(Kind::Sequence, range.start)?;
                for word in &words.value {
                    let range = self.moved(&word.span);
                    let span = span(&range);
                    let is_verbatim = self.text.get(range) == Some(&*word.value);
                    let text =
                        if is_verbatim { Text::Verbatim(span) } else { Text::Decoded(&word.value) };
                    self.builder.scalar(Style::DoubleQuoted, span, text, Properties::default())?;
                }
                self.builder.end(offset(range.end));
                Ok(())
            }
            // A form that is not supported is skipped.
            _ => self.verbatim(Style::Plain, self.piece.lines.end..self.piece.lines.end),
        }
    }

    fn open_at(&mut self, keyword: &Range<usize>, name: &str) -> Result<(), Abandoned> {
        let keyword = self.moved(keyword);
        self.open(&keyword, name)
    }

    /// Begins the mapping of an instruction's keyword.
    fn open(&mut self, keyword: &Range<usize>, name: &str) -> Result<(), Abandoned> {
        self.begin(Kind::Mapping, keyword.start)?;
        let end = keyword.end.min(keyword.start + name.len());
        let span = span(&(keyword.start..end));
        self.builder.scalar(Style::Plain, span, Text::Decoded(name), Properties::default())
    }

    fn close(&mut self, end: usize, twice: bool) {
        (0..=usize::from(twice)).for_each(|_| self.builder.end(offset(end)));
    }

    fn begin(&mut self, kind: Kind, start: usize) -> Result<(), Abandoned> {
        self.builder.begin(kind, Style::Block, offset(start), Properties::default())
    }

    fn verbatim(&mut self, style: Style, range: Range<usize>) -> Result<(), Abandoned> {
        let span = span(&range);
        self.builder.scalar(style, span, Text::Verbatim(span), Properties::default())
    }

    /// Converts a range of the library to one in the text. The line break that was added after the
    /// piece is not part of it: a continued last line ends there.
    fn moved(&self, range: &Range<usize>) -> Range<usize> {
        let Range { start, end: last } = self.piece.lines;
        let at = |end: usize| last.min(start + end.saturating_sub(self.base));
        at(range.start)..at(range.end)
    }
}

fn span(range: &Range<usize>) -> Span {
    Span::new(offset(range.start), offset(range.end.max(range.start)))
}
