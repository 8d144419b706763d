//! Short forms for the tables of functions.

use super::{Arguments, Function, Outcome, Parameter};
use Parameter::Any;

/// A function with a fixed number of parameters.
pub(super) const fn fixed(
    name: &'static str,
    parameters: &'static [Parameter],
    run: fn(&Arguments) -> Outcome,
) -> Function {
    Function { name, parameters, rest: None, run }
}

/// A function that takes more arguments of a type after its parameters.
pub(super) const fn open(
    name: &'static str,
    parameters: &'static [Parameter],
    rest: Parameter,
    run: fn(&Arguments) -> Outcome,
) -> Function {
    Function { name, parameters, rest: Some(rest), run }
}

/// A function of one value of any type.
pub(super) const fn of_one(name: &'static str, run: fn(&Arguments) -> Outcome) -> Function {
    fixed(name, &[Any], run)
}
