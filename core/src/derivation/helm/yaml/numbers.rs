//! Floating-point numbers as JSON and YAML have them.

use super::Failure;
use crate::derivation::helm::print::{exponent, general};

/// A number as `encoding/json` writes it.
pub(super) fn json(value: f64) -> Result<String, Failure> {
    if !value.is_finite() {
        let message = format!("json: unsupported value: {}", general(value, None));
        return Err(Failure::Unsupported(message));
    }
    if value == 0.0 || (1e-6..1e21).contains(&value.abs()) {
        return Ok(value.to_string());
    }
    Ok(exponent(value, None).replace("e-0", "e-"))
}

/// A number as YAML 1.1 has it after it was JSON: whole numbers are integers.
pub(super) fn yaml(value: f64) -> Result<String, Failure> {
    let json = json(value)?;
    let is_integer = json.parse::<i64>().is_ok() || json.parse::<u64>().is_ok();
    Ok(match () {
        () if value == 0.0 => "0".to_owned(),
        () if is_integer => json,
        () => general(value, None),
    })
}

/// A number as `goyaml.v3` writes it.
pub(super) fn pretty(value: f64) -> String {
    match general(value, None).as_str() {
        "+Inf" => ".inf".to_owned(),
        "-Inf" => "-.inf".to_owned(),
        "NaN" => ".nan".to_owned(),
        other => other.to_owned(),
    }
}
