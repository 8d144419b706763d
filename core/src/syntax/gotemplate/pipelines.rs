//! Pipelines, commands and operands.

use super::functions::is_function;
use super::lexer::{Kind, Token};
use super::literals::{character, number, quoted, unquoted};
use super::tokens::Parser;
use super::{Command, Fault, Number, Operand, Pipeline, Term};

impl<'t> Parser<'t> {
    /// The commands up to the end of an action or parenthesis.
    pub(super) fn pipeline(&mut self, context: &str, end: Kind) -> Result<Pipeline<'t>, Fault> {
        let first = self.peek_element();
        let mut pipeline = Pipeline {
            variables: Vec::new(),
            is_assignment: false,
            commands: Vec::new(),
            span: first.span,
        };
        while self.declaration(context, &mut pipeline)? {}
        loop {
            let token = self.next_element();
            if token.kind == end {
                self.verify(&pipeline, context)?;
                pipeline.span.end = token.span.start.max(pipeline.span.end);
                return Ok(pipeline);
            }
            match token.kind {
                Kind::Bool
                | Kind::CharConstant
                | Kind::Complex
                | Kind::Dot
                | Kind::Field
                | Kind::Identifier
                | Kind::Number
                | Kind::Nil
                | Kind::RawString
                | Kind::String
                | Kind::Variable
                | Kind::LeftParenthesis => {
                    self.back();
                    pipeline.commands.push(self.command()?);
                }
                _ => return self.unexpected(&token, context),
            }
        }
    }

    /// A variable that is set; returns whether another one may come.
    fn declaration(&mut self, context: &str, pipeline: &mut Pipeline<'t>) -> Result<bool, Fault> {
        let variable = self.peek_element();
        if variable.kind != Kind::Variable {
            return Ok(false);
        }
        self.next();
        let after = self.peek();
        let next = self.peek_element();
        match next.kind {
            Kind::Assign | Kind::Declare => {
                pipeline.is_assignment = next.kind == Kind::Assign;
                self.next_element();
                self.declare(&variable, pipeline);
                Ok(false)
            }
            Kind::Char if next.text == "," => {
                self.next_element();
                self.declare(&variable, pipeline);
                if context != "range" || pipeline.variables.len() >= 2 {
                    return self.fault(format!("too many declarations in {context}"));
                }
                match self.peek_element().kind {
                    Kind::Variable | Kind::RightDelimiter | Kind::RightParenthesis => Ok(true),
                    _ => self.fault("range can only initialize variables"),
                }
            }
            _ if after.kind == Kind::Space => {
                self.state.tokens[1] = Some(after);
                self.state.tokens[2] = Some(variable);
                self.state.put_back = 3;
                Ok(false)
            }
            _ => {
                self.back_with(variable);
                Ok(false)
            }
        }
    }

    fn declare(&mut self, variable: &Token<'t>, pipeline: &mut Pipeline<'t>) {
        pipeline.variables.push(variable.text);
        self.state.declare(variable.text);
    }

    fn verify(&self, pipeline: &Pipeline<'t>, context: &str) -> Result<(), Fault> {
        if pipeline.commands.is_empty() {
            return self.fault(format!("missing value for {context}"));
        }
        for (stage, command) in pipeline.commands.iter().enumerate().skip(1) {
            let first = command.operands.first();
            let is_value = first.is_some_and(|operand| {
                let is_literal = matches!(
                    operand.term,
                    Term::Bool(_) | Term::Dot | Term::Nil | Term::Number(_) | Term::Text(_)
                );
                is_literal && operand.fields.is_empty()
            });
            if is_value {
                let stage = stage + 1;
                return self.fault(format!("non executable command in pipeline stage {stage}"));
            }
        }
        Ok(())
    }

    fn command(&mut self) -> Result<Command<'t>, Fault> {
        let mut operands = Vec::new();
        loop {
            self.peek_element();
            operands.extend(self.operand()?);
            let token = self.next();
            match token.kind {
                Kind::Space => {}
                Kind::RightDelimiter | Kind::RightParenthesis => {
                    self.back();
                    break;
                }
                Kind::Pipe => break,
                _ => return self.unexpected(&token, "operand"),
            }
        }
        if operands.is_empty() {
            return self.fault("empty command");
        }
        Ok(Command { operands })
    }

    fn operand(&mut self) -> Result<Option<Operand<'t>>, Fault> {
        let Some((token, mut operand)) = self.term()? else { return Ok(None) };
        let is_value = matches!(
            token.kind,
            Kind::Bool
                | Kind::Dot
                | Kind::Nil
                | Kind::String
                | Kind::RawString
                | Kind::CharConstant
                | Kind::Complex
                | Kind::Number
        );
        let mut has_fields = false;
        while self.peek().kind == Kind::Field {
            let field = self.next();
            operand.fields.extend(field.text.get(1..));
            operand.span.end = field.span.end;
            has_fields = true;
        }
        if has_fields && is_value {
            return self.fault(format!("unexpected . after term {}", quoted(token.text)));
        }
        Ok(Some(operand))
    }

    fn term(&mut self) -> Result<Option<(Token<'t>, Operand<'t>)>, Fault> {
        let token = self.next_element();
        let mut fields = Vec::new();
        let mut span = token.span;
        let term = match token.kind {
            Kind::Identifier if !is_function(token.text) => {
                return self.fault(format!("function {} not defined", quoted(token.text)));
            }
            Kind::Identifier => Term::Function(token.text),
            Kind::Dot => Term::Dot,
            Kind::Nil => Term::Nil,
            Kind::Variable if !self.state.is_declared(token.text) => {
                return self.fault(format!("undefined variable {}", quoted(token.text)));
            }
            Kind::Variable => Term::Variable(token.text),
            Kind::Field => {
                fields.extend(token.text.get(1..));
                Term::Dot
            }
            Kind::Bool => Term::Bool(token.text == "true"),
            Kind::CharConstant => {
                let Some(sign) = character(token.text) else {
                    return self.fault(format!("malformed character constant: {}", token.text));
                };
                Term::Number(Number::of(u32::from(sign)))
            }
            // Nothing in Helm has a use for complex numbers.
            Kind::Complex => Term::Number(Number::default()),
            Kind::Number => match number(token.text) {
                Ok(number) => Term::Number(number),
                Err(why) => return self.fault(format!("{why}: {}", quoted(token.text))),
            },
            Kind::String | Kind::RawString => match unquoted(token.text) {
                Some(text) => Term::Text(text),
                None => return self.fault("invalid syntax"),
            },
            Kind::LeftParenthesis => {
                let read = |parser: &mut Self| {
                    parser.pipeline("parenthesized pipeline", Kind::RightParenthesis)
                };
                let inner = self.deeper(read)?;
                // The last token is the closing parenthesis.
                span.end = inner.span.end + 1;
                Term::Pipeline(Box::new(inner))
            }
            _ => {
                self.back();
                return Ok(None);
            }
        };
        Ok(Some((token, Operand { term, fields, span })))
    }
}
