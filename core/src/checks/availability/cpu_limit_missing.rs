use super::amounts::{Amount, judge};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, supports,
    supports_and_refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::Technology;
use crate::model::pods::Container;

pub(super) static CHECK: Check = Check {
    id: "cpu-limit-missing",
    title: "container has no CPU limit",
    messages: &[MESSAGE.text()],
    why: "The container can use all available CPU time of the host, and slow down every other workload on it.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Set `resources.limits.cpu`, or define a LimitRange for the namespace. Disable the check if CPU limits are omitted on purpose.",
        ),
        (
            Technology::Compose,
            "Set `cpus` or `deploy.resources.limits.cpus`. Disable the check if CPU limits are omitted on purpose.",
        ),
    ]),
    severity: Severity::Low,
    concern: Concern::Resources,
    controls: &[supports(Hipaa::S308A7I), supports_and_refutes(Nsa::N3)],
    equivalents: &[
        Tool::KubeScore.calls_it("container-resources"),
        Tool::Kubesec.calls_it("LimitsCPU"),
        Tool::Polaris.calls_it("cpuLimitsMissing"),
        Tool::Trivy.calls_it("KSV-0011"),
        Tool::Checkov.calls_it("CKV_K8S_11"),
        Tool::Kubescape.calls_it("C-0009"),
        Tool::Kubescape.calls_it("C-0050"),
        Tool::Kubescape.calls_it("C-0270"),
        Tool::Kics.calls_it("CPU Limits Not Set"),
        Tool::Kyverno.calls_it("require-cpu-limits"),
    ],
    since: "0.1.0",
    technologies: Technologies::CONTAINERS,
    parameters: &[],
    rule: Rule::Container(check),
};

const MESSAGE: Message<1> = Message::new("{container} has no CPU limit");

const AMOUNT: Amount = Amount {
    missing: MESSAGE,
    of: |resources| &resources.cpu_limit,
    supplied: |defaults| defaults.cpu_limit,
};

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    judge(container, scope, out, &AMOUNT);
}
