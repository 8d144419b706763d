//! Which namespace a thing is in, and tables by namespace.

use std::collections::HashMap;

use super::doubt::Doubt;
use crate::model::{Body, Resource};
use crate::tree::{Field, State};

/// The namespace of what names none.
pub const DEFAULT_NAMESPACE: &str = "default";

/// The namespace that a field names; unset and empty mean `default`.
///
/// # Errors
/// The doubt where the field could not be understood: then it is no namespace at all.
pub fn namespace<'a>(field: &Field<&'a str>) -> Result<&'a str, Doubt> {
    match field.state() {
        State::Set("", _) | State::Unset(..) => Ok(DEFAULT_NAMESPACE),
        State::Set(name, _) => Ok(name),
        State::Unresolved(place, why) => Err(Doubt::unresolved(*place, *why)),
    }
}

/// The namespace of a resource; a cluster-wide one has none, whatever it says.
///
/// # Errors
/// The doubt where the field could not be understood.
pub fn namespace_of<'a>(resource: &Resource<'a>) -> Result<Option<&'a str>, Doubt> {
    if is_cluster_wide(resource) {
        return Ok(None);
    }
    namespace(&resource.metadata.namespace).map(Some)
}

/// Whether a resource belongs to the cluster and to no namespace. Of the kinds without a model of
/// their own the ones that come with Kubernetes are known.
fn is_cluster_wide(resource: &Resource<'_>) -> bool {
    match &resource.body {
        Body::PersistentVolume(_) | Body::StorageClass(_) | Body::Namespace(_) => true,
        Body::Role(role) => role.cluster,
        Body::Binding(binding) => binding.cluster,
        Body::Other => CLUSTER_WIDE_KINDS.contains(&resource.kind),
        _ => false,
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

/// Something for each namespace, and for what is in a namespace that nobody knows.
#[derive(Clone, Debug)]
pub(super) struct ByNamespace<'a, T> {
    named: HashMap<&'a str, T>,
    adrift: T,
}

impl<T: Default> Default for ByNamespace<'_, T> {
    fn default() -> Self {
        Self { named: HashMap::new(), adrift: T::default() }
    }
}

impl<'a, T: Default> ByNamespace<'a, T> {
    pub(super) fn entry(&mut self, namespace: Result<&'a str, Doubt>) -> &mut T {
        match namespace {
            Ok(name) => self.named.entry(name).or_default(),
            Err(_) => &mut self.adrift,
        }
    }

    pub(super) fn get(&self, namespace: &str) -> Option<&T> {
        self.named.get(namespace)
    }

    /// What is in a namespace that nobody knows.
    pub(super) fn adrift(&self) -> &T {
        &self.adrift
    }

    pub(super) fn map<U>(self, mut change: impl FnMut(T) -> U) -> ByNamespace<'a, U> {
        ByNamespace {
            named: self.named.into_iter().map(|(name, value)| (name, change(value))).collect(),
            adrift: change(self.adrift),
        }
    }
}
