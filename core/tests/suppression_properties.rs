//! Accepting one subject or one check never removes a finding of another, except for what the accepted
//! one implies.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use asepsis::checks::{AnyCheck, Concern};
use asepsis::policy::{Options, Suppression};
use asepsis::report::{Finding, Report, ResourceIdentity};
use asepsis::{Checker, Input};
use proptest::collection::vec;
use proptest::prelude::*;

/// One failure: the check, the resource, and the fingerprint.
type Failure = (String, String, String);

/// Lines of a container that each fail some checks.
const CONTAINER: [&str; 8] = [
    "privileged: true",
    "runAsUser: 0",
    "runAsNonRoot: false",
    "allowPrivilegeEscalation: true",
    "capabilities: {add: [SYS_ADMIN]}",
    "capabilities: {drop: [ALL], add: [NET_RAW]}",
    "procMount: Unmasked",
    "readOnlyRootFilesystem: true",
];

/// Lines of a pod.
const POD: [&str; 6] = [
    "hostNetwork: true",
    "hostPID: true",
    "automountServiceAccountToken: true",
    "securityContext: {runAsUser: 0}",
    "securityContext: {seccompProfile: {type: Unconfined}}",
    "volumes: [{name: root, hostPath: {path: /}}, {name: run, hostPath: {path: /var/run/docker.sock}}]",
];

/// Lines of a service of Compose; the last ones come from a shared mapping.
const SERVICE: [&str; 6] = [
    "privileged: true",
    "pid: host",
    "volumes: [\"/var/run/docker.sock:/var/run/docker.sock\"]",
    "ports: [\"80:80\"]",
    "environment: {DB_PASSWORD: vK3m-9qTz-71xw}",
    "<<: *shared",
];

