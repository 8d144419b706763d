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
        if !is_true(&given) {
            return Ok(arguments.any(0).because_of(arguments.from(1)));
        }
        // An empty scalar would not be used.
        let is_scalar = !matches!(given, Value::Map(_) | Value::List(_));
        Ok(if is_scalar { given.because_of(arguments.from(1)) } else { given })
    }),
    of_one("empty", |arguments| bool(arguments, !is_true(&arguments.any(0)))),
    fixed("ternary", &[Any, Any, Bool], |arguments| {
        let at = usize::from(!arguments.bool(2));
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

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::rendered::check;

    const SEEN: &str = r#"
        default "d" .e => "d" string
        default "d" .s => "text" string
        default "d" .z => "d" string
        .off1 | default "d" => "d" string
        default "d" .nil => "d" string
        coalesce .nil .e .s "x" => "text" string
        coalesce => null <nil>
        empty .el => true bool
        empty .m => false bool
        all .s .i => true bool
        all .s .e => false bool
        all => true bool
        any .e .i => true bool
        any => false bool
        ternary "a" "b" true => "a" string
        ternary "a" "b" .off1 => "b" string
        ternary 1 "b" .s => ERR wrong type for value; expected bool; got string
        "#;

    #[test]
    fn values_are_chosen_as_in_go() {
        check(SEEN);
    }
}
