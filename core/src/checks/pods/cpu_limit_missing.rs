use super::amounts::{Amount, judge};
use crate::checks::{Check, Outcome, Platforms, Rule, Scope, Severity};
use crate::frameworks::{Control, Hipaa, Nsa};
use crate::model::pods::Container;

pub(super) static CHECK: Check = Check {
    id: "cpu-limit-missing",
    title: "container may use every CPU of its node",
    why: "One busy loop or one flood of requests slows down every other pod on the node that asked for less.",
    fix: "Set `resources.limits.cpu` for the container, or a LimitRange for the namespace; turn the check off where limits are left out on purpose.",
    severity: Severity::Low,
    controls: &[
        Control::Hipaa(Hipaa::S308A7IiC),
        Control::Hipaa(Hipaa::S308A7I),
        Control::Nsa(Nsa::N3),
    ],
    since: "0.1.0",
    platforms: Platforms::KUBERNETES,
    parameters: &[],
    rule: Rule::Container(check),
};

const AMOUNT: Amount = Amount {
    noun: "CPU limit",
    of: |resources| &resources.cpu_limit,
    supplied: |defaults| defaults.cpu_limit,
};

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    judge(container, scope, out, &AMOUNT);
}
