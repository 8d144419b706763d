//! The fields that transformers change, and those that contain names of other objects.
//!
//! Source: the default transformer configuration of Kustomize.

use std::sync::OnceLock;

use super::fields::FieldSpec;
use super::identity::Gvk;

const fn kind(kind: &'static str) -> Gvk<'static> {
    Gvk { group: "", version: "", kind }
}

const fn of(group: &'static str, version: &'static str, kind: &'static str) -> Gvk<'static> {
    Gvk { group, version, kind }
}

const fn spec(gvk: Gvk<'static>, path: &'static str, create: bool) -> FieldSpec<'static> {
    FieldSpec { gvk, path, create }
}

const fn at(gvk: Gvk<'static>, path: &'static str) -> FieldSpec<'static> {
    spec(gvk, path, false)
}

const fn made(gvk: Gvk<'static>, path: &'static str) -> FieldSpec<'static> {
    spec(gvk, path, true)
}

const ANY: Gvk<'static> = kind("");
const NAMESPACE: Gvk<'static> = kind("Namespace");
const CRD: Gvk<'static> = of("apiextensions.k8s.io", "", "CustomResourceDefinition");
const API_SERVICE: Gvk<'static> = of("apiregistration.k8s.io", "", "APIService");
const BATCH_JOB: Gvk<'static> = of("batch", "", "Job");
const BATCH_CRON_JOB: Gvk<'static> = of("batch", "", "CronJob");
const STATEFUL_SET: Gvk<'static> = of("apps", "", "StatefulSet");
const POLICY: Gvk<'static> = of("networking.k8s.io", "", "NetworkPolicy");
const CONTROLLER: Gvk<'static> = of("", "v1", "ReplicationController");

/// Besides the namespace of objects that can be in one.
pub(super) const NAMESPACES: &[FieldSpec<'static>] = &[
    made(NAMESPACE, "metadata/name"),
    made(API_SERVICE, "spec/service/namespace"),
    at(CRD, "spec/conversion/webhook/clientConfig/service/namespace"),
];

