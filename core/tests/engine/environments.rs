//! What is for production weighs more, and what production shares is found.

use asepsis::checks::Severity;
use asepsis::report::Report;
use asepsis::{Input, InputStatus};

use crate::{check, pod};

const VARIABLE: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: records}\nspec:\n  containers:\n    - name: api\n      env:\n        - {name: DB_PASSWORD, value: vK3m-9qTz-71xw}\n";

fn severities(report: &Report) -> Vec<Severity> {
    report.findings().iter().map(|finding| finding.severity).collect()
}

#[test]
fn environments_that_the_caller_names_are_compared() {
    let of = |name: &str, environment: &str| Input::text(name, VARIABLE).environment(environment);
    let id = "secret-shared-between-environments";
    let report = check(&[id], vec![of("a.yaml", "prod"), of("b.yaml", "staging")]);
    let [finding] = report.findings() else { panic!("{:?}", report.findings()) };
    assert_eq!(&*finding.location.as_ref().unwrap().path, "b.yaml");
    assert_eq!(finding.related.len(), 1);
    // What the caller says of a file counts, and not what its name says.
    assert!(
        check(&[id], vec![of("prod.yaml", "qa"), of("b.yaml", "staging")]).findings().is_empty()
    );
    let apart = vec![of("a.yaml", "prod").bundle("a"), of("b.yaml", "staging").bundle("b")];
    assert!(check(&[id], apart).findings().is_empty());
}

#[test]
fn a_secret_weighs_more_in_production() {
    let id = "hardcoded-secret-in-env";
    let of = |name: &str| severities(&check(&[id], vec![Input::text(name, VARIABLE)]));
    assert_eq!(of("records.yaml"), [Severity::High]);
    assert_eq!(of("overlays/prod/records.yaml"), [Severity::Critical]);
    assert_eq!(of("overlays/preprod/records.yaml"), [Severity::High]);
    let named = Input::text("records.yaml", VARIABLE).environment("production");
    assert_eq!(severities(&check(&[id], vec![named])), [Severity::Critical]);
}

#[test]
fn what_several_projects_are_made_of_is_as_bad_as_in_the_worst_of_them() {
    let base = "services:\n  db:\n    image: postgres:16.4\n    environment:\n      POSTGRES_PASSWORD: vK3m-9qTz-71xw\n";
    let id = "hardcoded-secret-in-env";
    let alone = check(&[id], vec![Input::text("compose.yaml", base)]);
    assert_eq!(severities(&alone), [Severity::High]);
    let over = "services:\n  db:\n    restart: always\n";
    let files =
        |over_name: &str| vec![Input::text("compose.yaml", base), Input::text(over_name, over)];
    assert_eq!(severities(&check(&[id], files("compose.prod.yaml"))), [Severity::Critical]);
    assert_eq!(severities(&check(&[id], files("compose.staging.yaml"))), [Severity::High]);
    let default = base.replace("vK3m-9qTz-71xw", "${DB_PASSWORD:-vK3m-9qTz-71xw}");
    let default = check(&[id], vec![Input::text("compose.yaml", default)]);
    assert_eq!(severities(&default), [Severity::Medium]);
}

#[test]
fn environments_beyond_the_limit_are_said() {
    let mut options = asepsis::Options::default();
    options.limits.environments = 2;
    let checker = asepsis::Checker::builder().options(options).build().unwrap();
    let of = |name: &str| Input::text(format!("{name}.yaml"), VARIABLE).environment(name);
    let report = checker.check([of("a"), of("b"), of("c")]);
    let statuses: Vec<_> = report.inputs().iter().map(|input| input.status).collect();
    assert_eq!(statuses, [InputStatus::Analysed, InputStatus::Analysed, InputStatus::OverLimit]);
    assert_eq!(
        report.inputs()[2].problems[0].message,
        "environment `c` exceeds the limit and was not checked"
    );
}

#[test]
fn what_environments_share_is_judged_in_each_as_if_it_stood_there_alone() {
    let pods = |names: &[&str]| {
        names.iter().map(|name| pod(name, "privileged: true")).collect::<Vec<_>>().join("---\n")
    };
    let deny = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny, namespace: clinic}\nspec: {policyTypes: [Ingress, Egress]}\n";
    let account = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: default, namespace: clinic}\nautomountServiceAccountToken: false\n";
    let own = [("dev", pods(&["d"])), ("prod", deny.to_owned()), ("qa", account.to_owned())];
    let shared = || Input::text("base.yaml", pods(&["a", "b"]));
    let checker = asepsis::Checker::default();
    let mut inputs = vec![shared()];
    inputs.extend(own.iter().map(|(name, text)| {
        Input::text(format!("own-{name}.yaml"), text.as_str()).environment(*name)
    }));
    let together = checker.check(inputs);
    for (name, text) in &own {
        let inputs = [
            shared().environment(*name),
            Input::text(format!("own-{name}.yaml"), text.as_str()).environment(*name),
        ];
        let alone = checker.check(inputs);
        let key = |finding: &asepsis::Finding| {
            let covers: Vec<_> =
                finding.covers.iter().map(|covered| covered.check.to_string()).collect();
            (finding.fingerprint.to_string(), finding.check.to_string(), covers)
        };
        let of_name = together.findings().iter().filter(|finding| {
            finding.environments.iter().any(|environment| **environment == **name)
        });
        let mut here: Vec<_> = of_name.map(key).collect();
        let mut there: Vec<_> = alone.findings().iter().map(key).collect();
        here.sort();
        there.sort();
        assert_eq!(here, there, "{name}");
    }
}
