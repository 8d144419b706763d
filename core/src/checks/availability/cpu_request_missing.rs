use super::amounts::{Amount, judge};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, supports,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::pods::Container;

pub(super) static CHECK: Check = Check {
    id: "cpu-request-missing",
    title: "container has no CPU request",
    messages: &[MESSAGE.text()],
    why: "The scheduler reserves no CPU for the container: on a busy node it may not get enough CPU time to answer its probes.",
    fix: Fix::all(
        "Set `resources.requests.cpu` to the typical usage, or define a LimitRange for the namespace.",
    ),
    severity: Severity::Low,
    concern: Concern::Resources,
    controls: &[supports(Hipaa::S308A7I), supports(Nsa::N3)],
    equivalents: &[
        Tool::KubeLinter.calls_it("unset-cpu-requirements"),
        Tool::KubeScore.calls_it("container-resources"),
        Tool::Kubesec.calls_it("RequestsCPU"),
        Tool::Polaris.calls_it("cpuRequestsMissing"),
        Tool::Trivy.calls_it("KSV-0015"),
        Tool::Checkov.calls_it("CKV_K8S_10"),
        Tool::Kubescape.calls_it("C-0050"),
        Tool::Kubescape.calls_it("C-0268"),
        Tool::Kics.calls_it("CPU Requests Not Set"),
        Tool::Kyverno.calls_it("require-pod-requests-limits"),
        Tool::Kyverno.calls_it("require-qos-burstable"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Container(check),
};

const MESSAGE: Message<1> = Message::new("{container} has no CPU request");

const AMOUNT: Amount = Amount {
    missing: MESSAGE,
    of: |resources| resources.effective_cpu_request(),
    supplied: |defaults| defaults.cpu_request,
};

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    judge(container, scope, out, &AMOUNT);
}
