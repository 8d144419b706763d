use super::host_namespaces::judge;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa, PssControl};
use crate::model::Technology;
use crate::model::pods::Pod;

pub(super) static CHECK: Check = Check {
    id: "host-network",
    title: "workload uses the host network",
    messages: &[MESSAGE.text()],
    why: "A process in the container can use every network interface of the host and reach services that listen only on its loopback address, and network policies normally do not apply to it.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Remove `hostNetwork: true`, and publish the port through a Service.",
        ),
        (Technology::Compose, "Remove `network_mode: host`, and publish the port in `ports`."),
    ]),
    severity: Severity::High,
    concern: Concern::HostNetwork,
    controls: &[
        decides(PssControl::HOST_NAMESPACES),
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Hipaa::S312E1).own_reading(),
        decides(Cis::I5_2_5),
        refutes(Nsa::P4),
    ],
    equivalents: &[
        Tool::KubeLinter.calls_it("host-network"),
        Tool::Kubesec.calls_it("HostNetwork"),
        Tool::Polaris.calls_it("hostNetworkSet"),
        Tool::Trivy.calls_it("KSV-0009"),
        Tool::Checkov.calls_it("CKV_K8S_19"),
        Tool::Kubescape.calls_it("C-0041"),
        Tool::Kics.calls_it("Shared Host Network Namespace"),
        Tool::Kyverno.calls_it("disallow-host-namespaces"),
        Tool::PodSecurity.calls_it("hostNamespaces"),
    ],
    since: "0.1.0",
    technologies: Technologies::CONTAINERS,
    parameters: &[],
    rule: Rule::Pod(check),
};

const MESSAGE: Message<1> = Message::new("{pod} uses the host network");

fn check(pod: &Pod, scope: &Scope, out: &mut Outcome) {
    judge(&pod.host_network, scope, out, MESSAGE);
}
