//! The tokens of a template, of which some may be put back.

use std::collections::HashMap;

use super::lexer::{Kind, Lexer, Token};
use super::{Definition, Fault};
use crate::source::Span;

/// What is known of the template that is read.
#[derive(Debug)]
pub(super) struct State<'t> {
    /// The last token, and those that were put back.
    pub(super) tokens: [Option<Token<'t>>; 3],
    pub(super) put_back: usize,
    /// The variables in scope, in the order of their declarations.
    pub(super) variables: Vec<&'t str>,
    /// How often each of them was declared.
    declared: HashMap<&'t str, u32>,
    pub(super) ranges: u32,
    /// The line of the action that is read.
    pub(super) action_line: Option<u32>,
}

impl Default for State<'_> {
    fn default() -> Self {
        Self {
            tokens: [None, None, None],
            put_back: 0,
            variables: vec!["$"],
            declared: HashMap::from([("$", 1)]),
            ranges: 0,
            action_line: None,
        }
    }
}

impl<'t> State<'t> {
    pub(super) fn is_declared(&self, variable: &str) -> bool {
        self.declared.get(variable).is_some_and(|count| *count > 0)
    }

    pub(super) fn declare(&mut self, variable: &'t str) {
        self.variables.push(variable);
        *self.declared.entry(variable).or_default() += 1;
    }

    /// Forgets the variables after the first ones.
    pub(super) fn forget(&mut self, first: usize) {
        for variable in self.variables.drain(first..) {
            if let Some(count) = self.declared.get_mut(variable) {
                *count -= 1;
            }
        }
    }
}

pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) lexer: Lexer<'t>,
    pub(super) state: State<'t>,
    pub(super) defined: Vec<Definition<'t>>,
    /// The position of each of them.
    pub(super) names: HashMap<String, usize>,
    pub(super) depth: u32,
}

impl<'t> Parser<'t> {
    pub(super) fn next(&mut self) -> Token<'t> {
        let state = &mut self.state;
        match state.put_back.checked_sub(1) {
            Some(left) => state.put_back = left,
            None => state.tokens[0] = Some(self.lexer.next()),
        }
        self.current()
    }

    /// The token that was read last.
    pub(super) fn current(&mut self) -> Token<'t> {
        let at = self.state.put_back;
        match self.state.tokens.get(at) {
            Some(Some(token)) => *token,
            _ => self.lexer.next(),
        }
    }

    pub(super) fn back(&mut self) {
        self.state.put_back += 1;
    }

    pub(super) fn back_with(&mut self, first: Token<'t>) {
        self.state.tokens[1] = Some(first);
        self.state.put_back = 2;
    }

    pub(super) fn peek(&mut self) -> Token<'t> {
        let token = self.next();
        self.back();
        token
    }

    pub(super) fn next_element(&mut self) -> Token<'t> {
        loop {
            let token = self.next();
            if token.kind != Kind::Space {
                return token;
            }
        }
    }

    pub(super) fn peek_element(&mut self) -> Token<'t> {
        let token = self.next_element();
        self.back();
        token
    }

    pub(super) fn fault<T>(&self, message: impl Into<String>) -> Result<T, Fault> {
        let last = self.state.tokens[0].as_ref();
        let (span, line) = last.map_or((Span::default(), 0), |token| (token.span, token.line));
        Err(Fault { message: message.into(), span, line })
    }

    pub(super) fn unexpected<T>(&self, token: &Token<'t>, context: &str) -> Result<T, Fault> {
        if token.kind != Kind::Error {
            return self.fault(format!("unexpected {} in {context}", token.shown()));
        }
        let shown = self.lexer.error.clone();
        let begun = self.state.action_line.filter(|line| *line != token.line);
        self.fault(match begun {
            Some(line) if shown.ends_with(" action") => format!("{shown} started at line {line}"),
            Some(line) => format!("{shown} in action started at line {line}"),
            None => shown,
        })
    }

    pub(super) fn required(&mut self, kind: Kind, context: &str) -> Result<Token<'t>, Fault> {
        let token = self.next_element();
        if token.kind == kind { Ok(token) } else { self.unexpected(&token, context) }
    }
}
