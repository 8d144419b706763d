use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, supports,
    supports_and_refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::inventory::{DefaultDeny, Direction, NamespaceOf};

pub(super) static CHECK: Check = Check {
    id: "default-deny-missing",
    title: "namespace has no default-deny NetworkPolicy",
    messages: &[MESSAGE.text()],
    why: "Pods that no other NetworkPolicy selects accept traffic from every Pod and address, and can send traffic to them.",
    fix: Fix::all(
        "Add a NetworkPolicy with an empty `podSelector`, `policyTypes: [Ingress, Egress]` and no rules.",
    ),
    severity: Severity::Medium,
    concern: Concern::NetworkIsolation,
    controls: &[
        supports_and_refutes(Hipaa::S312A1),
        supports_and_refutes(Hipaa::S312E1),
        supports(Cis::I5_3_2),
        supports_and_refutes(Nsa::N2),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::WorkloadNamespace(check),
};

const MESSAGE: Message<2> =
    Message::new("namespace `{namespace}` has no default-deny NetworkPolicy for {directions}");

fn check(namespace: &NamespaceOf, scope: &Scope, out: &mut Outcome) {
    let Some(resource) = scope.resource else { return };
    let denials = scope.inventory.default_deny(namespace.name);
    let mut open = Vec::new();
    let mut opened = Vec::new();
    for direction in Direction::ALL {
        match denials.get(direction) {
            DefaultDeny::Denied(policy) => {
                out.pass(*policy);
                continue;
            }
            DefaultDeny::Unknown(doubt) => {
                out.unknown(doubt, doubt.to_string());
                continue;
            }
            DefaultDeny::Missing => {}
            DefaultDeny::Opened(_, rule) => opened.push(*rule),
        }
        open.push(direction.as_str().to_lowercase());
    }
    if open.is_empty() {
        return;
    }
    let directions = open.join(" and ");
    let message = MESSAGE.with(namespace.name, directions);
    let failure = out.fail(resource, message);
    for rule in opened {
        failure.related(&rule, "this rule allows all traffic");
    }
}
