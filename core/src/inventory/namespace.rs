//! The namespaces of resources, and tables by namespace.

use std::collections::HashMap;

use super::doubt::Doubt;
use crate::model::pods::Origin;
use crate::model::{Body, Resource, Technology};
use crate::tree::{Field, State};

/// The default namespace.
pub const DEFAULT_NAMESPACE: &str = "default";

/// The namespace that a field names; unset and empty mean `default`.
///
/// # Errors
/// The doubt, if the field is unresolved.
pub fn namespace<'a>(field: &Field<&'a str>) -> Result<&'a str, Doubt> {
    match field.state() {
        State::Set("", _) | State::Unset(..) => Ok(DEFAULT_NAMESPACE),
        State::Set(name, _) => Ok(name),
        State::Unresolved(place, why) => Err(Doubt::unresolved(*place, *why)),
    }
}

/// The namespace of a resource; `None` for cluster-scoped resources, even if one is set, and
/// outside of Kubernetes.
///
/// # Errors
/// The doubt, if the field is unresolved.
pub fn namespace_of<'a>(resource: &Resource<'a>) -> Result<Option<&'a str>, Doubt> {
    match BelongsTo::of(resource) {
        BelongsTo::Cluster => Ok(None),
        BelongsTo::Namespace | BelongsTo::Either => {
            namespace(&resource.metadata.namespace).map(Some)
        }
    }
}

/// The scope of a resource.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum BelongsTo {
    /// Cluster-scoped, or of a technology without namespaces.
    Cluster,
    /// Namespaced.
    Namespace,
    /// Either: a custom kind.
    Either,
}

impl BelongsTo {
    pub(super) fn of(resource: &Resource<'_>) -> Self {
        if resource.technology != Technology::Kubernetes {
            return Self::Cluster;
        }
        let is_cluster_wide = match &resource.body {
            Body::PersistentVolume(_) | Body::StorageClass(_) | Body::Namespace(_) => true,
            Body::Role(role) => role.cluster,
            Body::Binding(binding) => binding.cluster,
            Body::Workload(workload) if workload.origin != Origin::BuiltIn => return Self::Either,
            Body::Other => return Self::of_kind(resource.group(), resource.kind),
            _ => false,
        };
        if is_cluster_wide { Self::Cluster } else { Self::Namespace }
    }

    /// The scope of the objects of a kind without a model.
    fn of_kind(group: &str, kind: &str) -> Self {
        // Groups without a dot cannot be added to a cluster.
        let is_built_in = !group.contains('.');
        let may_be_built_in = is_built_in || group.ends_with(".k8s.io");
        if may_be_built_in && CLUSTER_WIDE_KINDS.contains(&kind) {
            Self::Cluster
        } else if is_built_in {
            Self::Namespace
        } else {
            Self::Either
        }
    }
}

const CLUSTER_WIDE_KINDS: &[&str] = &[
    "APIService",
    "CSIDriver",
    "CSINode",
    "ClusterTrustBundle",
    "CustomResourceDefinition",
    "FlowSchema",
    "IngressClass",
    "MutatingAdmissionPolicy",
    "MutatingAdmissionPolicyBinding",
    "MutatingWebhookConfiguration",
    "Node",
    "PriorityClass",
    "PriorityLevelConfiguration",
    "RuntimeClass",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "ValidatingWebhookConfiguration",
    "VolumeAttachment",
];

/// A value for each namespace, and one for resources in an unknown namespace.
#[derive(Clone, Debug)]
pub(super) struct ByNamespace<'a, T> {
    named: HashMap<&'a str, T>,
    adrift: Option<T>,
}

impl<T> Default for ByNamespace<'_, T> {
    fn default() -> Self {
        Self { named: HashMap::new(), adrift: None }
    }
}

impl<'a, T: Default> ByNamespace<'a, T> {
    pub(super) fn entry(&mut self, namespace: Result<&'a str, Doubt>) -> &mut T {
        match namespace {
            Ok(name) => self.named.entry(name).or_default(),
            Err(_) => self.adrift.get_or_insert_default(),
        }
    }

    pub(super) fn get(&self, namespace: &str) -> Option<&T> {
        self.named.get(namespace)
    }

    /// The value for an unknown namespace.
    pub(super) fn adrift(&self) -> Option<&T> {
        self.adrift.as_ref()
    }

    /// The value for each known namespace.
    pub(super) fn named(&self) -> impl Iterator<Item = (&'a str, &T)> {
        self.named.iter().map(|(name, value)| (*name, value))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.named.is_empty() && self.adrift.is_none()
    }

    pub(super) fn map<U>(self, mut change: impl FnMut(T) -> U) -> ByNamespace<'a, U> {
        ByNamespace {
            named: self.named.into_iter().map(|(name, value)| (name, change(value))).collect(),
            adrift: self.adrift.map(change),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frontends::kubernetes::read_documents;
    use crate::source::Source;
    use crate::syntax::{Format, parse};
    use crate::tree::{Limits, Origin as Of};

    #[test]
    fn what_an_object_is_a_part_of_is_said_by_its_kind() {
        let workload = "spec: {template: {spec: {containers: [{name: a, image: a}]}}}";
        let cases = [
            ("apps/v1", "Deployment", workload, BelongsTo::Namespace),
            // Whether a custom resource is namespaced is not known.
            ("clinic.example/v1", "Ward", workload, BelongsTo::Either),
            ("clinic.example/v1", "Ward", "", BelongsTo::Either),
            ("v1", "Secret", "", BelongsTo::Namespace),
            ("v1", "PersistentVolume", "", BelongsTo::Cluster),
            ("v1", "Namespace", "", BelongsTo::Cluster),
            ("v1", "Node", "", BelongsTo::Cluster),
            ("rbac.authorization.k8s.io/v1", "ClusterRole", "", BelongsTo::Cluster),
            ("rbac.authorization.k8s.io/v1", "Role", "", BelongsTo::Namespace),
            ("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "", BelongsTo::Cluster),
            ("rbac.authorization.k8s.io/v1", "RoleBinding", "", BelongsTo::Namespace),
            ("node.k8s.io/v1", "RuntimeClass", "", BelongsTo::Cluster),
            ("snapshot.storage.k8s.io/v1", "VolumeSnapshot", "", BelongsTo::Either),
            ("batch/v1", "JobList2", "", BelongsTo::Namespace),
            // A kind of the same name in a custom group.
            ("clinic.example/v1", "Node", "", BelongsTo::Either),
        ];
        for (version, kind, rest, expected) in cases {
            let text =
                format!("apiVersion: {version}\nkind: {kind}\nmetadata: {{name: a}}\n{rest}\n");
            let source = Source::new("a.yaml", text);
            let (tree, _) = parse(source, Format::YAML, Of::Text, Limits::default());
            let mut resources = Vec::new();
            read_documents(0, &tree, &mut resources);
            let found: Vec<BelongsTo> = resources.iter().map(BelongsTo::of).collect();
            assert_eq!(found.first(), Some(&expected), "{version} {kind}");
        }
    }
}
