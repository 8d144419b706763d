use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::inventory::{Matches, Selector, WhenUnset};
use crate::model::network::NetworkPolicy;

pub(super) static CHECK: Check = Check {
    id: "network-policy-selects-nothing",
    title: "NetworkPolicy selects no workload",
    messages: &[MESSAGE.text()],
    why: "The NetworkPolicy has no effect: the workload that it is meant to isolate stays unrestricted.",
    fix: Fix::all(
        "Correct `podSelector` to match the labels of the Pod template, or remove the NetworkPolicy.",
    ),
    severity: Severity::Low,
    concern: Concern::PolicyTarget,
    controls: &[
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Hipaa::S312E1).own_reading(),
        refutes(Nsa::N2),
    ],
    equivalents: &[
        Tool::KubeLinter.calls_it("dangling-networkpolicy"),
        Tool::KubeScore.calls_it("networkpolicy-targets-pod"),
        Tool::Kubescape.calls_it("C-0299"),
        Tool::Kics.calls_it("Network Policy Is Not Targeting Any Pod"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::NetworkPolicy(check),
};

const MESSAGE: Message = Message::new("NetworkPolicy selects no workload in its namespace");

fn check(policy: &NetworkPolicy, scope: &Scope, out: &mut Outcome) {
    let Some(resource) = scope.resource else { return };
    let selector = Selector::new(&policy.pod_selector, WhenUnset::SelectsAll);
    // An empty selector also applies to future pods.
    if selector.constant() == Some(Matches::Yes) {
        return out.pass(&policy.pod_selector);
    }
    match scope.inventory.selects_any(&resource.metadata.namespace, &selector) {
        Matches::Yes => out.pass(&policy.pod_selector),
        // A doubt about labels that are not set has no place.
        Matches::Unknown(doubt) if doubt.place.is_none() => {
            out.unknown(&policy.pod_selector, doubt.to_string());
        }
        Matches::Unknown(doubt) => out.unknown(&doubt, doubt.to_string()),
        Matches::No => {
            out.fail(&policy.pod_selector, MESSAGE);
        }
    }
}
