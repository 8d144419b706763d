//! Shared code of the checks for missing probes.

use crate::checks::{Outcome, Scope};
use crate::model::pods::{Container, Probe, Role};
use crate::tree::Field;

/// Whether a container needs probes: it is long-running, in a pod that does not run to completion. If
/// not, the outcome becomes not applicable. If it is not known: false, and the check must not report
/// anything.
pub(super) fn may_be_probed(container: &Container, scope: &Scope, out: &mut Outcome) -> bool {
    let kind = scope.resource.map_or("", |resource| resource.kind);
    let ends = matches!(kind, "Job" | "CronJob")
        || scope.pod.is_some_and(|pod| {
            out.read(&pod.restart_policy)
                .is_some_and(|policy| matches!(*policy, "Never" | "OnFailure"))
        });
    let serves = match container.role {
        Role::App | Role::Service => true,
        // A sidecar is an init container with `restartPolicy: Always`.
        Role::Init => out.read(&container.restart_policy) == Some(&"Always"),
        Role::Ephemeral | Role::Job | Role::PreStart | Role::Hook => false,
    };
    if !out.is_undecided() && (ends || !serves) {
        out.not_applicable();
    }
    !ends && serves && !out.is_undecided()
}

/// Judges a probe: reports evidence, and returns whether it is missing. A probe without a handler is
/// missing.
pub(super) fn is_missing(probe: &Field<Box<Probe>>, out: &mut Outcome) -> bool {
    if let Some(handler) = out.read(probe).map(|probe| &probe.handler) {
        let asks = out.read(&handler.http_get).is_some()
            || out.read(&handler.exec).is_some()
            || out.read(&handler.tcp_socket).is_some()
            || out.read(&handler.grpc).is_some();
        if asks {
            out.pass(probe);
            return false;
        }
    }
    !out.is_undecided()
}
