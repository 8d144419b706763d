//! Numbers of values of any type, as Sprig takes them.

use super::value::{Number, Value};

/// A value as an integer; 0 for any other text or value.
pub(super) fn to_integer(value: &Value) -> i64 {
    match value {
        Value::Bool(value, _) => i64::from(*value),
        Value::Number(Number::Float(value), _) => truncated(*value),
        Value::Number(Number::Unsigned64(value), _) => i64::from_ne_bytes(value.to_ne_bytes()),
        Value::Number(number, _) => number.integer().unwrap_or_default(),
        Value::Text(text) => parsed(without_zeros(text.as_str())).unwrap_or_default(),
        Value::Nil(_) | Value::List(_) | Value::Map(_) | Value::Object(_) => 0,
    }
}

/// A value as a floating-point number; 0 for any other text or value.
#[expect(clippy::cast_precision_loss, reason = "as the reference does")]
pub(super) fn to_float(value: &Value) -> f64 {
    match value {
        Value::Bool(value, _) => f64::from(u8::from(*value)),
        Value::Number(Number::Float(value), _) => *value,
        Value::Number(Number::Unsigned64(value), _) => *value as f64,
        Value::Number(number, _) => number.integer().unwrap_or_default() as f64,
        Value::Text(text) => float(text.as_str()),
        Value::Nil(_) | Value::List(_) | Value::Map(_) | Value::Object(_) => 0.0,
    }
}

/// The integer part of a number; outside of the range what the processor of the reference gives.
#[expect(clippy::cast_possible_truncation, reason = "in range")]
pub(super) fn truncated(value: f64) -> i64 {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if (-LIMIT..LIMIT).contains(&value) { value as i64 } else { i64::MIN }
}

fn float(text: &str) -> f64 {
    let Some(digits) = without_underscores(text) else { return 0.0 };
    let value: f64 = digits.parse().unwrap_or_default();
    // A number out of range is an error for the reference, and no infinity.
    let is_number = text.contains(|letter: char| letter.is_ascii_digit());
    if value.is_infinite() && is_number { 0.0 } else { value }
}

/// A text without zeros after its decimal point, if there is nothing else.
fn without_zeros(text: &str) -> &str {
    match text.trim_end_matches('0') {
        trimmed if trimmed.len() < text.len() => trimmed.strip_suffix('.').unwrap_or(text),
        _ => text,
    }
}

/// A number without the underscores between its digits; `None` if one is somewhere else.
fn without_underscores(text: &str) -> Option<String> {
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_hexdigit);
    let bytes = text.as_bytes();
    let is_between = |at: usize| {
        is_digit(at.checked_sub(1).and_then(|at| bytes.get(at))) && is_digit(bytes.get(at + 1))
    };
    let mut underscores = text.match_indices('_');
    underscores.all(|(at, _)| is_between(at)).then(|| text.replace('_', ""))
}

/// An integer in the notation of Go: with a prefix for its base, and underscores between digits.
fn parsed(text: &str) -> Option<i64> {
    let (is_negative, magnitude) = match text.strip_prefix(['+', '-']) {
        Some(magnitude) => (text.starts_with('-'), magnitude),
        None => (false, text),
    };
    let lower = magnitude.to_ascii_lowercase();
    let prefixes = [("0x", 16), ("0o", 8), ("0b", 2)];
    let prefix = prefixes.iter().find(|(prefix, _)| lower.starts_with(prefix));
    let (digits, radix, is_prefixed) = match prefix {
        Some((_, radix)) => (lower.get(2..)?, *radix, true),
        None if lower.len() > 1 && lower.starts_with('0') => (lower.as_str(), 8, false),
        None => (lower.as_str(), 10, false),
    };
    let starts_well = is_prefixed || !digits.starts_with('_');
    if !starts_well || digits.ends_with('_') || digits.contains("__") || digits.contains(['+', '-'])
    {
        return None;
    }
    let number = u64::from_str_radix(&digits.replace('_', ""), radix).ok()?;
    let number = i128::from(number) * if is_negative { -1 } else { 1 };
    i64::try_from(number).ok()
}
