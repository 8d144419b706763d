//! Comments that accept findings in what charts render.

use asepsis::{Checker, Input};

const VALUES: &str = "privileged: true # asepsis: ignore[privileged-container] needed for the driver\n\
# asepsis: ignore[host-pid] it lists processes\nhostPID: true\nipc: true\n";

const TEMPLATE: &str = "\
apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  hostPID: {{ .Values.hostPID }}
  hostNetwork: true # asepsis: ignore[host-network] it reads the network
  {{- /* asepsis: ignore[host-ipc] shared memory */}}
  hostIPC: true
  containers:
    - name: a
      image: registry.example/a:1.0.0
      securityContext:
        privileged: {{ .Values.privileged }}
";

/// The findings and the accepted findings with a template.
fn checked(values: &str, template: &str) -> (Vec<String>, Vec<String>) {
    let chart = "apiVersion: v2\nname: ward\nversion: 1.0.0\n";
    let files = [("Chart.yaml", chart), ("values.yaml", values), ("templates/a.yaml", template)];
    let mut checker = Checker::builder();
    for check in ["privileged-container", "host-pid", "host-network", "host-ipc"] {
        checker = checker.select(check);
    }
    let checker = checker.build().unwrap();
    let report = checker.check(files.map(|(path, text)| Input::text(path, text)));
    let mut found: Vec<String> =
        report.findings().iter().map(|finding| finding.check.to_string()).collect();
    let accepted = report.suppressed().iter();
    let mut accepted: Vec<String> = accepted.map(|one| one.finding.check.to_string()).collect();
    found.sort();
    accepted.sort();
    (found, accepted)
}

#[test]
fn a_comment_at_the_value_or_in_the_template_accepts_a_finding() {
    let (found, accepted) = checked(VALUES, TEMPLATE);
    assert_eq!(found, [""; 0]);
    assert_eq!(accepted, ["host-ipc", "host-network", "host-pid", "privileged-container"]);
}

#[test]
fn a_comment_on_another_line_accepts_nothing() {
    let values = VALUES.replace("[privileged-container]", "[host-pid]");
    let template = TEMPLATE.replace("hostIPC: true", "restartPolicy: Never\n  hostIPC: true");
    let template =
        template.replace("hostNetwork: true #", "hostNetwork: true\n  dnsPolicy: Default #");
    let (found, accepted) = checked(&values, &template);
    assert_eq!(found, ["host-ipc", "host-network", "privileged-container"]);
    assert_eq!(accepted, ["host-pid"]);
}
