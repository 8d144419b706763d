//! Arguments, by the types of the parameters that they are for.

use super::{Evaluated, Execution, Slot};
use crate::derivation::helm::functions::Parameter;
use crate::derivation::helm::value::{Element, List, Map, MapKind, Number, Value};
use crate::syntax::gotemplate::{Operand, Term};

impl<'t> Execution<'t, '_> {
    /// The value of an argument, of the type that its parameter asks for.
    pub(super) fn argument(
        &mut self,
        operand: &'t Operand<'t>,
        parameter: Parameter,
        dot: &Slot,
    ) -> Evaluated<Value> {
        self.at = operand.span;
        let is_alone = operand.fields.is_empty();
        match &operand.term {
            Term::Nil if is_alone && can_be_nil(parameter) => {
                Ok(Value::Nil(self.trace_of(operand.span)))
            }
            Term::Nil if is_alone => {
                self.fault(format!("cannot assign nil to {}", name_of(parameter)))
            }
            Term::Bool(_) | Term::Number(_) | Term::Text(_) if is_alone => {
                self.constant_for(operand, parameter, dot)
            }
            _ => {
                let slot = self.operand(operand, dot)?;
                self.validated(slot, parameter)
            }
        }
    }

    /// A constant, which takes the type of its parameter.
    fn constant_for(
        &mut self,
        operand: &'t Operand<'t>,
        parameter: Parameter,
        dot: &Slot,
    ) -> Evaluated<Value> {
        if parameter == Parameter::Any {
            return Ok(self.operand(operand, dot)?.value);
        }
        let trace = self.trace_of(operand.span);
        let shown = self.written(operand.span);
        match (&operand.term, parameter) {
            (Term::Text(text), Parameter::Text) => {
                Ok(Value::Text(self.literal(text, operand.span)))
            }
            (Term::Bool(value), Parameter::Bool) => Ok(Value::Bool(*value, trace)),
            (Term::Number(number), Parameter::Int) => match number.integer {
                Some(value) => Ok(Value::Number(Number::Int(value), trace)),
                None => self.fault(format!("expected integer; found {shown}")),
            },
            (Term::Number(number), Parameter::Float) => match number.float {
                Some(value) => Ok(Value::Number(Number::Float(value), trace)),
                None => self.fault(format!("expected float; found {shown}")),
            },
            (_, Parameter::Text) => self.fault(format!("expected string; found {shown}")),
            (_, Parameter::Bool) => self.fault(format!("expected bool; found {shown}")),
            (_, Parameter::Int) => self.fault(format!("expected integer; found {shown}")),
            (_, Parameter::Float) => self.fault(format!("expected float; found {shown}")),
            _ => {
                let name = name_of(parameter);
                self.fault(format!("can't handle {shown} for arg of type {name}"))
            }
        }
    }

    /// A value, if it is of the type of a parameter.
    pub(super) fn validated(&mut self, slot: Slot, parameter: Parameter) -> Evaluated<Value> {
        let is_nil = matches!(slot.value, Value::Nil(_));
        if is_nil && !slot.is_interface {
            if can_be_nil(parameter) {
                return Ok(slot.value);
            }
            return self.fault(format!("invalid value; expected {}", name_of(parameter)));
        }
        if fits(&slot.value, parameter) {
            return Ok(slot.value);
        }
        // The content of an interface is what is compared in the end.
        let got = if is_nil {
            "interface {}"
        } else {
            crate::derivation::helm::go::type_name(&slot.value)
        };
        let expected = name_of(parameter);
        self.fault(format!("wrong type for value; expected {expected}; got {got}"))
    }
}

fn fits(value: &Value, parameter: Parameter) -> bool {
    matches!(
        (parameter, value),
        (Parameter::Any, _)
            | (Parameter::Text, Value::Text(_))
            | (Parameter::Bool, Value::Bool(..))
            | (Parameter::Int, Value::Number(Number::Int(_), _))
            | (Parameter::Float, Value::Number(Number::Float(_), _))
            | (Parameter::Map, Value::Map(Map { kind: MapKind::Any | MapKind::Values, .. }))
            | (Parameter::List, Value::List(List { element: Element::Any, .. }))
    )
}

fn can_be_nil(parameter: Parameter) -> bool {
    matches!(parameter, Parameter::Any | Parameter::Map | Parameter::List)
}

fn name_of(parameter: Parameter) -> &'static str {
    match parameter {
        Parameter::Any => "interface {}",
        Parameter::Text => "string",
        Parameter::Int => "int",
        Parameter::Float => "float64",
        Parameter::Bool => "bool",
        Parameter::Map => "map[string]interface {}",
        Parameter::List => "[]interface {}",
    }
}
