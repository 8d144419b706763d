//! What a check can look at, and for each a check to begin with: one that reads a field of it.

/// A facet, and what the check that begins with it reads.
#[derive(Debug)]
pub(super) struct Scaffold {
    /// The facet as `cargo dev new-check` is told it.
    pub(super) facet: &'static str,
    /// The rule, whose function is called `check`.
    pub(super) rule: &'static str,
    /// What the rule hands to the function.
    pub(super) subject: &'static str,
    /// What has to be imported beside the check's own types.
    pub(super) imports: &'static str,
    /// How the field is reached, where it is not a member of the subject.
    pub(super) before: &'static str,
    /// The field that decides.
    pub(super) field: &'static str,
    /// The value that is a fault, as a pattern of Rust.
    pub(super) bad: &'static str,
    /// A document whose last line ends where the value is written.
    pub(super) document: &'static str,
    /// The value that is a fault, and one that is not, as YAML.
    pub(super) values: [&'static str; 2],
}

/// The facet of this name.
pub(super) fn find(name: &str) -> Option<&'static Scaffold> {
    SCAFFOLDS.iter().find(|scaffold| scaffold.facet == name)
}

/// Every facet.
pub(super) const SCAFFOLDS: &[Scaffold] = &[
    Scaffold {
        facet: "container",
        rule: "Rule::Container(check)",
        subject: "container: &Container",
        imports: "use crate::model::pods::Container;",
        before: "",
        field: "&container.security.privileged",
        bad: "true",
        document: "apiVersion: v1\nkind: Pod\nmetadata: {name: probe}\nspec:\n  containers:\n  - name: app\n    image: registry.example/app:1.4.2\n    securityContext:\n      privileged:",
        values: ["true", "false"],
    },
    Scaffold {
        facet: "pod",
        rule: "Rule::Pod(check)",
        subject: "pod: &Pod",
        imports: "use crate::model::pods::Pod;",
        before: "",
        field: "&pod.share_process_namespace",
        bad: "true",
        document: "apiVersion: v1\nkind: Pod\nmetadata: {name: probe}\nspec:\n  containers: []\n  shareProcessNamespace:",
        values: ["true", "false"],
    },
    Scaffold {
        facet: "security-context",
        rule: "Rule::SecurityContext(check)",
        subject: "context: &SecurityContext",
        imports: "use crate::model::SecurityContext;",
        before: "",
        field: "context.run_as_user",
        bad: "0",
        document: "apiVersion: v1\nkind: Pod\nmetadata: {name: probe}\nspec:\n  containers: []\n  securityContext:\n    runAsUser:",
        values: ["0", "10001"],
    },
    Scaffold {
        facet: "volume",
        rule: "Rule::Volume(check)",
        subject: "volume: &Volume",
        imports: "use crate::model::pods::Volume;",
        before: "",
        field: "&volume.name",
        bad: "&\"scratch\"",
        document: "apiVersion: v1\nkind: Pod\nmetadata: {name: probe}\nspec:\n  containers: []\n  volumes:\n  - emptyDir: {}\n    name:",
        values: ["scratch", "records"],
    },
    Scaffold {
        facet: "namespace",
        rule: "Rule::Namespace(check)",
        subject: "namespace: &Resource",
        imports: "use crate::model::Resource;",
        before: "",
        field: "&namespace.metadata.name",
        bad: "&\"default\"",
        document: "apiVersion: v1\nkind: Namespace\nmetadata:\n  name:",
        values: ["default", "clinic"],
    },
    Scaffold {
        facet: "namespace-with-workloads",
        rule: "Rule::WorkloadNamespace(check)",
        subject: "namespace: &NamespaceOf",
        imports: "use crate::inventory::NamespaceOf;",
        before: "",
        field: "&namespace.workload.metadata.name",
        bad: "&\"first\"",
        document: "apiVersion: v1\nkind: Pod\nspec: {containers: []}\nmetadata:\n  namespace: clinic\n  name:",
        values: ["first", "second"],
    },
    Scaffold {
        facet: "workload",
        rule: "Rule::Workload(check)",
        subject: "workload: &Workload",
        imports: "use crate::model::pods::Workload;",
        before: "",
        field: "&workload.replicas",
        bad: "1",
        document: "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: probe}\nspec:\n  selector: {matchLabels: {app: probe}}\n  template:\n    metadata: {labels: {app: probe}}\n    spec: {containers: []}\n  replicas:",
        values: ["1", "3"],
    },
    Scaffold {
        facet: "claim",
        rule: "Rule::Claim(check)",
        subject: "claim: &Claim",
        imports: "use crate::model::storage::Claim;",
        before: "",
        field: "&claim.class",
        bad: "&\"standard\"",
        document: "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: probe}\nspec:\n  accessModes: [ReadWriteOnce]\n  storageClassName:",
        values: ["standard", "encrypted"],
    },
    Scaffold {
        facet: "secret",
        rule: "Rule::Secret(check)",
        subject: "secret: &Secret",
        imports: "use crate::model::secrets::Secret;",
        before: "",
        field: "&secret.immutable",
        bad: "false",
        document: "apiVersion: v1\nkind: Secret\nmetadata: {name: probe}\nimmutable:",
        values: ["false", "true"],
    },
    Scaffold {
        facet: "config-map",
        rule: "Rule::ConfigMap(check)",
        subject: "map: &ConfigMap",
        imports: "use crate::model::secrets::ConfigMap;",
        before: "",
        field: "&map.immutable",
        bad: "false",
        document: "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: probe}\nimmutable:",
        values: ["false", "true"],
    },
    Scaffold {
        facet: "service",
        rule: "Rule::Service(check)",
        subject: "service: &Service",
        imports: "use crate::model::network::Service;",
        before: "",
        field: "&service.kind",
        bad: "&\"NodePort\"",
        document: "apiVersion: v1\nkind: Service\nmetadata: {name: probe}\nspec:\n  type:",
        values: ["NodePort", "ClusterIP"],
    },
    Scaffold {
        facet: "ingress",
        rule: "Rule::Ingress(check)",
        subject: "ingress: &Ingress",
        imports: "use crate::model::network::Ingress;",
        before: "",
        field: "&ingress.class",
        bad: "&\"public\"",
        document: "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: probe}\nspec:\n  ingressClassName:",
        values: ["public", "internal"],
    },
    Scaffold {
        facet: "network-policy",
        rule: "Rule::NetworkPolicy(check)",
        subject: "policy: &NetworkPolicy",
        imports: "use crate::model::network::NetworkPolicy;",
        before: "    let types = out.read(&policy.policy_types);\n    let Some([field]) = types.map(Vec::as_slice) else { return };\n",
        field: "field",
        bad: "&\"Ingress\"",
        document: "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: probe}\nspec:\n  podSelector: {}\n  policyTypes:\n  -",
        values: ["Ingress", "Egress"],
    },
    Scaffold {
        facet: "gateway",
        rule: "Rule::Gateway(check)",
        subject: "gateway: &Gateway",
        imports: "use crate::model::network::Gateway;",
        before: "",
        field: "&gateway.class",
        bad: "&\"public\"",
        document: "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: probe}\nspec:\n  listeners: []\n  gatewayClassName:",
        values: ["public", "internal"],
    },
    Scaffold {
        facet: "http-route",
        rule: "Rule::HttpRoute(check)",
        subject: "route: &HttpRoute",
        imports: "use crate::model::network::HttpRoute;",
        before: "    let names = out.read(&route.hostnames);\n    let Some([field]) = names.map(Vec::as_slice) else { return };\n",
        field: "field",
        bad: "&\"old.clinic.example\"",
        document: "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: probe}\nspec:\n  hostnames:\n  -",
        values: ["old.clinic.example", "clinic.example"],
    },
    Scaffold {
        facet: "persistent-volume",
        rule: "Rule::PersistentVolume(check)",
        subject: "volume: &PersistentVolume",
        imports: "use crate::model::storage::PersistentVolume;",
        before: "",
        field: "&volume.reclaim_policy",
        bad: "&\"Delete\"",
        document: "apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: probe}\nspec:\n  persistentVolumeReclaimPolicy:",
        values: ["Delete", "Retain"],
    },
    Scaffold {
        facet: "storage-class",
        rule: "Rule::StorageClass(check)",
        subject: "class: &StorageClass",
        imports: "use crate::model::storage::StorageClass;",
        before: "",
        field: "&class.reclaim_policy",
        bad: "&\"Delete\"",
        document: "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: probe}\nprovisioner: disk.csi.example\nreclaimPolicy:",
        values: ["Delete", "Retain"],
    },
    Scaffold {
        facet: "service-account",
        rule: "Rule::ServiceAccount(check)",
        subject: "account: &ServiceAccount",
        imports: "use crate::model::access::ServiceAccount;",
        before: "",
        field: "&account.automount_service_account_token",
        bad: "true",
        document: "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: probe}\nautomountServiceAccountToken:",
        values: ["true", "false"],
    },
    Scaffold {
        facet: "role",
        rule: "Rule::Role(check)",
        subject: "role: &Role",
        imports: "use crate::model::access::Role;",
        before: "    let Some([rule]) = out.read(&role.rules).map(Vec::as_slice) else { return };\n    let Some([field]) = out.read(&rule.verbs).map(Vec::as_slice) else { return };\n",
        field: "field",
        bad: "&\"delete\"",
        document: "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: probe}\nrules:\n- apiGroups: [\"\"]\n  resources: [pods]\n  verbs:\n  -",
        values: ["delete", "get"],
    },
    Scaffold {
        facet: "binding",
        rule: "Rule::Binding(check)",
        subject: "binding: &Binding",
        imports: "use crate::model::access::Binding;",
        before: "",
        field: "&binding.role_name",
        bad: "&\"admin\"",
        document: "apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: probe}\nsubjects: []\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name:",
        values: ["admin", "view"],
    },
    Scaffold {
        facet: "resource",
        rule: "Rule::Resource(&[\"monitoring.coreos.com/ServiceMonitor\"], check)",
        subject: "resource: &Resource",
        imports: "use crate::model::Resource;",
        before: "",
        field: "&resource.at(\"spec.jobLabel\").text()",
        bad: "&\"app\"",
        document: "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: probe}\nspec:\n  jobLabel:",
        values: ["app", "job"],
    },
    Scaffold {
        facet: "setting",
        rule: "Rule::Setting(&[SettingKind::Environment], check)",
        subject: "setting: &Setting",
        imports: "use crate::credentials::is_expression;\nuse crate::model::settings::{Setting, SettingKind};\nuse crate::tree::Why;",
        before: "    if setting.key != \"LOG_REQUESTS\" {\n        return out.not_applicable();\n    }\n    if out.read(&setting.value).is_some_and(|value| is_expression(value)) {\n        return out.unknown(setting, Why::Expression.to_string());\n    }\n",
        field: "&setting.value",
        bad: "&\"off\"",
        document: "apiVersion: v1\nkind: Pod\nmetadata: {name: probe}\nspec:\n  containers:\n  - name: app\n    image: registry.example/app:1.4.2\n    env:\n    - name: LOG_REQUESTS\n      value:",
        values: ["\"off\"", "\"on\""],
    },
    Scaffold {
        facet: "inventory",
        rule: "Rule::Inventory(check)",
        subject: "inventory: &Inventory",
        imports: "use crate::inventory::Inventory;",
        before: "    let Some(first) = inventory.resources().next() else { return };\n",
        field: "&first.metadata.name",
        bad: "&\"first\"",
        document: "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name:",
        values: ["first", "second"],
    },
];

#[cfg(all(test, feature = "library"))]
mod tests {
    use asepsis::checks::Facet;

    use super::*;

    #[test]
    fn every_facet_has_a_check_to_begin_with() {
        let mut facets: Vec<String> =
            Facet::ALL.iter().map(|facet| facet.noun().to_lowercase().replace(' ', "-")).collect();
        let mut scaffolds: Vec<&str> = SCAFFOLDS.iter().map(|of| of.facet).collect();
        facets.sort_unstable();
        scaffolds.sort_unstable();
        assert_eq!(scaffolds, facets);
    }
}
