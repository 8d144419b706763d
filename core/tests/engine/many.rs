//! Sets of many environments: each is told what it is told among few.

use asepsis::report::{Finding, Report};
use asepsis::{Checker, Input, InputStatus, Options};

use crate::pod;

/// All environments, and some that differ in every way in which the others do.
const ALL: std::ops::Range<usize> = 0..150;
const FEW: [usize; 6] = [0, 1, 63, 99, 100, 149];

/// The environment with privileged containers.
const DIFFERENT: usize = 100;

const DENY: &str = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny, namespace: clinic}\nspec: {podSelector: {}, policyTypes: [Ingress, Egress]}\n";

fn name(number: usize) -> String {
    format!("tenant{number:03}")
}

fn checker(environments: u32) -> Checker {
    let mut options = Options::default();
    options.limits.environments = environments;
    Checker::builder().options(options).build().unwrap()
}

/// Everything that a finding says of some environments; `None` if it says nothing of them.
fn said(finding: &Finding, environments: &[usize]) -> Option<String> {
    let here = environments.iter().map(|number| name(*number));
    let here: Vec<String> = here
        .filter(|name| finding.environments.iter().any(|environment| **environment == **name))
        .collect();
    let (check, severity, message) = (&finding.check, finding.severity, &finding.message);
    let covers: Vec<&str> = finding.covers.iter().map(|covered| &*covered.check).collect();
    let (location, fingerprint) = (&finding.location, &finding.fingerprint);
    (!here.is_empty() || finding.environments.is_empty()).then(|| {
        format!("{check} {severity:?} {message} {covers:?} {location:?} {fingerprint:?} {here:?}")
    })
}

fn findings(report: &Report) -> Vec<String> {
    let findings = report.findings().iter();
    let mut findings: Vec<_> = findings.filter_map(|finding| said(finding, &FEW)).collect();
    findings.sort();
    findings
}

/// The results of all checks with the evidence, except for one that also judges kustomizations.
fn results(report: &Report) -> Vec<String> {
    let checks = report.checks().iter().filter(|check| &*check.declared.id != "duplicate-key");
    let checks = checks.map(|check| {
        let counts = [check.failed, check.passed, check.unknown];
        let evidence = (&check.evidence, check.evidence_more, &check.unknown_at);
        format!("{} {counts:?} {evidence:?}", check.declared.id)
    });
    checks.collect()
}

fn are_told_the_same(inputs: impl Fn(&[usize]) -> Vec<Input>) {
    let all: Vec<usize> = ALL.collect();
    let many = checker(4096).check(inputs(&all));
    let few = checker(64).check(inputs(&FEW));
    assert_eq!(findings(&many), findings(&few));
    for (many, few) in results(&many).iter().zip(&results(&few)) {
        assert_eq!(many, few);
    }
    let privileged =
        many.findings().iter().filter(|finding| &*finding.check == "privileged-container");
    let environments: Vec<_> = privileged.map(|finding| finding.environments.clone()).collect();
    assert_eq!(environments, [vec![name(DIFFERENT).into()]]);
    let in_all = many.findings().iter().filter(|one| one.environments.len() == all.len());
    assert!(in_all.count() > 5);
}

#[test]
fn many_environments_are_told_what_few_are_told() {
    are_told_the_same(|numbers| {
        let own = |number: &usize| {
            let security = format!("privileged: {}", *number == DIFFERENT);
            Input::text(format!("own-{}.yaml", name(*number)), pod("job", &security))
                .environment(name(*number))
        };
        let deny = numbers.iter().filter(|number| *number % 3 == 0);
        let deny = deny
            .fold(Input::text("deny.yaml", DENY), |deny, number| deny.environment(name(*number)));
        let shared = Input::text("shared.yaml", pod("web", "readOnlyRootFilesystem: true"));
        [shared, deny].into_iter().chain(numbers.iter().map(own)).collect()
    });
}

fn overlays(numbers: &[usize]) -> Vec<Input> {
    let base = [
        ("base/kustomization.yaml", "resources: [web.yaml, job.yaml]\n".to_owned()),
        ("base/web.yaml", pod("web", "readOnlyRootFilesystem: true")),
        ("base/job.yaml", pod("job", "privileged: false")),
        ("deny.yaml", DENY.to_owned()),
    ];
    let overlay = |number: &usize| {
        let deny = if number % 3 == 0 { ", ../../deny.yaml" } else { "" };
        let patch = match *number {
            DIFFERENT => {
                "patches: [{target: {name: job}, patch: '[{op: replace, path: /spec/containers/0/securityContext/privileged, value: true}]'}]\n"
            }
            _ => "",
        };
        let text = format!("resources: [../../base{deny}]\n{patch}");
        Input::text(format!("overlays/{}/kustomization.yaml", name(*number)), text)
    };
    let base = base.into_iter().map(|(path, text)| Input::text(path, text));
    base.chain(numbers.iter().map(overlay)).collect()
}

#[test]
fn many_overlays_are_told_what_few_are_told() {
    are_told_the_same(overlays);
}

#[test]
fn overlays_beyond_the_limit_are_said() {
    let report = checker(4).check(overlays(&FEW));
    let left_out = report.inputs().iter().filter(|input| input.status == InputStatus::OverLimit);
    let left_out: Vec<_> =
        left_out.map(|input| (&*input.path, &*input.problems[0].message)).collect();
    let expected = [100, 149].map(|number| {
        let name = name(number);
        let message = format!("environment `{name}` exceeds the limit and was not checked");
        (format!("overlays/{name}/kustomization.yaml"), message)
    });
    assert_eq!(left_out, expected.each_ref().map(|(path, message)| (&**path, &**message)));
    assert!(report.findings().iter().all(|finding| finding.environments.len() <= 4));
}
