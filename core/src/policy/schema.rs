//! The JSON Schema of the policy file, made from the declarations.

use serde_json::{Map, Value, json};

use super::file::keys::{self, Key};
use super::options::Options;
use super::selection::Selection;
use crate::checks::{AnyCheck, Parameter, ParameterKind, Severity, former_families, former_ids};
use crate::frameworks::Framework;
use crate::tree::Limits;

/// The JSON Schema (2020-12) of a policy file that may name the given checks.
///
/// It rejects what [`read`](super::read) rejects, except for what a schema cannot express: invalid
/// patterns, and duplicate keys.
pub fn schema(checks: &[AnyCheck]) -> Value {
    let ids: Vec<&str> = checks.iter().map(AnyCheck::id).collect();
    let former: Vec<&str> = former_ids().map(|(former, _)| former).collect();
    let severities: Vec<&str> = Severity::ALL.iter().map(|severity| severity.as_str()).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "asepsis policy",
        "description": "The policy file `asepsis.yaml`: what runs, what is accepted and why.",
        "type": ["object", "null"],
        "additionalProperties": false,
        "properties": properties(keys::POLICY, |key| policy_key(key, checks)),
        "$defs": {
            "check": {
                "description": "The id of a check.",
                "anyOf": [{ "enum": ids }, renamed(&former)],
            },
            "selector": selector(checks),
            "severity": { "description": "Severity of a finding.", "enum": severities },
            "words": {
                "description": "A string that is not blank.",
                "type": "string",
                "pattern": "\\S",
            },
            "patterns": {
                "description": "Path patterns: `*` matches within a folder, `**` across folders.",
                "type": "array",
                "items": { "$ref": "#/$defs/words" },
            },
            "groups": {
                "type": "object",
                "propertyNames": { "$ref": "#/$defs/words" },
                "additionalProperties": { "$ref": "#/$defs/patterns", "minItems": 1 },
            },
            "suppression": suppression(),
        },
    })
}

/// The JSON Schema (2020-12) of [`Choices`](super::Choices) as [`Choices::read`](super::Choices::read)
/// takes them.
pub fn choices_schema(checks: &[AnyCheck]) -> Value {
    let ids: Vec<&str> = Framework::BUILT_IN.iter().map(|framework| framework.id()).collect();
    let severities: Vec<&str> = Severity::ALL.iter().map(|severity| severity.as_str()).collect();
    let schema_of = |key: &str| match key {
        "select" | "ignore" => json!({ "type": "array", "items": selector(checks) }),
        "frameworks" => json!({ "type": "array", "items": framework(&ids) }),
        "framework_files" => {
            json!({ "type": "object", "additionalProperties": { "type": "string" } })
        }
        "fail_on" | "min_severity" => json!({ "enum": severities }),
        key if keys::FLAGS.contains(&key) => json!({ "type": "boolean" }),
        "evidence" => {
            json!({ "anyOf": [{ "type": "integer", "minimum": 0 }, { "const": "all" }] })
        }
        _ => json!({ "type": "string" }),
    };
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "asepsis choices",
        "description": "Options of a caller, in addition to or instead of those of the policy.",
        "type": "object",
        "additionalProperties": false,
        "properties": properties(keys::CHOICES, schema_of),
    })
}

/// A built-in framework or the path of a file.
fn framework(ids: &[&str]) -> Value {
    json!({
        "anyOf": [
            { "description": "The id of a built-in framework.", "enum": ids },
            {
                "description": "The path of a framework file.",
                "type": "string",
                "pattern": "/|\\\\|\\.(yaml|yml|json)$",
            },
        ],
    })
}

/// What can be selected and ignored.
fn selector(checks: &[AnyCheck]) -> Value {
    let ids = former_ids().map(|(former, _)| former);
    let former: Vec<&str> = ids.chain(former_families()).collect();
    json!({
        "description": "The id of a check, a family of checks or a severity.",
        "anyOf": [{ "enum": Selection::names(checks) }, renamed(&former)],
    })
}

/// Former names that are still accepted.
fn renamed(names: &[&str]) -> Value {
    json!({ "description": "A former name.", "deprecated": true, "enum": names })
}

/// The schema as the committed copy has it: indented, with a final newline.
pub fn schema_text(checks: &[AnyCheck]) -> String {
    format!("{:#}\n", schema(checks))
}

/// The properties of declared keys, each with its description and an example.
pub(super) fn properties(keys: &[Key], schema_of: impl Fn(&str) -> Value) -> Value {
    let property = |key: &Key| {
        let mut schema = described(schema_of(key.name), key.description);
        // INVARIANT: a test reads every example.
        let example = serde_json::from_str::<Value>(key.example).ok();
        if let (Value::Object(members), Some(example)) = (&mut schema, example) {
            members.insert("examples".to_owned(), json!([example]));
        }
        (key.name.to_owned(), schema)
    };
    Value::Object(keys.iter().map(property).collect())
}

fn described(mut schema: Value, description: &str) -> Value {
    if let Value::Object(members) = &mut schema {
        members.insert("description".to_owned(), description.into());
    }
    schema
}

