//! The users of a volume in a finding.

use crate::checks::{Failure, Outcome, Scope};
use crate::model::Body;
use crate::model::pods::Volume;

/// Adds the service that mounts a volume of the project, or the claims and pods that use a
/// PersistentVolume.
pub(super) fn relate_users(failure: &mut Failure, volume: &Volume, scope: &Scope) {
    let Some(resource) = scope.resource else { return };
    match &resource.body {
        Body::PersistentVolume(own) => {
            for (user, place) in scope.inventory.users_of_volume(resource, own) {
                let verb =
                    if user.kind == "PersistentVolumeClaim" { "is bound to" } else { "mounts" };
                failure.related(&place, format!("{} {verb} this volume", user.label()));
            }
        }
        // A bind mount has no separate declaration.
        _ if is_declared(volume) => {
            failure.related(&volume.place, format!("mounted by {} here", resource.label()));
        }
        _ => {}
    }
}

/// Whether the project declares the volume outside the service that mounts it.
fn is_declared(volume: &Volume) -> bool {
    let mut read = Outcome::default();
    let sources = read.read(&volume.sources).into_iter().flatten();
    sources.into_iter().any(|source| matches!(source.kind, "local" | "file"))
}
