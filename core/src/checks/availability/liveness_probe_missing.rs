use super::probes::{is_missing, may_be_probed};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, supports,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::pods::Container;

pub(super) static CHECK: Check = Check {
    id: "liveness-probe-missing",
    title: "container has no liveness probe",
    messages: &[MESSAGE.text()],
    why: "Without a liveness probe the kubelet does not restart a container whose process still runs but no longer responds.",
    fix: Fix::all("Add a `livenessProbe` that fails only when a restart helps."),
    severity: Severity::Low,
    concern: Concern::Probes,
    controls: &[supports(Hipaa::S308A7I), supports(Nsa::L2)],
    equivalents: &[
        Tool::KubeLinter.calls_it("no-liveness-probe"),
        Tool::KubeScore.calls_it("pod-probes"),
        Tool::Polaris.calls_it("livenessProbeMissing"),
        Tool::Checkov.calls_it("CKV_K8S_8"),
        Tool::Kubescape.calls_it("C-0056"),
        Tool::Kics.calls_it("Liveness Probe Is Not Defined"),
        Tool::Kyverno.calls_it("require-probes"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Container(check),
};

const MESSAGE: Message<1> = Message::new("{container} has no liveness probe");

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    let probe = &container.liveness_probe;
    if may_be_probed(container, scope, out) && is_missing(probe, out) {
        out.fail(probe, MESSAGE.with(container.label()));
    }
}
