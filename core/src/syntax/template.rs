//! Finds the template expression that broke a text.

use crate::source::{Problem, ProblemCode, Span};

use super::offset;

/// The problem of a text that failed to parse, if a template expression up to the failing line is
/// the cause.
///
/// The document begins at `start`. `read` contains the spans of scalars and comments that were
/// parsed: an expression in one of them is harmless.
pub(super) fn culprit(
    text: &str,
    start: usize,
    broken_at: usize,
    read: &[Span],
) -> Option<Problem> {
    let rest = text.get(broken_at..)?;
    let line_end = broken_at + rest.find('\n').unwrap_or(rest.len());
    let mut from = start;
    while let Some(found) = text.get(from..line_end)?.find("{{") {
        let start = from + found;
        from = start + 2;
        let end = text.get(from..)?.find("}}").map(|end| from + end + 2)?;
        let harmless = read.iter().any(|span| span.range().contains(&start));
        if !harmless && !in_comment(text, start) {
            let message = "template expression outside of a string: not valid YAML";
            let span = Span::new(offset(start), offset(end));
            return Some(Problem::new(ProblemCode::Syntax, message).at(span));
        }
    }
    None
}

/// Whether there is a `#` before the offset, at the beginning of its line or after a blank.
fn in_comment(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.trim_start().starts_with('#') || line.contains(" #") || line.contains("\t#")
}
