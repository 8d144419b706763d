//! Objects because of which a controller creates pods and Services that are not in the input.

use crate::model::{Body, Makes, Resource};
use crate::tree::{Cursor, State};

/// Groups, and kinds of groups, for which no operator creates pods: they configure deployments,
/// monitoring or access, or describe a certificate or a secret.
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

/// Kinds that install the referenced source, which may be a chart.
const INSTALLERS: &[&str] = &["Application", "ApplicationSet"];

/// The fields in which installers of charts set the namespace.
const NAMESPACES: &[&str] = &["targetNamespace", "destination.namespace"];

/// Whether it is known that no operator creates pods because of an object.
pub(super) fn makes_no_pods(resource: &Resource<'_>) -> bool {
    let is_none = |known: &&str| match known.split_once('/') {
        Some((group, kind)) => group == resource.group() && kind == resource.kind,
        None => *known == resource.group(),
    };
    NO_PODS.iter().any(is_none)
}

/// The objects that a controller creates because of an object: an operator with its own API groups, or
/// an installer of charts. The kinds of operators are not listed anywhere: a kind that is not known
/// to create no pods may create some, with Services in front of them.
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
    // The template of an ApplicationSet is an Application.
    let application = if template.exists() { template.get("spec") } else { specification };
    if !shows_pods && INSTALLERS.contains(&kind) && !installs_charts(&application) {
        return None;
    }
    let named = NAMESPACES.iter().map(|path| application.at(path)).find(Cursor::exists);
    let namespace =
        named.map_or_else(|| resource.metadata.namespace.clone(), |named| named.literal());
    Some(Makes { kinds: &["Pod", "Service"], namespace })
}

/// Whether a source of an Application is a chart of a chart repository.
fn installs_charts(application: &Cursor<'_>) -> bool {
    let has_chart = |source: &Cursor<'_>| source.get("chart").exists();
    let several = application.get("sources").list(has_chart);
    let has_several = matches!(several.state(), State::Set(all, _) if all.contains(&true));
    has_chart(&application.get("source")) || has_several
}
