//! Pipelines, commands and constants.

use super::{Evaluated, Execution, Slot};
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::Text;
use crate::derivation::helm::value::{Number as Typed, Value};
use crate::source::Span;
use crate::syntax::gotemplate::{Command, Number, Operand, Pipeline, Term};

impl<'t> Execution<'t, '_> {
    /// The value of a pipeline; sets its variables.
    pub(super) fn pipeline(&mut self, pipeline: &'t Pipeline<'t>, dot: &Slot) -> Evaluated<Value> {
        self.at = pipeline.span;
        let value = self.deeper(|inner| {
            let mut value = None;
            for command in &pipeline.commands {
                value = Some(inner.command(command, dot, value)?.value);
            }
            Ok(value)
        })?;
        let value = value.unwrap_or_else(|| Value::Nil(Trace::default()));
        for name in &pipeline.variables {
            let slot = Slot::plain(value.clone());
            if pipeline.is_assignment {
                self.assign(name, slot);
            } else {
                self.variables.push((name, slot));
            }
        }
        Ok(value)
    }

    /// The value of a command, with the value of the one before it.
    fn command(
        &mut self,
        command: &'t Command<'t>,
        dot: &Slot,
        last: Option<Value>,
    ) -> Evaluated<Slot> {
        let Some((first, arguments)) = command.operands.split_first() else {
            return self.fault("empty command");
        };
        let is_alone = first.fields.is_empty();
        // Go does not mark what is in parentheses as the place.
        if !(is_alone && matches!(first.term, Term::Pipeline(_))) {
            self.at = first.span;
        }
        if let Term::Function(name) = &first.term {
            if is_alone {
                let span = command_span(command);
                return self.function(name, arguments, last, dot, span);
            }
        }
        if !is_alone {
            let receiver = self.receiver(first, dot)?;
            return self.chain(receiver, first, arguments, last, dot);
        }
        if !arguments.is_empty() || last.is_some() {
            let shown = self.named(first);
            return self.fault(format!("can't give argument to non-function {shown}"));
        }
        match &first.term {
            Term::Nil => self.fault("nil is not a command"),
            _ => self.operand(first, dot),
        }
    }

    /// The term of an operand with fields.
    pub(super) fn receiver(&mut self, operand: &'t Operand<'t>, dot: &Slot) -> Evaluated<Slot> {
        match &operand.term {
            Term::Dot => Ok(dot.clone()),
            Term::Variable(name) => Ok(self.variable(name)),
            Term::Pipeline(pipeline) => Ok(Slot::plain(self.pipeline(pipeline, dot)?)),
            Term::Function(name) => self.function(name, &[], None, dot, operand.span),
            Term::Nil => self.fault("indirection through explicit nil"),
            Term::Bool(_) | Term::Number(_) | Term::Text(_) => self.constant(operand),
        }
    }

    /// The value of an operand by itself, whatever its type.
    pub(super) fn operand(&mut self, operand: &'t Operand<'t>, dot: &Slot) -> Evaluated<Slot> {
        self.at = operand.span;
        if !operand.fields.is_empty() {
            let receiver = self.receiver(operand, dot)?;
            return self.chain(receiver, operand, &[], None, dot);
        }
        match &operand.term {
            Term::Nil => Ok(Slot::plain(Value::Nil(self.trace_of(operand.span)))),
            Term::Bool(_) | Term::Number(_) | Term::Text(_) => self.constant(operand),
            _ => self.receiver(operand, dot),
        }
    }

    fn constant(&mut self, operand: &Operand<'_>) -> Evaluated<Slot> {
        let trace = self.trace_of(operand.span);
        Ok(Slot::plain(match &operand.term {
            Term::Bool(value) => Value::Bool(*value, trace),
            Term::Text(text) => Value::Text(self.literal(text, operand.span)),
            Term::Number(number) => {
                let Some(number) = ideal(number, self.written(operand.span)) else {
                    let shown = self.written(operand.span).to_owned();
                    return self.fault(format!("{shown} overflows int"));
                };
                Value::Number(number, trace)
            }
            _ => Value::Nil(trace),
        }))
    }

    /// A string in a template: without escapes each byte has its place.
    pub(super) fn literal(&self, text: &str, span: Span) -> Text {
        let within = span.start as usize + 1..(span.end as usize).saturating_sub(1);
        if self.of.text.as_str().get(within.clone()) == Some(text) {
            return self.of.text.slice(within);
        }
        Text::new(text, self.of.text.trace_at(within))
    }

    /// An operand as Go names it: without the parentheses around it.
    pub(super) fn named(&self, operand: &Operand<'_>) -> &str {
        match &operand.term {
            Term::Pipeline(inner) if operand.fields.is_empty() => self.written(inner.span).trim(),
            _ => self.written(operand.span),
        }
    }

    pub(super) fn written(&self, span: Span) -> &str {
        self.of.text.as_str().get(span.range()).unwrap_or_default()
    }
}

/// The number that a constant is where no type is asked for; `None` if it is too large.
fn ideal(number: &Number, written: &str) -> Option<Typed> {
    let lower = written.to_ascii_lowercase();
    let digits = lower.trim_start_matches(['+', '-']);
    let is_hexadecimal = digits.starts_with("0x") && !digits.contains('p');
    let is_float = !is_hexadecimal && !written.starts_with('\'') && lower.contains(['.', 'e', 'p']);
    match (number.float.filter(|_| is_float), number.integer) {
        (Some(value), _) => Some(Typed::Float(value)),
        (None, Some(value)) => Some(Typed::Int(value)),
        (None, None) => None,
    }
}

fn command_span(command: &Command<'_>) -> Span {
    let start = command.operands.first().map_or(0, |first| first.span.start);
    let end = command.operands.last().map_or(start, |last| last.span.end);
    Span::new(start, end)
}
