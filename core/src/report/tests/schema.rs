//! The published schema of the report's JSON says what the report has.

use std::collections::BTreeSet;

use serde_json::Value;

use super::full::full;
use super::{accepted, bare_pod, broken, myhealth, ojala};
use crate::checker::Checker;
use crate::engine::{Input, InputKind};
use crate::report::{Report, SCHEMA};
use crate::source::ProblemCode;

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

fn json(report: &Report) -> Value {
    serde_json::from_str(&report.to_json()).unwrap()
}

#[test]
fn reports_of_all_kinds_follow_the_schema() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let pod = serde_json::json!({"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{}]}});
    let object = Checker::default().check([Input::object("pod", &pod).unwrap()]);
    let empty = Checker::default().check([]);
    let reports = [bare_pod(), broken(), accepted(), ojala(), myhealth(), full(), object, empty];
    for report in reports {
        let value = json(&report);
        if let Some(error) = validator.iter_errors(&value).next() {
            panic!("{error} at {}", error.instance_path());
        }
    }
}

#[test]
fn what_is_no_report_is_refused() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let good = json(&bare_pod());
    let mutations: [fn(&mut Value); 5] = [
        |report| report["verdict"] = "fine".into(),
        |report| report["findings"][0]["location"]["start"]["line"] = 0.into(),
        |report| report["findings"][0]["colour"] = "red".into(),
        |report| report["summary"]["passed"] = (-1).into(),
        |report| drop(report.as_object_mut().unwrap().remove("tool")),
    ];
    for (index, mutate) in mutations.into_iter().enumerate() {
        let mut bad = good.clone();
        mutate(&mut bad);
        assert!(!validator.is_valid(&bad), "mutation {index} is refused");
    }
}

/// Collects the members that the schema declares, each as its place in the schema.
fn declared<'s>(
    schema: &'s Value,
    at: &str,
    found: &mut BTreeSet<String>,
    plain: &mut Vec<&'s Value>,
) {
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        for (name, property) in properties {
            let at = format!("{at}/{name}");
            found.insert(at.clone());
            plain.push(property);
            declared(property, &at, found, plain);
        }
    }
    if let Some(definitions) = schema.get("$defs").and_then(Value::as_object) {
        for (name, definition) in definitions {
            declared(definition, &format!("#{name}"), found, plain);
        }
    }
}

/// Collects the members that a value has, by the places in the schema that declare them.
fn used(value: &Value, schema: &Value, root: &Value, at: &str, found: &mut BTreeSet<String>) {
    let reference = schema.get("$ref").or_else(|| schema.get("anyOf")?.get(0)?.get("$ref"));
    if let Some(name) = reference.and_then(Value::as_str).and_then(|of| of.strip_prefix("#/$defs/"))
    {
        return used(value, &root["$defs"][name], root, &format!("#{name}"), found);
    }
    for item in value.as_array().into_iter().flatten() {
        used(item, &schema["items"], root, at, found);
    }
    for (name, member) in value.as_object().into_iter().flatten() {
        let Some(property) = schema.get("properties").and_then(|all| all.get(name)) else {
            // The names of such members are not the schema's.
            used(member, &schema["additionalProperties"], root, at, found);
            continue;
        };
        let at = format!("{at}/{name}");
        found.insert(at.clone());
        used(member, property, root, &at, found);
    }
}

#[test]
fn the_schema_declares_what_the_report_has_and_nothing_else() {
    let schema = schema();
    let (mut all, mut properties, mut seen) = (BTreeSet::new(), Vec::new(), BTreeSet::new());
    declared(&schema, "", &mut all, &mut properties);
    used(&json(&full()), &schema, &schema, "", &mut seen);
    assert_eq!(all.difference(&seen).collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(all.len() > 90, "{}", all.len());
    for property in properties {
        assert!(property["description"].as_str().is_some_and(|text| text.len() > 3), "{property}");
    }
}

#[test]
fn the_schema_lists_every_problem_code_and_kind() {
    let schema = schema();
    let codes: Vec<&str> = ProblemCode::ALL.iter().map(|code| code.as_str()).collect();
    let listed = &schema["$defs"]["problem"]["properties"]["code"]["enum"];
    assert_eq!(listed, &serde_json::json!(codes));
    let listed = &schema["$defs"]["input"]["properties"]["kind"]["enum"];
    assert_eq!(listed, &serde_json::to_value(InputKind::all()).unwrap());
}

#[test]
fn a_full_report_survives_the_way_through_json() {
    let report = full();
    assert_eq!(Report::from_json(&report.to_json()).unwrap(), report);
}
