//! Sprig's arithmetic.

use super::Parameter::{Any, Float, Int, Text};
use super::decimals::{ADD, DIVIDE, MULTIPLY, SUBTRACT, fold};
use super::signature::{fixed, of_one, open};
use super::{Arguments, Function, Outcome};
use crate::derivation::helm::casts::{to_float, to_integer};
use crate::derivation::helm::print::printed;
use crate::derivation::helm::value::{Number, Value};

const DIVIDED_BY_ZERO: &str = "runtime error: integer divide by zero";

pub(super) const FUNCTIONS: &[Function] = &[
    open("add", &[], Any, |arguments| integer(arguments, sum(arguments.all()))),
    of_one("add1", |arguments| integer(arguments, to_integer(&arguments.any(0)).wrapping_add(1))),
    of_one("add1f", |arguments| {
        let one = Value::Number(Number::Int(1), arguments.trace());
        float(arguments, fold(&arguments.any(0), &[one], ADD)?)
    }),
    open("addf", &[], Any, |arguments| {
        let zero = Value::Number(Number::Float(0.0), arguments.trace());
        float(arguments, fold(&zero, arguments.all(), ADD)?)
    }),
    fixed("atoi", &[Text], atoi),
    open("biggest", &[Any], Any, |arguments| extreme(arguments, i64::max)),
    of_one("ceil", |arguments| float(arguments, to_float(&arguments.any(0)).ceil())),
    fixed("div", &[Any, Any], |arguments| {
        let (number, divisor) = two(arguments);
        if divisor == 0 {
            Err(DIVIDED_BY_ZERO.into())
        } else {
            integer(arguments, number.wrapping_div(divisor))
        }
    }),
    open("divf", &[Any], Any, |arguments| {
        float(arguments, fold(&arguments.any(0), arguments.from(1), DIVIDE)?)
    }),
    of_one("float64", |arguments| converted(arguments, Number::Float(to_float(&arguments.any(0))))),
    of_one("floor", |arguments| float(arguments, to_float(&arguments.any(0)).floor())),
    of_one("int", |arguments| converted(arguments, Number::Int(to_integer(&arguments.any(0))))),
    of_one("int64", |arguments| converted(arguments, Number::Int64(to_integer(&arguments.any(0))))),
    open("max", &[Any], Any, |arguments| extreme(arguments, i64::max)),
    open("maxf", &[Any], Any, |arguments| extreme_float(arguments, f64::max)),
    open("min", &[Any], Any, |arguments| extreme(arguments, i64::min)),
    open("minf", &[Any], Any, |arguments| extreme_float(arguments, f64::min)),
    fixed("mod", &[Any, Any], |arguments| {
        let (number, divisor) = two(arguments);
        if divisor == 0 {
            Err(DIVIDED_BY_ZERO.into())
        } else {
            integer(arguments, number.wrapping_rem(divisor))
        }
    }),
    open("mul", &[Any], Any, |arguments| {
        let product = arguments.all().iter().map(to_integer).fold(1, i64::wrapping_mul);
        integer(arguments, product)
    }),
    open("mulf", &[Any], Any, |arguments| {
        float(arguments, fold(&arguments.any(0), arguments.from(1), MULTIPLY)?)
    }),
    open("round", &[Any, Int], Float, round),
    fixed("sub", &[Any, Any], |arguments| {
        let (number, other) = two(arguments);
        integer(arguments, number.wrapping_sub(other))
    }),
    open("subf", &[Any], Any, |arguments| {
        float(arguments, fold(&arguments.any(0), arguments.from(1), SUBTRACT)?)
    }),
    of_one("toDecimal", |arguments| {
        let text = printed(&arguments.any(0));
        integer(arguments, i64::from_str_radix(text.as_str(), 8).unwrap_or_default())
    }),
];

fn sum(values: &[Value]) -> i64 {
    values.iter().map(to_integer).fold(0, i64::wrapping_add)
}

fn two(arguments: &Arguments) -> (i64, i64) {
    (to_integer(&arguments.any(0)), to_integer(&arguments.any(1)))
}

fn integer(arguments: &Arguments, value: i64) -> Outcome {
    Ok(Value::Number(Number::Int64(value), arguments.trace()))
}

fn float(arguments: &Arguments, value: f64) -> Outcome {
    Ok(Value::Number(Number::Float(value), arguments.trace()))
}

