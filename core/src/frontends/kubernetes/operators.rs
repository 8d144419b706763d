//! Objects because of which somebody makes pods that are not in the input.

use crate::model::{Body, Resource};
use crate::tree::{Cursor, Kind};

/// The fields of a specification that speak of pods, as operators name them.
const OF_PODS: &[&str] = &[
    "containers",
    "image",
    "imageName",
    "instances",
    "nodeSets",
    "podMetadata",
    "podSpec",
    "podTemplate",
    "podTemplateSpec",
    "replicas",
];

/// The kinds of the objects that somebody makes because of one: an operator, whose kinds are in groups
/// of its own.
pub(super) fn may_make(resource: &Resource<'_>) -> &'static [&'static str] {
    let is_of_operator = matches!(resource.body, Body::Other)
        && resource.group().contains('.')
        && !resource.group().ends_with(".k8s.io");
    let specification = resource.at("spec");
    let has = |field: &&'static str| specification.get(field).exists();
    let is_template = |template: Cursor<'_>| {
        let pod = template.get("spec").get("containers");
        pod.node().is_some_and(|node| node.kind() == Kind::Sequence)
    };
    let speaks = OF_PODS.iter().any(has) || is_template(specification.get("template"));
    if is_of_operator && speaks { &["Pod"] } else { &[] }
}
