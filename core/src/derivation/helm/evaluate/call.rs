//! Calls of functions and methods.

use super::{Evaluated, Execution, Slot, TOO_LARGE};
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::functions::{Arguments, Parameter, function};
use crate::derivation::helm::go::{is_true, type_name};
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::LONGEST;
use crate::derivation::helm::value::Value;
use crate::source::Span;
use crate::syntax::gotemplate::Operand;

/// The parameters of a function or method.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signature<'f> {
    pub(super) name: &'f str,
    pub(super) parameters: &'f [Parameter],
    pub(super) rest: Option<Parameter>,
}

/// `include` and `tpl`.
const INCLUDE: &[Parameter] = &[Parameter::Text, Parameter::Any];

impl<'t> Execution<'t, '_> {
    /// The value of a function.
    pub(super) fn function(
        &mut self,
        name: &str,
        operands: &'t [Operand<'t>],
        last: Option<Value>,
        dot: &Slot,
        span: Span,
    ) -> Evaluated<Slot> {
        if name == "and" || name == "or" {
            return self.short_circuit(name, operands, last, dot);
        }
        if name == "call" {
            return self.call(operands, last, dot, span);
        }
        if name == "include" || name == "tpl" {
            let signature = Signature { name, parameters: INCLUDE, rest: None };
            let arguments = self.arguments(signature, operands, last, dot)?;
            self.at = span;
            let (text, data) = (arguments.text(0), arguments.any(1));
            let result =
                if name == "include" { self.include(&text, data) } else { self.tpl(&text, data) };
            return Ok(Slot::plain(Value::Text(result?)));
        }
        let Some(function) = function(name) else {
            return self.fault(Cause::from(format!("function {name:?} is not evaluated")));
        };
        let signature = Signature { name, parameters: function.parameters, rest: function.rest };
        let arguments = self.arguments(signature, operands, last, dot)?;
        match (function.run)(&arguments) {
            Ok(Value::Text(text)) if text.as_str().len() > LONGEST => {
                self.at = span;
                self.fault(TOO_LARGE)
            }
            Ok(value) => Ok(Slot::plain(value)),
            Err(cause) => {
                self.at = span;
                self.call_fault(name, cause)
            }
        }
    }

    /// The fault of a function or method.
    pub(super) fn call_fault<T>(&mut self, name: &str, cause: Cause) -> Evaluated<T> {
        let message = if cause.is_of_chart {
            cause.message
        } else {
            format!("error calling {name}: {}", cause.message)
        };
        self.fault(Cause { message, ..cause })
    }

    /// The arguments of a call; the value of the command before it is the last one.
    pub(super) fn arguments(
        &mut self,
        signature: Signature<'_>,
        operands: &'t [Operand<'t>],
        last: Option<Value>,
        dot: &Slot,
    ) -> Evaluated<Arguments> {
        let Signature { name, parameters, rest } = signature;
        let fixed = parameters.len();
        let count = operands.len() + usize::from(last.is_some());
        if rest.is_some() && count < fixed {
            let got = operands.len();
            return self.fault(format!(
                "wrong number of args for {name}: want at least {fixed} got {got}"
            ));
        }
        if rest.is_none() && count != fixed {
            return self
                .fault(format!("wrong number of args for {name}: want {fixed} got {count}"));
        }
        let parameter = |at: usize| parameters.get(at).copied().or(rest).unwrap_or(Parameter::Any);
        let mut arguments = Vec::with_capacity(count);
        for (at, operand) in operands.iter().enumerate() {
            arguments.push(self.argument(operand, parameter(at), dot)?);
        }
        if let Some(last) = last {
            arguments.push(self.validated(Slot::plain(last), parameter(operands.len()))?);
        }
        Ok(Arguments::new(arguments, &self.shared.patterns))
    }

    /// `call`: no value of a chart is a function.
    fn call(
        &mut self,
        operands: &'t [Operand<'t>],
        last: Option<Value>,
        dot: &Slot,
        span: Span,
    ) -> Evaluated<Slot> {
        let signature =
            Signature { name: "call", parameters: &[Parameter::Any], rest: Some(Parameter::Any) };
        let callee = match (operands.first(), &last) {
            (Some(operand), _) => self.named(operand).to_owned(),
            (None, Some(Value::Text(text))) => text.as_str().to_owned(),
            (None, Some(Value::Nil(_)) | None) => "<invalid Value>".to_owned(),
            (None, Some(value)) => format!("<{} Value>", type_name(value)),
        };
        let function = self.arguments(signature, operands, last, dot)?.any(0);
        self.at = span;
        let cause = match function {
            Value::Nil(_) => "call of nil".to_owned(),
            value => format!("non-function {callee} of type {}", type_name(&value)),
        };
        self.call_fault("call", cause.into())
    }

    /// `and` and `or`: the first argument that decides, or the last one.
    fn short_circuit(
        &mut self,
        name: &str,
        operands: &'t [Operand<'t>],
        last: Option<Value>,
        dot: &Slot,
    ) -> Evaluated<Slot> {
        if operands.is_empty() && last.is_none() {
            return self.fault(format!("wrong number of args for {name}: want at least 1 got 0"));
        }
        let mut others = Vec::new();
        for operand in operands {
            let value = self.argument(operand, Parameter::Any, dot)?;
            if is_true(&value) == (name == "or") {
                return Ok(Slot::plain(value.because_of(&others)));
            }
            others.push(value);
        }
        let value = match last {
            Some(last) => Some(last),
            None => others.pop(),
        };
        let nothing = || Value::Nil(Trace::default());
        Ok(Slot::plain(value.unwrap_or_else(nothing).because_of(&others)))
    }
}
