//! HCL, read statement by statement with a library, so that a syntax error affects only one
//! statement. A block is a mapping below its type, and below each of its labels: `listener "tcp" {`
//! is the key `tcp` in the mapping of `listener`. A block that is written twice is a key that is
//! set twice.
//!
//! Nothing is evaluated: an expression that is not a literal is a scalar with an unknown value, or
//! a list of its possible values; see [`nodes`].

mod nodes;
mod statements;
#[cfg(test)]
mod tests;

use super::{braces, offset, one_document};
use crate::source::{Problem, ProblemCode, Source, Span};
use crate::tree::{Abandoned, Builder, Kind, Properties, Style};
use nodes::Writer;
use statements::{Statement, parts, statements};

/// The maximum nesting of brackets. The library parses nested texts recursively, and refuses more
/// than 64 levels itself.
const DEPTH: usize = 48;

/// Reads a text as one document.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    one_document(source, builder, |text, builder| {
        builder.begin(Kind::Mapping, Style::Block, 0, Properties::default())?;
        for statement in statements(text) {
            if let Err(problem) = read(text, &statement, builder)? {
                broken(text, &statement, problem, builder)?;
            }
        }
        builder.end(offset(text.len()));
        Ok(())
    });
}

/// Reads one statement; returns the problem if it cannot be read.
fn read(
    text: &str,
    statement: &Statement,
    builder: &mut Builder,
) -> Result<Result<(), Problem>, Abandoned> {
    let start = statement.range.start;
    if statement.depth > DEPTH {
        let message = format!("brackets are nested deeper than {DEPTH} levels");
        let problem = Problem::new(ProblemCode::TooDeep, message);
        return Ok(Err(problem.at(Span::at(offset(start)))));
    }
    let own = text.get(statement.range.clone()).unwrap_or_default();
    match hcl_edit::parser::parse_body(own) {
        Ok(body) => Writer { text, base: start, builder }.body(&body).map(Ok),
        Err(error) => {
            let mut at = (start + error.location().offset()).min(statement.range.end);
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let message = format!("invalid statement: {}", error.message());
            let problem = Problem::new(ProblemCode::Syntax, message);
            Ok(Err(problem.at(Span::at(offset(at)))))
        }
    }
}

/// A statement that cannot be read may contain others, which are still read.
fn broken(
    text: &str,
    statement: &Statement,
    problem: Problem,
    builder: &mut Builder,
) -> Result<(), Abandoned> {
    // Nesting that is too deep affects every part.
    if statement.depth > DEPTH {
        builder.problem(problem);
        return Ok(());
    }
    let parts = parts(text, statement);
    if parts.len() == 1 {
        builder.problem(problem);
        return braces::statements(text, statement.range.clone(), builder);
    }
    for part in parts {
        if let Err(problem) = read(text, &part, builder)? {
            let is_too_deep = part.depth > DEPTH;
            builder.problem(problem);
            if !is_too_deep {
                braces::statements(text, part.range, builder)?;
            }
        }
    }
    Ok(())
}
