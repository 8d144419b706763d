//! A template as one scalar, with its comments: `{{/* */}}`, and those of the text that it renders.

use super::lexer::{Kind, Lexer};
use crate::source::{Source, Span};
use crate::syntax::{offset, one_document};
use crate::tree::{Builder, Placement, Properties, Style, Text};

/// Reads a template as one scalar.
pub(in crate::syntax) fn parse(source: &Source, builder: &mut Builder) {
    one_document(source, builder, |text, builder| {
        for comment in comments(text) {
            let before = text.get(..comment.start as usize).unwrap_or_default();
            let line = before.rsplit('\n').next().unwrap_or_default();
            let delimiters: &[char] = &['{', '-', '/', '*', ' ', '\t'];
            let is_own = line.trim_start_matches(delimiters).is_empty();
            let placement = if is_own { Placement::Own } else { Placement::Right };
            builder.comment(comment, placement);
        }
        let span = Span::new(0, offset(text.len()));
        builder.scalar(Style::Literal, span, Text::Verbatim(span), Properties::default())
    });
}

/// The comments, without the delimiters of a template; up to the first error.
fn comments(text: &str) -> Vec<Span> {
    let mut lexer = Lexer::new(text);
    let mut found = Vec::new();
    loop {
        let token = lexer.next();
        match token.kind {
            Kind::Text => of_text(text, token.span, &mut found),
            Kind::End | Kind::Error => break,
            _ => {}
        }
    }
    found.append(&mut lexer.comments);
    found
}

/// The comments of a run of text: from `#` at the beginning of a line or after a space to the end of the
/// line or of the run.
fn of_text(text: &str, run: Span, found: &mut Vec<Span>) {
    let (mut at, end) = (run.start as usize, run.end as usize);
    while let Some(sign) = text.get(at..end).and_then(|rest| rest.find('#')) {
        let start = at + sign;
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let rest = text.get(start..end).unwrap_or_default();
        let length = rest.find('\n').unwrap_or(rest.len());
        if before.is_none_or(char::is_whitespace) {
            found.push(Span::new(offset(start), offset(start + length)));
            at = start + length;
        } else {
            at = start + 1;
        }
    }
}
