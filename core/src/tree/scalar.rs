//! From the text of a scalar to a typed value, by the rules of its reader.

use super::Style;

/// The rules that determine the types of scalars.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Dialect {
    /// YAML as the Kubernetes API server reads it: YAML 1.1 words and merge keys, octal and
    /// hexadecimal numbers, underscores in numbers. Source: goyaml v2 as `sigs.k8s.io/yaml` uses it.
    Kubernetes,
    /// JSON: quotes decide.
    Json,
    /// YAML as Compose reads it: `yes` and `on` are words, merge keys are followed. Source: go-yaml
    /// v3 as compose-go uses it.
    Compose,
    /// HCL: as JSON; a value that is not a literal is unknown.
    Hcl,
    /// Every value is text, as in a `.env` file.
    Text,
}

impl Dialect {
    /// Whether `<<` merges mappings.
    pub(crate) fn merges(self) -> bool {
        matches!(self, Self::Kubernetes | Self::Compose)
    }
}

/// A scalar's typed value.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Scalar<'t> {
    /// No value.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A whole number above the range of `i64`.
    Unsigned(u64),
    /// Any other number.
    Float(f64),
    /// Text.
    Text(&'t str),
}

/// The value of a scalar's text by the rules of a dialect.
pub(crate) fn resolve<'t>(
    text: &'t str,
    style: Style,
    tag: Option<&str>,
    dialect: Dialect,
) -> Scalar<'t> {
    let plain = style == Style::Plain;
    match dialect {
        Dialect::Json | Dialect::Hcl if plain => json(text),
        Dialect::Json | Dialect::Hcl | Dialect::Text => Scalar::Text(text),
        Dialect::Kubernetes => match tag {
            None if plain => kubernetes(text),
            // A quoted scalar under one of these tags is read like a plain one.
            Some("!!null" | "!!bool" | "!!int" | "!!timestamp") => kubernetes(text),
            Some("!!float") => match kubernetes(text) {
                #[expect(clippy::cast_precision_loss, reason = "as the reference does")]
                Scalar::Integer(value) => Scalar::Float(value as f64),
                other => other,
            },
            Some(_) | None => Scalar::Text(text),
        },
        Dialect::Compose => match tag {
            None if plain => compose(text),
            Some("!!null" | "!!bool" | "!!int" | "!!float") => compose(text),
            Some(_) | None => Scalar::Text(text),
        },
    }
}

/// Whether the reference rejects a document because the tag of a scalar does not match its value.
pub(super) fn contradicts_tag(text: &str, tag: &str) -> bool {
    let value = resolve(text, Style::Plain, Some(tag), Dialect::Kubernetes);
    match tag {
        "!!null" => value != Scalar::Null,
        "!!bool" => !matches!(value, Scalar::Bool(_)),
        "!!int" => !matches!(value, Scalar::Integer(_) | Scalar::Unsigned(_)),
        "!!float" => !matches!(value, Scalar::Float(_)),
        _ => false,
    }
}

/// A number as the reference writes it as a key: with the digits of a 32-bit number.
pub(super) fn float_key(value: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "as the reference does")]
    let value = value as f32;
    if value.is_nan() {
        return ".nan".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { ".inf" } else { "-.inf" }.to_owned();
    }
    let scientific = format!("{value:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if value == 0.0 || (-4..6).contains(&exponent) {
        return value.to_string();
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}

fn json(text: &str) -> Scalar<'_> {
    match text {
        "null" | "" => Scalar::Null,
        "true" => Scalar::Bool(true),
        "false" => Scalar::Bool(false),
        _ => (text.parse().map(Scalar::Integer))
            .or_else(|_| text.parse().map(Scalar::Unsigned))
            .or_else(|_| text.parse().map(Scalar::Float))
            .unwrap_or(Scalar::Text(text)),
    }
}

fn kubernetes(text: &str) -> Scalar<'_> {
    match text.as_bytes().first() {
        None => Scalar::Null,
        Some(b'~' | b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O') => {
            word(text)
        }
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => number(text).unwrap_or(Scalar::Text(text)),
        Some(_) => Scalar::Text(text),
    }
}

/// YAML 1.2's words and YAML 1.1's numbers.
fn compose(text: &str) -> Scalar<'_> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Scalar::Null,
        "true" | "True" | "TRUE" => Scalar::Bool(true),
        "false" | "False" | "FALSE" => Scalar::Bool(false),
        _ => match text.as_bytes().first() {
            Some(b'0'..=b'9' | b'+' | b'-' | b'.') => number(text).unwrap_or(Scalar::Text(text)),
            _ => Scalar::Text(text),
        },
    }
}

