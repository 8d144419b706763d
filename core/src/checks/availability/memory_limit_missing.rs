use super::amounts::{Amount, judge};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
    supports_and_refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::Technology;
use crate::model::pods::Container;

pub(super) static CHECK: Check = Check {
    id: "memory-limit-missing",
    title: "container has no memory limit",
    messages: &[MESSAGE.text()],
    why: "A memory leak or a burst of requests can exhaust the memory of the host, so that the kernel kills processes of other workloads.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Set `resources.limits.memory`, or define a LimitRange for the namespace.",
        ),
        (Technology::Compose, "Set `mem_limit` or `deploy.resources.limits.memory`."),
    ]),
    severity: Severity::Medium,
    concern: Concern::Resources,
    controls: &[
        supports_and_refutes(Hipaa::S308A7I),
        refutes(Hipaa::S308A7IIC),
        supports_and_refutes(Nsa::N3),
    ],
    equivalents: &[
        Tool::KubeLinter.calls_it("unset-memory-requirements"),
        Tool::KubeScore.calls_it("container-resources"),
        Tool::Kubesec.calls_it("LimitsMemory"),
        Tool::Polaris.calls_it("memoryLimitsMissing"),
        Tool::Trivy.calls_it("KSV-0018"),
        Tool::Checkov.calls_it("CKV_K8S_13"),
        Tool::Kubescape.calls_it("C-0004"),
        Tool::Kubescape.calls_it("C-0009"),
        Tool::Kubescape.calls_it("C-0271"),
        Tool::Kics.calls_it("Memory Limits Not Defined"),
        Tool::Kyverno.calls_it("require-pod-requests-limits"),
    ],
    since: "0.1.0",
    technologies: Technologies::CONTAINERS,
    parameters: &[],
    rule: Rule::Container(check),
};

const MESSAGE: Message<1> = Message::new("{container} has no memory limit");

const AMOUNT: Amount = Amount {
    missing: MESSAGE,
    of: |resources| &resources.memory_limit,
    supplied: |defaults| defaults.memory_limit,
};

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    judge(container, scope, out, &AMOUNT);
}
