//! Converts the output of the library to nodes.
//!
//! A template keeps its text, with `${..}` as written. An expression that selects or passes on its
//! operands becomes a list of possible values that is incomplete, so that literals in it are found:
//! both branches of a conditional, the arguments of `coalesce`, an object that is encoded. Any
//! other expression is a scalar with an unknown value.

use std::ops::Range;

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, FuncCall, ObjectKey};
use hcl_edit::structure::{Block, BlockLabel, Body, Structure};
use hcl_edit::template::{Element, HeredocTemplate, StringTemplate};

use crate::source::Span;
use crate::syntax::offset;
use crate::tree::{Abandoned, Builder, Kind, Properties, Style, Text};

/// Functions that return their arguments, or one of them, in any form.
const PASSING: &[&str] = &[
    "base64encode",
    "chomp",
    "coalesce",
    "compact",
    "concat",
    "flatten",
    "jsonencode",
    "lower",
    "merge",
    "nonsensitive",
    "sensitive",
    "tolist",
    "tomap",
    "toset",
    "tostring",
    "trimspace",
    "try",
    "upper",
    "yamlencode",
];

/// The properties of a node with an unknown value.
const OPEN: Properties<'static> = Properties { anchor: 0, tag: None, is_open: true };

/// Writes a statement.
pub(super) struct Writer<'t, 'b> {
    pub(super) text: &'t str,
    /// The start of the statement in the text.
    pub(super) base: usize,
    pub(super) builder: &'b mut Builder,
}

