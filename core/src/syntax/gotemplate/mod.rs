//! Go's `text/template`, as Helm uses it.
//!
//! Source: the package `text/template/parse` of Go, whose words for errors these are.

mod comments;
mod functions;
mod lexer;
mod literals;
mod parser;
mod pipelines;
#[cfg(test)]
mod tests;
mod token;
mod tokens;

pub(super) use comments::parse as parse_as_text;
pub use functions::FUNCTIONS;
pub use parser::parse;

use crate::source::Span;

/// A file of templates.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct File<'t> {
    /// What it renders itself.
    pub nodes: Vec<Node<'t>>,
    /// The templates that it defines, in the order in which they end.
    pub defined: Vec<Definition<'t>>,
}

/// A template with a name.
#[derive(Clone, PartialEq, Debug)]
pub struct Definition<'t> {
    /// The name.
    pub name: String,
    /// What it renders.
    pub nodes: Vec<Node<'t>>,
}

/// A part of a template.
#[derive(Clone, PartialEq, Debug)]
pub enum Node<'t> {
    /// Text, without what trim markers remove.
    Text(Span),
    /// The value of a pipeline.
    Action(Pipeline<'t>),
    /// `{{if}}`.
    If(Branch<'t>),
    /// `{{with}}`.
    With(Branch<'t>),
    /// `{{range}}`.
    Range(Branch<'t>),
    /// `{{template}}` or `{{block}}`.
    Template {
        /// The name of the other template.
        name: String,
        /// Its argument.
        argument: Option<Pipeline<'t>>,
        /// The name in the text.
        span: Span,
    },
    /// `{{break}}`.
    Break(Span),
    /// `{{continue}}`.
    Continue(Span),
}

/// A part that depends on a pipeline.
#[derive(Clone, PartialEq, Debug)]
pub struct Branch<'t> {
    /// The condition, or what is repeated.
    pub pipeline: Pipeline<'t>,
    /// What is rendered then.
    pub nodes: Vec<Node<'t>>,
    /// What is rendered otherwise, after `{{else}}`.
    pub otherwise: Option<Vec<Node<'t>>>,
}

/// Commands, each with the value of the one before it as its last argument.
#[derive(Clone, PartialEq, Debug)]
pub struct Pipeline<'t> {
    /// The variables that it sets, with their `$`.
    pub variables: Vec<&'t str>,
    /// Whether it sets them by `=` and not by `:=`.
    pub is_assignment: bool,
    /// The commands.
    pub commands: Vec<Command<'t>>,
    /// Where it begins.
    pub span: Span,
}

/// Operands: a function or method with its arguments, or a single value.
#[derive(Clone, PartialEq, Debug)]
pub struct Command<'t> {
    /// The operands; at least one.
    pub operands: Vec<Operand<'t>>,
}

/// A term, with the fields that are looked up in it.
#[derive(Clone, PartialEq, Debug)]
pub struct Operand<'t> {
    /// The term.
    pub term: Term<'t>,
    /// The names of the fields.
    pub fields: Vec<&'t str>,
    /// All of it in the text.
    pub span: Span,
}

/// A simple expression.
#[derive(Clone, PartialEq, Debug)]
pub enum Term<'t> {
    /// `.`, which fields are looked up in as well: `.Values` is `.` with one.
    Dot,
    /// `nil`.
    Nil,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    Text(String),
    /// A function.
    Function(&'t str),
    /// A variable with its `$`.
    Variable(&'t str),
    /// A pipeline in parentheses.
    Pipeline(Box<Pipeline<'t>>),
}

/// A number: each way in which the text can be read.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Number {
    /// As an integer.
    pub integer: Option<i64>,
    /// As an integer without a sign.
    pub unsigned: Option<u64>,
    /// As a floating-point number.
    pub float: Option<f64>,
}

/// Why a text is not a template.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The cause, in Go's words.
    pub message: String,
    /// The token where it was noticed.
    pub span: Span,
    /// The line that Go gives, from 1.
    pub line: u32,
}
