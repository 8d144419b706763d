//! Floating-point numbers as Go writes them.

use super::Failure;

/// The shortest digits of a number that identify it, and the exponent of the first one.
fn digits(value: f64) -> (String, i32) {
    let scientific = format!("{:e}", value.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    (mantissa.replace('.', ""), exponent.parse().unwrap_or(0))
}

/// A number with an exponent of at least two digits.
fn with_exponent(value: f64) -> String {
    let (digits, exponent) = digits(value);
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let (first, rest) = digits.split_at_checked(1).unwrap_or((&digits, ""));
    let point = if rest.is_empty() { "" } else { "." };
    let direction = if exponent < 0 { '-' } else { '+' };
    format!("{sign}{first}{point}{rest}e{direction}{:02}", exponent.abs())
}

/// A number in the general form (`g`): with an exponent, if that is below -4 or not below `limit`.
pub(super) fn general(value: f64, limit: i32) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    let (_, exponent) = digits(value);
    if value != 0.0 && !(-4..limit).contains(&exponent) {
        return with_exponent(value);
    }
    value.to_string()
}

/// A number as `encoding/json` writes it.
pub(super) fn json(value: f64) -> Result<String, Failure> {
    if !value.is_finite() {
        let message = format!("json: unsupported value: {}", general(value, 21));
        return Err(Failure::Unsupported(message));
    }
    if value == 0.0 || (1e-6..1e21).contains(&value.abs()) {
        return Ok(value.to_string());
    }
    Ok(with_exponent(value).replace("e-0", "e-"))
}

/// A number as YAML 1.1 has it after it was JSON: whole numbers are integers.
pub(super) fn yaml(value: f64) -> Result<String, Failure> {
    let json = json(value)?;
    let is_integer = json.parse::<i64>().is_ok() || json.parse::<u64>().is_ok();
    Ok(match () {
        () if value == 0.0 => "0".to_owned(),
        () if is_integer => json,
        () => general(value, 6),
    })
}

/// A number as `goyaml.v3` writes it.
pub(super) fn pretty(value: f64) -> String {
    match general(value, 6).as_str() {
        "+Inf" => ".inf".to_owned(),
        "-Inf" => "-.inf".to_owned(),
        "NaN" => ".nan".to_owned(),
        other => other.to_owned(),
    }
}
