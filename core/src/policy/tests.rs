//! The schema and the reader say the same about the same document.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use serde_json::{Value, json};

use super::{read, schema, schema_text};
use crate::checks::AnyCheck;
use crate::source::Source;
use crate::syntax::{self, Format};
use crate::tree::{Kind, Limits, NodeRef, Origin, Scalar};

const COMMITTED: &str = include_str!("../../schemas/policy.schema.json");

#[test]
fn the_committed_schema_is_fresh() {
    let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
    assert!(
        COMMITTED == schema_text(&checks),
        "core/schemas/policy.schema.json is stale, run: cargo dev sync"
    );
}

#[test]
fn every_property_is_described() {
    let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
    let schema = schema(&checks);
    let mut open = vec![&schema];
    let mut seen = 0;
    while let Some(value) = open.pop() {
        if let Some(Value::Object(properties)) = value.get("properties") {
            for (name, property) in properties {
                let description = property.get("description").and_then(Value::as_str);
                assert!(description.is_some_and(|text| text.len() > 8), "{name}: {property}");
                seen += 1;
            }
        }
        match value {
            Value::Object(members) => open.extend(members.values()),
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn every_key_has_an_example_that_is_read() {
    let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
    let schema = schema(&checks);
    let validator = jsonschema::validator_for(&schema).unwrap();
    let examples = |of: &str| -> Vec<(String, Value)> {
        let properties = schema.pointer(of).unwrap().as_object().unwrap().iter();
        let example = |key: &Value| key.pointer("/examples/0").cloned();
        properties.map(|(name, key)| (name.clone(), example(key).expect(name))).collect()
    };
    let mut policies: Vec<Value> = Vec::new();
    for (name, example) in examples("/properties") {
        policies.push(json!({ name: example }));
    }
    for key in ["thresholds", "limits"] {
        for (name, example) in examples(&format!("/properties/{key}/properties")) {
            policies.push(json!({ key: { name: example } }));
        }
    }
    let suppression = examples("/$defs/suppression/properties");
    policies.push(json!({ "suppressions": [Value::Object(suppression.into_iter().collect())] }));
    assert!(policies.len() > 25, "{}", policies.len());
    for policy in policies {
        assert!(validator.is_valid(&policy), "{policy}");
        assert!(read("asepsis.yaml", &policy.to_string(), &checks).is_ok(), "{policy}");
    }
}

/// The document as a program that reads YAML would hand it to a validator.
pub(super) fn value(node: NodeRef<'_>) -> Value {
    let node = node.follow().unwrap();
    match node.kind() {
        Kind::Sequence => node.items().map(value).collect(),
        Kind::Mapping => {
            let entries = node.entries().into_iter();
            entries.map(|(key, item)| (key.key_text().into_owned(), value(item))).collect()
        }
        _ => match node.scalar() {
            Scalar::Null => Value::Null,
            Scalar::Bool(value) => value.into(),
            Scalar::Integer(value) => value.into(),
            Scalar::Unsigned(value) => value.into(),
            Scalar::Float(value) => value.into(),
            Scalar::Text(text) => text.into(),
        },
    }
}

const VALID: &[&str] = &[
    "",
    "{}",
    "version: 1",
    "version: 1.0",
    "frameworks: []",
    "frameworks: [hipaa, pss-baseline, pss-restricted, cis-kubernetes, nsa-cisa, nist-800-53, hipaa-nprm-2025, ./own.yaml]",
    "kubernetes: latest",
    "kubernetes: '1.31'",
    "kubernetes: v1.8",
    "kubernetes: '1.400'",
    "select: [pods]",
    "select: [low-uid, critical, network]",
    "ignore: [low-user-id, run-as-non-root]",
    "severities: {effective-root-user: low, low-user-id: info}",
    "parameters: {low-user-id: {minimum_uid: 100}}",
    "ignore: []",
    "ignore: [info, low]",
    "severities: {}",
    "severities: {low-uid: critical, host-network: info}",
    "parameters: {}",
    "parameters: {low-uid: {}}",
    "parameters: {low-uid: {minimum_uid: 0}}",
    "parameters: {low-uid: {minimum_uid: 4294967295}}",
    "thresholds: {}",
    "thresholds: {fail_on: info, fail_on_unknown: false, minimum_severity: critical}",
    "thresholds: {fail_on_unknown: yes}",
    "evidence: all",
    "evidence: 0",
    "evidence: 4294967295",
    "exclude: []",
    "exclude: ['**/*.md', '!a']",
    "environments: {}",
    "environments: {dev: [a], 'no': [b, c]}",
    "bundles: {clinic: ['clinic/**']}",
    "suppressions: []",
    "suppressions: [{check: host-network, reason: r, owner: o}]",
    "suppressions: [{check: host-network, reason: r, owner: o, resource: '**', path: a.yaml}]",
    "suppressions: [{check: host-network, reason: r, owner: o, resource: Pod/*, expires: 2028-02-29}]",
    "limits: {}",
    "limits: {bytes: 1, depth: 10000, nodes: 4294967295, alias_expansion: 1, embedding: 16, environments: 4294967295, findings: 1, steps: 4294967295}",
    "limits: &limits {depth: 5}\nthresholds: {}",
];

const INVALID: &[&str] = &[
    "[]",
    "text",
    "5",
    "unknown: 1",
    "version: 2",
    "version: '1'",
    "version: 1.5",
    "version:",
    "frameworks: hipaa",
    "frameworks: [soc2]",
    "frameworks: [hipaa, hipaa]",
    "frameworks: [1]",
    "frameworks: [~]",
    "frameworks:",
    "kubernetes: 1.31",
    "kubernetes: '2.0'",
    "kubernetes: '1.031'",
    "kubernetes: [latest]",
    "select: []",
    "select: [no-such-check]",
    "select: [low-uid, low-uid]",
    "select: {pods: true}",
    "ignore: pods",
    "ignore: ['']",
    "severities: [low-uid]",
    "severities: {no-such-check: low}",
    "severities: {low-uid: severe}",
    "severities: {low-uid: ~}",
    "parameters: {no-such-check: {}}",
    "parameters: {host-network: {port: 1}}",
    "parameters: {low-uid: {minimum: 1}}",
    "parameters: {low-uid: {minimum_uid: -1}}",
    "parameters: {low-uid: {minimum_uid: 4294967296}}",
    "parameters: {low-uid: {minimum_uid: 1.5}}",
    "parameters: {low-uid: {minimum_uid: '1000'}}",
    "parameters: {low-uid: [1000]}",
    "thresholds: high",
    "thresholds: {fail_on: severe}",
    "thresholds: {fail_on: [high]}",
    "thresholds: {fail_on_unknown: 'true'}",
    "thresholds: {minimum_severity: 1}",
    "thresholds: {unknown: 1}",
    "evidence: -1",
    "evidence: 4294967296",
    "evidence: some",
    "evidence: [all]",
    "exclude: vendor",
    "exclude: [' ']",
    "exclude: [5]",
    "environments: [dev]",
    "environments: {dev: a}",
    "environments: {dev: []}",
    "environments: {' ': [a]}",
    "bundles: {lab: {path: a}}",
    "bundles: {lab: ['']}",
    "suppressions: {check: host-network}",
    "suppressions: [host-network]",
    "suppressions: [{}]",
    "suppressions: [{check: host-network, reason: r}]",
    "suppressions: [{check: host-network, owner: o}]",
    "suppressions: [{reason: r, owner: o}]",
    "suppressions: [{check: host-network, reason: '', owner: o}]",
    "suppressions: [{check: host-network, reason: r, owner: \"\\t\"}]",
    "suppressions: [{check: pods, reason: r, owner: o}]",
    "suppressions: [{check: host-network, reason: r, owner: o, until: 2027-01-01}]",
    "suppressions: [{check: host-network, reason: r, owner: o, expires: 2026-02-30}]",
    "suppressions: [{check: host-network, reason: r, owner: o, expires: 2026-2-3}]",
    "suppressions: [{check: host-network, reason: r, owner: o, expires: 20270101}]",
    "suppressions: [{check: host-network, reason: r, owner: o, resource: agent}]",
    "suppressions: [{check: host-network, reason: r, owner: o, path: ''}]",
    "limits: 5",
    "limits: {depth: 0}",
    "limits: {findings: 0}",
    "limits: {steps: 4294967296}",
    "limits: {depth: 10001}",
    "limits: {bytes: 64Mi}",
    "limits: {nodes: 18446744073709551615}",
    "limits: {seconds: 5}",
];

#[test]
fn schema_and_reader_agree() {
    let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
    let schema = schema(&checks);
    let meta = jsonschema::meta::validate(&schema);
    assert!(meta.is_ok(), "{meta:?}");
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let documents =
        VALID.iter().map(|text| (text, true)).chain(INVALID.iter().map(|text| (text, false)));
    for (text, expected) in documents {
        let source = Source::new("asepsis.yaml", *text);
        let (tree, problems) = syntax::parse(source, Format::YAML, Origin::Text, Limits::default());
        assert!(problems.is_empty(), "{text}: {problems:?}");
        let document = tree.documents().next().map_or(Value::Null, |(_, root)| value(root));
        let errors: Vec<String> =
            validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert_eq!(errors.is_empty(), expected, "schema on {text}\n{errors:#?}");
        let read = read("asepsis.yaml", text, &checks);
        assert_eq!(read.is_ok(), expected, "reader on {text}\n{read:#?}");
    }
}
