//! Reports that earlier versions of the schema have recorded are still read, and say the same in
//! the version of today.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use asepsis::internal::checks::former_ids;
use asepsis::report::Role;
use asepsis::report::{Format, RelatedLocation, Report, SCHEMA, SCHEMA_VERSION, TextOptions};
use serde_json::Value;

/// What `asepsis check --format json` wrote before schema version 2: of a platform, of a pod with
/// findings that cover others and with every kind of suppression, and of environments and files
/// that could not be read.
const VERSION_1: [&str; 3] = [
    include_str!("recorded/version-1-ojala.json"),
    include_str!("recorded/version-1-agent.json"),
    include_str!("recorded/version-1-portal.json"),
];

fn count(report: &Value, pointer: &str) -> usize {
    report.pointer(pointer).and_then(Value::as_array).map_or(0, Vec::len)
}

#[test]
fn a_report_of_version_1_is_written_as_one_of_today() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for recorded in VERSION_1 {
        let report = Report::from_json(recorded).unwrap();
        let written = report.to_json();
        assert_eq!(Report::from_json(&written).unwrap().to_json(), written);
        let before: Value = serde_json::from_str(recorded).unwrap();
        let after: Value = serde_json::from_str(&written).unwrap();
        let faults: Vec<String> =
            schema.iter_errors(&after).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(after["schema_version"], SCHEMA_VERSION);
        for list in ["/findings", "/suppressed", "/suppressions/unused", "/inputs", "/controls"] {
            assert_eq!(count(&after, list), count(&before, list), "{list}");
        }
        assert_eq!(after["summary"], before["summary"]);
        assert_eq!(after["verdict"], before["verdict"]);
        for (before, after) in before["findings"].as_array().unwrap().iter().zip(report.findings())
        {
            assert_eq!(before["fingerprint"], *after.fingerprint);
            assert_eq!(before["message"], *after.message);
        }
    }
}

#[test]
fn what_version_1_did_not_say_is_taken_from_what_it_did() {
    let report = Report::from_json(VERSION_1[1]).unwrap();
    let covered = report.findings().iter().flat_map(|finding| &finding.covers);
    let covered: Vec<(&str, &str, bool)> =
        covered.map(|it| (&*it.check, it.severity.as_str(), it.fingerprint.is_empty())).collect();
    let expected =
        [("host-path-volume", "high", true), ("capabilities-beyond-baseline", "high", true)];
    assert_eq!(covered, expected);
    let report = Report::from_json(VERSION_1[0]).unwrap();
    let related: Vec<&RelatedLocation> =
        report.findings().iter().flat_map(|finding| &finding.related).collect();
    assert!(!related.is_empty());
    assert!(related.iter().all(|related| related.role == Role::Other));
}

#[test]
fn checks_are_called_as_today() {
    let mut renamed = 0;
    for recorded in VERSION_1 {
        let written = Report::from_json(recorded).unwrap().to_json();
        for (former, _) in former_ids() {
            let quoted = format!("\"{former}\"");
            renamed += recorded.matches(&quoted).count();
            assert!(!written.contains(&quoted), "{former}");
        }
    }
    assert!(renamed > 20, "{renamed}");
    let report = Report::from_json(VERSION_1[1]).unwrap();
    assert_eq!(&*report.check("run-as-non-root").unwrap().family, "containers");
    assert_eq!(&*report.suppressions().unused[0].check, "secret-manifest-in-repository");
}

#[test]
fn every_form_is_written_of_a_recorded_report() {
    for recorded in VERSION_1 {
        let report = Report::from_json(recorded).unwrap();
        for format in Format::ALL {
            let mut bytes = Vec::new();
            report.write(*format, &mut bytes).unwrap();
            assert!(bytes.len() > 1000);
        }
        assert!(report.to_text(&TextOptions::default()).contains("found"));
    }
}

#[test]
fn a_version_that_there_never_was_is_refused() {
    for version in ["0", "3", "\"2\"", "null"] {
        let json = format!("{{\"schema_version\": {version}}}");
        assert_eq!(Report::from_json(&json).unwrap_err().code(), "invalid-report", "{version}");
    }
}
