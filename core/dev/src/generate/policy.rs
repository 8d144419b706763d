//! The reference of the policy file, from its schema.

use std::fmt::Write as _;

use asepsis::checks::AnyCheck;
use asepsis::policy::schema;
use serde_json::Value;

use crate::lists::Generated;

const PATH: &str = "core/docs/policy.md";

pub(super) fn policy() -> Generated {
    let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
    let schema = schema(&checks);
    let mut text = String::from(
        "# Policy file\n\n\
         `asepsis.yaml`, in the folder of the first path or in one above it, applies to the whole run. \
         `--config FILE` names another one, `--no-config` ignores it. An unknown key or a value of the \
         wrong type is an error, and nothing is checked. Every key is optional. Path patterns are \
         relative to the folder of the file: `*` matches within a folder, `**` across folders.\n\n\
         Editors complete the keys with the \
         [schema](../schemas/policy.schema.json).\n\n## Keys\n",
    );
    for (name, key) in members(&schema) {
        let _ = writeln!(text, "\n### `{name}`\n\n{}\n", of(key, "description"));
        let _ = writeln!(text, "Type: {}.{}", type_of(key), default(key));
        if let Some(example) = key.pointer("/examples/0") {
            let _ = write!(text, "\n```yaml\n{name}:");
            yaml(&mut text, example, 0);
            text.push_str("```\n");
        }
        match name.as_str() {
            "parameters" => parameters(&mut text, key),
            "suppressions" => {
                if let Some(suppression) = schema.pointer("/$defs/suppression") {
                    table(&mut text, suppression);
                }
            }
            // Their keys are the ids of the checks.
            "severities" => {}
            _ => table(&mut text, key),
        }
    }
    Generated::new(PATH, text)
}

/// The keys of a mapping, if it has some.
fn table(text: &mut String, of_mapping: &Value) {
    let members = members(of_mapping);
    if members.is_empty() {
        return;
    }
    text.push_str("\n| key | type | default | meaning |\n|---|---|---|---|\n");
    let required = of_mapping.get("required").and_then(Value::as_array);
    for (name, key) in members {
        let is_required = required.is_some_and(|all| all.iter().any(|one| one == name));
        let default = match key.get("default") {
            Some(default) => format!("`{default}`"),
            None if is_required => "required".to_owned(),
            None => String::new(),
        };
        let meaning = of(key, "description");
        let _ = writeln!(text, "| `{name}` | {} | {default} | {meaning} |", type_of(key));
    }
}

/// The parameters of all checks, without those that are known by a former id.
fn parameters(text: &mut String, key: &Value) {
    text.push_str("\n| check | parameter | type | default | meaning |\n|---|---|---|---|---|\n");
    for (check, own) in members(key) {
        if own.get("deprecated").is_some() {
            continue;
        }
        for (name, parameter) in members(own) {
            let default = parameter.get("default").map(|value| format!("`{value}`"));
            let _ = writeln!(
                text,
                "| `{check}` | `{name}` | {} | {} | {} |",
                type_of(parameter),
                default.unwrap_or_default(),
                of(parameter, "description"),
            );
        }
    }
}

fn members(schema: &Value) -> Vec<(&String, &Value)> {
    schema.get("properties").and_then(Value::as_object).into_iter().flatten().collect()
}

fn of<'v>(schema: &'v Value, member: &str) -> &'v str {
    schema.get(member).and_then(Value::as_str).unwrap_or_default()
}

fn default(schema: &Value) -> String {
    schema.get("default").map(|value| format!(" Default: `{value}`.")).unwrap_or_default()
}

/// The type of a value in words.
fn type_of(schema: &Value) -> String {
    if let Some(definition) = schema.get("$ref").and_then(Value::as_str) {
        return match definition.trim_start_matches("#/$defs/") {
            "severity" => "severity: `critical`, `high`, `medium`, `low` or `info`".to_owned(),
            "check" => "id of a check".to_owned(),
            "selector" => "id of a check, family or severity".to_owned(),
            "patterns" => "list of path patterns".to_owned(),
            "groups" => "mapping of names to lists of path patterns".to_owned(),
            "suppression" => "suppression".to_owned(),
            _ => "text".to_owned(),
        };
    }
    if let Some(one) = schema.get("const") {
        return format!("`{one}`");
    }
    let list = |member: &str| schema.get(member).and_then(Value::as_array);
    if let Some(values) = list("enum") {
        let values: Vec<String> =
            values.iter().filter_map(Value::as_str).map(|value| format!("`{value}`")).collect();
        return format!("one of {}", values.join(", "));
    }
    if let Some(all) = list("anyOf") {
        return all.iter().map(type_of).collect::<Vec<_>>().join(" or ");
    }
    match of(schema, "type") {
        "array" => match schema.get("items").map(type_of) {
            Some(items) => format!("list; each {items}"),
            None => "list".to_owned(),
        },
        "object" => "mapping".to_owned(),
        "integer" => {
            let bound = |member: &str| schema.get(member).and_then(Value::as_i64);
            match (bound("minimum"), bound("maximum")) {
                (Some(minimum), Some(maximum)) => format!("number from {minimum} to {maximum}"),
                (Some(minimum), None) => format!("number from {minimum}"),
                _ => "number".to_owned(),
            }
        }
        "boolean" => "`true` or `false`".to_owned(),
        _ => "text".to_owned(),
    }
}

/// Writes a value as YAML behind its key, with the line break.
fn yaml(text: &mut String, value: &Value, indent: usize) {
    let blanks = " ".repeat(indent + 2);
    match value {
        Value::Object(members) => {
            text.push('\n');
            for (name, member) in members {
                let _ = write!(text, "{blanks}{name}:");
                yaml(text, member, indent + 2);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            text.push('\n');
            for members in items.iter().filter_map(Value::as_object) {
                for (number, (name, member)) in members.iter().enumerate() {
                    let start = if number == 0 { "- " } else { "  " };
                    let _ = write!(text, "{blanks}{start}{name}:");
                    yaml(text, member, indent + 4);
                }
            }
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(Value::to_string).collect();
            let _ = writeln!(text, " [{}]", items.join(", "));
        }
        // JSON is YAML.
        value => {
            let _ = writeln!(text, " {value}");
        }
    }
}
