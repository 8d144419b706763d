//! Where a control stands, by what the checks have and have not seen.

use super::{BARE_POD, myhealth};
use crate::checker::{Checker, CheckerBuilder};
use crate::engine::{Input, NotRead};
use crate::policy::Suppression;
use crate::report::record::{ControlStatus, ControlSummary};
use crate::report::{Report, TextOptions};

/// A pod whose image is given by its digest: `image-digest-missing` passes.
const PINNED: &str = "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: app
    image: nginx@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
";

/// The only check that bears on it is `image-digest-missing`.
const MALWARE: &str = "164.308(a)(5)(ii)(B)";

/// Three checks bear on it: they look at Ingresses, and at what decides on mutual TLS.
const ENCRYPTED_LINKS: &str = "164.312(e)(2)(ii)";

fn hipaa() -> CheckerBuilder {
    Checker::builder().framework("hipaa")
}

fn control(report: &Report, id: &str) -> ControlSummary {
    report.controls().iter().find(|control| &*control.id == id).unwrap().clone()
}

fn judge(builder: CheckerBuilder, texts: &[&str], id: &str) -> ControlSummary {
    let inputs =
        texts.iter().zip(["a.yaml", "b.yaml"]).map(|(text, name)| Input::text(name, *text));
    control(&builder.build().unwrap().check(inputs.collect::<Vec<_>>()), id)
}

fn reasons(control: &ControlSummary) -> Vec<&str> {
    control.reasons.iter().map(|reason| &**reason).collect()
}

fn templated(image: &str) -> String {
    BARE_POD.replace("image: nginx", &format!("image: \"{image}\"")).replace("web", "other")
}

#[test]
fn evidence_and_nothing_against_it_is_a_pass() {
    let control = judge(hipaa(), &[PINNED], MALWARE);
    assert_eq!(control.status, ControlStatus::Pass);
    assert_eq!((control.examined, control.passed), (1, 1));
    assert_eq!(control.evidence[0].start.unwrap().line, 7);
    assert!(control.reasons.is_empty(), "{control:?}");
}

#[test]
fn one_fault_is_a_fail_whatever_else_passed() {
    let control = judge(hipaa(), &[PINNED, BARE_POD], MALWARE);
    assert_eq!(control.status, ControlStatus::Fail);
    assert_eq!((control.passed, control.failed), (1, 1));
}

#[test]
fn a_pass_beside_what_could_not_be_decided_is_unknown() {
    let control = judge(hipaa(), &[PINNED, &templated("{{ .Values.image }}")], MALWARE);
    assert_eq!((control.passed, control.unknown), (1, 1));
    assert_eq!(control.status, ControlStatus::Unknown);
}

#[test]
fn a_pass_beside_an_input_that_was_not_read_in_full_is_weak() {
    let broken = "apiVersion: v1\nkind: Pod\nmetadata: {name: [a}\n";
    let template = "apiVersion: v1\nkind: Pod\n{{ if .Values.web }}\nspec: 1\n";
    for unread in [broken, template, &format!("{BARE_POD}---\n{broken}").replace("nginx", PIN)] {
        let control = judge(hipaa(), &[PINNED, unread], MALWARE);
        assert_eq!(control.status, ControlStatus::Weak, "{unread}");
        assert_eq!(reasons(&control), ["1 input was not read in full"]);
    }
    let locked = Input::not_read("b.yaml", NotRead::Unreadable("permission denied".to_owned()));
    let report = hipaa().build().unwrap().check([Input::text("a.yaml", PINNED), locked]);
    assert_eq!(control(&report, MALWARE).status, ControlStatus::Weak);
}

const PIN: &str = "nginx@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

#[test]
fn where_nothing_of_the_kind_is_there_a_control_is_not_applicable() {
    let control = judge(hipaa(), &[PINNED], ENCRYPTED_LINKS);
    assert_eq!(control.examined, 0);
    assert_eq!(control.status, ControlStatus::NotApplicable);
    assert!(control.reasons.is_empty(), "{control:?}");
}

#[test]
fn where_nothing_of_the_kind_was_seen_and_an_input_was_not_read_it_is_unknown() {
    let control = judge(hipaa(), &[PINNED, "apiVersion: v1\nkind: [a}\n"], ENCRYPTED_LINKS);
    assert_eq!(control.examined, 0);
    assert_eq!(control.status, ControlStatus::Unknown);
    assert_eq!(reasons(&control), ["1 input was not read in full"]);
}

#[test]
fn where_the_kind_was_read_and_nothing_passed_or_failed_it_is_absent() {
    // An environment in which nothing is a credential shows nothing about credentials.
    let text = format!("{PINNED}    env: [{{name: LANGUAGE, value: en}}]\n");
    let passwords = judge(hipaa(), &[&text], "164.308(a)(5)(ii)(D)");
    assert!(passwords.examined > 0 && passwords.not_applicable == passwords.examined);
    assert_eq!(passwords.status, ControlStatus::Absent);
    assert_eq!(
        reasons(&passwords),
        ["what its checks look at was read, and nothing there shows it"]
    );
}

