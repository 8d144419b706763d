//! A Pod that violates one control of the Pod Security Standards gets that control alone, at its
//! line: in every role of a container, every kind that carries pods, and on both sides of every
//! version in which something changes.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/pss_answers.rs"]
mod pss_answers;

use std::collections::BTreeSet;
use std::fmt::Write;

use asepsis::frameworks::{CHANGES, Control, Framework, KubernetesVersion, Profile, PssControl};
use asepsis::report::{ControlStatus, Report};
use asepsis::{Checker, Input};
use pss_answers::{PROFILES, Verdict, Versions, checker};

/// What a fault is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// A container: its lines besides its name.
    Container,
    /// The pod's spec.
    Spec,
    /// The pod's security context.
    Context,
}

/// A fault in one line, which the sign `#!` marks: the control it violates, where it is, and the line. A
/// container is good except for the line that it replaces or adds.
const FAULTS: &[(&Control, At, &str)] = &[
    (PssControl::PRIVILEGED, At::Container, "securityContext: {GOOD, privileged: true}"),
    (PssControl::HOST_NAMESPACES, At::Spec, "hostNetwork: true"),
    (PssControl::HOST_NAMESPACES, At::Spec, "hostPID: true"),
    (PssControl::HOST_NAMESPACES, At::Spec, "hostIPC: true"),
    (
        PssControl::HOST_PATH_VOLUMES,
        At::Spec,
        "volumes: [{name: v, hostPath: {path: /}, emptyDir: {}}]",
    ),
    (PssControl::HOST_PORTS, At::Container, "ports: [{containerPort: 80, hostPort: 80}]"),
    (PssControl::APP_ARMOR_PROFILE, At::Context, "appArmorProfile: {type: Unconfined}"),
    (PssControl::APP_ARMOR_PROFILE, At::Container, "securityContext: {GOOD, appArmorProfile: {}}"),
    (
        PssControl::CAPABILITIES_BASELINE,
        At::Container,
        "securityContext: {GOOD, capabilities: {drop: [ALL], add: [SYS_ADMIN]}}",
    ),
    (PssControl::SE_LINUX_OPTIONS, At::Context, "seLinuxOptions: {user: u}"),
    (
        PssControl::SE_LINUX_OPTIONS,
        At::Container,
        "securityContext: {GOOD, seLinuxOptions: {type: spc_t}}",
    ),
    (PssControl::PROC_MOUNT, At::Container, "securityContext: {GOOD, procMount: Unmasked}"),
    (
        PssControl::SECCOMP_PROFILE_BASELINE,
        At::Container,
        "securityContext: {GOOD, seccompProfile: {type: Unconfined}}",
    ),
    (PssControl::SYSCTLS, At::Context, "sysctls: [{name: kernel.msgmax, value: '1'}]"),
    (PssControl::WINDOWS_HOST_PROCESS, At::Context, "windowsOptions: {hostProcess: true}"),
    (
        PssControl::WINDOWS_HOST_PROCESS,
        At::Container,
        "securityContext: {GOOD, windowsOptions: {hostProcess: true}}",
    ),
    (
        PssControl::HOST_PROBES_AND_HOST_LIFECYCLE,
        At::Container,
        "livenessProbe: {httpGet: {port: 80, host: a}}",
    ),
    (
        PssControl::HOST_PROBES_AND_HOST_LIFECYCLE,
        At::Container,
        "lifecycle: {preStop: {tcpSocket: {port: 80, host: a}}}",
    ),
    (PssControl::RESTRICTED_VOLUMES, At::Spec, "volumes: [{name: v, nfs: {server: a, path: /}}]"),
    (PssControl::RUN_AS_NON_ROOT, At::Container, "securityContext: {GOOD, runAsNonRoot: false}"),
    (
        PssControl::ALLOW_PRIVILEGE_ESCALATION,
        At::Container,
        "securityContext: {capabilities: {drop: [ALL]}, allowPrivilegeEscalation: true}",
    ),
    (
        PssControl::ALLOW_PRIVILEGE_ESCALATION,
        At::Container,
        "securityContext: {capabilities: {drop: [ALL]}}",
    ),
    (
        PssControl::SECCOMP_PROFILE_RESTRICTED,
        At::Container,
        "securityContext: {GOOD, seccompProfile: {type: Unconfined}}",
    ),
    (
        PssControl::CAPABILITIES_RESTRICTED,
        At::Container,
        "securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [NET_RAW]}}",
    ),
    (PssControl::RUN_AS_USER, At::Context, "runAsUser: 0"),
    (PssControl::RUN_AS_USER, At::Container, "securityContext: {GOOD, runAsUser: 0}"),
    (PssControl::PROC_MOUNT_RESTRICTED, At::Container, "securityContext: {GOOD, procMount: ''}"),
];

