use super::amounts::{Amount, judge};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, supports,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::pods::Container;

pub(super) static CHECK: Check = Check {
    id: "memory-request-missing",
    title: "container has no memory request",
    messages: &[MESSAGE.text()],
    why: "The scheduler reserves no memory for the container; under memory pressure the kubelet first evicts Pods that exceed their requests, which includes every Pod without a request.",
    fix: Fix::all(
        "Set `resources.requests.memory` to the typical usage, or define a LimitRange for the namespace.",
    ),
    severity: Severity::Medium,
    concern: Concern::Resources,
    controls: &[supports(Hipaa::S308A7I), supports(Nsa::N3)],
    equivalents: &[
        Tool::KubeScore.calls_it("container-resources"),
        Tool::Kubesec.calls_it("RequestsMemory"),
        Tool::Polaris.calls_it("memoryRequestsMissing"),
        Tool::Trivy.calls_it("KSV-0016"),
        Tool::Checkov.calls_it("CKV_K8S_12"),
        Tool::Kubescape.calls_it("C-0004"),
        Tool::Kubescape.calls_it("C-0269"),
        Tool::Kics.calls_it("Memory Requests Not Defined"),
        Tool::Kyverno.calls_it("require-pod-requests-limits"),
        Tool::Kyverno.calls_it("require-qos-burstable"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Container(check),
};

const MESSAGE: Message<1> = Message::new("{container} has no memory request");

const AMOUNT: Amount = Amount {
    missing: MESSAGE,
    of: |resources| resources.effective_memory_request(),
    supplied: |defaults| defaults.memory_request,
};

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    judge(container, scope, out, &AMOUNT);
}
