//! From tokens to the builder: which token may follow which.

use std::collections::HashMap;

use crate::source::{Problem, ProblemCode, Span};
use crate::syntax::offset;
use crate::tree::{Abandoned, Builder, Kind, Properties, Style, Text};

use super::binary;
use super::collections::State;
use super::scanner::{Broken, Scanner, TokenKind, TokenText};

/// Why reading a document stopped.
pub(super) enum Stop {
    Broken(Broken),
    Abandoned(Abandoned),
}

impl From<Broken> for Stop {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

impl From<Abandoned> for Stop {
    fn from(abandoned: Abandoned) -> Self {
        Self::Abandoned(abandoned)
    }
}

pub(super) struct Reader<'t, 'b> {
    pub(super) scanner: Scanner<'t>,
    pub(super) builder: &'b mut Builder,
    pub(super) states: Vec<State>,
    anchors: HashMap<&'t str, usize>,
    anchor_count: usize,
    /// Scalars and comments in which a template expression is harmless.
    pub(super) harmless: Vec<Span>,
}

impl<'t, 'b> Reader<'t, 'b> {
    pub(super) fn new(text: &'t str, start: usize, builder: &'b mut Builder) -> Self {
        Self {
            scanner: Scanner::new(text, start),
            builder,
            states: Vec::new(),
            anchors: HashMap::new(),
            anchor_count: 0,
            harmless: Vec::new(),
        }
    }

    /// Reads the first document, the only one that Kubernetes reads.
    pub(super) fn document(&mut self) -> Result<(), Stop> {
        let result = self.first_document();
        self.pass_comments();
        let more = result?;
        if more {
            self.name_ignored();
        }
        Ok(())
    }

    /// Returns whether there may be text after the document.
    fn first_document(&mut self) -> Result<bool, Stop> {
        let (mut kind, _) = self.scanner.peek()?;
        if kind == TokenKind::End {
            return Ok(false);
        }
        if kind == TokenKind::Directive {
            self.directives()?;
            (kind, _) = self.scanner.peek()?;
        }
        let mut empty = false;
        if kind == TokenKind::DocumentStart {
            self.scanner.take();
            (kind, _) = self.scanner.peek()?;
            empty = matches!(
                kind,
                TokenKind::Directive
                    | TokenKind::DocumentStart
                    | TokenKind::DocumentEnd
                    | TokenKind::End
            );
        }
        if !empty {
            self.node(true, false)?;
            while let Some(state) = self.states.pop() {
                self.step(state)?;
                self.pass_comments();
            }
        }
        self.scanner.peek()?;
        Ok(true)
    }

    /// Lines that begin with `%`. They require a `---` below, which is in the same chunk only if
    /// line breaks other than `\n` hide it from the API machinery.
    fn directives(&mut self) -> Result<(), Stop> {
        let mut has_version = false;
        loop {
            let (kind, span) = self.scanner.peek()?;
            match kind {
                TokenKind::Directive => match self.scanner.take() {
                    TokenText::Owned(version) if has_version || version != "1.1" => {
                        return Err(expected(span, "expected YAML version 1.1, declared once"));
                    }
                    TokenText::Owned(_) => has_version = true,
                    _ => {}
                },
                TokenKind::DocumentStart => return Ok(()),
                _ => {
                    let message = "a directive requires a `---` line below it, and Kubernetes splits \
                                   the text there";
                    return Err(expected(span, message));
                }
            }
        }
    }

    fn pass_comments(&mut self) {
        for (span, placement) in self.scanner.comments.drain(..) {
            self.harmless.push(span);
            self.builder.comment(span, placement);
        }
    }

    /// Reports the start of text that is never read.
    fn name_ignored(&mut self) {
        let (start, end) = loop {
            match self.scanner.peek() {
                Ok((TokenKind::DocumentEnd, _)) => {
                    self.scanner.take();
                }
                Ok((TokenKind::End, _)) => return,
                Ok((_, span)) => break (span.start, self.scanner.text.trim_end().len()),
                Err(broken) => break (offset(broken.at), self.scanner.text.trim_end().len()),
            }
        };
        let message = "Kubernetes ignores text after the end of the document";
        let span = Span::new(start, offset(end).max(start));
        self.builder.problem(Problem::new(ProblemCode::Ignored, message).at(span));
    }

