use crate::checks::{Check, Outcome, Platforms, Rule, Scope, Severity};
use crate::frameworks::{Control, Hipaa, Nsa};
use crate::inventory::Supplied;
use crate::model::Quantity;
use crate::model::pods::{Container, Role};
use crate::tree::Field;

pub(super) static CHECK: Check = Check {
    id: "memory-limit-missing",
    title: "container may use all memory of its node",
    why: "One leak or one flood of requests takes the memory of every other pod on the node, and the kernel chooses whom to kill.",
    fix: "Set `resources.limits.memory` for the container, or a LimitRange for the namespace.",
    severity: Severity::Medium,
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

/// From this minor version on a limit of the whole pod holds its containers too.
const POD_LEVEL_RESOURCES: u8 = 34;

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    // An ephemeral container cannot have resources.
    if container.role == Role::Ephemeral {
        return out.not_applicable();
    }
    let own = &container.resources.memory_limit;
    if is_set(own, out) {
        return out.pass(own);
    }
    let (Some(pod), Some(resource)) = (scope.pod, scope.resource) else { return };
    let of_pod = &pod.resources.memory_limit;
    if scope.facts.kubernetes.minor() >= POD_LEVEL_RESOURCES && is_set(of_pod, out) {
        return out.pass(of_pod);
    }
    if out.is_undecided() {
        return;
    }
    match scope.inventory.container_defaults(resource).memory_limit {
        Supplied::By(_, limit) => out.pass(limit),
        Supplied::Unknown(doubt) => out.unknown(&doubt, doubt.to_string()),
        Supplied::Nothing => {
            out.fail(own, format!("{} has no memory limit", container.label()));
        }
    }
}

/// Whether an amount is there; zero is the same as none.
fn is_set(amount: &Field<Quantity>, out: &mut Outcome) -> bool {
    out.read(amount).is_some_and(|amount| !amount.is_zero())
}