/// The argument as a number of another type; a copy, if it prints as the same text.
fn converted(arguments: &Arguments, number: Number) -> Outcome {
    let value = arguments.any(0);
    let trace = value.trace();
    let number = Value::Number(number, trace);
    if printed(&number).as_str() == printed(&value).as_str() {
        return Ok(number);
    }
    match number {
        Value::Number(number, _) => Ok(Value::Number(number, arguments.trace())),
        other => Ok(other),
    }
}

/// A decimal number; at most the largest one, 0 for another text.
fn atoi(arguments: &Arguments) -> Outcome {
    let text = arguments.text(0);
    let digits = text.as_str().strip_prefix(['+', '-']).unwrap_or(text.as_str());
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let limit = if text.as_str().starts_with('-') { i64::MIN } else { i64::MAX };
    let number = if is_number { text.as_str().parse().unwrap_or(limit) } else { 0 };
    converted(arguments, Number::Int(number))
}

/// The largest or smallest of integers.
fn extreme(arguments: &Arguments, choose: fn(i64, i64) -> i64) -> Outcome {
    let numbers = arguments.all().iter().map(to_integer);
    integer(arguments, numbers.reduce(choose).unwrap_or_default())
}

fn extreme_float(arguments: &Arguments, choose: fn(f64, f64) -> f64) -> Outcome {
    let numbers = arguments.all().iter().map(to_float);
    let either = |one: f64, other: f64| {
        if one.is_nan() || other.is_nan() { f64::NAN } else { choose(one, other) }
    };
    float(arguments, numbers.reduce(either).unwrap_or_default())
}

fn round(arguments: &Arguments) -> Outcome {
    let places = i32::try_from(arguments.integer(1)).unwrap_or(i32::MAX);
    let up_from = if arguments.from(2).is_empty() { 0.5 } else { arguments.float(2) };
    let power = 10_f64.powi(places);
    let shifted = power * to_float(&arguments.any(0));
    let rounded = if shifted.fract() >= up_from { shifted.ceil() } else { shifted.floor() };
    float(arguments, rounded / power)
}

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::rendered::check;

    const SEEN: &str = r#"
        add => 0 int64
        add "1" 2 3.7 => 6 int64
        add1 .i => 6 int64
        sub 10 3 => 7 int64
        mul 2 3 4 => 24 int64
        mul "2" "3" => 6 int64
        div 7 -2 => -3 int64
        div 1 .z => ERR error calling div: runtime error: integer divide by zero
        mod -7 3 => -1 int64
        mod 7 0 => ERR error calling mod: runtime error: integer divide by zero
        max 1 5 3 => 5 int64
        min 4 2 8 => 2 int64
        maxf 1 2.5 => 2.5 float64
        minf 1 0.5 => 0.5 float64
        biggest 1 9 => 9 int64
        addf 0.1 0.2 => 0.3 float64
        add1f .f => 3.5 float64
        subf 0.3 0.1 => 0.2 float64
        mulf 1.1 1.1 1.1 => 1.331 float64
        mulf 123456.789 987654.321 => 121932631112.63527 float64
        divf 1 3 => 0.3333333333333333 float64
        divf 2 3 => 0.6666666666666667 float64
        divf -2 3 => -0.6666666666666667 float64
        divf 22 7 => 3.142857142857143 float64
        divf 1 0 => ERR error calling divf: decimal division by 0
        addf (float64 "inf") => ERR error calling addf: Cannot create a Decimal from +Inf
        ceil 1.2 => 2 float64
        floor -1.2 => -2 float64
        round 3.14159 2 => 3.14 float64
        round 2.5 0 => 3 float64
        round -2.5 0 => -3 float64
        round 123.4 0 0.3 => 124 float64
        round 1234.5 -2 => 1200 float64
        int "0b11" => 3 int
        int "0o17" => 15 int
        int .oct => 15 int
        int .hex => 31 int
        int .und => 1000 int
        int .dec => 3 int
        int .dec2 => 0 int
        int "-0x10" => -16 int
        int " 1" => 0 int
        int "1__0" => 0 int
        int "9223372036854775808" => 0 int
        int -9.99 => -9 int
        int 1e30 => -9223372036854775808 int
        int .t => 1 int
        int .nil => 0 int
        int .l => 0 int
        int64 .num => 12 int64
        float64 "1e3" => 1000 float64
        float64 "1e999" => 0 float64
        float64 .und => 1000 float64
        float64 .bad => 0 float64
        toDecimal "777" => 511 int64
        toDecimal 8 => 0 int64
        atoi "+5" => 5 int
        atoi "-99999999999999999999" => -9223372036854775808 int
        atoi "1_0" => 0 int
        "#;

    #[test]
    fn arithmetic_is_that_of_sprig() {
        check(SEEN);
    }
}
