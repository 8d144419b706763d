//! Exact decimal numbers.

use std::cmp::Ordering;

use crate::derivation::helm::value::Number;

/// Maximum number of digits of a divisor, which is computed with as a `u128`.
const DIVISOR: usize = 37;

/// Maximum number of zeros that a dividend is extended by.
const ZEROS: i64 = 1000;

/// A number: its digits after the decimal point, times a power of ten.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Decimal {
    is_negative: bool,
    /// Without zeros at the beginning and at the end; empty for zero.
    digits: String,
    /// The power of ten.
    power: i64,
}

impl Decimal {
    /// Reads a number as JSON has it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (text, is_negative) = match text.strip_prefix('-') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let (number, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let all = format!("{whole}{fraction}");
        if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let power: i64 = power.strip_prefix('+').unwrap_or(power).parse().ok()?;
        let digits = all.trim_start_matches('0');
        if digits.is_empty() {
            return Some(Self { is_negative: false, digits: String::new(), power: 0 });
        }
        let zeros = i64::try_from(all.len() - digits.len()).ok()?;
        let power = i64::try_from(whole.len()).ok()?.checked_add(power)?.checked_sub(zeros)?;
        Some(Self { is_negative, digits: digits.trim_end_matches('0').to_owned(), power })
    }

    /// A number of values; `None` for those that JSON cannot represent.
    pub(super) fn of(number: Number) -> Option<Self> {
        match number {
            Number::Float(value) => Self::parse(&format!("{value:e}")),
            Number::Unsigned64(value) => Self::parse(&value.to_string()),
            other => Self::parse(&other.integer()?.to_string()),
        }
    }

    pub(super) fn is_integer(&self) -> bool {
        i64::try_from(self.digits.len()).is_ok_and(|length| length <= self.power.max(0))
    }

    /// As a count, if it is one.
    pub(super) fn count(&self) -> Option<usize> {
        if self.is_negative || !self.is_integer() {
            return None;
        }
        let zeros = usize::try_from(self.power).ok()?.checked_sub(self.digits.len())?;
        if zeros > DIVISOR {
            return Some(usize::MAX);
        }
        Some(format!("0{}{}", self.digits, "0".repeat(zeros)).parse().unwrap_or(usize::MAX))
    }

    pub(super) fn is_positive(&self) -> bool {
        !self.is_negative && !self.digits.is_empty()
    }

    /// Whether it is a multiple of another number, if that can be computed.
    pub(super) fn is_multiple_of(&self, other: &Self) -> Option<bool> {
        if self.digits.is_empty() {
            return Some(true);
        }
        let lengths = [i64::try_from(self.digits.len()), i64::try_from(other.digits.len())];
        let [Ok(own), Ok(others)] = lengths else { return None };
        let zeros = self.power.checked_sub(own)?.checked_sub(other.power.checked_sub(others)?)?;
        if zeros < 0 {
            // The digits end with no zero, as those of a multiple of ten would.
            return Some(false);
        }
        if zeros > ZEROS || other.digits.len() > DIVISOR {
            return None;
        }
        let divisor: u128 = other.digits.parse().ok()?;
        let zeros = std::iter::repeat_n(b'0', usize::try_from(zeros).ok()?);
        let digits = self.digits.bytes().chain(zeros);
        let rest = digits.fold(0, |rest, digit| (rest * 10 + u128::from(digit - b'0')) % divisor);
        Some(rest == 0)
    }

    /// The nearest `float64`.
    pub(super) fn float(&self) -> f64 {
        let sign = if self.is_negative { "-" } else { "" };
        format!("{sign}0.{}0e{}", self.digits, self.power).parse().unwrap_or_default()
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |one: &Self| match (one.digits.is_empty(), one.is_negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        let signs = sign(self).cmp(&sign(other));
        if signs != Ordering::Equal || sign(self) == 0 {
            return signs;
        }
        let sizes = self.power.cmp(&other.power).then_with(|| self.digits.cmp(&other.digits));
        if self.is_negative { sizes.reverse() } else { sizes }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn numbers_are_compared_exactly() {
        let sorted = ["-2", "-1.5", "-0.01", "0", "0.1", "0.11", "1", "9", "10", "1e3", "1001"];
        for (at, one) in sorted.iter().enumerate() {
            for (other_at, other) in sorted.iter().enumerate() {
                assert_eq!(decimal(one).cmp(&decimal(other)), at.cmp(&other_at), "{one} {other}");
            }
        }
        assert_eq!(decimal("1.0"), decimal("10e-1"));
        assert_eq!(decimal("-0"), decimal("0.0"));
        assert!(Decimal::parse("1.").is_some() && Decimal::parse("a").is_none());
    }

    #[test]
    fn multiples_are_exact() {
        let cases = [
            ("0.3", "0.1", true),
            ("0.35", "0.1", false),
            ("100", "25", true),
            ("-9", "3", true),
            ("1e30", "7", false),
            ("7", "0.5", true),
            ("0", "3", true),
        ];
        for (one, other, expected) in cases {
            let found = decimal(one).is_multiple_of(&decimal(other));
            assert_eq!(found, Some(expected), "{one} {other}");
        }
        assert!(decimal("1e3").is_integer() && !decimal("0.5").is_integer());
        assert_eq!(decimal("1200").count(), Some(1200));
        assert!((decimal("-12.5").float() + 12.5).abs() < f64::EPSILON);
    }
}