const GOOD: &str = "allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}";
const ROLES: [&str; 3] = ["initContainers", "containers", "ephemeralContainers"];
const KINDS: [(&str, &str, &str); 9] = [
    ("v1", "Pod", ""),
    ("v1", "PodTemplate", "template"),
    ("v1", "ReplicationController", "spec template"),
    ("apps/v1", "ReplicaSet", "spec template"),
    ("apps/v1", "Deployment", "spec template"),
    ("apps/v1", "StatefulSet", "spec template"),
    ("apps/v1", "DaemonSet", "spec template"),
    ("batch/v1", "Job", "spec template"),
    ("batch/v1", "CronJob", "spec jobTemplate spec template"),
];

/// A manifest whose pod has the one fault, and the number of its line.
fn manifest(
    (api_version, kind, path): (&str, &str, &str),
    role: &str,
    at: At,
    fault: &str,
) -> (String, u32) {
    let mut text = format!("apiVersion: {api_version}\nkind: {kind}\nmetadata: {{name: m}}\n");
    let mut indent = String::new();
    for key in path.split_whitespace() {
        writeln!(text, "{indent}{key}:").unwrap();
        indent.push_str("  ");
    }
    writeln!(text, "{indent}spec:").unwrap();
    let mut put = |line: &str| writeln!(text, "{indent}  {line}").unwrap();
    let marked = format!("{} #!", fault.replace("GOOD", GOOD));
    if at == At::Spec {
        put(&marked);
    }
    put("securityContext:");
    put("  runAsNonRoot: true");
    put("  seccompProfile: {type: RuntimeDefault}");
    if at == At::Context {
        put(&format!("  {marked}"));
    }
    for list in ROLES {
        put(&format!("{list}:"));
        put(&format!("- name: {}", list.to_lowercase()));
        let is_faulty = at == At::Container && list == role;
        if is_faulty {
            put(&format!("  {marked}"));
        }
        if !is_faulty || !fault.starts_with("securityContext") {
            put(&format!("  securityContext: {{{GOOD}}}"));
        }
    }
    let line = text.lines().position(|line| line.ends_with("#!")).expect("one line is marked");
    (text, u32::try_from(line + 1).unwrap())
}

/// 1.0, every version in which something changes, and the one before it.
fn boundaries() -> Vec<KubernetesVersion> {
    let changes = CHANGES.iter().map(|version| version.minor());
    let all: BTreeSet<u8> = changes.flat_map(|minor| [minor - 1, minor]).chain([0]).collect();
    all.into_iter().map(KubernetesVersion::new).collect()
}

/// The controls that the fault violates: its own, or the one by which that is overridden.
fn expected(
    control: &'static Control,
    fault: &str,
    profile: Profile,
    version: KubernetesVersion,
) -> Option<&'static Control> {
    let twins = [
        (PssControl::PROC_MOUNT, PssControl::PROC_MOUNT_RESTRICTED),
        (PssControl::PROC_MOUNT_RESTRICTED, PssControl::PROC_MOUNT),
        (PssControl::SECCOMP_PROFILE_BASELINE, PssControl::SECCOMP_PROFILE_RESTRICTED),
        (PssControl::SECCOMP_PROFILE_RESTRICTED, PssControl::SECCOMP_PROFILE_BASELINE),
        (PssControl::CAPABILITIES_BASELINE, PssControl::CAPABILITIES_RESTRICTED),
    ];
    let twin = twins.into_iter().find(|(of, _)| *of == control).map(|(_, twin)| twin);
    // Before 1.19 no field decides about seccomp.
    if fault.contains("seccompProfile") && version.minor() < 19 {
        return None;
    }
    [Some(control), twin].into_iter().flatten().find(|control| control.in_force(profile, version))
}

