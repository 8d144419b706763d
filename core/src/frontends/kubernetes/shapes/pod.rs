//! Determines which mappings are pods, with any containers.

use super::{Demand, is_bool};
use crate::frontends::kubernetes::volumes::SOURCES;
use crate::tree::{Cursor, Kind, NodeRef};

/// The fields that are read with a pod or a container: they do not contain another pod.
pub(super) const FIELDS: &[&str] = &[
    "affinity",
    "args",
    "command",
    "containerSecurityContext",
    "env",
    "envFrom",
    "hostAliases",
    "image",
    "imageName",
    "imagePullSecrets",
    "lifecycle",
    "livenessProbe",
    "nodeSelector",
    "podSecurityContext",
    "ports",
    "readinessProbe",
    "resources",
    "securityContext",
    "startupProbe",
    "tolerations",
    "topologySpreadConstraints",
    "volumeMounts",
    "volumes",
];

/// Settings of a pod's security context.
const SECURITY: &[&str] = &[
    "fsGroup",
    "runAsGroup",
    "runAsNonRoot",
    "runAsUser",
    "seLinuxOptions",
    "seccompProfile",
    "supplementalGroups",
    "sysctls",
];

/// Whether a mapping has a field that identifies it as a pod.
pub(super) fn is_pod(mapping: &Cursor<'_>, demand: Demand) -> bool {
    demand == Demand::Some
        && (["hostNetwork", "hostPID", "hostIPC"].iter().any(|key| is_bool(&mapping.get(key)))
            || ["securityContext", "podSecurityContext"].iter().any(|key| {
                let context = mapping.get(key);
                SECURITY.iter().any(|setting| context.get(setting).exists())
            })
            || has_volumes(&mapping.get("volumes")))
}

/// Whether a list contains volumes: each with a name, and at least one with a source of the API.
fn has_volumes(list: &Cursor<'_>) -> bool {
    let Some(node) = list.node().filter(|node| node.kind() == Kind::Sequence) else { return false };
    let items: Vec<NodeRef<'_>> = node.items().filter_map(NodeRef::follow).collect();
    items.iter().all(|item| item.kind() == Kind::Mapping && item.entry("name").is_some())
        && items.iter().any(|item| {
            SOURCES.iter().any(|source| {
                item.entry(source).is_some_and(|(_, value)| value.kind() == Kind::Mapping)
            })
        })
}
