//! The status of a control, by what the checks have and have not seen.

use super::{BARE_POD, myhealth};
use crate::checker::{Checker, CheckerBuilder};
use crate::checks::Bearing;
use crate::engine::{Input, NotRead};
use crate::policy::Suppression;
use crate::report::record::{ControlStatus, ControlSummary};
use crate::report::{Report, TextOptions};

/// A claim on a storage class that encrypts, which `persistent-volume-unencrypted` points at.
const ENCRYPTED: &str = "\
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: records}
spec: {storageClassName: fast}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: ebs.csi.aws.com
parameters:
  encrypted: 'true'
";

/// One check supports it, `persistent-volume-unencrypted`; `vault-dev-mode` refutes it.
const AT_REST: &str = "164.312(a)(2)(iv)";

/// Checks of images refute it, and none gives evidence of it.
const MALWARE: &str = "164.308(a)(5)(ii)(B)";

/// Decided by `cluster-admin-binding` alone.
const ADMINISTRATORS: &str = "5.1.1";

/// A binding of a role that gives every right.
const ADMINISTRATOR: &str = "\
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: operators}
subjects: [{kind: Group, name: operators}]
roleRef: {kind: ClusterRole, name: cluster-admin, apiGroup: rbac.authorization.k8s.io}
";

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

/// Another claim, on a class of this name.
fn claim(class: &str) -> String {
    format!(
        "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {{name: other}}\n\
         spec: {{storageClassName: {class}}}\n"
    )
}

/// A class that does not encrypt.
const PLAIN: &str = "\
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: plain}
provisioner: ebs.csi.aws.com
parameters:
  encrypted: 'false'
";

#[test]
fn evidence_and_nothing_against_it_is_a_pass() {
    let control = judge(hipaa(), &[ENCRYPTED], AT_REST);
    assert_eq!(control.status, ControlStatus::Pass);
    assert_eq!((control.passed, control.shown), (1, 1));
    assert_eq!(control.evidence[0].start.unwrap().line, 11);
    assert!(control.reasons.is_empty(), "{control:?}");
    let named =
        |bearing| control.checks.get(bearing).iter().map(|name| &**name).collect::<Vec<_>>();
    assert_eq!(named(Bearing::SupportsAndRefutes), ["persistent-volume-unencrypted"]);
    assert_eq!(named(Bearing::Refutes), ["vault-dev-mode"]);
}

#[test]
fn one_fault_is_a_fail_whatever_else_passed() {
    let control = judge(hipaa(), &[ENCRYPTED, &(claim("plain") + PLAIN)], AT_REST);
    assert_eq!(control.status, ControlStatus::Fail);
    assert_eq!((control.passed, control.failed), (1, 1));
}

#[test]
fn a_pass_beside_what_could_not_be_decided_is_unknown() {
    let control = judge(hipaa(), &[ENCRYPTED, &claim("\"{{ .Values.class }}\"")], AT_REST);
    assert_eq!((control.passed, control.unknown), (1, 1));
    assert_eq!(control.status, ControlStatus::Unknown);
}

#[test]
fn a_pass_beside_an_input_that_was_not_read_in_full_is_weak() {
    let broken = "apiVersion: v1\nkind: Pod\nmetadata: {name: [a}\n";
    let template = "apiVersion: v1\nkind: Pod\n{{ if .Values.web }}\nspec: 1\n";
    for unread in [broken, template, &format!("{BARE_POD}---\n{broken}")] {
        let control = judge(hipaa(), &[ENCRYPTED, unread], AT_REST);
        assert_eq!(control.status, ControlStatus::Weak, "{unread}");
        assert_eq!(reasons(&control), ["1 input was not read in full"]);
    }
    let locked = Input::not_read("b.yaml", NotRead::Unreadable("permission denied".to_owned()));
    let report = hipaa().build().unwrap().check([Input::text("a.yaml", ENCRYPTED), locked]);
    assert_eq!(control(&report, AT_REST).status, ControlStatus::Weak);
}

#[test]
fn where_nothing_of_the_kind_is_there_a_control_is_not_applicable() {
    let control = judge(hipaa(), &[BARE_POD], "164.312(e)(2)(i)");
    assert_eq!(control.examined, 0);
    assert_eq!(control.status, ControlStatus::NotApplicable);
    assert!(control.reasons.is_empty(), "{control:?}");
}

