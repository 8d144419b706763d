use super::host_namespaces::judge;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa, PssControl};
use crate::model::Technology;
use crate::model::pods::Pod;

pub(super) static CHECK: Check = Check {
    id: "host-ipc",
    title: "workload uses the host IPC namespace",
    messages: &[MESSAGE.text()],
    why: "A process in the container can read and change shared memory, semaphores and message queues of the host and of other containers in the host IPC namespace.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Remove `hostIPC: true`; the containers of a Pod share IPC without it.",
        ),
        (
            Technology::Compose,
            "Remove `ipc: host`; services can share IPC with `ipc: shareable` and `ipc: service:NAME`.",
        ),
    ]),
    severity: Severity::High,
    concern: Concern::HostIpc,
    controls: &[
        decides(PssControl::HOST_NAMESPACES),
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Hipaa::S308A1IIB).own_reading(),
        decides(Cis::I5_2_4),
        refutes(Nsa::P4),
    ],
    equivalents: &[
        Tool::KubeLinter.calls_it("host-ipc"),
        Tool::Kubesec.calls_it("HostIPC"),
        Tool::Polaris.calls_it("hostIPCSet"),
        Tool::Trivy.calls_it("KSV-0008"),
        Tool::Checkov.calls_it("CKV_K8S_18"),
        Tool::Kubescape.calls_it("C-0038"),
        Tool::Kubescape.calls_it("C-0276"),
        Tool::Kics.calls_it("Shared Host IPC Namespace"),
        Tool::Kyverno.calls_it("disallow-host-namespaces"),
        Tool::PodSecurity.calls_it("hostNamespaces"),
    ],
    since: "0.1.0",
    technologies: Technologies::CONTAINERS,
    parameters: &[],
    rule: Rule::Pod(check),
};

const MESSAGE: Message<1> = Message::new("{pod} uses the host IPC namespace");

fn check(pod: &Pod, scope: &Scope, out: &mut Outcome) {
    judge(&pod.host_ipc, scope, out, MESSAGE);
}
