//! Texts without a structure that a tree could represent: a PEM key, a list of credentials.

use super::{offset, one_document};
use crate::source::{Source, Span};
use crate::tree::{Builder, Properties, Style, Text};

/// Reads a text as one scalar.
pub(super) fn parse(source: &Source, builder: &mut Builder) {
    one_document(source, builder, |text, builder| {
        let span = Span::new(0, offset(text.len()));
        builder.scalar(Style::Literal, span, Text::Verbatim(span), Properties::default())
    });
}