fn unique_keys(lines: &[&'static str]) -> Vec<&'static str> {
    let key = |line: &str| line.split(':').next().unwrap_or_default().to_owned();
    let mut kept: Vec<&'static str> = Vec::new();
    for line in lines {
        if !kept.iter().any(|known| key(known) == key(line)) {
            kept.push(line);
        }
    }
    kept
}

fn pod() -> impl Strategy<Value = (Vec<&'static str>, Vec<Vec<&'static str>>)> {
    let lines = vec(prop::sample::select(&POD[..]), 0..3);
    (lines, vec(vec(prop::sample::select(&CONTAINER[..]), 0..3), 1..3))
}

fn manifests(pods: &[(Vec<&'static str>, Vec<Vec<&'static str>>)], annotated: &[String]) -> String {
    let mut text = String::new();
    for (number, (lines, containers)) in pods.iter().enumerate() {
        writeln!(text, "---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: p{number}").unwrap();
        if let Some(check) = annotated.get(number).filter(|check| !check.is_empty()) {
            writeln!(text, "  annotations: {{ignore.asepsis/{check}: agreed}}").unwrap();
        }
        writeln!(text, "spec:").unwrap();
        for line in unique_keys(lines) {
            writeln!(text, "  {line}").unwrap();
        }
        writeln!(text, "  containers:").unwrap();
        for (at, container) in containers.iter().enumerate() {
            writeln!(text, "  - name: c{at}\n    image: app\n    securityContext:").unwrap();
            writeln!(text, "      seccompProfile: {{type: RuntimeDefault}}").unwrap();
            for line in unique_keys(container) {
                writeln!(text, "      {line}").unwrap();
            }
        }
    }
    text
}

fn compose(services: &[Vec<&'static str>]) -> String {
    let mut text =
        "x-shared: &shared\n  cap_add: [SYS_ADMIN]\n  network_mode: host\nservices:\n".to_owned();
    for (number, lines) in services.iter().enumerate() {
        writeln!(text, "  s{number}:\n    image: app").unwrap();
        for line in unique_keys(lines) {
            writeln!(text, "    {line}").unwrap();
        }
    }
    text
}

fn label(resource: Option<&ResourceIdentity>) -> String {
    resource.map_or_else(String::new, |resource| {
        format!("{}/{}", resource.kind, resource.name.as_deref().unwrap_or_default())
    })
}

fn failure(finding: &Finding) -> Failure {
    let resource = label(finding.resource.as_deref());
    (finding.check.to_string(), resource, finding.fingerprint.to_string())
}

/// The failures that a finding shows: its own, and those that it covers.
fn shown(finding: &Finding) -> Vec<Failure> {
    let own = finding.resource.as_deref();
    let covered = finding.covers.iter().map(|covered| {
        let resource = covered.resource.as_deref().or(own);
        (covered.check.to_string(), label(resource), covered.fingerprint.to_string())
    });
    std::iter::once(failure(finding)).chain(covered).collect()
}

/// Whether two findings can be about one container: a finding of the pod is about all of them.
fn is_same_container(one: &Finding, other: &Finding) -> bool {
    let container = |finding: &Finding| finding.resource.as_ref()?.container.clone();
    match (container(one), container(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

fn counted(failures: impl IntoIterator<Item = Failure>) -> BTreeMap<Failure, usize> {
    let mut counts = BTreeMap::new();
    for failure in failures {
        *counts.entry(failure).or_default() += 1;
    }
    counts
}

fn concern(id: &str) -> Concern {
    AnyCheck::find(id).unwrap().concern()
}

fn run(options: Options, inputs: &[(&'static str, String)]) -> Report {
    let inputs = inputs.iter().map(|(name, text)| Input::text(*name, text.as_str()));
    Checker::builder().options(options).build().unwrap().check(inputs)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn accepting_removes_nothing_else(
        pods in vec(pod(), 1..4),
        services in vec(vec(prop::sample::select(&SERVICE[..]), 0..4), 0..3),
        chosen in vec((any::<prop::sample::Index>(), any::<bool>(), any::<bool>()), 1..4),
        // Which pods have an annotation, and for which of their findings.
        by_annotation in vec(any::<Option<prop::sample::Index>>(), 3),
    ) {
        let inputs = |annotated: &[String]| {
            vec![("pods.yaml", manifests(&pods, annotated)), ("compose.yaml", compose(&services))]
        };
        let mut each = Options::default();
        each.folds = false;
        let open = run(each, &inputs(&[]));
        prop_assert!(!open.findings().is_empty());
        let all: Vec<Failure> = open.findings().iter().map(failure).collect();

        let mut options = Options::default();
        for (index, by_resource, by_path) in &chosen {
            let finding = index.get(open.findings());
            let mut suppression = Suppression::default();
            suppression.check = finding.check.to_string();
            suppression.resource = by_resource.then(|| label(finding.resource.as_deref()));
            suppression.path =
                by_path.then(|| finding.location.as_ref().unwrap().path.to_string());
            suppression.reason = "agreed".to_owned();
            suppression.owner = "operations".to_owned();
            options.suppressions.push(suppression);
        }
        let annotated: Vec<String> = (0..pods.len()).map(|number| {
            let of_pod: Vec<&Failure> =
                all.iter().filter(|(_, resource, _)| *resource == format!("Pod/p{number}")).collect();
            match by_annotation[number % 3] {
                Some(index) if !of_pod.is_empty() => index.get(&of_pod).0.clone(),
                _ => String::new(),
            }
        }).collect();
        let suppressions = options.suppressions.clone();
        let report = run(options, &inputs(&annotated));

        // Nothing is lost: what is not accepted is shown, by itself or by one that covers it.
        let accepted = report.suppressed().iter().map(|one| failure(&one.finding));
        let seen = counted(report.findings().iter().flat_map(shown).chain(accepted));
        prop_assert_eq!(&seen, &counted(all.clone()));
        // Nothing else is accepted.
        let is_meant = |finding: &Finding| {
            let (check, resource, _) = failure(finding);
            let by_policy = suppressions.iter().any(|one| {
                one.check == check
                    && one.resource.as_ref().is_none_or(|pattern| *pattern == resource)
                    && one.path.as_ref().is_none_or(|path| {
                        finding.location.as_ref().is_some_and(|location| *location.path == **path)
                    })
            });
            let annotation = annotated.iter().enumerate();
            by_policy || annotation
                .filter(|(_, named)| **named == check)
                .any(|(number, _)| resource == format!("Pod/p{number}"))
        };
        for one in report.suppressed() {
            match &one.implied_by {
                None => prop_assert!(is_meant(&one.finding), "{:?}", one.finding),
                Some(cause) => {
                    prop_assert!(concern(cause).implies().contains(&concern(&one.finding.check)));
                    let is_cause = |other: &&asepsis::report::Suppressed| {
                        other.finding.check == *cause
                            && label(other.finding.resource.as_deref())
                                == label(one.finding.resource.as_deref())
                            && is_same_container(&other.finding, &one.finding)
                            && is_meant(&other.finding)
                    };
                    prop_assert!(report.suppressed().iter().any(|other| is_cause(&other)));
                }
            }
        }
        // What is meant is accepted.
        for finding in report.findings() {
            prop_assert!(!is_meant(finding), "{finding:?}");
        }
        // Counts per check do not depend on any of it.
        for check in report.checks() {
            prop_assert_eq!(check.failed, open.check(&check.id).unwrap().failed, "{}", &check.id);
        }
    }
}