    /// A node with its anchor and tag.
    pub(super) fn node(&mut self, block: bool, indentless: bool) -> Result<(), Stop> {
        let (mut kind, mut span) = self.scanner.peek()?;
        if kind == TokenKind::Alias {
            self.scanner.take();
            return self.alias(span);
        }
        let mut anchor = 0;
        let mut tag: Option<String> = None;
        let start = span;
        let mut end = span.start;
        let mut has_anchor = false;
        loop {
            match kind {
                TokenKind::Anchor if !has_anchor => {
                    self.scanner.take();
                    has_anchor = true;
                    anchor = self.define(span);
                }
                TokenKind::Tag if tag.is_none() => match self.scanner.take() {
                    TokenText::Owned(text) if !text.is_empty() => tag = Some(text),
                    _ => return Err(expected(span, "the handle of the tag is not declared")),
                },
                _ => break,
            }
            end = span.end;
            (kind, span) = self.scanner.peek()?;
        }
        let properties = Properties { anchor, tag: tag.as_deref(), is_open: false };
        let collection = match kind {
            TokenKind::BlockEntry if indentless => {
                Some((Kind::Sequence, Style::Block, State::IndentlessItem))
            }
            TokenKind::FlowSequenceStart => {
                Some((Kind::Sequence, Style::Flow, State::FirstFlowItem))
            }
            TokenKind::FlowMappingStart => Some((Kind::Mapping, Style::Flow, State::FirstFlowKey)),
            TokenKind::BlockSequenceStart if block => {
                Some((Kind::Sequence, Style::Block, State::BlockItem))
            }
            TokenKind::BlockMappingStart if block => {
                Some((Kind::Mapping, Style::Block, State::BlockKey))
            }
            _ => None,
        };
        if let Some((kind, style, state)) = collection {
            if !matches!(state, State::IndentlessItem) {
                self.scanner.take();
            }
            self.builder.begin(kind, style, span.start, properties)?;
            self.states.push(state);
            return Ok(());
        }
        if let TokenKind::Scalar(style) = kind {
            let text = self.scanner.take();
            return self.scalar(style, span, &text, properties);
        }
        if has_anchor || tag.is_some() {
            return self.nothing(end, properties);
        }
        let message = match kind {
            TokenKind::End => "expected a value, found the end of the text",
            _ => "expected a value",
        };
        Err(expected(if kind == TokenKind::End { start } else { span }, message))
    }

    fn scalar(
        &mut self,
        style: Style,
        span: Span,
        text: &TokenText,
        properties: Properties<'_>,
    ) -> Result<(), Stop> {
        let text = match text {
            TokenText::Owned(text) => Text::Decoded(text),
            TokenText::Verbatim(span) => Text::Verbatim(*span),
            TokenText::None => Text::Decoded(""),
        };
        let bytes;
        let text = match (properties.tag, text) {
            (Some("!!binary"), text) => {
                let encoded = match text {
                    Text::Decoded(text) => text,
                    Text::Verbatim(span) => self.scanner.text.get(span.range()).unwrap_or_default(),
                };
                let Some(decoded) = binary::decode(encoded) else {
                    return Err(expected(span, "the value of `!!binary` is not base64"));
                };
                bytes = decoded;
                Text::Decoded(&bytes)
            }
            (_, text) => text,
        };
        let written = self.scanner.text.get(span.range()).unwrap_or_default();
        if written.contains("{{") && (style != Style::Plain || contains_expressions(written)) {
            self.harmless.push(span);
        }
        Ok(self.builder.scalar(style, span, text, properties)?)
    }

    /// A value that is not written.
    pub(super) fn nothing(&mut self, at: u32, properties: Properties<'_>) -> Result<(), Stop> {
        let span = Span::at(at);
        Ok(self.builder.scalar(Style::Plain, span, Text::Verbatim(span), properties)?)
    }

    fn define(&mut self, span: Span) -> usize {
        self.anchor_count += 1;
        self.anchors.insert(self.name(span), self.anchor_count);
        self.anchor_count
    }

    fn alias(&mut self, span: Span) -> Result<(), Stop> {
        let name = self.name(span);
        let anchor = self.anchors.get(name).copied().unwrap_or(0);
        if anchor == 0 {
            let message = format!("anchor `{name}` is not defined before this alias");
            self.builder.problem(Problem::new(ProblemCode::UnknownAlias, message).at(span));
        }
        Ok(self.builder.alias(span, anchor)?)
    }

    /// The name after a `&` or `*`.
    fn name(&self, span: Span) -> &'t str {
        self.scanner.text.get(span.range()).and_then(|name| name.get(1..)).unwrap_or_default()
    }
}

pub(super) fn expected(span: Span, message: &'static str) -> Stop {
    Stop::Broken(Broken { at: span.start as usize, message })
}

/// Whether a plain scalar contains its expressions completely: if it spans several lines, or ends
/// within an expression, the rest may be what broke the text.
fn contains_expressions(plain: &str) -> bool {
    let is_whole = |(_, after): (&str, &str)| after.contains("}}");
    !plain.contains('\n') && plain.rsplit_once("{{").is_some_and(is_whole)
}
