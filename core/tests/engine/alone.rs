//! Files without the files around them: what depends on other files is neither pass nor fail.

use std::collections::BTreeSet;

use asepsis::checks::Rule;
use asepsis::{Checker, Input, Report};

const PLATFORM: &str = "
apiVersion: v1
kind: Namespace
metadata: {name: clinic}
---
apiVersion: v1
kind: Pod
metadata: {name: probe, namespace: clinic, labels: {app: probe}}
spec:
  hostPID: true
  containers:
  - {name: app, image: 'app:1.0.0'}
---
apiVersion: v1
kind: Service
metadata: {name: probe, namespace: clinic}
spec: {selector: {app: elsewhere}, ports: [{port: 80}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny, namespace: clinic}
spec: {podSelector: {matchLabels: {app: elsewhere}}, policyTypes: [Ingress, Egress]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader, namespace: clinic}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: nowhere}
subjects: [{kind: ServiceAccount, name: missing, namespace: clinic}]
";

fn failed(report: &Report) -> BTreeSet<&str> {
    report.findings().iter().map(|finding| &*finding.check).collect()
}

#[test]
fn what_rests_on_other_files_is_unknown() {
    let checker = Checker::default();
    let whole = checker.check([Input::text("all.yaml", PLATFORM)]);
    let alone = checker.check([Input::text("all.yaml", PLATFORM).alone()]);
    for check in ["service-selects-nothing", "network-policy-missing", "default-deny-missing"] {
        assert!(failed(&whole).contains(check), "{check}: {:?}", failed(&whole));
        assert!(!failed(&alone).contains(check), "{check}");
        let summary = alone.check(check).unwrap();
        assert_eq!((summary.passed, summary.failed), (0, 0), "{check}");
        assert!(summary.unknown > 0, "{check}");
        assert_eq!(
            &*summary.unknown_at[0].why,
            "the result depends on files that are not in the input"
        );
    }
    assert!(failed(&alone).contains("host-pid"));
    let pod = |report: &Report| report.check("host-pid").unwrap().failed;
    assert_eq!(pod(&whole), pod(&alone));
}

/// Whatever another file contains, a file alone has the same results as with it, or none.
#[test]
fn nothing_that_is_said_of_a_file_alone_is_undone_by_another() {
    let checker = Checker::default();
    let documents: Vec<&str> = PLATFORM.split("---\n").collect();
    let whole = documents.iter().enumerate();
    let whole = checker.check(whole.map(|(n, text)| Input::text(format!("{n}.yaml"), *text)));
    let place = |finding: &asepsis::Finding| {
        let location = finding.location.clone().unwrap();
        (finding.check.clone(), location.path, location.pointer, finding.message.clone())
    };
    let known: BTreeSet<_> = whole.findings().iter().map(place).collect();
    for (number, text) in documents.iter().enumerate() {
        let name = format!("{number}.yaml");
        let alone = checker.check([Input::text(name.as_str(), *text).alone()]);
        for finding in alone.findings() {
            assert!(known.contains(&place(finding)), "{name}: {finding:?}");
        }
    }
}

#[test]
fn a_check_of_everything_together_says_nothing_of_one_file() {
    let nothing_there =
        asepsis::Check::builder("nothing-there").rule(Rule::Inventory(|inventory, _, out| {
            if inventory.workloads().next().is_none() {
                out.fail(&asepsis::Place::NONE, "there is no workload");
            }
        }));
    let checker = Checker::builder().check(nothing_there).select("nothing-there").build().unwrap();
    let report = checker.check([Input::text("a.yaml", "apiVersion: v1\nkind: Secret\n").alone()]);
    assert_eq!(report.findings().len(), 0);
    assert_eq!(report.check("nothing-there").unwrap().unknown, 1);
}