fn word(text: &str) -> Scalar<'_> {
    match text {
        "~" | "null" | "Null" | "NULL" => Scalar::Null,
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
            Scalar::Bool(true)
        }
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            Scalar::Bool(false)
        }
        _ => Scalar::Text(text),
    }
}

fn number(text: &str) -> Option<Scalar<'static>> {
    match text {
        ".nan" | ".NaN" | ".NAN" => return Some(Scalar::Float(f64::NAN)),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => {
            return Some(Scalar::Float(f64::INFINITY));
        }
        "-.inf" | "-.Inf" | "-.INF" => return Some(Scalar::Float(f64::NEG_INFINITY)),
        _ => {}
    }
    if text.starts_with('.') {
        return float(text);
    }
    let digits = text.replace('_', "");
    let (sign, magnitude) = match digits.strip_prefix(['-', '+']) {
        Some(magnitude) => (digits.get(..1), magnitude),
        None => (None, digits.as_str()),
    };
    if let Some(value) = whole(magnitude) {
        let signed = i128::from(value) * if sign == Some("-") { -1 } else { 1 };
        if let Ok(value) = i64::try_from(signed) {
            return Some(Scalar::Integer(value));
        }
        // The reference's parser for unsigned numbers accepts no sign.
        if sign.is_none() {
            return Some(Scalar::Unsigned(value));
        }
    }
    float(&digits).or_else(|| binary(&digits))
}

fn float(text: &str) -> Option<Scalar<'static>> {
    let value = if looks_like_float(text) { text.parse().ok()? } else { return None };
    // A number too large for a float is text.
    f64::is_finite(value).then_some(Scalar::Float(value))
}

/// `0b-1` and `0b+1`, which the reference's second try at binary numbers takes.
fn binary(digits: &str) -> Option<Scalar<'static>> {
    let digits = digits.strip_prefix("0b")?;
    i64::from_str_radix(digits, 2).ok().map(Scalar::Integer)
}

/// A magnitude with the prefixes of Go's `ParseInt` at base 0; `0755` is octal.
fn whole(magnitude: &str) -> Option<u64> {
    let (digits, radix) = match magnitude.as_bytes() {
        [b'0', b'x' | b'X', _, ..] => (magnitude.get(2..)?, 16),
        [b'0', b'o' | b'O', _, ..] => (magnitude.get(2..)?, 8),
        [b'0', b'b' | b'B', _, ..] => (magnitude.get(2..)?, 2),
        [b'0', _, ..] => (magnitude.get(1..)?, 8),
        _ => (magnitude, 10),
    };
    // `from_str_radix` would take a second sign.
    if digits.starts_with(['+', '-']) { None } else { u64::from_str_radix(digits, radix).ok() }
}

/// Whether the reference reads the text as a float: digits with at most one point, at least one
/// digit, and an exponent with or without sign.
fn looks_like_float(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (text.get(..at).unwrap_or_default(), text.get(at + 1..)),
        None => (text, None),
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mantissa_fits = digits(before) && digits(after) && !(before.is_empty() && after.is_empty());
    let exponent_fits = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    mantissa_fits && exponent_fits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kubernetes_reads_the_words_and_numbers_of_yaml_1_1() {
        let cases = [
            ("yes", Scalar::Bool(true)),
            ("y", Scalar::Bool(true)),
            ("NO", Scalar::Bool(false)),
            ("on", Scalar::Bool(true)),
            ("yEs", Scalar::Text("yEs")),
            ("", Scalar::Null),
            ("~", Scalar::Null),
            ("0755", Scalar::Integer(493)),
            ("0o755", Scalar::Integer(493)),
            ("0x1F", Scalar::Integer(31)),
            ("1_000", Scalar::Integer(1000)),
            ("12:30:45", Scalar::Text("12:30:45")),
            ("18446744073709551615", Scalar::Unsigned(u64::MAX)),
            ("18446744073709551616", Scalar::Float(18_446_744_073_709_551_616.0)),
            ("08", Scalar::Float(8.0)),
            ("1.5", Scalar::Float(1.5)),
            ("1e+3", Scalar::Float(1000.0)),
            ("100m", Scalar::Text("100m")),
            ("-", Scalar::Text("-")),
            ("--1", Scalar::Text("--1")),
            ("1.2.3", Scalar::Text("1.2.3")),
        ];
        for (text, expected) in cases {
            assert_eq!(resolve(text, Style::Plain, None, Dialect::Kubernetes), expected, "{text}");
        }
        let quoted = resolve("true", Style::DoubleQuoted, None, Dialect::Kubernetes);
        assert_eq!(quoted, Scalar::Text("true"));
    }
}
