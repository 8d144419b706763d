//! SARIF against the published schema and the limits of code scanning.

use std::path::Path;

use serde_json::Value;

use super::{accepted, bare_pod, broken, expect, full::full, myhealth, ojala};
use crate::report::sarif::MOST_RESULTS;

fn parsed(report: &super::Report) -> Value {
    serde_json::from_str(&report.to_sarif()).unwrap()
}

#[test]
fn every_log_follows_the_published_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/sarif-schema-2.1.0.json");
    let mut schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    // The pattern of a language tag has an unpaired bracket: validators refuse the schema with it.
    for object in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][object]["properties"]["language"];
        language.as_object_mut().unwrap().remove("pattern");
    }
    let validator = jsonschema::validator_for(&schema).unwrap();
    for report in [bare_pod(), broken(), accepted(), ojala(), myhealth(), full()] {
        let mut log = parsed(&report);
        if let Some(error) = validator.iter_errors(&log).next() {
            panic!("{error} at {}", error.instance_path());
        }
        log["runs"][0]["columnKind"] = "bytes".into();
        assert!(!validator.is_valid(&log), "a unit that does not exist is refused");
    }
}

#[test]
fn a_small_log_is_what_it_was() {
    expect("broken.sarif", &(serde_json::to_string_pretty(&parsed(&broken())).unwrap() + "\n"));
}

#[test]
fn indices_lead_to_what_they_name() {
    let log = parsed(&ojala());
    let run = &log["runs"][0];
    let rules = &run["tool"]["driver"]["rules"];
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let mut relationships = 0;
    for rule in rules.as_array().unwrap() {
        assert!(rule["properties"]["security-severity"].as_str().unwrap().parse::<f32>().is_ok());
        for relationship in rule["relationships"].as_array().unwrap() {
            let target = &relationship["target"];
            let at = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
            let taxonomy = &run["taxonomies"][at(&target["toolComponent"]["index"])];
            assert_eq!(taxonomy["name"], target["toolComponent"]["name"]);
            assert_eq!(taxonomy["taxa"][at(&target["index"])]["id"], target["id"]);
            relationships += 1;
        }
    }
    assert!(relationships > 20);
}

#[test]
fn paths_become_uris() {
    let mut report = bare_pod();
    for (path, uri) in [
        ("a b/ü%.yaml", "a%20b/%C3%BC%25.yaml"),
        ("./x.yaml", "x.yaml"),
        ("/srv/x.yaml", "file:///srv/x.yaml"),
        ("c:x\\y.yaml", "c%3Ax%5Cy.yaml"),
    ] {
        report.findings[0].location.as_mut().unwrap().path = path.into();
        let log = parsed(&report);
        let location = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(location["artifactLocation"]["uri"], uri);
    }
}

#[test]
fn more_results_than_a_run_may_have_are_cut_from_the_mildest_and_counted() {
    let mut report = bare_pod();
    let mild = report.findings.iter().find(|of| of.severity == crate::checks::Severity::Medium);
    let mild = mild.unwrap().clone();
    let others = report.findings.len();
    let grave_before =
        report.findings.iter().filter(|of| of.severity >= crate::checks::Severity::High).count();
    let mut findings = vec![mild; MOST_RESULTS];
    findings.append(&mut report.findings);
    report.findings = findings;
    let log = parsed(&report);
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), MOST_RESULTS);
    let grave = results.iter().filter(|result| result["level"] == "error").count();
    assert_eq!(grave, grave_before, "no grave one is cut");
    assert!(grave > 0);
    let notification = &run["invocations"][0]["toolExecutionNotifications"][0];
    let text = notification["message"]["text"].as_str().unwrap();
    assert!(text.starts_with(&format!("the {others} least severe results")), "{text}");
}
