//! Go's literals: quoted strings, characters and numbers.

use std::fmt::Write as _;

use super::Number;

/// The text of a quoted or raw string; `None` if its syntax is not valid.
pub(super) fn unquoted(literal: &str) -> Option<String> {
    if let Some(raw) = literal.strip_prefix('`') {
        return Some(raw.strip_suffix('`')?.replace('\r', ""));
    }
    let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
    if !inner.contains(['\\', '"', '\n']) {
        return Some(inner.to_owned());
    }
    let mut bytes: Vec<u8> = Vec::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(first) = rest.chars().next() {
        match unescaped(rest, '"')? {
            (Unit::Byte(byte), after) => {
                bytes.push(byte);
                rest = after;
            }
            (Unit::Char(sign), after) => {
                debug_assert!(sign == first || first == '\\');
                bytes.extend_from_slice(sign.encode_utf8(&mut [0; 4]).as_bytes());
                rest = after;
            }
        }
    }
    Some(String::from_utf8(bytes).unwrap_or_else(|error| {
        // A text with other bytes is printed with a placeholder for them.
        String::from_utf8_lossy(error.as_bytes()).into_owned()
    }))
}

/// A unit of a literal.
enum Unit {
    Char(char),
    /// A byte by its number.
    Byte(u8),
}

/// The first unit of a text and what comes after it.
fn unescaped(text: &str, quote: char) -> Option<(Unit, &str)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    if first == quote || first == '\n' {
        return None;
    }
    if first != '\\' {
        return Some((Unit::Char(first), chars.as_str()));
    }
    let escape = chars.next()?;
    let rest = chars.as_str();
    let plain = |sign: char| Some((Unit::Char(sign), rest));
    let number = |digits: usize, radix: u32, from: &'_ str| -> Option<(u32, usize)> {
        let digits =
            from.get(..digits).filter(|text| text.chars().all(|sign| sign.is_digit(radix)))?;
        Some((u32::from_str_radix(digits, radix).ok()?, digits.len()))
    };
    match escape {
        'a' => plain('\u{7}'),
        'b' => plain('\u{8}'),
        'f' => plain('\u{c}'),
        'n' => plain('\n'),
        'r' => plain('\r'),
        't' => plain('\t'),
        'v' => plain('\u{b}'),
        '\\' => plain('\\'),
        '\'' | '"' if escape == quote => plain(escape),
        'x' => {
            let (value, length) = number(2, 16, rest)?;
            Some((Unit::Byte(u8::try_from(value).ok()?), rest.get(length..)?))
        }
        'u' | 'U' => {
            let (value, length) = number(if escape == 'u' { 4 } else { 8 }, 16, rest)?;
            Some((Unit::Char(char::from_u32(value)?), rest.get(length..)?))
        }
        '0'..='7' => {
            let digits = text.get(1..)?;
            let (value, length) = number(3, 8, digits)?;
            Some((Unit::Byte(u8::try_from(value).ok()?), digits.get(length..)?))
        }
        _ => None,
    }
}

/// The character of a constant: `'a'`.
pub(super) fn character(literal: &str) -> Option<char> {
    let inner = literal.strip_prefix('\'')?;
    let (unit, rest) = unescaped(inner, '\'')?;
    (rest == "'").then_some(match unit {
        Unit::Char(sign) => sign,
        Unit::Byte(byte) => char::from(byte),
    })
}

