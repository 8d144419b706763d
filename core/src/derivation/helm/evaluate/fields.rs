//! Fields of values, and methods.

use std::rc::Rc;

use super::call::Signature;
use super::{Evaluated, Execution, Slot};
use crate::derivation::helm::go::type_name;
use crate::derivation::helm::object::{Object, method};
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::value::{Map, MapKind, Value};
use crate::syntax::gotemplate::Operand;
use crate::tree::Made;

impl<'t> Execution<'t, '_> {
    /// The value of the fields of an operand, one below the other; the last one may be a method with
    /// arguments.
    pub(super) fn chain(
        &mut self,
        receiver: Slot,
        operand: &'t Operand<'t>,
        arguments: &'t [Operand<'t>],
        last: Option<Value>,
        dot: &Slot,
    ) -> Evaluated<Slot> {
        self.at = operand.span;
        let Some((end, steps)) = operand.fields.split_last() else { return Ok(receiver) };
        let mut here = receiver;
        for step in steps {
            here = self.field(&here, step, &[], None, dot)?;
        }
        self.field(&here, end, arguments, last, dot)
    }

    fn field(
        &mut self,
        receiver: &Slot,
        name: &str,
        operands: &'t [Operand<'t>],
        last: Option<Value>,
        dot: &Slot,
    ) -> Evaluated<Slot> {
        let has_arguments = !operands.is_empty() || last.is_some();
        match &receiver.value {
            Value::Nil(_) if receiver.is_interface => {
                self.fault(format!("nil pointer evaluating interface {{}}.{name}"))
            }
            Value::Nil(trace) => Ok(Slot::plain(Value::Nil(trace.clone()))),
            Value::Map(_) if has_arguments => {
                self.fault(format!("{name} is not a method but has arguments"))
            }
            Value::Map(map) => Ok(entry(map, name)),
            Value::Object(object) => {
                let object = Rc::clone(object);
                self.member(&object, name, operands, last, dot)
            }
            _ => {
                let of = receiver.type_name();
                self.fault(format!("can't evaluate field {name} in type {of}"))
            }
        }
    }

    /// A field or method of a struct.
    fn member(
        &mut self,
        object: &Rc<Object>,
        name: &str,
        operands: &'t [Operand<'t>],
        last: Option<Value>,
        dot: &Slot,
    ) -> Evaluated<Slot> {
        if let Some(method) = method(object, name) {
            let signature = Signature { name, parameters: method.parameters, rest: None };
            let arguments = self.arguments(signature, operands, last, dot)?;
            return match (method.run)(object, &arguments) {
                Ok(value) => Ok(Slot::plain(value)),
                Err(cause) => self.call_fault(name, cause),
            };
        }
        if let Some(value) = object.field(name) {
            if !operands.is_empty() || last.is_some() {
                return self
                    .fault(format!("{name} has arguments but cannot be invoked as function"));
            }
            return Ok(Slot::plain(value));
        }
        let of = type_name(&Value::Object(Rc::clone(object)));
        self.fault(format!("can't evaluate field {name} in type {of}"))
    }
}

/// The value of a map under a key; for a key that is not there, the map is where it would be.
fn entry(map: &Map, name: &str) -> Slot {
    if let Some(value) = map.get(name) {
        return Slot { value, is_interface: map.kind != MapKind::Text };
    }
    let trace = Trace { made: Made::Implied, ..map.trace.clone() };
    if map.kind == MapKind::Text {
        return Slot::plain(Value::text("", trace));
    }
    Slot::content(Value::Nil(trace))
}
