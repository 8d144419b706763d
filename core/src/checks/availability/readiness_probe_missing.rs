use super::probes::{is_missing, may_be_probed};
use crate::checks::{
    Check, Concern, Fix, Outcome, Rule, Scope, Severity, Technologies, Tool, supports,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::inventory::Matches;
use crate::model::Resource;
use crate::model::pods::Container;

pub(super) static CHECK: Check = Check {
    id: "readiness-probe-missing",
    title: "the container gets requests before it can answer them",
    why: "Each start and each rollout loses the requests that come before the process is ready.",
    fix: Fix::all("Add a `readinessProbe` that succeeds once the container can serve."),
    severity: Severity::Low,
    concern: Concern::Probes,
    controls: &[supports(Hipaa::S308A7I), supports(Nsa::L2)],
    equivalents: &[
        Tool::KubeLinter.calls_it("no-readiness-probe"),
        Tool::KubeScore.calls_it("pod-probes"),
        Tool::Polaris.calls_it("readinessProbeMissing"),
        Tool::Checkov.calls_it("CKV_K8S_9"),
        Tool::Kubescape.calls_it("C-0018"),
        Tool::Kics.calls_it("Readiness Probe Is Not Configured"),
        Tool::Kyverno.calls_it("require-probes"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Container(check),
};

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    let probe = &container.readiness_probe;
    if !may_be_probed(container, scope, out) || !is_missing(probe, out) {
        return;
    }
    let failure = out.fail(probe, format!("{} has no readiness probe", container.label()));
    if let Some(service) = service(scope) {
        failure.severity(Severity::Medium).related(service, "this Service sends it requests");
    }
}

/// A Service that certainly leads to the pod.
fn service<'s>(scope: &Scope<'s>) -> Option<&'s Resource<'s>> {
    let services = scope.inventory.services_of(scope.resource?, scope.pod?);
    services
        .into_iter()
        .find_map(|(service, _, answer)| (answer == Matches::Yes).then_some(service))
}