/// The number of a literal.
///
/// # Errors
/// If its syntax is not valid, or it is too large.
pub(super) fn number(literal: &str) -> Result<Number, &'static str> {
    const SYNTAX: &str = "illegal number syntax";
    if let Some(imaginary) = literal.strip_suffix('i') {
        // Nothing in Helm has a use for complex numbers.
        return number(imaginary).map(|_| Number::default());
    }
    let unsigned = unsigned(literal);
    let integer = match literal.strip_prefix('-') {
        Some(rest) => self::unsigned(rest).and_then(|value| 0_i64.checked_sub_unsigned(value)),
        None => self::unsigned(literal.strip_prefix('+').unwrap_or(literal))
            .and_then(|value| i64::try_from(value).ok()),
    };
    let mut number = Number { integer, unsigned, float: None };
    if number.integer == Some(0) {
        number.unsigned = Some(0);
    }
    #[expect(clippy::cast_precision_loss, reason = "as Go does")]
    if let Some(integer) = number.integer {
        number.float = Some(integer as f64);
    } else if let Some(unsigned) = number.unsigned {
        number.float = Some(unsigned as f64);
    } else if let Some(float) = float(literal) {
        // Without an exponent or a point it would be an integer, which is too large.
        if !literal.contains(['.', 'e', 'E', 'p', 'P']) {
            return Err("integer overflow");
        }
        number.float = Some(float);
        #[expect(clippy::cast_possible_truncation, clippy::float_cmp, reason = "as Go does")]
        if float.fract() == 0.0 && float.abs() < 9.0e18 {
            number.integer = Some(float as i64).filter(|integer| *integer as f64 == float);
            number.unsigned = number.integer.and_then(|integer| u64::try_from(integer).ok());
        }
    } else {
        return Err(SYNTAX);
    }
    Ok(number)
}

impl Number {
    /// A number that is no more than this.
    pub(super) fn of(value: u32) -> Self {
        Self {
            integer: Some(value.into()),
            unsigned: Some(value.into()),
            float: Some(value.into()),
        }
    }
}

/// An integer literal without a sign: its base is in its prefix.
fn unsigned(literal: &str) -> Option<u64> {
    let lower = literal.to_ascii_lowercase();
    let (digits, radix) = match lower.get(..2) {
        Some("0x") => (lower.get(2..)?, 16),
        Some("0o") => (lower.get(2..)?, 8),
        Some("0b") => (lower.get(2..)?, 2),
        _ if lower.len() > 1 && lower.starts_with('0') => (lower.get(1..)?, 8),
        _ => (lower.as_str(), 10),
    };
    let is_prefixed = radix != 10;
    let separated = digits.strip_prefix('_').filter(|_| is_prefixed).unwrap_or(digits);
    let is_separated = |text: &str| !text.split('_').any(str::is_empty);
    if !is_separated(separated) {
        return None;
    }
    u64::from_str_radix(&separated.replace('_', ""), radix)
        .ok()
        .filter(|_| !separated.starts_with('+'))
}

fn float(literal: &str) -> Option<f64> {
    if literal.to_ascii_lowercase().contains("0x") {
        return hexadecimal(literal);
    }
    // Underscores are for integers with a base alone.
    if literal.contains('_') {
        return None;
    }
    let has_digit = literal.contains(|sign: char| sign.is_ascii_digit());
    literal.parse().ok().filter(|float: &f64| has_digit && float.is_finite())
}

/// A floating-point number with a mantissa in base 16: `0x1.8p3`.
fn hexadecimal(literal: &str) -> Option<f64> {
    let (sign, rest) = match literal.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, literal.strip_prefix('+').unwrap_or(literal)),
    };
    let rest = rest.get(2..)?.to_ascii_lowercase();
    let (mantissa, exponent) = rest.split_once('p')?;
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{part}");
    if digits.is_empty() || digits.contains('_') {
        return None;
    }
    let value = u64::from_str_radix(&digits, 16).ok()?;
    let exponent = exponent.parse::<i32>().ok()? - 4 * i32::try_from(part.len()).ok()?;
    #[expect(clippy::cast_precision_loss, reason = "as Go does")]
    let value = sign * value as f64 * 2_f64.powi(exponent);
    value.is_finite().then_some(value)
}

/// A text as `%q` of Go prints it.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for sign in text.chars() {
        match sign {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\u{7}' => quoted.push_str("\\a"),
            '\u{8}' => quoted.push_str("\\b"),
            '\u{c}' => quoted.push_str("\\f"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\u{b}' => quoted.push_str("\\v"),
            '\0'..='\u{1f}' | '\u{7f}' => {
                let _ = write!(quoted, "\\x{:02x}", u32::from(sign));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
