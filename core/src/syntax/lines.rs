//! Texts in which each line is a separate item: `.gitignore`.

use super::{offset, one_document};
use crate::source::{Source, Span};
use crate::tree::{Abandoned, Builder, Kind, Placement, Properties, Style, Text};

/// Reads the lines of a text into one list, without empty lines and lines that begin with `#`.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    one_document(source, builder, lines);
}

fn lines(text: &str, builder: &mut Builder) -> Result<(), Abandoned> {
    builder.begin(Kind::Sequence, Style::Block, 0, Properties::default())?;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let span = Span::new(offset(at), offset(at + content.len()));
        at += line.len();
        if content.starts_with('#') {
            builder.comment(span, Placement::Own);
        } else if !content.trim().is_empty() {
            builder.scalar(Style::Plain, span, Text::Verbatim(span), Properties::default())?;
        }
    }
    builder.end(offset(text.len()));
    Ok(())
}