/// Objects whose name gets no prefix and no suffix.
pub(super) const UNNAMED: &[Gvk<'static>] =
    &[kind("CustomResourceDefinition"), API_SERVICE, NAMESPACE];

/// Where replicas are.
pub(super) const REPLICAS: &[FieldSpec<'static>] = &[
    made(kind("Deployment"), "spec/replicas"),
    made(kind("ReplicationController"), "spec/replicas"),
    made(kind("ReplicaSet"), "spec/replicas"),
    made(kind("StatefulSet"), "spec/replicas"),
];

/// Where images are.
pub(super) const IMAGES: &[FieldSpec<'static>] = &[
    made(ANY, "spec/containers[]/image"),
    made(ANY, "spec/initContainers[]/image"),
    made(ANY, "spec/volumes[]/image/reference"),
    made(ANY, "spec/template/spec/containers[]/image"),
    made(ANY, "spec/template/spec/initContainers[]/image"),
    made(ANY, "spec/template/spec/volumes[]/image/reference"),
];

/// Where annotations are.
pub(super) const ANNOTATIONS: &[FieldSpec<'static>] = &[
    made(ANY, "metadata/annotations"),
    made(CONTROLLER, "spec/template/metadata/annotations"),
    made(kind("Deployment"), "spec/template/metadata/annotations"),
    made(kind("ReplicaSet"), "spec/template/metadata/annotations"),
    made(kind("DaemonSet"), "spec/template/metadata/annotations"),
    made(kind("StatefulSet"), "spec/template/metadata/annotations"),
    made(BATCH_JOB, "spec/template/metadata/annotations"),
    made(BATCH_CRON_JOB, "spec/jobTemplate/metadata/annotations"),
    made(BATCH_CRON_JOB, "spec/jobTemplate/spec/template/metadata/annotations"),
];

/// The labels of objects.
pub(super) const OBJECT_LABELS: FieldSpec<'static> = made(ANY, "metadata/labels");

/// The labels of objects and of those that they create.
pub(super) const TEMPLATE_LABELS: &[FieldSpec<'static>] = &[
    OBJECT_LABELS,
    made(CONTROLLER, "spec/template/metadata/labels"),
    made(kind("Deployment"), "spec/template/metadata/labels"),
    made(kind("ReplicaSet"), "spec/template/metadata/labels"),
    made(kind("DaemonSet"), "spec/template/metadata/labels"),
    made(STATEFUL_SET, "spec/template/metadata/labels"),
    made(STATEFUL_SET, "spec/volumeClaimTemplates[]/metadata/labels"),
    made(BATCH_JOB, "spec/template/metadata/labels"),
    made(BATCH_CRON_JOB, "spec/jobTemplate/metadata/labels"),
    made(BATCH_CRON_JOB, "spec/jobTemplate/spec/template/metadata/labels"),
];

/// Selectors of labels.
const SELECTORS: &[FieldSpec<'static>] = &[
    made(of("", "v1", "Service"), "spec/selector"),
    made(CONTROLLER, "spec/selector"),
    made(kind("Deployment"), "spec/selector/matchLabels"),
    made(kind("ReplicaSet"), "spec/selector/matchLabels"),
    made(kind("DaemonSet"), "spec/selector/matchLabels"),
    made(STATEFUL_SET, "spec/selector/matchLabels"),
    at(BATCH_JOB, "spec/selector/matchLabels"),
    at(BATCH_CRON_JOB, "spec/jobTemplate/spec/selector/matchLabels"),
    at(of("policy", "", "PodDisruptionBudget"), "spec/selector/matchLabels"),
    at(POLICY, "spec/podSelector/matchLabels"),
    at(POLICY, "spec/ingress/from/podSelector/matchLabels"),
    at(POLICY, "spec/egress/to/podSelector/matchLabels"),
];

/// Selectors of labels in a pod of a Deployment or StatefulSet.
const POD_SELECTORS: &[&str] = &[
    "spec/template/spec/affinity/podAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels",
    "spec/template/spec/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels",
    "spec/template/spec/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels",
    "spec/template/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels",
    "spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels",
];

/// Labels and their selectors.
pub(super) fn labels() -> &'static [FieldSpec<'static>] {
    static LABELS: OnceLock<Vec<FieldSpec<'static>>> = OnceLock::new();
    LABELS.get_or_init(|| {
        let kinds = ["Deployment", "StatefulSet"].into_iter();
        let in_pods = kinds
            .flat_map(|kind| POD_SELECTORS.iter().map(move |path| at(of("apps", "", kind), path)));
        SELECTORS.iter().copied().chain(in_pods).chain(TEMPLATE_LABELS.iter().copied()).collect()
    })
}

/// Fields with the names of objects of a kind.
#[derive(Debug)]
pub(super) struct Reference {
    /// The kind of the objects.
    pub(super) target: Gvk<'static>,
    pub(super) fields: Vec<FieldSpec<'static>>,
}