// INVARIANT: these functions recurse as deep as the text is nested, which is limited before.
impl Writer<'_, '_> {
    pub(super) fn body(&mut self, body: &Body) -> Result<(), Abandoned> {
        for structure in body {
            match structure {
                Structure::Attribute(attribute) => {
                    self.verbatim(attribute.key.span(), Properties::default())?;
                    self.expression(&attribute.value)?;
                }
                Structure::Block(block) => self.block(block)?,
            }
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Result<(), Abandoned> {
        self.verbatim(block.ident.span(), Properties::default())?;
        let span = self.moved(block.span());
        self.begin(Kind::Mapping, span.start, Properties::default())?;
        for label in &block.labels {
            match label {
                BlockLabel::Ident(name) => self.verbatim(name.span(), Properties::default())?,
                BlockLabel::String(text) => self.string(text.span(), text)?,
            }
            self.begin(Kind::Mapping, span.start, Properties::default())?;
        }
        self.body(&block.body)?;
        (0..=block.labels.len()).for_each(|_| self.builder.end(offset(span.end)));
        Ok(())
    }

    fn expression(&mut self, expression: &Expression) -> Result<(), Abandoned> {
        let span = self.moved(expression.span());
        match expression {
            Expression::Null(_) | Expression::Bool(_) | Expression::Number(_) => {
                self.verbatim(expression.span(), Properties::default())
            }
            Expression::String(text) => self.string(text.span(), text),
            Expression::StringTemplate(template) => self.template(template),
            Expression::HeredocTemplate(document) => self.document(document),
            Expression::Parenthesis(inner) => self.expression(inner.inner()),
            Expression::Array(items) => self.list(span, items.iter(), Properties::default()),
            Expression::Object(object) => {
                self.begin(Kind::Mapping, span.start, Properties::default())?;
                for (key, value) in object {
                    match key {
                        ObjectKey::Ident(name) => {
                            self.verbatim(name.span(), Properties::default())?;
                        }
                        ObjectKey::Expression(Expression::String(text)) => {
                            self.string(text.span(), text)?;
                        }
                        ObjectKey::Expression(other) => self.verbatim(other.span(), OPEN)?,
                    }
                    self.expression(value.expr())?;
                }
                self.builder.end(offset(span.end));
                Ok(())
            }
            Expression::Conditional(choice) => {
                self.list(span, [&choice.true_expr, &choice.false_expr], OPEN)
            }
            Expression::FuncCall(call) => self.call(span, call),
            Expression::ForExpr(each) => {
                let from = Some(&each.intro.collection_expr).filter(|from| has_own_keys(from));
                self.list(span, from.into_iter().chain([&each.value_expr]), OPEN)
            }
            Expression::Variable(_)
            | Expression::Traversal(_)
            | Expression::UnaryOp(_)
            | Expression::BinaryOp(_) => self.verbatim(expression.span(), OPEN),
        }
    }

    fn call(&mut self, span: Range<usize>, call: &FuncCall) -> Result<(), Abandoned> {
        let is_passing = !call.name.is_namespaced() && PASSING.contains(&call.name.name.as_str());
        let given = call.args.iter().filter(|given| is_passing || has_own_keys(given));
        let given: Vec<&Expression> = given.collect();
        if given.is_empty() {
            let span = Span::new(offset(span.start), offset(span.end));
            return self.builder.scalar(Style::Plain, span, Text::Verbatim(span), OPEN);
        }
        self.list(span, given, OPEN)
    }

    fn list<'e>(
        &mut self,
        span: Range<usize>,
        items: impl IntoIterator<Item = &'e Expression>,
        properties: Properties<'_>,
    ) -> Result<(), Abandoned> {
        self.begin(Kind::Sequence, span.start, properties)?;
        for item in items {
            self.expression(item)?;
        }
        self.builder.end(offset(span.end));
        Ok(())
    }

    /// A quoted string without templates.
    fn string(&mut self, span: Option<Range<usize>>, text: &str) -> Result<(), Abandoned> {
        let inner = inner(self.moved(span));
        self.scalar(Style::DoubleQuoted, inner, text)
    }

    /// A quoted string with templates.
    fn template(&mut self, template: &StringTemplate) -> Result<(), Abandoned> {
        let mut text = String::new();
        for element in template {
            match element {
                Element::Literal(literal) => text.push_str(literal),
                other => text.push_str(self.slice(self.moved(other.span()))),
            }
        }
        let inner = inner(self.moved(template.span()));
        self.scalar(Style::DoubleQuoted, inner, &text)
    }

    /// A heredoc, with or without the common indentation of its lines.
    fn document(&mut self, document: &HeredocTemplate) -> Result<(), Abandoned> {
        let whole = self.moved(document.span());
        let lines = self.slice(whole.clone());
        let start = whole.start + lines.find('\n').map_or(lines.len(), |end| end + 1);
        let end = whole.start + lines.rfind('\n').map_or(lines.len(), |end| end + 1);
        let range = start..end.max(start);
        if !lines.starts_with("<<-") {
            let span = Span::new(offset(range.start), offset(range.end));
            return self.builder.scalar(
                Style::Literal,
                span,
                Text::Verbatim(span),
                Properties::default(),
            );
        }
        let content = self.slice(range.clone());
        let indentation = |line: &str| line.len() - line.trim_start().len();
        let full = content.lines().filter(|line| !line.trim().is_empty());
        let least = full.map(indentation).min().unwrap_or_default();
        let dedented = content.split_inclusive('\n').map(|line| line.get(least..).unwrap_or("\n"));
        let dedented: String = dedented.collect();
        // The text begins on the line below the opening tag.
        let span = Span::new(offset(whole.start), offset(range.end));
        self.builder.scalar(Style::Literal, span, Text::Decoded(&dedented), Properties::default())
    }

    fn scalar(&mut self, style: Style, range: Range<usize>, text: &str) -> Result<(), Abandoned> {
        let span = Span::new(offset(range.start), offset(range.end));
        let text =
            if self.slice(range) == text { Text::Verbatim(span) } else { Text::Decoded(text) };
        self.builder.scalar(style, span, text, Properties::default())
    }

    fn verbatim(
        &mut self,
        span: Option<Range<usize>>,
        properties: Properties<'_>,
    ) -> Result<(), Abandoned> {
        let range = self.moved(span);
        let span = Span::new(offset(range.start), offset(range.end));
        self.builder.scalar(Style::Plain, span, Text::Verbatim(span), properties)
    }

    fn begin(
        &mut self,
        kind: Kind,
        start: usize,
        properties: Properties<'_>,
    ) -> Result<(), Abandoned> {
        self.builder.begin(kind, Style::Block, offset(start), properties)
    }

    /// Converts a range of the library, relative to the statement, to one in the text.
    fn moved(&self, span: Option<Range<usize>>) -> Range<usize> {
        // INVARIANT: every node of the parser has a span.
        let span = span.unwrap_or_default();
        self.base + span.start..self.base + span.end
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }
}

/// A range without the quotes at its ends.
fn inner(range: Range<usize>) -> Range<usize> {
    let end = range.end.saturating_sub(1).max(range.start + 1).min(range.end);
    (range.start + 1).min(end)..end
}

/// Whether an expression contains keys, wherever it is used.
fn has_own_keys(expression: &Expression) -> bool {
    match expression {
        Expression::Object(_) | Expression::ForExpr(_) | Expression::FuncCall(_) => true,
        Expression::Array(items) => items.iter().any(has_own_keys),
        _ => false,
    }
}
