//! Evidence of checks for controls: a control passes on evidence, and not without it.

use std::collections::BTreeSet;

use asepsis::{Bearing, Checker, ControlStatus, Framework, Input, Options, Report};

use super::files::Platform;
use super::removal::{Spot, without};

/// The smallest valid Compose file, which is no evidence.
const THREE_LINES: &str = "\
services:
  web:
    image: nginx@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
";

/// How to make a deciding check of myHealth fail: a file, a text in it and the replacement.
const BAD: &[(&str, &str, &str, &str)] = &[
    ("apparmor-unconfined", FHIR, CONTEXT, "            appArmorProfile: {type: Unconfined}\n"),
    ("capabilities-beyond-baseline", FHIR, DROP, "              add: [SYS_ADMIN]\n"),
    ("capabilities-beyond-restricted", FHIR, DROP, "              add: [CHOWN]\n"),
    ("capabilities-drop-all-missing", FHIR, "=drop: [ALL]", "drop: [KILL]"),
    (
        "cluster-admin-binding",
        RBAC,
        "=name: myhealth-oncall\nsubjects",
        "name: cluster-admin\nsubjects",
    ),
    (
        "default-service-account-used",
        FHIR,
        "=serviceAccountName: fhir-api\n      automountServiceAccountToken: false",
        "serviceAccountName: default\n      automountServiceAccountToken: true",
    ),
    ("host-ipc", FHIR, POD, "      hostIPC: true\n"),
    ("host-network", FHIR, POD, "      hostNetwork: true\n"),
    ("host-path-volume", FHIR, VOLUMES, "        - {name: data, hostPath: {path: /data}}\n"),
    ("host-pid", FHIR, POD, "      hostPID: true\n"),
    ("host-port", FHIR, "              containerPort: 8080\n", "              hostPort: 8080\n"),
    ("privilege-escalation-allowed", FHIR, "=Escalation: false", "Escalation: true"),
    ("privileged-container", FHIR, CONTEXT, "            privileged: true\n"),
    ("nodes-proxy-access", RBAC, "=resources: [pods, ", "resources: [nodes/proxy, "),
    (
        "probe-or-lifecycle-host",
        FHIR,
        "            httpGet:\n",
        "              host: example.org\n",
    ),
    ("proc-mount-unmasked", FHIR, CONTEXT, "            procMount: Unmasked\n"),
    ("proc-mount-unmasked-restricted", FHIR, CONTEXT, "            procMount: Unmasked\n"),
    (
        "run-as-non-root-missing",
        FHIR,
        "=            runAsNonRoot: true",
        "            runAsNonRoot: false",
    ),
    ("run-as-user-zero", FHIR, "=runAsUser: 10001", "runAsUser: 0"),
    ("runs-as-root", FHIR, "=runAsUser: 10001", "runAsUser: 0"),
    ("seccomp-profile-missing", FHIR, "=type: RuntimeDefault", "type: Unconfined"),
    ("seccomp-unconfined", FHIR, "=type: RuntimeDefault", "type: Unconfined"),
    ("secret-read-access", RBAC, "=resources: [pods, ", "resources: [secrets, "),
    ("selinux-options-custom", FHIR, CONTEXT, "            seLinuxOptions: {type: spc_t}\n"),
    (
        "service-account-token-automount",
        FHIR,
        "=      automountServiceAccountToken: false",
        "      automountServiceAccountToken: true",
    ),
    ("system-masters-binding", RBAC, "=name: myhealth:oncall", "name: system:masters"),
    (
        "token-request-access",
        RBAC,
        "=services, events, persistentvolumeclaims]\n    verbs: [get, ",
        "serviceaccounts/token]\n    verbs: [create, ",
    ),
    ("unsafe-sysctl", FHIR, SECURITY, "        sysctls: [{name: kernel.msgmax, value: '1'}]\n"),
    (
        "volume-type-not-allowed",
        FHIR,
        VOLUMES,
        "        - {name: data, nfs: {server: a, path: /}}\n",
    ),
    ("wildcard-resource", RBAC, "=resources: [pods, ", "resources: ['*', "),
    ("wildcard-verb", RBAC, "=verbs: [get, ", "verbs: ['*', "),
    ("windows-host-process", FHIR, CONTEXT, "            windowsOptions: {hostProcess: true}\n"),
    ("writable-root-filesystem", FHIR, "=RootFilesystem: true", "RootFilesystem: false"),
];

const FHIR: &str = "kubernetes/fhir-api.yaml";
const RBAC: &str = "kubernetes/rbac.yaml";
const CONTEXT: &str = "            allowPrivilegeEscalation: false\n";
const DROP: &str = "              drop: [ALL]\n";
const POD: &str = "      serviceAccountName: fhir-api\n";
const SECURITY: &str = "      securityContext:\n";
const VOLUMES: &str = "      volumes:\n";

type Files = Vec<(String, String)>;

/// A checker of one check, or of all, that reports all controls with all evidence.
fn checker(check: Option<&str>) -> Checker {
    let mut options = Options::default();
    options.evidence = None;
    options.frameworks = Framework::BUILT_IN.iter().map(|framework| (*framework).clone()).collect();
    let builder = Checker::builder().options(options);
    let builder = check.into_iter().fold(builder, asepsis::CheckerBuilder::select);
    builder.build().unwrap()
}

fn judge(checker: &Checker, files: &Files) -> Report {
    let inputs = files.iter().map(|(name, text)| Input::text(name.as_str(), text.as_str()));
    checker.check(inputs)
}

/// The controls with a status, by framework and id.
fn controls(report: &Report, status: ControlStatus) -> BTreeSet<(String, String)> {
    let wanted = report.controls().iter().filter(|control| control.status == status);
    wanted.map(|control| (control.framework.to_string(), control.id.to_string())).collect()
}

