//! Determines the body of a manifest, by its group, kind and shape.

use super::fields;
use super::operators::{makes, makes_no_pods};
use super::shapes::{Carried, carried};
use super::templates::is_made;
use super::workloads::{PodPath, controller, is_controller, workload};
use super::{access, namespaces, network, secrets, storage};
use crate::model::meta::Metadata;
use crate::model::namespaces::Namespace;
use crate::model::pods::Origin;
use crate::model::{Body, Resource};
use crate::tree::{Cursor, NodeRef, State};

/// Reads an object with a known version and kind, including its embedded objects.
pub(super) fn resource<'a>(
    object: &Cursor<'a>,
    api_version: &'a str,
    kind: &'a str,
) -> (Resource<'a>, Vec<NodeRef<'a>>) {
    let metadata = super::meta::metadata(&object.get("metadata"));
    let mut resource =
        Resource { api_version, kind, content: object.clone(), ..Resource::default() };
    resource.body = body(object, &metadata, resource.group(), api_version, kind);
    resource.metadata = metadata;
    let mut carried = look_inside(&resource);
    if let Some(State::Set(pod, _)) = resource.workload().map(|workload| workload.pod.state()) {
        let place = pod.place;
        carried.pods.retain(|embedded| embedded.pod.place() != place);
    }
    resource.embedded = carried.pods;
    let places = carried.objects.iter().map(|node| node.place(object.tree_number()));
    resource.carried = places.collect();
    if object.node().is_some_and(is_made) {
        carried.objects.clear();
    }
    resource.makes = makes(&resource).map(Box::new);
    (resource, carried.objects)
}

/// The content of an object of a kind whose fields are not known.
fn look_inside<'a>(resource: &Resource<'a>) -> Carried<'a> {
    let is_open = match &resource.body {
        Body::Other => !fields::knows(resource.api_version, resource.kind),
        Body::Workload(workload) => workload.origin == Origin::Controller,
        _ => false,
    };
    if !is_open {
        return Carried::default();
    }
    // Of the built-in kinds of Kubernetes only those with a model create pods.
    let makes_pods = !fields::is_built_in(resource.group()) && !makes_no_pods(resource);
    carried(&resource.content, makes_pods)
}

fn body<'a>(
    object: &Cursor<'a>,
    metadata: &Metadata<'a>,
    group: &str,
    api_version: &str,
    kind: &str,
) -> Body<'a> {
    match (group, kind) {
        ("", "Secret") => Body::Secret(secrets::secret(object)),
        ("", "ConfigMap") => Body::ConfigMap(secrets::config_map(object)),
        ("", "Service") => Body::Service(network::service(object).into()),
        ("", "PersistentVolume") => {
            Body::PersistentVolume(storage::persistent_volume(object, metadata).into())
        }
        ("", "PersistentVolumeClaim") => Body::Claim(storage::claim(object).into()),
        ("", "ServiceAccount") => Body::ServiceAccount(access::service_account(object)),
        ("", "Namespace") => Body::Namespace(Namespace),
        ("", "LimitRange") => Body::LimitRange(namespaces::limit_range(object)),
        ("networking.k8s.io" | "extensions", "Ingress") => {
            let old = group == "extensions" || api_version.ends_with("/v1beta1");
            Body::Ingress(network::ingress(object, metadata, old).into())
        }
        ("networking.k8s.io" | "extensions", "NetworkPolicy") => {
            Body::NetworkPolicy(network::network_policy(object).into())
        }
        ("gateway.networking.k8s.io", "Gateway") => Body::Gateway(network::gateway(object)),
        ("gateway.networking.k8s.io", "HTTPRoute") => Body::HttpRoute(network::http_route(object)),
        ("storage.k8s.io", "StorageClass") => Body::StorageClass(storage::storage_class(object)),
        ("rbac.authorization.k8s.io", "Role" | "ClusterRole") => {
            Body::Role(access::role(object, kind == "ClusterRole"))
        }
        ("rbac.authorization.k8s.io", "RoleBinding" | "ClusterRoleBinding") => {
            Body::Binding(access::binding(object, kind == "ClusterRoleBinding"))
        }
        _ => workload_or_other(object, metadata, group, kind),
    }
}

fn workload_or_other<'a>(
    object: &Cursor<'a>,
    metadata: &Metadata<'a>,
    group: &str,
    kind: &str,
) -> Body<'a> {
    if matches!(group, "" | "apps" | "batch" | "extensions") {
        if let Some(path) = PodPath::of_kind(kind) {
            return workload(object, metadata, kind, path).into();
        }
    }
    if is_controller(object) { controller(object, metadata).into() } else { Body::Other }
}