#[test]
fn one_fault_violates_one_control_at_its_line() {
    let mut pods = Vec::new();
    for fault in FAULTS {
        for role in ROLES.into_iter().take(if fault.1 == At::Container { 3 } else { 1 }) {
            for kind in KINDS {
                pods.push((fault, manifest(kind, role, fault.1, fault.2)));
            }
        }
    }
    let mut decided = BTreeSet::new();
    for version in boundaries() {
        let checker = checker(version);
        let input = |(index, (_, (text, _))): (usize, &(_, (String, u32)))| {
            Input::text(format!("{index:04}.yaml"), text.as_str()).bundle(index.to_string())
        };
        let report = checker.check(pods.iter().enumerate().map(input));
        let mut findings: Vec<Vec<_>> = vec![Vec::new(); pods.len()];
        for finding in report.findings() {
            let location = finding.location.as_ref().unwrap();
            let index: usize = location.path.trim_end_matches(".yaml").parse().unwrap();
            let covered = finding.covers.iter().map(|covered| &covered.check);
            let named = std::iter::once(&finding.check).chain(covered);
            let checks = named.map(|id| report.check(id).unwrap());
            let controls = checks.flat_map(|check| check.controls.iter());
            let controls: Vec<_> = controls.map(|(_, control)| control).collect();
            findings[index].push((location.start.unwrap().line, controls));
        }
        for (((control, _, fault), (text, line)), found) in pods.iter().zip(&findings) {
            for profile in [Profile::Baseline, Profile::Restricted] {
                let in_force = |id: &str| {
                    let (_, id) = id.rsplit_once(':').unwrap();
                    let known = PssControl::ALL.iter().find(|known| known.id() == id);
                    known.filter(|known| known.in_force(profile, version))
                };
                let seen: BTreeSet<(u32, &Control)> = found
                    .iter()
                    .flat_map(|(line, controls)| controls.iter().map(|id| (*line, id)))
                    .filter(|(_, id)| id.starts_with("pss-"))
                    .filter_map(|(line, id)| Some((line, in_force(id)?)))
                    .collect();
                let wanted = expected(control, fault, profile, version);
                let wanted: BTreeSet<_> = wanted.into_iter().map(|it| (*line, it)).collect();
                assert_eq!(seen, wanted, "{version} {profile:?} `{fault}` in\n{text}");
                decided.extend(seen.into_iter().map(|(_, control)| (control, version)));
            }
        }
    }
    for control in PssControl::ALL {
        for version in boundaries().into_iter().filter(|it| control.first_version() <= *it) {
            let seccomp = control == PssControl::SECCOMP_PROFILE_BASELINE && version.minor() < 19;
            assert!(seccomp || decided.contains(&(control, version)), "{control:?} at {version}");
        }
    }
    println!("{} manifests in {} versions", pods.len(), boundaries().len());
}

const HOST_PATH: &str = "apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
  - name: app
    securityContext: {procMount: Unmasked}
  volumes:
  - name: root
    hostPath: {path: /}
";

fn report(framework: &str, text: &str) -> Report {
    Checker::builder().framework(framework).build().unwrap().check([Input::text("a.yaml", text)])
}