#[test]
fn where_nothing_was_seen_and_an_input_was_not_read_it_is_unknown() {
    let control = judge(hipaa(), &[BARE_POD, "apiVersion: v1\nkind: [a}\n"], "164.312(e)(2)(i)");
    assert_eq!(control.examined, 0);
    assert_eq!(control.status, ControlStatus::Unknown);
    assert!(reasons(&control).contains(&"1 input was not read in full"));
}

#[test]
fn where_the_kind_was_read_and_nothing_shows_it_it_is_absent_and_says_what_would() {
    // An environment in which nothing is a credential shows nothing about credentials.
    let text = format!("{BARE_POD}    env: [{{name: LANGUAGE, value: en}}]\n");
    let passwords = judge(hipaa(), &[&text], "164.308(a)(5)(ii)(D)");
    assert!(passwords.examined > 0 && passwords.shown == 0);
    assert_eq!(passwords.status, ControlStatus::Absent);
    let [reason] = &reasons(&passwords)[..] else { panic!("one reason: {passwords:?}") };
    assert!(reason.starts_with("no evidence found in the input; possible evidence: credentials"));
}

#[test]
fn that_nothing_is_wrong_is_no_evidence() {
    let pinned = BARE_POD.replace("nginx", PIN);
    let malware = judge(hipaa(), &[&pinned], MALWARE);
    assert_eq!((malware.passed, malware.failed, malware.shown), (1, 0, 0));
    assert_eq!(malware.status, ControlStatus::Unknown);
    assert!(malware.evidence.is_empty());
    let [reason] = &reasons(&malware)[..] else { panic!("one reason: {malware:?}") };
    assert!(reason.starts_with("no check looks for evidence of it yet; possible evidence: "));
    assert_eq!(judge(hipaa(), &[BARE_POD], MALWARE).status, ControlStatus::Fail);
}

const PIN: &str = "nginx@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

#[test]
fn a_failure_of_what_only_supports_fails_nothing_and_makes_evidence_weak() {
    let emergency = "164.308(a)(7)(ii)(C)";
    let apart = "\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  template:
    metadata: {labels: {app: web}}
    spec:
      topologySpreadConstraints:
      - {maxSkew: 1, topologyKey: topology.kubernetes.io/zone, labelSelector: {matchLabels: {app: web}}}
      containers:
      - {name: app, image: nginx, resources: {limits: {memory: 1Gi}}}
";
    let together =
        apart.replace("topology.kubernetes.io/zone", "rack").replace("name: web", "name: b");
    assert_eq!(judge(hipaa(), &[apart], emergency).status, ControlStatus::Pass);
    let weak = judge(hipaa(), &[apart, &together], emergency);
    assert_eq!((weak.status, weak.failed, weak.shown), (ControlStatus::Weak, 1, 1));
    assert_eq!(reasons(&weak), ["evidence is missing in 1 evaluation"]);
    assert_eq!(judge(hipaa(), &[&together], emergency).status, ControlStatus::Absent);
}

