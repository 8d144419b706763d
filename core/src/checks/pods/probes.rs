//! What the checks of missing probes share.

use crate::checks::{Outcome, Scope};
use crate::model::pods::{Container, Pod, Probe, Role};
use crate::tree::Field;

/// Whether a probe can do anything for a container: it serves, in a pod that is meant to go on.
/// `None` where nobody can say.
pub(super) fn may_be_probed(
    container: &Container,
    scope: &Scope,
    out: &mut Outcome,
) -> Option<bool> {
    let kind = scope.resource.map_or("", |resource| resource.kind);
    if container.role == Role::Ephemeral || matches!(kind, "Job" | "CronJob") {
        return Some(false);
    }
    let ends = scope.pod.map_or(Some(false), |pod| ends(pod, out))?;
    if ends || container.role == Role::App {
        return Some(!ends);
    }
    is_sidecar(container, out)
}

/// Whether the pod is meant to come to an end.
fn ends(pod: &Pod, out: &mut Outcome) -> Option<bool> {
    let policy = &pod.restart_policy;
    match out.read(policy) {
        Some(policy) => Some(matches!(*policy, "Never" | "OnFailure")),
        None => out.is_unset(policy).then_some(false),
    }
}

fn is_sidecar(container: &Container, out: &mut Outcome) -> Option<bool> {
    let policy = &container.restart_policy;
    match out.read(policy) {
        Some(policy) => Some(*policy == "Always"),
        None => out.is_unset(policy).then_some(false),
    }
}

/// Whether a probe is there and asks something. `None` where nobody can say.
pub(super) fn is_probe(probe: &Field<Probe>, out: &mut Outcome) -> Option<bool> {
    let Some(Probe { handler, .. }) = out.read(probe) else {
        return out.is_unset(probe).then_some(false);
    };
    let found = out.read(&handler.http_get).is_some()
        || out.read(&handler.exec).is_some()
        || out.read(&handler.tcp_socket).is_some()
        || out.read(&handler.grpc).is_some();
    let missing = out.is_unset(&handler.http_get)
        && out.is_unset(&handler.exec)
        && out.is_unset(&handler.tcp_socket)
        && out.is_unset(&handler.grpc);
    (found || missing).then_some(found)
}
