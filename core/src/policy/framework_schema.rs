//! The JSON Schema of a framework file, made from the declarations.

use serde_json::{Value, json};

use super::file::framework::keys;
use super::schema::{per_check, properties, with_parameters};
use crate::checks::{AnyCheck, Bearing};
use crate::frameworks::Obligation;

/// The JSON Schema (2020-12) of a framework file that may name the given checks.
///
/// It rejects what [`read_framework`](super::read_framework) rejects, except for what a schema cannot
/// express: duplicate keys and controls, a check under two bearings, and the id of a built-in framework.
pub fn framework_schema(checks: &[AnyCheck]) -> Value {
    let ids: Vec<&str> = checks.iter().map(AnyCheck::id).collect();
    let required = |keys: &[(&'static str, &str)]| -> Vec<&'static str> {
        keys.iter().map(|(key, _)| *key).collect()
    };
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "asepsis framework",
        "description": "A framework: controls, what would prove them, and the checks that bear on them.",
        "type": "object",
        "additionalProperties": false,
        "required": required(keys::REQUIRED),
        "properties": properties(keys::FRAMEWORK, |key| match key {
            "id" => json!({ "type": "string", "pattern": "^[A-Za-z0-9._-]+$" }),
            "proposed" => json!({ "type": "boolean", "default": false }),
            "parameters" => per_check(with_parameters(checks)),
            "controls" => json!({
                "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/control" },
            }),
            _ => json!({ "$ref": "#/$defs/words" }),
        }),
        "$defs": {
            "check": { "description": "The id of a check.", "enum": ids },
            "words": {
                "description": "A string that is not blank.",
                "type": "string",
                "pattern": "\\S",
            },
            "control": {
                "description": "A control.",
                "type": "object",
                "additionalProperties": false,
                "required": required(keys::REQUIRED_OF_A_CONTROL),
                "properties": properties(keys::CONTROL, control_key),
            },
        },
    })
}

fn control_key(key: &str) -> Value {
    if Bearing::ALL.iter().any(|bearing| bearing.key() == key) {
        return json!({
            "type": "array",
            "minItems": 1,
            "uniqueItems": true,
            "items": { "$ref": "#/$defs/check" },
        });
    }
    match key {
        "obligation" => {
            let names: Vec<&str> = Obligation::ALL.iter().map(|of| of.as_str()).collect();
            json!({ "enum": names })
        }
        "manual" => json!({ "type": "boolean", "default": false }),
        _ => json!({ "$ref": "#/$defs/words" }),
    }
}

/// The schema as the committed copy has it: indented, with a final newline.
pub fn framework_schema_text(checks: &[AnyCheck]) -> String {
    format!("{:#}\n", framework_schema(checks))
}