#[test]
fn what_files_cannot_show_is_manual_and_what_no_check_bears_on_is_unknown() {
    let report = myhealth();
    let contracts = control(&report, "164.308(b)(1)");
    assert_eq!(contracts.status, ControlStatus::Manual);
    assert!(
        contracts.reasons.is_empty() && contracts.note.contains("files cannot provide evidence")
    );
    let backup = control(&report, "164.308(a)(7)(ii)(A)");
    assert_eq!(backup.status, ControlStatus::Unknown);
    let reason = reasons(&backup)[0];
    assert!(reason.starts_with("no check covers it yet; possible evidence: backup"), "{reason}");
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
fn a_decided_control_whose_only_faults_are_suppressed_is_weak_and_says_how_many() {
    let second = ADMINISTRATOR.replace("name: operators}", "name: others}");
    let builder = || accepting("cluster-admin-binding").framework("cis-kubernetes");
    let both = judge(builder(), &[ADMINISTRATOR, &second], ADMINISTRATORS);
    assert_eq!(both.status, ControlStatus::Weak);
    assert_eq!(reasons(&both), ["2 findings against it are suppressed"]);
    // An accepted finding is not evidence if the check does not decide the control.
    let shown = judge(accepting("image-digest-missing"), &[BARE_POD], MALWARE);
    assert_eq!(shown.status, ControlStatus::Unknown);
    // Another check of the control has a finding that is not accepted.
    let open = judge(accepting("image-digest-missing"), &[BARE_POD], "164.312(c)(1)");
    assert_eq!(open.status, ControlStatus::Fail);
    assert_eq!(reasons(&open), ["1 finding against it is suppressed"]);
}

#[test]
fn a_finding_that_covers_another_check_fails_its_controls() {
    let text =
        BARE_POD.replace("nginx", "nginx\n    securityContext: {capabilities: {add: [SYS_ADMIN]}}");
    let builder = Checker::builder().framework("pss-restricted").framework("pss-baseline");
    let report = builder.build().unwrap().check([Input::text("a.yaml", text)]);
    let covered: Vec<_> = report.findings().iter().filter(|of| !of.covers.is_empty()).collect();
    assert!(!covered.is_empty(), "one finding covers another");
    for id in ["capabilities_baseline", "capabilities_restricted"] {
        assert_eq!(control(&report, id).status, ControlStatus::Fail, "{id}");
    }
}

#[test]
fn a_check_that_did_not_run_makes_a_pass_weak_and_is_named() {
    let part = judge(hipaa().ignore("vault-dev-mode"), &[ENCRYPTED], AT_REST);
    assert_eq!(part.status, ControlStatus::Weak);
    assert_eq!(reasons(&part), ["`vault-dev-mode` did not run"]);
    let none = judge(hipaa().select("host-network"), &[ENCRYPTED], AT_REST);
    assert_eq!(none.status, ControlStatus::Unknown);
    assert!(
        reasons(&none).contains(&"`vault-dev-mode`, `persistent-volume-unencrypted` did not run")
    );
    let many = judge(hipaa().select("host-network"), &[ENCRYPTED], "164.308(a)(1)(ii)(B)");
    assert!(reasons(&many).iter().any(|reason| reason.ends_with(" more did not run")), "{many:?}");
}

#[test]
fn what_its_checks_decide_is_not_decided_without_one_of_them() {
    let roles = "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: reader}\n\
                 rules: [{apiGroups: [''], resources: [pods], verbs: [get]}]\n";
    let cis = || Checker::builder().framework("cis-kubernetes");
    assert_eq!(judge(cis(), &[roles], "5.1.3").status, ControlStatus::Pass);
    let part = judge(cis().ignore("wildcard-verb"), &[roles], "5.1.3");
    assert_eq!(part.status, ControlStatus::Unknown);
    assert_eq!(reasons(&part), ["`wildcard-verb` did not run"]);
}

#[test]
fn a_reading_of_our_own_is_marked() {
    let report = myhealth();
    assert!(control(&report, MALWARE).own_reading);
    assert!(!control(&report, AT_REST).own_reading);
    assert!(!control(&report, "164.308(b)(1)").own_reading, "nothing was read into it");
}

#[test]
fn a_place_to_which_two_checks_point_is_counted_once() {
    let twice = format!("{}---\n{ENCRYPTED}", claim("fast"));
    let control = judge(hipaa(), &[&twice], AT_REST);
    assert_eq!((control.shown, control.evidence.len(), control.evidence_more), (2, 1, 0));
}

#[test]
fn the_text_says_counts_first_evidence_and_why() {
    let text = |builder: CheckerBuilder, inputs: Vec<Input>| {
        let report = builder.build().unwrap().check(inputs);
        report.to_text(&TextOptions { all: true, width: 300, ..TextOptions::default() })
    };
    let broken = Input::text("b.yaml", "apiVersion: v1\nkind: [a}\n");
    let shown = text(hipaa(), vec![Input::text("a.yaml", ENCRYPTED), broken]);
    let expected = "  weak            164.312(a)(2)(iv)     encryption and decryption: \
                    supporting evidence only, 1 supports it\n      evidence at a.yaml:11:14\n      \
                    1 input was not read in full\n";
    assert!(shown.contains(expected), "{shown}");
}