#[test]
fn what_files_cannot_show_is_manual_and_what_no_check_bears_on_is_unknown() {
    let report = myhealth();
    let contracts = control(&report, "164.308(b)");
    assert_eq!(contracts.status, ControlStatus::Manual);
    assert!(contracts.reasons.is_empty() && contracts.note.contains("cannot be shown by files"));
    let backup = control(&report, "164.308(a)(7)(ii)(A)");
    assert_eq!(backup.status, ControlStatus::Unknown);
    let reason = reasons(&backup)[0];
    assert!(reason.starts_with("no check bears on it yet; files could show backup"), "{reason}");
}

fn accepting(check: &str) -> CheckerBuilder {
    let suppression = Suppression {
        check: check.to_owned(),
        reason: "agreed".to_owned(),
        owner: "@platform".to_owned(),
        ..Suppression::default()
    };
    let options = crate::policy::Options {
        suppressions: vec![suppression],
        frameworks: vec![crate::frameworks::Framework::HIPAA.clone()],
        ..crate::policy::Options::default()
    };
    Checker::builder().options(options)
}

#[test]
fn a_control_whose_only_faults_are_suppressed_is_weak_and_says_how_many() {
    let second = BARE_POD.replace("web", "second");
    let both = judge(accepting("image-digest-missing"), &[BARE_POD, &second], MALWARE);
    assert_eq!(both.status, ControlStatus::Weak);
    assert_eq!(reasons(&both), ["2 findings against it are suppressed"]);
    // Another check of the control has a fault that nobody has accepted.
    let open = judge(accepting("image-digest-missing"), &[BARE_POD], "164.312(c)(1)");
    assert_eq!(open.status, ControlStatus::Fail);
    assert_eq!(reasons(&open), ["1 finding against it is suppressed"]);
}

#[test]
fn a_finding_that_stands_for_another_check_fails_its_controls() {
    let text =
        BARE_POD.replace("nginx", "nginx\n    securityContext: {capabilities: {add: [SYS_ADMIN]}}");
    let builder = Checker::builder().framework("pss-restricted").framework("pss-baseline");
    let report = builder.build().unwrap().check([Input::text("a.yaml", text)]);
    let covered: Vec<_> = report.findings().iter().filter(|of| !of.covers.is_empty()).collect();
    assert!(!covered.is_empty(), "one finding stands for another");
    for id in ["capabilities_baseline", "capabilities_restricted"] {
        assert_eq!(control(&report, id).status, ControlStatus::Fail, "{id}");
    }
}

#[test]
fn a_check_that_did_not_run_makes_a_pass_weak_and_is_named() {
    let integrity = "164.312(c)(1)";
    let part = judge(hipaa().ignore("image-tag-mutable"), &[PINNED], integrity);
    assert_eq!(part.status, ControlStatus::Weak);
    assert_eq!(reasons(&part), ["`image-tag-mutable` did not run"]);
    let none = judge(hipaa().select("host-network"), &[PINNED], integrity);
    assert_eq!(none.status, ControlStatus::Unknown);
    let [reason] = &reasons(&none)[..] else { panic!("one reason: {none:?}") };
    assert!(reason.starts_with("`duplicate-object`, ") && reason.ends_with(" did not run"));
    let many = judge(hipaa().select("host-network"), &[PINNED], "164.308(a)(1)(ii)(B)");
    assert!(reasons(&many)[0].ends_with(" more did not run"), "{many:?}");
}

#[test]
fn a_reading_of_our_own_is_marked() {
    let report = myhealth();
    assert!(control(&report, MALWARE).own_reading);
    assert!(!control(&report, "164.312(a)(2)(iv)").own_reading);
    assert!(!control(&report, "164.308(b)").own_reading, "nothing was read into it");
}

#[test]
fn a_place_to_which_two_checks_point_is_counted_once() {
    let control = judge(hipaa(), &[PINNED], "164.312(c)(1)");
    assert_eq!(control.passed, 3, "of the checks of manifests");
    assert_eq!((control.evidence.len(), control.evidence_more), (2, 0), "the object, its image");
}

#[test]
fn the_text_says_counts_first_evidence_and_why() {
    let text = |builder: CheckerBuilder, inputs: Vec<Input>| {
        let report = builder.build().unwrap().check(inputs);
        report.to_text(&TextOptions { all: true, ..TextOptions::default() })
    };
    let broken = Input::text("b.yaml", "apiVersion: v1\nkind: [a}\n");
    let shown = text(hipaa(), vec![Input::text("a.yaml", PINNED), broken]);
    let expected = "  weak            164.308(a)(5)(ii)(B)  protection from malicious software: \
                    evidence toward, 1 of 1 passed\n      shown at a.yaml:7:12\n      \
                    1 input was not read in full\n";
    assert!(shown.contains(expected), "{shown}");
}
