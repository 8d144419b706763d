use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool,
    supports_and_refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::inventory::{Coverage, Direction};
use crate::model::pods::Workload;

pub(super) static CHECK: Check = Check {
    id: "network-policy-missing",
    title: "no NetworkPolicy selects the workload",
    messages: &[MESSAGE.text()],
    why: "Without a NetworkPolicy every Pod in the cluster can connect to the workload, and the workload can connect to every address: one compromised Pod can be enough to reach health data.",
    fix: Fix::all(
        "Add a NetworkPolicy that selects the Pods of the workload for ingress and egress, and allow only the traffic that is needed.",
    ),
    severity: Severity::High,
    concern: Concern::NetworkIsolation,
    controls: &[
        supports_and_refutes(Hipaa::S312A1),
        supports_and_refutes(Hipaa::S312E1),
        supports_and_refutes(Cis::I5_3_2),
        supports_and_refutes(Nsa::N2),
    ],
    equivalents: &[
        Tool::KubeLinter.calls_it("non-isolated-pod"),
        Tool::KubeScore.calls_it("pod-networkpolicy"),
        Tool::Polaris.calls_it("missingNetworkPolicy"),
        Tool::Checkov.calls_it("CKV2_K8S_6"),
        Tool::Kubescape.calls_it("C-0260"),
        Tool::Kics.calls_it("Pod Misconfigured Network Policy"),
        Tool::Kyverno.calls_it("require-netpol"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Workload(check),
};

const MESSAGE: Message<1> = Message::new("no NetworkPolicy selects the Pods for {open}");

fn check(workload: &Workload, scope: &Scope, out: &mut Outcome) {
    let Some(pod) = out.read(&workload.pod) else { return out.not_applicable() };
    let Some(resource) = scope.resource else { return };
    // NetworkPolicies do not apply to pods on the host network.
    match out.read(&pod.host_network) {
        Some(true) => return out.not_applicable(),
        _ if out.is_undecided() => return,
        _ => {}
    }
    let isolation = scope.inventory.isolation(resource, pod);
    let mut open = Vec::new();
    for direction in Direction::ALL {
        match isolation.get(direction) {
            Coverage::Covered(policy) => out.pass(*policy),
            Coverage::NotCovered => open.push(direction.as_str().to_lowercase()),
            // A doubt about labels that are not set has no place.
            Coverage::Unknown(doubt) if doubt.place.is_none() => {
                out.unknown(resource, doubt.to_string());
            }
            Coverage::Unknown(doubt) => out.unknown(doubt, doubt.to_string()),
        }
    }
    if !open.is_empty() {
        out.fail(resource, MESSAGE.with(open.join(" and ")));
    }
}
