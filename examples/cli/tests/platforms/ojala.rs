//! The report about Ojala contains the findings of the audit, at the lines listed in the README.

use std::collections::BTreeSet;

use asepsis::Verdict;
use asepsis::report::InputStatus;

use super::files::{Platform, checker, each_finding, found, named};

#[test]
fn each_finding_of_the_audit_is_in_the_report_at_its_line() {
    let platform = Platform::read("ojala");
    let report = each_finding().check(platform.inputs());
    let (named, found) = (named(&platform.readme, "## Findings of the audit"), found(&report));
    assert!(named.len() > 70, "the README lists {} locations", named.len());
    let missing: BTreeSet<_> = named.difference(&found).collect();
    assert!(missing.is_empty(), "listed, but not found: {missing:#?}");
    assert_eq!(report.verdict(), Verdict::Fail);
}

#[test]
fn each_credential_that_is_found_is_listed() {
    let platform = Platform::read("ojala");
    let report = each_finding().check(platform.inputs());
    let named = named(&platform.readme, "## Findings of the audit");
    let credentials = [
        "hardcoded-secret-in-args",
        "hardcoded-secret-in-env",
        "secret-manifest-in-repository",
        "secret-in-config-map",
        "secret-in-dotenv",
        "secret-in-values",
        "vault-dev-mode",
    ];
    let mut found = found(&report);
    found.retain(|(check, _)| credentials.contains(&check.as_str()));
    let unnamed: BTreeSet<_> = found.difference(&named).collect();
    assert!(unnamed.is_empty(), "found, but not listed: {unnamed:#?}");
}

#[test]
fn a_credential_in_a_list_of_variables_is_marked_without_its_key() {
    let platform = Platform::read("ojala");
    let report = checker().check(platform.inputs());
    let (_, text) = platform.files.iter().find(|(name, _)| name == "docker-compose.yml").unwrap();
    let findings = report.findings().iter();
    let of_compose = findings.filter_map(|finding| {
        let location = finding.location.as_ref().unwrap();
        let is_one = &*finding.check == "hardcoded-secret-in-env";
        (is_one && &*location.path == "docker-compose.yml").then_some(location)
    });
    let marked: Vec<&str> = of_compose
        .map(|location| {
            let (start, end) = (location.start.unwrap().byte, location.end.unwrap().byte);
            &text[start as usize..end as usize]
        })
        .collect();
    assert!(marked.contains(&"OjalaP@ssw0rd!"), "{marked:?}");
    assert!(marked.iter().all(|marked| !marked.contains('=')), "{marked:?}");
}

#[test]
fn findings_of_the_default_project_have_no_environment() {
    let report = checker().check(Platform::read("ojala").inputs());
    let environments = |path: &str| {
        let findings = report.findings().iter();
        let of_file = findings.filter(|finding| &*finding.location.as_ref().unwrap().path == path);
        of_file.map(|finding| finding.environments.join(" ")).collect::<BTreeSet<_>>()
    };
    assert_eq!(environments("docker-compose.yml"), BTreeSet::from([String::new()]));
    assert_eq!(environments("docker-compose.prod.yml"), BTreeSet::from(["prod".to_owned()]));
}

#[test]
fn a_file_of_variables_is_judged_once() {
    let report = checker().check(Platform::read("ojala").inputs());
    let findings = report.findings().iter().filter(|finding| {
        &*finding.location.as_ref().unwrap().path == ".env" && finding.group.is_some()
    });
    let checks: BTreeSet<&str> = findings.map(|finding| &*finding.check).collect();
    assert_eq!(checks, BTreeSet::from(["secret-in-dotenv"]));
}

#[test]
fn every_file_is_analysed_and_charts_are_rendered() {
    for name in ["ojala", "myhealth"] {
        let report = checker().check(Platform::read(name).inputs());
        for input in report.inputs() {
            // Their dependencies are charts of public repositories.
            let is_part = ["helm/influxdb/Chart.yaml", "helm/vault/Chart.yaml"];
            let status = if is_part.contains(&&*input.path) {
                InputStatus::Partial
            } else {
                InputStatus::Analysed
            };
            assert_eq!(input.status, status, "{name}/{}", input.path);
        }
    }
}

/// Findings of charts: `chart/file:line`, the check and the environments.
const CHARTS: &[(&str, &str, &[&str])] = &[
    ("fhir-api/values-dev.yaml:9", "secret-in-values", &["dev"]),
    ("fhir-api/values-staging.yaml:8", "secret-in-values", &["staging"]),
    ("fhir-api/values-prod.yaml:22", "secret-in-values", &["prod"]),
    ("fhir-api/values-dev.yaml:2", "image-tag-mutable", &["dev", "staging"]),
    ("fhir-api/templates/ingress.yaml:12", "ingress-tls-missing", &["staging"]),
    ("fhir-api/templates/deployment.yaml:2", "network-policy-missing", &[]),
    ("fhir-api/values-prod.yaml:9", "low-uid", &["prod"]),
    ("identity/values-dev.yaml:7", "run-as-user-zero", &["dev"]),
    ("identity/values.yaml:34", "secret-manifest-in-repository", &[]),
    // The template ignores the certificate in the values of production.
    ("patient-portal/templates/ingress.yaml:12", "ingress-tls-missing", &[]),
    ("patient-portal/values-prod.yaml:29", "values-unread", &["prod"]),
    ("device-gateway/values.yaml:33", "secret-in-values", &[]),
    ("device-gateway/values-dev.yaml:3", "service-node-port", &["dev"]),
    ("device-gateway/values-prod.yaml:13", "unsafe-sysctl", &["prod"]),
    ("device-gateway/values-prod.yaml:22", "service-load-balancer", &["prod"]),
    ("postgres/templates/statefulset.yaml:29", "privileged-container", &["prod"]),
    ("postgres/values-staging.yaml:6", "service-node-port", &["staging"]),
    ("fhir-api/values.yaml:23", "environment-weaker-than-production", &["dev", "staging"]),
    ("patient-portal/values.yaml:44", "environment-weaker-than-production", &["dev", "staging"]),
    ("lab-connector/values-dev.yaml:7", "environment-weaker-than-production", &["dev"]),
    ("influxdb/templates/backup.yaml:37", "host-path-volume", &["prod", "staging"]),
    ("influxdb/templates/backup.yaml:22", "run-as-non-root-missing", &["staging"]),
    ("vault/values-dev.yaml:4", "vault-dev-mode", &["dev"]),
    ("vault/templates/unseal.yaml:24", "vault-plaintext-address", &["prod", "staging"]),
];

#[test]
fn findings_of_charts_are_at_their_lines_once_with_their_environments() {
    let report = checker().check(Platform::read("ojala").inputs());
    for (place, check, environments) in CHARTS {
        let findings = report.findings().iter().filter(|finding| {
            let location = finding.location.as_ref().unwrap();
            let line = location.start.unwrap().line;
            *finding.check == **check
                && format!("{}:{line}", location.path) == format!("helm/{place}")
        });
        let found: Vec<String> = findings.map(|finding| finding.environments.join(" ")).collect();
        assert_eq!(found, [environments.join(" ")], "{place} {check}");
    }
}
