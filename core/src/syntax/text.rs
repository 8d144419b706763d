//! Texts without a structure that a tree could represent: a PEM key, a list of credentials.

use super::{offset, one_document};
use crate::source::{Source, Span};
use crate::tree::{Builder, Placement, Properties, Style, Text};

/// Reads a text as one scalar.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    one_document(source, builder, |text, builder| {
        let span = Span::new(0, offset(text.len()));
        builder.scalar(Style::Literal, span, Text::Verbatim(span), Properties::default())
    });
}

/// Reads the text of a template of YAML as one scalar, with its comments: `# ...` to the end of the line, and
/// `{{/* ... */}}` within one.
pub(super) fn parse_template(source: &Source, builder: &mut Builder) {
    parse(source, builder);
    let text = source.text();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((before, inner)) = comment(line) {
            let at = |offset_in_line: usize| offset(start + offset_in_line);
            let is_own = line.get(..before).is_some_and(|text| text.trim().is_empty());
            let placement = if is_own { Placement::Own } else { Placement::Right };
            builder.comment(Span::new(at(inner.start), at(inner.end)), placement);
        }
        start += line.len();
    }
}

/// Where the comment of a line begins, and the range of its text.
fn comment(line: &str) -> Option<(usize, std::ops::Range<usize>)> {
    let end = line.trim_end().len();
    let action = line.find("/*").and_then(|open| {
        let before = line.get(..open)?.trim_end_matches([' ', '-']).strip_suffix("{{")?.len();
        let close = open + line.get(open..)?.find("*/")?;
        Some((before, open + 2..close))
    });
    let sign = line.match_indices('#').map(|(at, _)| at).find(|at| {
        line.get(..*at).is_some_and(|text| text.is_empty() || text.ends_with([' ', '\t']))
    });
    match (action, sign) {
        (Some((before, text)), Some(sign)) if before < sign => Some((before, text)),
        (_, Some(sign)) => Some((sign, sign..end)),
        (action, None) => action,
    }
}
