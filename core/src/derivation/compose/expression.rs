//! The syntax of variables in texts.
//!
//! Source: the package `template` of compose-go.

use super::template::Fault;

/// The content after a `$`.
pub(super) struct Sign<'t> {
    pub(super) length: usize,
    /// `None` for a second `$`.
    pub(super) expression: Option<Expression<'t>>,
}

pub(super) struct Expression<'t> {
    pub(super) name: &'t str,
    pub(super) operation: Option<Operation<'t>>,
}

pub(super) struct Operation<'t> {
    pub(super) operator: &'t str,
    pub(super) argument: &'t str,
    /// The start of the argument, relative to the `$`.
    pub(super) start: usize,
}

const OPERATORS: [&str; 6] = [":?", ":-", ":+", "?", "-", "+"];

/// The line of a text that is being read.
#[derive(Default)]
pub(super) struct Line {
    end: usize,
    /// The last closing brace of the line.
    pub(super) last_brace: Option<usize>,
}

impl Line {
    /// Advances to the line of an offset, so that each line is scanned only once.
    pub(super) fn reach(&mut self, text: &str, at: usize) {
        if at < self.end {
            return;
        }
        let rest = text.get(at..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        self.end = at + line.len() + 1;
        self.last_brace = line.rfind('}').map(|brace| at + brace);
    }
}

/// Reads the content after a `$`; `None` if it is not a variable. An expression ends on its line,
/// whose last closing brace is given.
pub(super) fn sign(rest: &str, last_brace: Option<usize>) -> Result<Option<Sign<'_>>, Fault> {
    if rest.starts_with('$') {
        return Ok(Some(Sign { length: 1, expression: None }));
    }
    let Some(inner) = rest.strip_prefix('{') else {
        let length = name_length(rest);
        let name = rest.get(..length).unwrap_or_default();
        let expression = Some(Expression { name, operation: None });
        return Ok((length > 0).then_some(Sign { length, expression }));
    };
    let length = name_length(inner);
    let (name, behind) = inner.split_at_checked(length).ok_or(Fault::Syntax)?;
    if name.is_empty() {
        return Err(Fault::Syntax);
    }
    let operator = OPERATORS.into_iter().find(|operator| behind.starts_with(operator));
    let operation = operator.and_then(|operator| operation(rest, name, operator, last_brace));
    if let Some(operation) = operation {
        let length = operation.start + operation.argument.len() + 1;
        let expression = Some(Expression { name, operation: Some(operation) });
        return Ok(Some(Sign { length, expression }));
    }
    if !behind.starts_with('}') {
        return Err(Fault::Syntax);
    }
    let expression = Some(Expression { name, operation: None });
    Ok(Some(Sign { length: name.len() + 2, expression }))
}

/// The operator with the content after it, up to the brace that closes the expression. If braces do
/// not balance, the last one of the line closes it.
fn operation<'t>(
    rest: &'t str,
    name: &str,
    operator: &'t str,
    last_brace: Option<usize>,
) -> Option<Operation<'t>> {
    let start = 1 + name.len() + operator.len();
    let last = last_brace.filter(|last| *last >= start)?;
    let line = rest.get(..=last)?;
    let end = closing_brace(line).filter(|end| *end >= start).unwrap_or(last);
    Some(Operation { operator, argument: line.get(start..end)?, start })
}

/// The brace that closes the first one; the reference ignores what follows an opening brace.
fn closing_brace(text: &str) -> Option<usize> {
    let mut open = 0_i32;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        if byte == b'}' {
            open -= 1;
            if open == 0 {
                return Some(at);
            }
        }
        if byte == b'{' {
            open += 1;
            bytes.next();
        }
    }
    None
}

fn name_length(text: &str) -> usize {
    let mut bytes = text.bytes();
    if !bytes.next().is_some_and(|first| first == b'_' || first.is_ascii_alphabetic()) {
        return 0;
    }
    1 + bytes.take_while(|byte| *byte == b'_' || byte.is_ascii_alphanumeric()).count()
}
