//! YAML as Kubernetes reads it.

mod binary;
mod collections;
mod grammar;
mod keys;
mod scalars;
mod scanner;
mod tags;
mod text;

use crate::source::{Problem, ProblemCode, Source, Span};
use crate::tree::{Abandoned, Builder};

use super::documents::{self, Chunk};
use super::{json, offset, template};
use grammar::{Reader, Stop};

/// Reads all documents of a text.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    let (start, first) = json_values(source, builder);
    let rest = source.text().get(start..).unwrap_or_default();
    let mut chunks = documents::split(rest);
    for chunk in &mut chunks {
        chunk.move_by(start, first);
    }
    for problem in source.encoding_problems() {
        let at = problem.span.map_or(0, |span| span.start as usize);
        let before = chunks.partition_point(|chunk| chunk.range.end <= at);
        let in_document = chunks.get(before).is_some_and(|chunk| chunk.range.contains(&at));
        // That is, on a `---` line.
        if at >= start && !in_document {
            builder.problem(problem.clone());
        }
    }
    for chunk in chunks {
        let span = Span::new(offset(chunk.range.start), offset(chunk.range.end));
        builder.begin_document(chunk.number, span);
        if let Err(Abandoned(problem)) = read(source, &chunk, builder) {
            builder.problem(problem);
        }
    }
}

/// Reads the JSON values at the beginning of the text, as the API machinery does if it begins with
/// a brace. Returns where YAML begins and the number of its first document.
fn json_values(source: &Source, builder: &mut Builder) -> (usize, u32) {
    let text = source.text();
    if !text.trim_start().starts_with('{') {
        return (0, 0);
    }
    let mut number = 0;
    let mut at = 0;
    while let Some(rest) = text.get(at..).map(str::trim_start).filter(|rest| !rest.is_empty()) {
        let start = text.len() - rest.len();
        match json::read_value(text, start, number, json::Rules::Strict, builder) {
            Ok(end) => at = end,
            // After two values the API machinery treats the whole text as JSON.
            Err((Abandoned(problem), broken_at)) if number > 1 => {
                builder.problem(problem);
                match json::next_line_value(text, broken_at) {
                    Some(next) => at = next,
                    None => return (text.len(), number + 1),
                }
            }
            Err(_) => break,
        }
        number += 1;
    }
    // Blanks up to the end of the line are read with the JSON, even if no value was read.
    let rest = text.get(at..).unwrap_or_default();
    let blanks = rest.len() - rest.trim_start().len();
    let line = rest.get(..blanks).and_then(|blanks| blanks.find('\n')).map(|end| end + 1);
    (at + line.unwrap_or(blanks), number)
}

fn read(source: &Source, chunk: &Chunk, builder: &mut Builder) -> Result<(), Abandoned> {
    if let Some(after) = &chunk.after_separator {
        let message = "only a comment may follow `---` on its line";
        let span = Span::new(offset(after.start), offset(after.end));
        return Err(builder.abandon(Problem::new(ProblemCode::Syntax, message).at(span)));
    }
    let text = source.text().get(..chunk.range.end).unwrap_or_default();
    let inside = |problem: &&Problem| {
        let start = problem.span.map_or(0, |span| span.start as usize);
        chunk.range.contains(&start)
    };
    if let Some(problem) = source.encoding_problems().iter().find(inside) {
        return Err(builder.abandon(problem.clone()));
    }
    if let Some(problem) = forbidden_character(text, chunk.range.start) {
        return Err(builder.abandon(problem));
    }
    let mut reader = Reader::new(text, chunk.range.start, builder);
    let result = reader.document();
    let harmless = std::mem::take(&mut reader.harmless);
    match result {
        Ok(()) => builder.end_document(),
        Err(Stop::Abandoned(abandoned)) => Err(abandoned),
        Err(Stop::Broken(broken)) => {
            let message = broken.message;
            let problem = Problem::new(ProblemCode::Syntax, message);
            Err(builder.abandon(problem.at(Span::at(offset(broken.at)))))
        }
    }
    .map_err(|Abandoned(problem)| Abandoned(template_instead(problem, text, chunk, &harmless)))
}

/// Reports a template expression instead of the syntax error that it caused.
fn template_instead(problem: Problem, text: &str, chunk: &Chunk, harmless: &[Span]) -> Problem {
    let (ProblemCode::Syntax, Some(span)) = (problem.code, problem.span) else { return problem };
    let broken_at = span.end as usize;
    match template::culprit(text, chunk.range.start, broken_at, harmless) {
        Some(culprit) => Problem { document: problem.document, ..culprit },
        None => problem,
    }
}

/// The first character that the reference rejects anywhere in a document.
fn forbidden_character(text: &str, start: usize) -> Option<Problem> {
    let refused = |character: char| {
        matches!(character, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\x7F'..='\u{84}'
            | '\u{86}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}')
    };
    let bytes = text.as_bytes().get(start..).unwrap_or_default();
    // Of the first bytes of multi-byte characters only these two may begin a rejected one.
    let suspect =
        |byte: &u8| matches!(byte, 0..0x20 | 0x7F | 0xC2 | 0xEF) && !b"\t\n\r".contains(byte);
    let first = start + bytes.iter().position(suspect)?;
    let mut characters = text.get(first..)?.char_indices();
    let (at, character) = characters.find(|(_, character)| refused(*character))?;
    let at = first + at;
    let span = Span::new(offset(at), offset(at + character.len_utf8()));
    let message = format!("control character U+{:04X} is not allowed", u32::from(character));
    Some(Problem::new(ProblemCode::Syntax, message).at(span))
}
