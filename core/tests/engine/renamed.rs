//! A name that a check or a family had before is taken wherever one can be written.

use asepsis::checks::Severity;
use asepsis::policy::Options;
use asepsis::report::Report;
use asepsis::{AnyCheck, Checker, Input};

const POD: &str = "apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
  - name: a
    image: a
    securityContext: {runAsUser: 5}
";

fn check(options: Options, text: &str) -> Report {
    let builder = Checker::builder().options(options).select("low-user-id");
    builder.build().unwrap().check([Input::text("a.yaml", text)])
}

fn read(policy: &str) -> Options {
    let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
    asepsis::policy::read("asepsis.yaml", policy, &checks).unwrap()
}

#[test]
fn what_is_selected_and_asked_for_by_a_former_id_is_reported_by_its_own() {
    let report = check(Options::default(), POD);
    let checks: Vec<&str> = report.checks().iter().map(|check| &*check.id).collect();
    assert_eq!(checks, ["low-uid"]);
    assert_eq!(&*report.findings()[0].check, "low-uid");
    assert_eq!(report.check("low-user-id").unwrap().failed, 1);
    let ignored = Checker::builder().select("low-uid").ignore("low-user-id").build().unwrap();
    assert!(ignored.checks().is_empty());
}

#[test]
fn a_former_id_accepts_in_every_way() {
    let comment = POD.replace("}\n", "}  # asepsis: ignore[low-user-id] known\n");
    let annotation =
        POD.replace("{name: a}", "{name: a, annotations: {ignore.asepsis/low-user-id: known}}");
    let policy = read("suppressions: [{check: low-user-id, reason: known, owner: me}]");
    let cases = [
        check(Options::default(), comment.as_str()),
        check(Options::default(), &annotation),
        check(policy, POD),
    ];
    for report in cases {
        assert!(report.findings().is_empty());
        assert_eq!(&*report.suppressed()[0].finding.check, "low-uid");
    }
}

#[test]
fn severities_and_parameters_are_those_of_today() {
    let mut options = read("parameters: {low-user-id: {minimum_uid: 3}}");
    assert!(check(options.clone(), POD).findings().is_empty());
    options = read("severities: {low-user-id: critical}");
    assert_eq!(check(options, POD).findings()[0].severity, Severity::Critical);
    // A program may name it so too.
    let mut options = Options::default();
    options.severities.insert("low-user-id".to_owned(), Severity::Info);
    assert_eq!(check(options, POD).findings()[0].severity, Severity::Info);
}

#[test]
fn a_family_that_was_split_is_all_of_its_parts() {
    let checker = Checker::builder().select("pods").build().unwrap();
    let mut families: Vec<&str> = checker.checks().iter().map(AnyCheck::family).collect();
    families.dedup();
    assert_eq!(families, ["availability", "containers", "host"]);
}

#[test]
fn no_new_check_takes_a_former_id() {
    let again =
        asepsis::Check::builder("run-as-non-root").rule(asepsis::Rule::Workload(|_, _, _| {}));
    let error = Checker::builder().check(again).build().unwrap_err();
    assert_eq!(error.code(), "duplicate-check");
}
