//! Decimal numbers, with which Sprig computes sums and products of floating-point numbers.

use crate::derivation::helm::casts::to_float;
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::print::general;
use crate::derivation::helm::value::Value;

/// The digits after the decimal point of a quotient.
const PRECISION: i32 = 16;

/// A number: an integer times a power of ten.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decimal {
    digits: i128,
    exponent: i32,
}

/// An operation with two decimal numbers; `None` if there are too many digits.
type Operation = fn(Decimal, Decimal) -> Option<Decimal>;

/// An operation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operator {
    exact: Operation,
    /// For numbers of too many digits.
    rough: fn(f64, f64) -> f64,
    divides: bool,
}

pub(super) const ADD: Operator =
    Operator { exact: Decimal::plus, rough: |one, other| one + other, divides: false };
pub(super) const SUBTRACT: Operator =
    Operator { exact: Decimal::minus, rough: |one, other| one - other, divides: false };
pub(super) const MULTIPLY: Operator =
    Operator { exact: Decimal::times, rough: |one, other| one * other, divides: false };
pub(super) const DIVIDE: Operator =
    Operator { exact: Decimal::over, rough: |one, other| one / other, divides: true };

/// Applies an operation from left to right.
///
/// # Errors
/// In the words of the reference.
pub(super) fn fold(first: &Value, others: &[Value], operator: Operator) -> Result<f64, Cause> {
    let mut result = Decimal::of(to_float(first))?;
    for other in others {
        let other = Decimal::of(to_float(other))?;
        if operator.divides && other.digits == 0 {
            return Err("decimal division by 0".into());
        }
        result = match (operator.exact)(result, other) {
            Some(exact) => exact,
            None => Decimal::of((operator.rough)(result.float(), other.float()))?,
        };
    }
    Ok(result.float())
}

impl Decimal {
    fn of(value: f64) -> Result<Self, Cause> {
        if !value.is_finite() {
            return Err(format!("Cannot create a Decimal from {}", general(value, None)).into());
        }
        let text = format!("{value:e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let after = digits.split_once('.').map_or(0, |(_, after)| after.len());
        let exponent: i32 = exponent.parse().unwrap_or_default();
        Ok(Self {
            digits: digits.replace('.', "").parse().unwrap_or_default(),
            exponent: exponent - i32::try_from(after).unwrap_or_default(),
        })
    }

    fn float(self) -> f64 {
        format!("{}e{}", self.digits, self.exponent).parse().unwrap_or_default()
    }

    /// Both numbers with the smaller exponent.
    fn aligned(self, other: Self) -> Option<(i128, i128, i32)> {
        let exponent = self.exponent.min(other.exponent);
        Some((scaled(self, exponent)?, scaled(other, exponent)?, exponent))
    }

    fn plus(self, other: Self) -> Option<Self> {
        let (one, other, exponent) = self.aligned(other)?;
        Some(Self { digits: one.checked_add(other)?, exponent })
    }

    fn minus(self, other: Self) -> Option<Self> {
        let (one, other, exponent) = self.aligned(other)?;
        Some(Self { digits: one.checked_sub(other)?, exponent })
    }

    fn times(self, other: Self) -> Option<Self> {
        let digits = self.digits.checked_mul(other.digits)?;
        Some(Self { digits, exponent: self.exponent.checked_add(other.exponent)? })
    }

    /// The quotient, rounded half away from zero.
    fn over(self, other: Self) -> Option<Self> {
        let shift = self.exponent - other.exponent + PRECISION;
        let power = |exponent: i32| 10_i128.checked_pow(u32::try_from(exponent).ok()?);
        let (number, divisor) = if shift < 0 {
            (self.digits, other.digits.checked_mul(power(-shift)?)?)
        } else {
            (self.digits.checked_mul(power(shift)?)?, other.digits)
        };
        let (quotient, rest) = (number.checked_div(divisor)?, number.checked_rem(divisor)?);
        let is_up = rest.unsigned_abs().checked_mul(2)? >= divisor.unsigned_abs();
        let away = if (number < 0) == (divisor < 0) { 1 } else { -1 };
        let digits = if is_up { quotient.checked_add(away)? } else { quotient };
        Some(Self { digits, exponent: -PRECISION })
    }
}

fn scaled(number: Decimal, exponent: i32) -> Option<i128> {
    let shift = u32::try_from(number.exponent - exponent).ok()?;
    number.digits.checked_mul(10_i128.checked_pow(shift)?)
}
