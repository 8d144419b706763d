//! The order of the output.

use super::declared::Sort;
use super::fault::Cause;
use super::identity::{Gvk, Id};
use super::object::Object;
use super::objects::Objects;

/// Kinds that others need.
const FIRST: &[&str] = &[
    "Namespace",
    "ResourceQuota",
    "StorageClass",
    "CustomResourceDefinition",
    "ServiceAccount",
    "PodSecurityPolicy",
    "Role",
    "ClusterRole",
    "RoleBinding",
    "ClusterRoleBinding",
    "ConfigMap",
    "Secret",
    "Endpoints",
    "Service",
    "LimitRange",
    "PriorityClass",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "Deployment",
    "StatefulSet",
    "CronJob",
    "PodDisruptionBudget",
];

/// Kinds that need others.
const LAST: &[&str] = &["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];

/// Sorts objects as a kustomization asks, or else by kind.
///
/// # Errors
/// If there is no such order.
pub(super) fn sort(objects: &mut Objects, sort: Option<&Sort<'_>>) -> Result<(), Cause> {
    let (first, last) = match sort {
        Some(Sort { order: "fifo", legacy: None, .. }) => return Ok(()),
        Some(Sort { order: "fifo", .. }) => {
            return Err("the field 'sortOptions.legacySortOptions' is set but the selected sort order is 'fifo', not 'legacy'".into());
        }
        Some(Sort { order: "legacy", legacy: Some((first, last)), .. }) => {
            (first.as_slice(), last.as_slice())
        }
        Some(Sort { order: "legacy", legacy: None, .. }) | None => (FIRST, LAST),
        Some(_) => {
            return Err("the field 'sortOptions.order' must be one of [fifo, legacy]".into());
        }
    };
    let rank = |kind: &str| {
        let position = |list: &[&str]| list.iter().rposition(|known| *known == kind);
        let last_rank = position(last).map(|at| i64::try_from(at).unwrap_or_default() + 1);
        let length = i64::try_from(first.len()).unwrap_or_default();
        let first_rank = position(first).map(|at| i64::try_from(at).unwrap_or_default() - length);
        last_rank.or(first_rank).unwrap_or_default()
    };
    let key = |object: &Object| {
        let id = object.id();
        (rank(&id.kind), kind_key(id.gvk()), id_key(&id))
    };
    objects.list_mut().sort_by_cached_key(key);
    Ok(())
}

fn or<'t>(text: &'t str, none: &'t str) -> &'t str {
    if text.is_empty() { none } else { text }
}

fn kind_key(gvk: Gvk<'_>) -> String {
    format!("{}_{}_{}", or(gvk.group, "~G"), or(gvk.version, "~V"), or(gvk.kind, "~K"))
}

fn id_key(id: &Id) -> String {
    format!("{}|{}|{}", id.gvk(), or(&id.namespace, "~X"), or(&id.name, "~N"))
}