#[test]
fn three_lines_pass_no_control_of_the_security_rule() {
    let files = vec![("compose.yaml".to_owned(), THREE_LINES.to_owned())];
    let report = judge(&checker(None), &files);
    let passed = controls(&report, ControlStatus::Pass);
    let of_rule: Vec<_> = passed.iter().filter(|(framework, _)| framework == "hipaa").collect();
    assert!(of_rule.is_empty(), "{of_rule:?}");
}

#[test]
fn ojala_shows_neither_audit_controls_nor_a_review_of_activity() {
    let report = judge(&checker(None), &Platform::read("ojala").files);
    for id in ["164.312(b)", "164.308(a)(1)(ii)(D)"] {
        let control = report.controls().iter().find(|control| &*control.id == id).unwrap();
        assert_eq!(control.status, ControlStatus::Unknown, "{control:?}");
        assert!(control.evidence.is_empty() && control.reasons[0].contains("possible evidence:"));
    }
}

#[test]
fn an_insecure_value_fails_each_control_that_its_check_decides() {
    let (platform, checker) = (Platform::read("myhealth").without_charts(), checker(None));
    let report = judge(&checker, &platform.files);
    let passed = controls(&report, ControlStatus::Pass);
    let mut turned = 0;
    for control in report.controls().iter().filter(|of| of.status == ControlStatus::Pass) {
        for check in control.checks.get(Bearing::Decides) {
            assert!(BAD.iter().any(|(known, ..)| *known == &**check), "no bad value for {check}");
        }
    }
    for (check, path, good, bad) in BAD {
        let mut files = platform.files.clone();
        let (_, text) = files.iter_mut().find(|(name, _)| name == path).unwrap();
        assert!(text.contains(good.trim_start_matches('=')), "{check}: {path} has no `{good}`");
        *text = match good.strip_prefix('=') {
            Some(good) => text.replacen(good, bad, 1),
            None => text.replacen(good, &format!("{good}{bad}"), 1),
        };
        let after = judge(&checker, &files);
        let failed = controls(&after, ControlStatus::Fail);
        for name in report.check(check).unwrap().controls.get(Bearing::Decides) {
            let (_, id) = name.split_once(':').unwrap();
            // A control of the baseline profile is also one of the restricted profile.
            for control in passed.iter().filter(|(_, passed)| passed == id) {
                assert!(failed.contains(control), "{check} does not turn {control:?}");
                turned += 1;
            }
        }
    }
    assert!(turned > 40, "{turned} controls were turned");
}

#[test]
fn a_control_without_evidence_is_absent() {
    let platform = Platform::read("myhealth").without_charts();
    let whole = judge(&checker(None), &platform.files);
    let passed = controls(&whole, ControlStatus::Pass);
    let supporting: BTreeSet<String> = whole
        .controls()
        .iter()
        .filter(|control| control.status == ControlStatus::Pass)
        .flat_map(|control| control.checks.iter())
        .filter(|(bearing, _)| *bearing != Bearing::Decides && bearing.is_supporting())
        .map(|(_, check)| check.to_string())
        .collect();
    let mut files = platform.files.clone();
    let mut shares = 0;
    for check in &supporting {
        let alone = checker(Some(check));
        let share = evidence(&judge(&alone, &platform.files));
        shares += usize::from(!share.is_empty());
        let bare = emptied(&alone, &platform.files);
        let report = judge(&alone, &bare);
        assert_eq!(evidence(&report), Vec::new(), "{check} still has a share of the evidence");
        files = emptied(&alone, &files);
    }
    assert!(shares > 25, "{shares} checks give evidence");
    let after = judge(&checker(None), &files);
    for control in after.controls() {
        let was = (control.framework.to_string(), control.id.to_string());
        let decided = control.checks.get(Bearing::Decides);
        if passed.contains(&was) && decided.is_empty() {
            let expected = if control.failed > 0 && control.status == ControlStatus::Fail {
                // A check that gave evidence also refutes, and now it fails.
                ControlStatus::Fail
            } else {
                ControlStatus::Absent
            };
            assert_eq!((control.status, control.shown), (expected, 0), "{control:?}");
        }
    }
}

/// The locations of evidence of the only check of a report.
fn evidence(report: &Report) -> Vec<Spot> {
    let supported = report.controls().iter().filter(|control| {
        let mut bearings = control.checks.iter().map(|(bearing, _)| bearing);
        bearings.any(|bearing| bearing != Bearing::Decides && bearing.is_supporting())
    });
    let spots: BTreeSet<(u64, Spot)> = supported
        .flat_map(|control| &control.evidence)
        .map(|location| {
            let spot = Spot {
                path: location.path.to_string(),
                document: location.document.unwrap_or(0),
                pointer: location.pointer.as_deref().unwrap().to_owned(),
            };
            (location.start.unwrap().byte.into(), spot)
        })
        .collect();
    spots.into_iter().map(|(_, spot)| spot).collect()
}

/// The files without the evidence of a check, removed until none is left.
fn emptied(checker: &Checker, files: &Files) -> Files {
    let mut files = files.clone();
    // After a removal something else may apply, for example a default of the namespace.
    for _ in 0..8 {
        let spots = evidence(&judge(checker, &files));
        if spots.is_empty() {
            break;
        }
        // From the end, so that earlier locations stay valid.
        for spot in spots.iter().rev() {
            let (name, text) = files.iter_mut().find(|(name, _)| *name == spot.path).unwrap();
            *text = without(name, text, spot).unwrap_or_else(|| panic!("{spot:?} stays"));
        }
    }
    files
}
