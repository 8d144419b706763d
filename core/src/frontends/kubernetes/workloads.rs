//! Workloads: all kinds that create pods.

use super::meta::{label_map, label_selector, metadata};
use super::pods::pod;
use super::storage::claim;
use crate::model::LabelSelector;
use crate::model::meta::Metadata;
use crate::model::pods::{Origin, Pod, Workload};
use crate::tree::{Cursor, Field, Format, Why};

/// The path of the pod in an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum PodPath {
    /// The object is the pod.
    Object,
    /// `template`
    Template,
    /// `spec.template`
    SpecTemplate,
    /// `spec.jobTemplate.spec.template`
    JobTemplate,
}

impl PodPath {
    /// The path of the pod in a workload kind of Kubernetes.
    pub(super) fn of_kind(kind: &str) -> Option<Self> {
        match kind {
            "Pod" => Some(Self::Object),
            "PodTemplate" => Some(Self::Template),
            "CronJob" => Some(Self::JobTemplate),
            "Deployment"
            | "StatefulSet"
            | "DaemonSet"
            | "ReplicaSet"
            | "ReplicationController"
            | "Job" => Some(Self::SpecTemplate),
            _ => None,
        }
    }

    /// The mapping that contains the pod's metadata and spec.
    fn template<'a>(self, object: &Cursor<'a>) -> Cursor<'a> {
        match self {
            Self::Object => object.clone(),
            Self::Template => object.get("template"),
            Self::SpecTemplate => object.get("spec").get("template"),
            Self::JobTemplate => object.get("spec").get("jobTemplate").get("spec").get("template"),
        }
    }
}

/// Whether an object of an unknown kind selects pods and has their template, like a Deployment.
pub(super) fn is_controller(object: &Cursor<'_>) -> bool {
    let spec = object.get("spec");
    spec.get("selector").is_mapping()
        && has_containers(&PodPath::SpecTemplate.template(object).get("spec").get("containers"))
}

fn has_containers(list: &Cursor<'_>) -> bool {
    let Some(node) = list.node() else { return false };
    list.is_sequence()
        && !node.is_empty()
        && node.items().all(|item| Cursor::new(list.tree_number(), item).is_mapping())
}

/// A workload of a built-in kind.
pub(super) fn workload<'a>(
    object: &Cursor<'a>,
    metadata: &Metadata<'a>,
    kind: &str,
    path: PodPath,
) -> Workload<'a> {
    let spec = object.get("spec");
    let selector = spec.get("selector");
    let pod = pod_of(object, metadata, path);
    match kind {
        "Pod" | "PodTemplate" | "CronJob" => Workload { pod, ..Workload::default() },
        "ReplicationController" => Workload {
            replicas: spec.get("replicas").integer(),
            selector: selector.mapping(label_map),
            pod,
            ..Workload::default()
        },
        "Job" | "DaemonSet" => {
            Workload { selector: selector.mapping(label_selector), pod, ..Workload::default() }
        }
        _ => Workload {
            replicas: spec.get("replicas").integer(),
            selector: selector.mapping(label_selector),
            service_name: spec.get("serviceName").text(),
            claim_templates: spec.get("volumeClaimTemplates").list(claim),
            pod,
            ..Workload::default()
        },
    }
}

/// A workload of an unknown kind that works like a Deployment.
pub(super) fn controller<'a>(object: &Cursor<'a>, metadata: &Metadata<'a>) -> Workload<'a> {
    let spec = object.get("spec");
    Workload {
        replicas: spec.get("replicas").integer(),
        selector: spec.get("selector").mapping(selector_by_shape),
        pod: pod_of(object, metadata, PodPath::SpecTemplate),
        origin: Origin::Controller,
        ..Workload::default()
    }
}

/// An Argo Rollout selects like a Deployment, a DeploymentConfig like a ReplicationController.
fn selector_by_shape<'a>(selector: &Cursor<'a>) -> LabelSelector<'a> {
    if selector.get("matchLabels").exists() || selector.get("matchExpressions").exists() {
        label_selector(selector)
    } else {
        label_map(selector)
    }
}

fn pod_of<'a>(object: &Cursor<'a>, own: &Metadata<'a>, path: PodPath) -> Field<Pod<'a>> {
    let template = path.template(object);
    let spec = template.get("spec");
    // Without a pod the API server rejects the object, and its meaning is not known.
    if path != PodPath::Object && !spec.exists() {
        return Field::unresolved(spec.place(), Why::Invalid(Format::Pod));
    }
    spec.mapping(|spec| {
        let metadata = match path {
            PodPath::Object => own.clone(),
            _ => metadata(&template.get("metadata")),
        };
        pod(spec, metadata)
    })
}
