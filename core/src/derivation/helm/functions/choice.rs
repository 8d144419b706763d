//! Sprig's functions that choose between values.

use super::Parameter::{Any, Bool};
use super::signature::{fixed, of_one, open};
use super::{Arguments, Function, Outcome};
use crate::derivation::helm::go::is_true;
use crate::derivation::helm::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    open("all", &[], Any, |arguments| bool(arguments, arguments.all().iter().all(is_true))),
    open("any", &[], Any, |arguments| bool(arguments, arguments.all().iter().any(is_true))),
    open("coalesce", &[], Any, coalesce),
    open("default", &[Any], Any, |arguments| {
        let given = arguments.any(1);
        Ok(if is_true(&given) { given } else { arguments.any(0).because_of(arguments.from(1)) })
    }),
    of_one("empty", |arguments| bool(arguments, !is_true(&arguments.any(0)))),
    fixed("ternary", &[Any, Any, Bool], |arguments| {
        let at = if arguments.bool(2) { 0 } else { 1 };
        Ok(arguments.any(at).because_of(arguments.from(2)))
    }),
];

fn bool(arguments: &Arguments, value: bool) -> Outcome {
    Ok(Value::Bool(value, arguments.trace()))
}

/// The first value that is not empty.
fn coalesce(arguments: &Arguments) -> Outcome {
    let all = arguments.all();
    let Some(at) = all.iter().position(is_true) else { return Ok(Value::Nil(arguments.trace())) };
    Ok(arguments.any(at).because_of(all.iter().take(at)))
}
