use super::pod_security::{ENFORCE, LEVELS};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
    supports, supports_and_refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::Resource;
use crate::model::meta::lookup;

pub(super) static CHECK: Check = Check {
    id: "psa-enforce-missing",
    title: "namespace enforces no Pod Security Standard",
    messages: &[MISSING.text(), NO_LEVEL.text()],
    why: "Without the label, Pod Security Admission uses the default of the cluster, which normally admits every Pod, including privileged ones.",
    fix: Fix::all(
        "Set the label `pod-security.kubernetes.io/enforce: restricted` on the namespace, or `baseline` where that is not possible yet.",
    ),
    severity: Severity::Medium,
    concern: Concern::Admission,
    controls: &[
        refutes(Hipaa::S312A1).own_reading(),
        supports_and_refutes(Hipaa::S308A1IIB).own_reading(),
        supports(Cis::I5_2_1),
        supports_and_refutes(Nsa::P4),
    ],
    equivalents: &[
        Tool::Kubescape.calls_it("C-0192"),
        Tool::Kyverno.calls_it("add-psa-namespace-reporting"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Namespace(check),
};

const MISSING: Message =
    Message::new("namespace has no label `pod-security.kubernetes.io/enforce`");
const NO_LEVEL: Message<1> =
    Message::new("label `pod-security.kubernetes.io/enforce` has the invalid level `{text}`");

/// Namespaces of the cluster itself.
const EXEMPT: &[&str] = &["kube-node-lease", "kube-public", "kube-system"];

fn check(namespace: &Resource, _: &Scope, out: &mut Outcome) {
    let level = lookup(&namespace.metadata.labels, ENFORCE);
    let text = out.read(&level).copied();
    match text {
        // `privileged` is a level, although it rejects nothing.
        Some("privileged") => return,
        Some(text) if LEVELS.contains(&text) => return out.pass(&level),
        _ => {}
    }
    if out.read(&namespace.metadata.name).is_some_and(|name| EXEMPT.contains(name)) {
        return out.not_applicable();
    }
    if out.is_undecided() {
        return;
    }
    match text {
        Some(text) => {
            out.fail(&level, NO_LEVEL.with(text));
        }
        None => {
            out.fail(&level, MISSING);
        }
    }
}