fn policy_key(key: &str, checks: &[AnyCheck]) -> Value {
    let defaults = Options::default();
    match key {
        "version" => json!({ "const": keys::VERSION, "default": keys::VERSION }),
        "frameworks" => {
            let ids: Vec<&str> =
                Framework::BUILT_IN.iter().map(|framework| framework.id()).collect();
            json!({ "type": "array", "uniqueItems": true, "items": framework(&ids) })
        }
        "kubernetes" => json!({
            "type": "string",
            "pattern": "^(latest|v?1\\.(0|[1-9][0-9]*))$",
            "default": defaults.kubernetes.to_string(),
        }),
        "select" | "ignore" => json!({
            "type": "array",
            "minItems": u8::from(key == "select"),
            "uniqueItems": true,
            "items": { "$ref": "#/$defs/selector" },
        }),
        "severities" => per_check(checks.iter().map(|check| (check, severity_of(check)))),
        "parameters" => per_check(with_parameters(checks)),
        "thresholds" => mapping(keys::THRESHOLDS, |key| threshold(key, &defaults)),
        "evidence" => json!({
            "anyOf": [
                { "type": "integer", "minimum": 0, "maximum": u32::MAX },
                { "const": "all" },
            ],
            "default": defaults.evidence.map_or(Value::from("all"), Value::from),
        }),
        "suppressions" => json!({ "type": "array", "items": { "$ref": "#/$defs/suppression" } }),
        "exclude" => json!({ "$ref": "#/$defs/patterns" }),
        "environments" | "bundles" => json!({ "$ref": "#/$defs/groups" }),
        "phi" => mapping(keys::PHI, |_| json!({ "$ref": "#/$defs/patterns" })),
        "helm" => mapping(keys::HELM, |key| match key {
            "api_versions" => json!({ "type": "array", "items": { "$ref": "#/$defs/words" } }),
            _ => json!({ "$ref": "#/$defs/words" }),
        }),
        "limits" => mapping(keys::LIMITS, |key| limit(key, &defaults.limits)),
        _ => Value::Bool(true),
    }
}

fn mapping(keys: &[Key], schema_of: impl Fn(&str) -> Value) -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": properties(keys, schema_of),
    })
}

/// A mapping with a property for each of the checks, and for each id that one of them had.
pub(super) fn per_check<'c>(checks: impl Iterator<Item = (&'c AnyCheck, Value)>) -> Value {
    let mut properties: Map<String, Value> = checks
        .map(|(check, schema)| (check.id().to_owned(), described(schema, check.title())))
        .collect();
    for (former, current) in former_ids() {
        let Some(schema) = properties.get(current) else { continue };
        let mut schema = described(schema.clone(), &format!("The former id of `{current}`."));
        if let Value::Object(members) = &mut schema {
            members.insert("deprecated".to_owned(), true.into());
        }
        properties.insert(former.to_owned(), schema);
    }
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn severity_of(check: &AnyCheck) -> Value {
    json!({ "$ref": "#/$defs/severity", "default": check.severity().as_str() })
}

/// The checks that have parameters, each with the schema of them.
pub(super) fn with_parameters(checks: &[AnyCheck]) -> impl Iterator<Item = (&AnyCheck, Value)> {
    let checks = checks.iter().filter(|check| !check.parameters().is_empty());
    checks.map(|check| (check, parameters(check)))
}

fn parameters(check: &AnyCheck) -> Value {
    let property = |parameter: &&Parameter| {
        (parameter.name.to_owned(), described(value(parameter.kind), parameter.description))
    };
    let properties: Map<String, Value> = check.parameters().iter().map(property).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn value(kind: ParameterKind) -> Value {
    match kind {
        ParameterKind::Integer { default, minimum, maximum } => json!({
            "type": "integer", "minimum": minimum, "maximum": maximum, "default": default,
        }),
        ParameterKind::Texts { default } => json!({
            "type": "array", "items": { "$ref": "#/$defs/words" }, "default": default,
        }),
    }
}

fn threshold(key: &str, defaults: &Options) -> Value {
    let severity =
        |default: Severity| json!({ "$ref": "#/$defs/severity", "default": default.as_str() });
    match key {
        "fail_on" => severity(defaults.fail_on),
        "minimum_severity" => severity(defaults.minimum_severity),
        "fail_on_unknown" => json!({ "type": "boolean", "default": defaults.fail_on_unknown }),
        _ => Value::Bool(true),
    }
}

fn limit(key: &str, defaults: &Limits) -> Value {
    let default = match key {
        "bytes" => defaults.bytes,
        "depth" => defaults.depth.into(),
        "nodes" => defaults.nodes.into(),
        "alias_expansion" => defaults.alias_expansion,
        "embedding" => defaults.embedding.into(),
        "environments" => defaults.environments.into(),
        "findings" | "steps" => {
            return json!({ "type": "integer", "minimum": 1, "maximum": keys::largest_limit(key) });
        }
        _ => return Value::Bool(true),
    };
    let maximum = keys::largest_limit(key);
    json!({ "type": "integer", "minimum": 1, "maximum": maximum, "default": default })
}

fn suppression() -> Value {
    let schema_of = |key: &str| match key {
        "check" => json!({ "$ref": "#/$defs/check" }),
        "resource" => json!({ "type": "string", "pattern": "/|\\*\\*" }),
        "expires" => json!({
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        }),
        _ => json!({ "$ref": "#/$defs/words" }),
    };
    let required: Vec<&str> = keys::REQUIRED.iter().map(|(key, _)| *key).collect();
    json!({
        "description": "Findings of one check that are accepted, and why.",
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": properties(keys::SUPPRESSION, schema_of),
    })
}
