//! Sprig's functions that tell the types of values.

use super::Parameter::{Any, Text};
use super::equality::is_deep_equal;
use super::signature::{fixed, of_one};
use super::{Arguments, Function, Outcome};
use crate::derivation::helm::go::{kind, type_name};
use crate::derivation::helm::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    fixed("deepEqual", &[Any, Any], |arguments| {
        bool(arguments, is_deep_equal(&arguments.any(0), &arguments.any(1)))
    }),
    fixed("kindIs", &[Text, Any], |arguments| {
        bool(arguments, arguments.text(0).as_str() == kind(&arguments.any(1)))
    }),
    of_one("kindOf", |arguments| text(arguments, kind(&arguments.any(0)))),
    fixed("typeIs", &[Text, Any], |arguments| {
        bool(arguments, arguments.text(0).as_str() == type_name(&arguments.any(1)))
    }),
    fixed("typeIsLike", &[Text, Any], |arguments| {
        let (value, target) = (arguments.any(1), arguments.text(0));
        let name = type_name(&value);
        bool(
            arguments,
            target.as_str() == name.strip_prefix('*').unwrap_or(name) || target.as_str() == name,
        )
    }),
    of_one("typeOf", |arguments| text(arguments, type_name(&arguments.any(0)))),
];

fn bool(arguments: &Arguments, value: bool) -> Outcome {
    Ok(Value::Bool(value, arguments.trace()))
}

fn text(arguments: &Arguments, text: &str) -> Outcome {
    Ok(Value::text(text, arguments.trace()))
}

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::rendered::check;

    const SEEN: &str = r#"
        typeOf .i => "float64" string
        typeOf .nil => "<nil>" string
        typeOf .m => "map[string]interface {}" string
        typeOf (until 3) => "[]int" string
        typeOf (split "," "a,b") => "map[string]string" string
        typeOf (int 4) => "int" string
        typeOf (index "abc" 1) => "uint8" string
        kindOf .l => "slice" string
        kindOf .nil => "invalid" string
        kindOf .f => "float64" string
        typeIs "string" .s => true bool
        typeIs "int" .i => false bool
        kindIs "map" .m => true bool
        kindIs "slice" (until 3) => true bool
        typeIsLike "bool" .t => true bool
        deepEqual .l .l => true bool
        deepEqual .i 5 => false bool
        deepEqual .nil .nil => true bool
        "#;

    #[test]
    fn types_have_the_names_of_go() {
        check(SEEN);
    }
}
