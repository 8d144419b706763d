//! myHealth has no findings, and each location of evidence in its report is necessary.

use std::collections::BTreeSet;
use std::thread;

use asepsis::{Input, Verdict};

use super::exceptions::{EXCEPTIONS, Exception, ends_with};
use super::files::{Platform, checker, found, named};
use super::removal::{Estate, Spot};

#[test]
fn the_readme_lists_findings_below_the_threshold() {
    let platform = Platform::read("myhealth");
    let report = checker().check(platform.inputs());
    let listed = named(&platform.readme, "## Findings below the threshold");
    assert_eq!(listed, found(&report));
    assert_eq!(report.verdict(), Verdict::Pass);
    assert_eq!(report.summary().unknown, 0, "unknown evaluations are not listed");
}

#[test]
fn charts_pass_in_each_environment() {
    let platform = Platform::read("myhealth").charts();
    let report = checker().check(platform.inputs());
    assert_eq!(report.verdict(), Verdict::Pass);
    assert_eq!(report.summary().unknown, 0);
    for name in ["appointments", "grafana"] {
        let path = format!("helm/{name}/templates/deployment.yaml");
        let template = report.inputs().iter().find(|input| *input.path == *path).unwrap();
        let environments: Vec<&str> = template.environments.iter().map(|name| &**name).collect();
        assert_eq!(environments, ["dev", "prod", "staging"], "{path}");
    }
}

/// A change of a line of a chart: the file, the line without indentation, its replacement, and the check
/// that finds it in these environments.
const BROKEN: &[(&str, &str, &str, &str, &[&str])] = &[
    (
        "appointments/values.yaml",
        "allowPrivilegeEscalation: false",
        "allowPrivilegeEscalation: true",
        "privilege-escalation-allowed",
        &["default", "prod"],
    ),
    (
        "grafana/values.yaml",
        "runAsUser: 10051",
        "runAsUser: 0",
        "run-as-user-zero",
        &["default", "prod"],
    ),
    (
        "appointments/values-dev.yaml",
        "LOG_LEVEL: debug",
        "DATABASE_PASSWORD: kelp-Tundra!48",
        "secret-in-values",
        &["dev"],
    ),
    (
        "grafana/values-staging.yaml",
        "ingress:",
        "securityContext: {readOnlyRootFilesystem: false}\ningress:",
        "writable-root-filesystem",
        &["staging"],
    ),
    (
        "appointments/values-prod.yaml",
        "replicaCount: 3",
        "replicaCount: 3\npodSecurityContext: {runAsUser: 1000}",
        "low-uid",
        &["prod"],
    ),
];

#[test]
fn a_broken_promise_of_a_chart_is_found_in_its_environments() {
    let platform = Platform::read("myhealth").charts();
    for (path, line, replacement, check, environments) in BROKEN {
        let mut files = platform.files.clone();
        let path = format!("helm/{path}");
        let (_, text) = files.iter_mut().find(|(name, _)| *name == path).unwrap();
        assert!(text.contains(line), "{path} has no `{line}`");
        *text = text.replacen(line, replacement, 1);
        let inputs = files.iter().map(|(name, text)| Input::text(name.as_str(), text.as_str()));
        let report = checker().check(inputs);
        let finding = report.findings().iter().find(|finding| &*finding.check == *check);
        let finding = finding.unwrap_or_else(|| panic!("{check} does not find `{replacement}`"));
        let found: Vec<&str> = finding.environments.iter().map(|name| &**name).collect();
        assert_eq!(found, *environments, "{check}");
    }
}

#[test]
fn nothing_is_turned_off() {
    let platform = Platform::read("myhealth");
    let report = checker().check(platform.inputs());
    assert!(report.suppressed().is_empty());
    for (name, text) in &platform.files {
        assert!(!name.contains("asepsis.y"), "the README says that it needs no policy: {name}");
        assert!(!text.contains("asepsis: ignore") && !text.contains("ignore.asepsis/"), "{name}");
    }
}

#[test]
fn removal_of_each_line_of_evidence_is_noticed() {
    // Lines of charts are in `BROKEN`.
    let (platform, checker) = (Platform::read("myhealth").without_charts(), checker());
    let estate = Estate::new(&checker, &platform, str::to_owned);
    let evidence: Vec<(Spot, BTreeSet<String>)> = estate.evidence().into_iter().collect();
    assert!(evidence.len() > 400, "{} places of evidence are too few", evidence.len());
    let missed = in_parallel(&evidence, |(spot, _)| {
        estate.noticed_by(spot).is_some_and(|checks| !checks.is_empty())
    });
    let silent = evidence.iter().zip(missed).filter(|(_, missed)| !missed);
    let mut excused: Vec<Vec<&Spot>> = EXCEPTIONS.iter().map(|_| Vec::new()).collect();
    let mut wrong = Vec::new();
    for ((spot, checks), _) in silent {
        match EXCEPTIONS.iter().position(|exception| applies(exception, spot, checks)) {
            Some(index) => excused[index].push(spot),
            None => wrong
                .push(format!("{spot:?}, evidence of {checks:?}: no check notices its removal")),
        }
    }
    for (exception, spots) in EXCEPTIONS.iter().zip(excused) {
        if spots.is_empty() {
            wrong.push(format!("unused exception `{}`", exception.reason));
        }
        let Some(change) = exception.without_second else { continue };
        let estate = Estate::new(&checker, &platform, change);
        let missed = in_parallel(&spots, |spot| estate.noticed_by(spot));
        for (spot, checks) in spots.iter().zip(missed) {
            if checks.is_none_or(|checks| checks.is_empty()) {
                wrong.push(format!("{spot:?}  is not noticed without the second line of defence"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn applies(exception: &Exception, spot: &Spot, checks: &BTreeSet<String>) -> bool {
    exception.ends.iter().any(|end| ends_with(&spot.pointer, end))
        && !exception.never.iter().any(|check| checks.contains(*check))
}

/// The answers for all items, in their order.
fn in_parallel<I: Sync, A: Send>(items: &[I], answer: impl Fn(&I) -> A + Sync) -> Vec<A> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let answer = &answer;
    thread::scope(|scope| {
        let parts = items.chunks(items.len().div_ceil(threads).max(1));
        let running: Vec<_> = parts
            .map(|part| scope.spawn(move || part.iter().map(answer).collect::<Vec<A>>()))
            .collect();
        running.into_iter().flat_map(|part| part.join().unwrap()).collect()
    })
}
