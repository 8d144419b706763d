//! Shared code of the checks for missing requests and limits.

use crate::checks::{Message, Outcome, Scope};
use crate::inventory::{ContainerDefaults, Supplied};
use crate::model::Quantity;
use crate::model::pods::{Container, Resources, Role};
use crate::tree::Field;

/// An amount that every container should have.
pub(super) struct Amount {
    /// The message for a container without it.
    pub(super) missing: Message<1>,
    /// The amount in force among those of a container or of a pod.
    pub(super) of: for<'f, 'a> fn(&'f Resources<'a>) -> &'f Field<Quantity<'a>>,
    /// The default of the namespace.
    pub(super) supplied: for<'r, 'a> fn(ContainerDefaults<'r, 'a>) -> Supplied<'r, 'a>,
}

/// From this minor version on, pod-level resources apply to containers.
const POD_LEVEL_RESOURCES: u8 = 34;

/// Judges whether a container has the amount, from the container, the pod or the namespace.
pub(super) fn judge(container: &Container, scope: &Scope, out: &mut Outcome, amount: &Amount) {
    // An ephemeral container cannot have resources, and a hook runs in another container.
    if matches!(container.role, Role::Ephemeral | Role::Hook) {
        return out.not_applicable();
    }
    let (Some(pod), Some(resource)) = (scope.pod, scope.resource) else { return };
    let own = (amount.of)(&container.resources);
    let of_pod = (amount.of)(&pod.resources);
    let pod_counts = scope.facts.kubernetes.minor() >= POD_LEVEL_RESOURCES;
    for field in [Some(own), pod_counts.then_some(of_pod)].into_iter().flatten() {
        // Zero counts as not set.
        if out.read(field).is_some_and(|amount| !amount.is_zero()) {
            return out.pass(field);
        }
        if out.is_undecided() {
            return;
        }
    }
    match (amount.supplied)(scope.inventory.container_defaults(resource)) {
        Supplied::By(_, supplied) => out.pass(supplied),
        Supplied::Unknown(doubt) => out.unknown(&doubt, doubt.to_string()),
        Supplied::Nothing => {
            out.fail(own, amount.missing.with(container.label()));
        }
    }
}