/// Where a kind has its pod.
const PODS: &[(Gvk<'static>, &str)] = &[
    (of("", "v1", "Pod"), "spec"),
    (kind("PodTemplate"), "template/spec"),
    (kind("Deployment"), "spec/template/spec"),
    (kind("ReplicaSet"), "spec/template/spec"),
    (kind("DaemonSet"), "spec/template/spec"),
    (kind("StatefulSet"), "spec/template/spec"),
    (kind("Job"), "spec/template/spec"),
    (kind("CronJob"), "spec/jobTemplate/spec/template/spec"),
];

const POD_CONFIG_MAPS: &[&str] = &[
    "volumes/configMap/name",
    "containers/env/valueFrom/configMapKeyRef/name",
    "initContainers/env/valueFrom/configMapKeyRef/name",
    "containers/envFrom/configMapRef/name",
    "initContainers/envFrom/configMapRef/name",
    "volumes/projected/sources/configMap/name",
];

const POD_SECRETS: &[&str] = &[
    "volumes/secret/secretName",
    "containers/env/valueFrom/secretKeyRef/name",
    "initContainers/env/valueFrom/secretKeyRef/name",
    "containers/envFrom/secretRef/name",
    "initContainers/envFrom/secretRef/name",
    "imagePullSecrets/name",
    "volumes/projected/sources/secret/name",
];

/// Where a kind has its pod, for names of claims, accounts and priority classes.
const OWNERS: &[(Gvk<'static>, &str)] = &[
    (kind("Pod"), "spec"),
    (kind("StatefulSet"), "spec/template/spec"),
    (kind("Deployment"), "spec/template/spec"),
    (kind("ReplicationController"), "spec/template/spec"),
    (kind("CronJob"), "spec/jobTemplate/spec/template/spec"),
    (kind("Job"), "spec/template/spec"),
    (kind("DaemonSet"), "spec/template/spec"),
];

const INGRESS: Gvk<'static> = kind("Ingress");
const RBAC: &str = "rbac.authorization.k8s.io";
const ROLE_BINDING: Gvk<'static> = of(RBAC, "", "RoleBinding");
const CLUSTER_ROLE_BINDING: Gvk<'static> = of(RBAC, "", "ClusterRoleBinding");
const ADMISSION: &str = "admissionregistration.k8s.io";

/// Every field with the name of another object.
pub(super) fn references() -> &'static [Reference] {
    static REFERENCES: OnceLock<Vec<Reference>> = OnceLock::new();
    REFERENCES.get_or_init(|| {
        let in_pods = |pods: &'static [(Gvk<'static>, &'static str)], fields: &[&str]| {
            let pairs = pods.iter().flat_map(|pod| fields.iter().map(move |field| (pod, field)));
            pairs.map(|((gvk, pod), field)| at(*gvk, format!("{pod}/{field}").leak())).collect::<Vec<_>>()
        };
        let list = |target, groups: &[&[FieldSpec<'static>]]| Reference { target, fields: groups.concat() };
        let scale = [at(kind("HorizontalPodAutoscaler"), "spec/scaleTargetRef/name")];
        let roles = [at(ROLE_BINDING, "roleRef/name")];
        let resource_names = [at(kind("Role"), "rules/resourceNames"), at(kind("ClusterRole"), "rules/resourceNames")];
        let subjects = [at(ROLE_BINDING, "subjects"), at(CLUSTER_ROLE_BINDING, "subjects")];
        vec![
            list(kind("Deployment"), &[&scale]),
            list(kind("ReplicationController"), &[&scale]),
            list(kind("ReplicaSet"), &[&scale]),
            list(kind("StatefulSet"), &[&scale]),
            list(
                of("", "v1", "ConfigMap"),
                &[
                    &in_pods(PODS, POD_CONFIG_MAPS),
                    &resource_names,
                    &[
                        at(kind("Node"), "spec/configSource/configMap"),
                        at(INGRESS, r"metadata/annotations/nginx.ingress.kubernetes.io\/fastcgi-params-configmap"),
                    ],
                ],
            ),
            list(
                of("", "v1", "Secret"),
                &[
                    &in_pods(PODS, POD_SECRETS),
                    &resource_names,
                    &[
                        at(INGRESS, "spec/tls/secretName"),
                        at(INGRESS, r"metadata/annotations/ingress.kubernetes.io\/auth-secret"),
                        at(INGRESS, r"metadata/annotations/nginx.ingress.kubernetes.io\/auth-secret"),
                        at(INGRESS, r"metadata/annotations/nginx.ingress.kubernetes.io\/auth-tls-secret"),
                        at(kind("ServiceAccount"), "imagePullSecrets/name"),
                        at(kind("StorageClass"), "parameters/secretName"),
                        at(kind("StorageClass"), "parameters/adminSecretName"),
                        at(kind("StorageClass"), "parameters/userSecretName"),
                        at(kind("StorageClass"), "parameters/secretRef"),
                        at(
                            of("serving.knative.dev", "v1", "Service"),
                            "spec/template/spec/containers/env/valueFrom/secretKeyRef/name",
                        ),
                        at(kind("PersistentVolume"), "spec/azureFile/secretName"),
                    ],
                ],
            ),
            list(
                of("", "v1", "Service"),
                &[&[
                    at(STATEFUL_SET, "spec/serviceName"),
                    at(INGRESS, "spec/rules/http/paths/backend/serviceName"),
                    at(INGRESS, "spec/backend/serviceName"),
                    at(INGRESS, "spec/rules/http/paths/backend/service/name"),
                    at(INGRESS, "spec/defaultBackend/service/name"),
                    at(API_SERVICE, "spec/service/name"),
                    at(of(ADMISSION, "", "ValidatingWebhookConfiguration"), "webhooks/clientConfig/service"),
                    at(of(ADMISSION, "", "MutatingWebhookConfiguration"), "webhooks/clientConfig/service"),
                ]],
            ),
            list(of(RBAC, "", "Role"), &[&roles]),
            list(of(RBAC, "", "ClusterRole"), &[&roles, &[at(CLUSTER_ROLE_BINDING, "roleRef/name")]]),
            list(of("", "v1", "ServiceAccount"), &[&subjects, &in_pods(OWNERS, &["serviceAccountName"])]),
            list(
                of("", "v1", "PersistentVolumeClaim"),
                &[&in_pods(OWNERS, &["volumes/persistentVolumeClaim/claimName"])],
            ),
            list(
                of("", "v1", "PersistentVolume"),
                &[&[
                    at(kind("PersistentVolumeClaim"), "spec/volumeName"),
                    at(kind("ClusterRole"), "rules/resourceNames"),
                ]],
            ),
            list(
                of("storage.k8s.io", "v1", "StorageClass"),
                &[&[
                    at(kind("PersistentVolume"), "spec/storageClassName"),
                    at(kind("PersistentVolumeClaim"), "spec/storageClassName"),
                    at(kind("StatefulSet"), "spec/volumeClaimTemplates/spec/storageClassName"),
                ]],
            ),
            list(
                of("scheduling.k8s.io", "v1", "PriorityClass"),
                &[&in_pods(OWNERS, &["priorityClassName"])],
            ),
            // The reference has this group by mistake, so that it is that of no class.
            list(of("networking.k8s.io/v1", "v1", "IngressClass"), &[&[at(INGRESS, "spec/ingressClassName")]]),
            list(
                of(ADMISSION, "", "ValidatingAdmissionPolicy"),
                &[&[at(of(ADMISSION, "", "ValidatingAdmissionPolicyBinding"), "spec/policyName")]],
            ),
        ]
    })
}

/// Where a kind has a pod with variables.
const VARIABLE_PODS: &[(&str, &str)] = &[
    ("CronJob", "spec/jobTemplate/spec/template/spec"),
    ("DaemonSet", "spec/template/spec"),
    ("Deployment", "spec/template/spec"),
    ("Job", "spec/template/spec"),
    ("Pod", "spec"),
    ("ReplicaSet", "spec/template/spec"),
    ("StatefulSet", "spec/template/spec"),
];

/// The fields of a pod in which variables are replaced.
const VARIABLE_FIELDS: &[&str] = &[
    "containers/args",
    "containers/command",
    "containers/env/value",
    "containers/volumeMounts/mountPath",
    "initContainers/args",
    "initContainers/command",
    "initContainers/env/value",
    "initContainers/volumeMounts/mountPath",
];

/// Every field in which variables are replaced.
pub(super) fn variables() -> &'static [FieldSpec<'static>] {
    static VARIABLES: OnceLock<Vec<FieldSpec<'static>>> = OnceLock::new();
    VARIABLES.get_or_init(|| {
        let in_pods = VARIABLE_PODS.iter().flat_map(|(owner, pod)| {
            let path = move |field| -> &'static str { format!("{pod}/{field}").leak() };
            VARIABLE_FIELDS.iter().map(move |field| at(kind(owner), path(field)))
        });
        let mounts =
            VARIABLE_PODS.iter().filter(|(owner, _)| !matches!(*owner, "CronJob" | "StatefulSet"));
        let mounts =
            mounts.map(|(owner, pod)| at(kind(owner), format!("{pod}/volumes/nfs/server").leak()));
        let others = [
            at(kind("CronJob"), "spec/jobTemplate/spec/template/volumes/nfs/server"),
            at(kind("Deployment"), "spec/template/metadata/annotations"),
            at(INGRESS, "spec/rules/host"),
            at(INGRESS, "spec/tls/hosts"),
            at(INGRESS, "spec/tls/secretName"),
            at(kind("Service"), "spec/ports/port"),
            at(kind("Service"), "spec/ports/targetPort"),
            at(kind("StatefulSet"), "spec/volumeClaimTemplates/spec/nfs/server"),
            at(kind("PersistentVolume"), "spec/nfs/server"),
            at(ANY, "metadata/labels"),
            at(ANY, "metadata/annotations"),
        ];
        in_pods.chain(mounts).chain(others).collect()
    })
}
