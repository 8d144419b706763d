//! Writes derived trees, which have no text and therefore no positions.

use super::{Abandoned, Builder, Kind, Properties, Style, Text};
use crate::source::Span;

/// The span of every node in such a tree.
const NOWHERE: u32 = 0;

impl Builder {
    /// Begins document `number`.
    pub(crate) fn begin_made_document(&mut self, number: u32) {
        self.begin_document(number, Span::at(NOWHERE));
    }

    /// Begins a collection.
    ///
    /// # Errors
    /// When there are too many nodes, or they are nested too deeply.
    pub(crate) fn begin_made(
        &mut self,
        kind: Kind,
        properties: Properties<'_>,
    ) -> Result<(), Abandoned> {
        self.begin(kind, Style::Block, NOWHERE, properties)
    }

    /// Ends the innermost collection.
    pub(crate) fn end_made(&mut self) {
        self.end(NOWHERE);
    }

    /// Writes a scalar.
    ///
    /// # Errors
    /// When there are too many nodes.
    pub(crate) fn made(
        &mut self,
        style: Style,
        text: &str,
        properties: Properties<'_>,
    ) -> Result<(), Abandoned> {
        self.scalar(style, Span::at(NOWHERE), Text::Decoded(text), properties)
    }
}
