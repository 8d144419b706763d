//! Objects because of which somebody makes pods and Services that are not in the input.

use crate::model::{Body, Makes, Resource};
use crate::tree::{Cursor, State};

/// Groups, and kinds of groups, of which no operator makes pods: they say what is applied, what is
/// watched, what may call whom, or what a certificate or a secret is.
const NO_PODS: &[&str] = &[
    "acme.cert-manager.io",
    "argoproj.io/AppProject",
    "bitnami.com",
    "cert-manager.io",
    "cilium.io",
    "cloud.google.com",
    "config.gatekeeper.sh",
    "constraints.gatekeeper.sh",
    "crd.projectcalico.org",
    "elbv2.k8s.aws",
    "external-secrets.io",
    "externaldns.k8s.io",
    "generators.external-secrets.io",
    "getambassador.io",
    "image.toolkit.fluxcd.io",
    "kafka.strimzi.io/KafkaConnector",
    "kafka.strimzi.io/KafkaTopic",
    "kafka.strimzi.io/KafkaUser",
    "karpenter.k8s.aws",
    "karpenter.sh",
    "keda.sh",
    "kustomize.toolkit.fluxcd.io",
    "kyverno.io",
    "linkerd.io",
    "metallb.io",
    "monitoring.coreos.com/AlertmanagerConfig",
    "monitoring.coreos.com/PodMonitor",
    "monitoring.coreos.com/Probe",
    "monitoring.coreos.com/PrometheusRule",
    "monitoring.coreos.com/ScrapeConfig",
    "monitoring.coreos.com/ServiceMonitor",
    "networking.istio.io",
    "notification.toolkit.fluxcd.io",
    "policy.linkerd.io",
    "postgresql.cnpg.io/Backup",
    "postgresql.cnpg.io/Database",
    "postgresql.cnpg.io/ScheduledBackup",
    "projectcalico.org",
    "secrets.hashicorp.com",
    "security.istio.io",
    "source.toolkit.fluxcd.io",
    "split.smi-spec.io",
    "telemetry.istio.io",
    "templates.gatekeeper.sh",
    "traefik.containo.us",
    "traefik.io",
    "velero.io",
    "volumesnapshot.external-storage.k8s.io",
];

/// Kinds that install what they name, which may be a chart.
const INSTALLERS: &[&str] = &["Application", "ApplicationSet"];

/// Where those that install charts say into which namespace.
const NAMESPACES: &[&str] = &["targetNamespace", "destination.namespace"];

/// Whether it is known that no operator makes pods because of an object.
pub(super) fn makes_no_pods(resource: &Resource<'_>) -> bool {
    let is_none = |known: &&str| match known.split_once('/') {
        Some((group, kind)) => group == resource.group() && kind == resource.kind,
        None => *known == resource.group(),
    };
    NO_PODS.iter().any(is_none)
}

/// What somebody makes because of an object: an operator, whose kinds are in groups of its own, or one
/// that installs charts. Which kinds an operator has nobody knows: one that is not known to make no
/// pods may make some, and Services before them.
pub(super) fn makes<'a>(resource: &Resource<'a>) -> Option<Makes<'a>> {
    let group = resource.group();
    let kind = resource.kind;
    let is_of_operator = matches!(resource.body, Body::Other)
        && group.contains('.')
        && !group.ends_with(".k8s.io")
        && resource.at("spec").exists();
    let shows_pods = !resource.embedded.is_empty();
    if !shows_pods && (!is_of_operator || makes_no_pods(resource)) {
        return None;
    }
    let specification = resource.at("spec");
    let template = specification.get("template");
    // An ApplicationSet has the Application as its template.
    let application = if template.exists() { template.get("spec") } else { specification };
    if !shows_pods && INSTALLERS.contains(&kind) && !installs_charts(&application) {
        return None;
    }
    let named = NAMESPACES.iter().map(|path| application.at(path)).find(Cursor::exists);
    let namespace =
        named.map_or_else(|| resource.metadata.namespace.clone(), |named| named.literal());
    Some(Makes { kinds: &["Pod", "Service"], namespace })
}

/// Whether a source of an Application is a chart of a repository of charts.
fn installs_charts(application: &Cursor<'_>) -> bool {
    let has_chart = |source: &Cursor<'_>| source.get("chart").exists();
    let several = application.get("sources").list(has_chart);
    let has_several = matches!(several.state(), State::Set(all, _) if all.contains(&true));
    has_chart(&application.get("source")) || has_several
}
