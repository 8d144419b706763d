//! Objects because of which somebody makes pods that are not in the input.

use crate::model::{Body, Makes, Resource};
use crate::tree::{Cursor, Kind, State};

/// The fields of a specification that speak of pods, as operators name them.
const OF_PODS: &[&str] = &[
    "chart",
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

/// Where those that install charts say into which namespace.
const NAMESPACES: &[&str] = &["targetNamespace", "destination.namespace"];

/// What somebody makes because of an object: an operator, whose kinds are in groups of its own, or one
/// that installs charts.
pub(super) fn makes<'a>(resource: &Resource<'a>) -> Option<Makes<'a>> {
    let is_of_operator = matches!(resource.body, Body::Other)
        && resource.group().contains('.')
        && !resource.group().ends_with(".k8s.io");
    if !is_of_operator {
        return None;
    }
    let specification = resource.at("spec");
    let template = specification.get("template");
    let has = |field: &&'static str| specification.get(field).exists();
    let pod = template.get("spec").get("containers");
    let is_pod = pod.node().is_some_and(|node| node.kind() == Kind::Sequence);
    // An ApplicationSet has the Application as its template.
    let application = if has(&"template") { template.get("spec") } else { specification.clone() };
    if !(OF_PODS.iter().any(has) || is_pod || installs_charts(&application)) {
        return None;
    }
    let named = NAMESPACES.iter().map(|path| application.at(path)).find(Cursor::exists);
    let namespace =
        named.map_or_else(|| resource.metadata.namespace.clone(), |named| named.literal());
    Some(Makes { kinds: &["Pod"], namespace })
}

/// Whether a source of an Application is a chart of a repository of charts.
fn installs_charts(application: &Cursor<'_>) -> bool {
    let has_chart = |source: &Cursor<'_>| source.get("chart").exists();
    let several = application.get("sources").list(has_chart);
    let has_several = matches!(several.state(), State::Set(all, _) if all.contains(&true));
    has_chart(&application.get("source")) || has_several
}
