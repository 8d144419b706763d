//! The functions of Helm that stop the rendering, or ask the cluster.

use std::collections::BTreeMap;

use super::{Arguments, Function, Outcome, Parameter};
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::value::{Map, Value};

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "fail",
        parameters: &[Parameter::Text],
        rest: None,
        run: |arguments| Err(Cause::of_chart(arguments.text(0).as_str())),
    },
    // Without a cluster there is nothing to find.
    Function {
        name: "lookup",
        parameters: &[Parameter::Text, Parameter::Text, Parameter::Text, Parameter::Text],
        rest: None,
        run: |arguments| Ok(Value::Map(Map::new(BTreeMap::new(), arguments.trace()))),
    },
    Function {
        name: "required",
        parameters: &[Parameter::Text, Parameter::Any],
        rest: None,
        run: required,
    },
];

fn required(arguments: &Arguments) -> Outcome {
    match arguments.any(1) {
        Value::Nil(_) => Err(Cause::of_chart(arguments.text(0).as_str())),
        Value::Text(text) if text.is_empty() => Err(Cause::of_chart(arguments.text(0).as_str())),
        value => Ok(value),
    }
}