#[test]
fn an_overridden_finding_is_shown_by_the_one_that_overrides_it() {
    let report = report("pss-baseline", HOST_PATH);
    let findings = report.findings().iter();
    let shown: Vec<_> = findings.filter(|it| !it.covers.is_empty()).collect();
    let covering = |leader: &str| -> BTreeSet<String> {
        let finding = shown.iter().find(|finding| &*finding.check == leader).unwrap();
        finding.covers.iter().map(|covered| covered.check.to_string()).collect()
    };
    let expected = [
        ("proc-mount-unmasked", &["proc-mount-unmasked-restricted"][..]),
        ("host-path-volume", &["sensitive-host-path", "volume-type-not-allowed"][..]),
    ];
    for (leader, covered) in expected {
        assert_eq!(covering(leader), covered.iter().map(ToString::to_string).collect());
        for id in covered {
            assert!(report.findings().iter().all(|finding| &*finding.check != *id), "{id}");
            assert_eq!(report.check(id).unwrap().failed, 1, "{id} is tallied");
        }
        assert_eq!(report.check(leader).unwrap().failed, 1, "{leader} is tallied");
    }
    let read = Report::from_json(&report.to_json()).unwrap();
    assert_eq!(read, report);
}

#[test]
fn an_accepted_finding_hides_nothing() {
    let accepted =
        "metadata:\n  name: a\n  annotations: {ignore.asepsis/volume-type-not-allowed: tested}";
    let text = HOST_PATH.replace("metadata: {name: a}", accepted);
    let report = report("pss-restricted", &text);
    assert!(report.findings().iter().any(|finding| &*finding.check == "host-path-volume"));
    assert_eq!(report.suppressed().len(), 1);
}

#[test]
fn without_the_overriding_check_the_overridden_one_is_shown() {
    let checker = Checker::builder().ignore("volume-type-not-allowed").build().unwrap();
    let report = checker.check([Input::text("a.yaml", HOST_PATH)]);
    assert!(report.findings().iter().any(|finding| &*finding.check == "host-path-volume"));
}

#[test]
fn a_report_lists_exactly_the_controls_in_force() {
    for version in boundaries() {
        let report = checker(version).check([Input::text("a.yaml", HOST_PATH)]);
        for (framework, profile) in
            PROFILES.into_iter().zip([Profile::Baseline, Profile::Restricted])
        {
            let listed: Vec<_> = (report.controls().iter())
                .filter(|control| &*control.framework == framework.id())
                .map(|control| control.id.to_string())
                .collect();
            let in_force = PssControl::ALL.iter().filter(|it| it.in_force(profile, version));
            let in_force: Vec<_> = in_force.map(|control| control.id().to_owned()).collect();
            assert_eq!(listed, in_force, "{version} {profile:?}");
        }
    }
}

/// The verdict of a profile, from a report that was asked for it.
fn verdict(report: &Report, profile: &Framework) -> Verdict {
    let ids = |status: ControlStatus| {
        let of_profile =
            report.controls().iter().filter(|control| &*control.framework == profile.id());
        let with_status = of_profile.filter(|control| control.status == status);
        with_status.map(|control| control.id.to_string()).collect()
    };
    Verdict { violated: ids(ControlStatus::Fail), undecided: ids(ControlStatus::Unknown) }
}

#[test]
fn the_status_of_a_control_is_the_verdict_on_its_pod() {
    let text = HOST_PATH.replace("containers:", "hostPID: '{{ .Values.pid }}'\n  containers:");
    let report = report("pss-restricted", &text);
    let own = verdict(&report, PROFILES[1]);
    let batched = Versions::new().verdicts(&[("a.yaml", &text)]);
    assert_eq!(Some(&own), batched[0].last().map(|verdicts| &verdicts[1]));
    assert!(own.violated.contains("restrictedVolumes"), "{own:?}");
    assert_eq!(own.undecided, BTreeSet::from(["hostNamespaces".to_owned()]));
}

#[test]
fn a_control_does_not_pass_without_all_of_its_checks() {
    let good =
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n";
    let status = |checker: Checker| {
        let report = checker.check([Input::text("a.yaml", good)]);
        let control = report.controls().iter().find(|control| &*control.id == "hostNamespaces");
        let control = control.unwrap();
        (control.status, control.reasons.join("; "))
    };
    let builder = || Checker::builder().framework("pss-baseline");
    assert_eq!(status(builder().build().unwrap()).0, ControlStatus::Pass);
    let (status, reasons) = status(builder().ignore("host-ipc").build().unwrap());
    assert_eq!((status, reasons.as_str()), (ControlStatus::Unknown, "`host-ipc` did not run"));
}
