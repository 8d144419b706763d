//! Block and flow collections.

use crate::source::Span;
use crate::tree::{Kind, Properties, Style};

use super::grammar::{Reader, Stop, expected};
use super::scanner::TokenKind;

/// The token that is expected next inside a collection.
#[derive(Clone, Copy)]
pub(super) enum State {
    BlockItem,
    /// Items at the column of their parent key.
    IndentlessItem,
    BlockKey,
    BlockValue,
    FirstFlowItem,
    FlowItem,
    /// The key of a single-pair mapping that is an item of a flow sequence (`[a: b]`).
    PairKey,
    PairValue,
    PairEnd,
    FirstFlowKey,
    FlowKey,
    FlowValue,
    /// The missing value of a key without colon (`{a}`).
    NoFlowValue,
}

impl Reader<'_, '_> {
    /// Continues with the innermost collection.
    pub(super) fn step(&mut self, state: State) -> Result<(), Stop> {
        let (kind, span) = self.scanner.peek()?;
        match state {
            State::BlockItem => match kind {
                TokenKind::BlockEntry => self.item(state, span),
                TokenKind::BlockEnd => {
                    self.close(span.start);
                    Ok(())
                }
                _ => Err(expected(span, "expected `-`, or the end of the list")),
            },
            State::IndentlessItem if kind == TokenKind::BlockEntry => self.item(state, span),
            State::IndentlessItem => {
                self.builder.end(span.start);
                Ok(())
            }
            State::BlockKey => match kind {
                TokenKind::Key => {
                    self.states.push(State::BlockValue);
                    self.key_or_value(span.end)
                }
                TokenKind::BlockEnd => {
                    self.close(span.start);
                    Ok(())
                }
                _ => Err(expected(span, "expected a key, or the end of the mapping")),
            },
            State::BlockValue => {
                self.states.push(State::BlockKey);
                if kind == TokenKind::Value {
                    self.key_or_value(span.end)
                } else {
                    self.nothing(span.start, Properties::default())
                }
            }
            _ => self.flow_step(state, kind, span),
        }
    }

    /// Ends a collection with its closing token.
    fn close(&mut self, end: u32) {
        self.scanner.take();
        self.builder.end(end);
    }

    /// The content after `-`.
    fn item(&mut self, state: State, dash: Span) -> Result<(), Stop> {
        self.scanner.take();
        self.states.push(state);
        let (kind, _) = self.scanner.peek()?;
        let indentless = matches!(state, State::IndentlessItem);
        match kind {
            TokenKind::BlockEntry | TokenKind::BlockEnd => {
                self.nothing(dash.end, Properties::default())
            }
            TokenKind::Key | TokenKind::Value if indentless => {
                self.nothing(dash.end, Properties::default())
            }
            _ => self.node(true, false),
        }
    }

    /// The content after `?` or `:` of a block mapping, or the position of a key without `?`.
    fn key_or_value(&mut self, end: u32) -> Result<(), Stop> {
        self.scanner.take();
        match self.scanner.peek()?.0 {
            TokenKind::Key | TokenKind::Value | TokenKind::BlockEnd => {
                self.nothing(end, Properties::default())
            }
            _ => self.node(true, true),
        }
    }

    fn flow_step(&mut self, state: State, kind: TokenKind, span: Span) -> Result<(), Stop> {
        match state {
            State::FirstFlowItem | State::FlowItem => self.flow_item(state, kind, span),
            State::FirstFlowKey | State::FlowKey => self.flow_key(state, kind, span),
            State::PairKey => {
                self.states.push(State::PairValue);
                match kind {
                    TokenKind::Value | TokenKind::FlowEntry | TokenKind::FlowSequenceEnd => {
                        // The reference consumes that token as the missing key.
                        self.scanner.take();
                        self.nothing(span.end, Properties::default())
                    }
                    _ => self.node(false, false),
                }
            }
            State::PairValue => {
                self.states.push(State::PairEnd);
                self.flow_value(kind, span, TokenKind::FlowSequenceEnd)
            }
            State::PairEnd => {
                self.builder.end(span.start);
                self.states.push(State::FlowItem);
                Ok(())
            }
            State::NoFlowValue => {
                self.states.push(State::FlowKey);
                self.nothing(span.start, Properties::default())
            }
            _ => {
                self.states.push(State::FlowKey);
                self.flow_value(kind, span, TokenKind::FlowMappingEnd)
            }
        }
    }

    /// The value of an entry in a flow collection, if there is one.
    fn flow_value(&mut self, kind: TokenKind, span: Span, end: TokenKind) -> Result<(), Stop> {
        if kind != TokenKind::Value {
            return self.nothing(span.start, Properties::default());
        }
        self.scanner.take();
        let (kind, _) = self.scanner.peek()?;
        if kind == TokenKind::FlowEntry || kind == end {
            return self.nothing(span.end, Properties::default());
        }
        self.node(false, false)
    }

    fn flow_item(&mut self, state: State, kind: TokenKind, span: Span) -> Result<(), Stop> {
        let first = matches!(state, State::FirstFlowItem);
        let (kind, span) = self.after_comma(first, kind, span, TokenKind::FlowSequenceEnd)?;
        match kind {
            TokenKind::FlowSequenceEnd => {
                self.close(span.end);
                Ok(())
            }
            TokenKind::Key => {
                self.scanner.take();
                let start = self.scanner.peek()?.1.start;
                let style = Style::Flow;
                self.builder.begin(Kind::Mapping, style, start, Properties::default())?;
                self.states.push(State::PairKey);
                Ok(())
            }
            _ => {
                self.states.push(State::FlowItem);
                self.node(false, false)
            }
        }
    }

    fn flow_key(&mut self, state: State, kind: TokenKind, span: Span) -> Result<(), Stop> {
        let first = matches!(state, State::FirstFlowKey);
        let (kind, span) = self.after_comma(first, kind, span, TokenKind::FlowMappingEnd)?;
        match kind {
            TokenKind::FlowMappingEnd => {
                self.close(span.end);
                Ok(())
            }
            TokenKind::Key => {
                self.scanner.take();
                self.states.push(State::FlowValue);
                let (kind, span) = self.scanner.peek()?;
                match kind {
                    TokenKind::Value | TokenKind::FlowEntry | TokenKind::FlowMappingEnd => {
                        self.nothing(span.start, Properties::default())
                    }
                    _ => self.node(false, false),
                }
            }
            _ => {
                self.states.push(State::NoFlowValue);
                self.node(false, false)
            }
        }
    }

    /// Consumes the comma that is required before all entries but the first.
    fn after_comma(
        &mut self,
        first: bool,
        kind: TokenKind,
        span: Span,
        end: TokenKind,
    ) -> Result<(TokenKind, Span), Stop> {
        if first || kind == end {
            return Ok((kind, span));
        }
        if kind != TokenKind::FlowEntry {
            let message = match kind {
                TokenKind::End => "text ends before the bracket is closed",
                _ => "expected a comma or the closing bracket",
            };
            return Err(expected(span, message));
        }
        self.scanner.take();
        Ok(self.scanner.peek()?)
    }
}
