use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes,
};
use crate::frameworks::{Hipaa, Nsa, PssControl};
use crate::model::pods::Pod;

pub(super) static CHECK: Check = Check {
    id: "unsafe-sysctl",
    title: "unsafe sysctl is set",
    messages: &[NO_NAME.text(), UNSAFE.text()],
    why: "A sysctl outside the safe set can affect other Pods on the node, harm the node, or bypass the resource limits of the Pod.",
    fix: Fix::all("Remove the sysctl, or configure it on the nodes that need it."),
    severity: Severity::High,
    concern: Concern::Sysctls,
    controls: &[
        decides(PssControl::SYSCTLS),
        refutes(Hipaa::S308A1IIB).own_reading(),
        refutes(Nsa::P4),
    ],
    equivalents: &[
        Tool::KubeLinter.calls_it("unsafe-sysctls"),
        Tool::Trivy.calls_it("KSV-0026"),
        Tool::Kubescape.calls_it("C-0211"),
        Tool::Kics.calls_it("Cluster Allows Unsafe Sysctls"),
        Tool::Kyverno.calls_it("restrict-sysctls"),
        Tool::PodSecurity.calls_it("sysctls"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Pod(check),
};

const NO_NAME: Message = Message::new("Pod sets a sysctl without a name");
const UNSAFE: Message<1> = Message::new("Pod sets the unsafe sysctl `{name}`");

/// Whether a name is safe, from a minor version on. The function of a version never changes.
type Safe = fn(&str) -> bool;

const VERSIONS: &[(u8, Safe)] =
    &[(0, safe_1_0), (27, safe_1_27), (29, safe_1_29), (32, safe_1_32), (37, safe_1_37)];

fn check(pod: &Pod, scope: &Scope, out: &mut Outcome) {
    let Some(is_safe) = scope.in_version(VERSIONS) else { return };
    let Some(sysctls) = out.read(&pod.security.sysctls) else { return };
    for sysctl in sysctls {
        // The API compares names literally, so an empty name is not safe.
        match out.read(&sysctl.name) {
            Some(name) if !is_safe(name) => {
                out.fail(&sysctl.name, UNSAFE.with(name));
            }
            Some(_) => out.pass(&sysctl.name),
            None if out.is_unset(&sysctl.name) => {
                out.fail(&sysctl.name, NO_NAME);
            }
            None => {}
        }
    }
}

fn safe_1_0(name: &str) -> bool {
    matches!(
        name,
        "kernel.shm_rmid_forced"
            | "net.ipv4.ip_local_port_range"
            | "net.ipv4.ip_unprivileged_port_start"
            | "net.ipv4.ping_group_range"
            | "net.ipv4.tcp_syncookies"
    )
}

fn safe_1_27(name: &str) -> bool {
    safe_1_0(name) || name == "net.ipv4.ip_local_reserved_ports"
}

fn safe_1_29(name: &str) -> bool {
    safe_1_27(name)
        || matches!(
            name,
            "net.ipv4.tcp_fin_timeout"
                | "net.ipv4.tcp_keepalive_intvl"
                | "net.ipv4.tcp_keepalive_probes"
                | "net.ipv4.tcp_keepalive_time"
        )
}

fn safe_1_32(name: &str) -> bool {
    safe_1_29(name) || matches!(name, "net.ipv4.tcp_rmem" | "net.ipv4.tcp_wmem")
}

fn safe_1_37(name: &str) -> bool {
    safe_1_32(name)
        || matches!(name, "net.ipv4.tcp_notsent_lowat" | "net.ipv4.tcp_slow_start_after_idle")
}
