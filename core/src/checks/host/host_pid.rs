use super::host_namespaces::judge;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa, PssControl};
use crate::model::Technology;
use crate::model::pods::Pod;

pub(super) static CHECK: Check = Check {
    id: "host-pid",
    title: "workload uses the host PID namespace",
    messages: &[MESSAGE.text()],
    why: "A process in the container can see and signal the processes of the host and of other containers, read their environment variables and, with ptrace, control them.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Remove `hostPID: true`; set `shareProcessNamespace: true` if the containers of the Pod must see each other's processes.",
        ),
        (
            Technology::Compose,
            "Remove `pid: host`; set `pid: service:NAME` if one service must see the processes of another.",
        ),
    ]),
    severity: Severity::High,
    concern: Concern::HostProcesses,
    controls: &[
        decides(PssControl::HOST_NAMESPACES),
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Hipaa::S308A1IIB).own_reading(),
        decides(Cis::I5_2_3),
        refutes(Nsa::P4),
    ],
    equivalents: &[
        Tool::KubeLinter.calls_it("host-pid"),
        Tool::Kubesec.calls_it("HostPID"),
        Tool::Polaris.calls_it("hostPIDSet"),
        Tool::Trivy.calls_it("KSV-0010"),
        Tool::Checkov.calls_it("CKV_K8S_17"),
        Tool::Kubescape.calls_it("C-0038"),
        Tool::Kubescape.calls_it("C-0275"),
        Tool::Kics.calls_it("Shared Host PID Namespace"),
        Tool::Kyverno.calls_it("disallow-host-namespaces"),
        Tool::PodSecurity.calls_it("hostNamespaces"),
    ],
    since: "0.1.0",
    technologies: Technologies::CONTAINERS,
    parameters: &[],
    rule: Rule::Pod(check),
};

const MESSAGE: Message<1> = Message::new("{pod} uses the host PID namespace");

fn check(pod: &Pod, scope: &Scope, out: &mut Outcome) {
    judge(&pod.host_pid, scope, out, MESSAGE);
}
