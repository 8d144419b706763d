//! The built-in roles of Kubernetes.
//!
//! Source: the bootstrap policy of the API server of Kubernetes 1.35
//! (`plugin/pkg/auth/authorizer/rbac/bootstrappolicy`), including feature gates that are enabled by
//! default.

/// The permissions of a built-in role beyond those of its component.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Rights {
    /// None.
    Ordinary,
    /// It can read every Secret.
    Secrets,
    /// It can reach every container through its node.
    Nodes,
    /// It can grant itself any permission.
    Escalation,
    /// Everything.
    Everything,
}

/// A built-in ClusterRole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BuiltInRole {
    /// Its name.
    pub name: &'static str,
    /// Its own permissions.
    pub rights: Rights,
}

/// A label by which ClusterRoles become part of a role of Kubernetes.
pub(super) struct Level {
    /// The role.
    pub(super) role: &'static str,
    /// The label, whose value is `true`.
    pub(super) label: &'static str,
    /// The roles of Kubernetes that have it.
    pub(super) parts: [&'static str; 2],
}

pub(super) const LEVELS: [Level; 3] = [
    Level {
        role: "admin",
        label: "rbac.authorization.k8s.io/aggregate-to-admin",
        parts: ["edit", "system:aggregate-to-admin"],
    },
    Level {
        role: "edit",
        label: "rbac.authorization.k8s.io/aggregate-to-edit",
        parts: ["view", "system:aggregate-to-edit"],
    },
    Level {
        role: "view",
        label: "rbac.authorization.k8s.io/aggregate-to-view",
        parts: ["system:aggregate-to-view", "system:aggregate-to-view"],
    },
];

const CLUSTER_ROLES: &[(&str, Rights)] = &[
    ("admin", Rights::Ordinary),
    ("cluster-admin", Rights::Everything),
    ("edit", Rights::Ordinary),
    ("view", Rights::Ordinary),
    ("system:aggregate-to-admin", Rights::Ordinary),
    ("system:aggregate-to-edit", Rights::Secrets),
    ("system:aggregate-to-view", Rights::Ordinary),
    ("system:auth-delegator", Rights::Ordinary),
    ("system:basic-user", Rights::Ordinary),
    ("system:certificates.k8s.io:certificatesigningrequests:nodeclient", Rights::Ordinary),
    ("system:certificates.k8s.io:certificatesigningrequests:selfnodeclient", Rights::Ordinary),
    ("system:certificates.k8s.io:kube-apiserver-client-approver", Rights::Ordinary),
    ("system:certificates.k8s.io:kube-apiserver-client-kubelet-approver", Rights::Ordinary),
    ("system:certificates.k8s.io:kubelet-serving-approver", Rights::Ordinary),
    ("system:certificates.k8s.io:legacy-unknown-approver", Rights::Ordinary),
    ("system:cluster-trust-bundle-discovery", Rights::Ordinary),
    ("system:discovery", Rights::Ordinary),
    ("system:heapster", Rights::Ordinary),
    ("system:kube-aggregator", Rights::Ordinary),
    ("system:kube-controller-manager", Rights::Secrets),
    ("system:kube-dns", Rights::Ordinary),
    ("system:kube-scheduler", Rights::Ordinary),
    ("system:kubelet-api-admin", Rights::Nodes),
    ("system:monitoring", Rights::Ordinary),
    ("system:node", Rights::Secrets),
    ("system:node-bootstrapper", Rights::Ordinary),
    ("system:node-problem-detector", Rights::Ordinary),
    ("system:node-proxier", Rights::Ordinary),
    ("system:persistent-volume-provisioner", Rights::Ordinary),
    ("system:public-info-viewer", Rights::Ordinary),
    ("system:service-account-issuer-discovery", Rights::Ordinary),
    ("system:volume-scheduler", Rights::Ordinary),
];

/// The prefix of the names of controller roles.
const CONTROLLER: &str = "system:controller:";

/// The controllers with special permissions.
const STRONG_CONTROLLERS: &[(&str, Rights)] = &[
    ("system:controller:clusterrole-aggregation-controller", Rights::Escalation),
    ("system:controller:generic-garbage-collector", Rights::Secrets),
    ("system:controller:namespace-controller", Rights::Secrets),
    ("system:controller:resourcequota-controller", Rights::Secrets),
    ("system:controller:storage-version-migrator-controller", Rights::Secrets),
];

/// The controllers that have a role.
const CONTROLLERS: &[&str] = &[
    "attachdetach-controller",
    "certificate-controller",
    "cronjob-controller",
    "daemon-set-controller",
    "deployment-controller",
    "device-taint-eviction-controller",
    "disruption-controller",
    "endpoint-controller",
    "endpointslice-controller",
    "endpointslicemirroring-controller",
    "ephemeral-volume-controller",
    "expand-controller",
    "horizontal-pod-autoscaler",
    "job-controller",
    "kube-apiserver-serving-clustertrustbundle-publisher",
    "legacy-service-account-token-cleaner",
    "node-controller",
    "persistent-volume-binder",
    "pod-garbage-collector",
    "podcertificaterequestcleaner",
    "pv-protection-controller",
    "pvc-protection-controller",
    "replicaset-controller",
    "replication-controller",
    "resource-claim-controller",
    "root-ca-cert-publisher",
    "route-controller",
    "selinux-warning-controller",
    "service-account-controller",
    "service-cidrs-controller",
    "service-controller",
    "statefulset-controller",
    "storage-version-garbage-collector",
    "ttl-after-finished-controller",
    "ttl-controller",
    "validatingadmissionpolicy-status-controller",
    "volumeattributesclass-protection-controller",
];

/// Roles, each with its namespace.
const ROLES: &[(&str, &str)] = &[
    ("kube-public", "system:controller:bootstrap-signer"),
    ("kube-system", "extension-apiserver-authentication-reader"),
    ("kube-system", "system::leader-locking-kube-controller-manager"),
    ("kube-system", "system::leader-locking-kube-scheduler"),
    ("kube-system", "system:controller:bootstrap-signer"),
    ("kube-system", "system:controller:cloud-provider"),
    ("kube-system", "system:controller:token-cleaner"),
];

/// The ClusterRole of Kubernetes that has a name.
pub fn built_in_cluster_role(name: &str) -> Option<BuiltInRole> {
    let all = CLUSTER_ROLES.iter().chain(STRONG_CONTROLLERS);
    let role = |(name, rights): &(&'static str, Rights)| BuiltInRole { name, rights: *rights };
    all.clone().find(|(known, _)| *known == name).map(role).or_else(|| {
        let of_controller = name.strip_prefix(CONTROLLER)?;
        let name = *CONTROLLERS.iter().find(|known| **known == of_controller)?;
        Some(BuiltInRole { name, rights: Rights::Ordinary })
    })
}

/// Whether there is a built-in Role with this name in a namespace.
pub fn is_built_in_role(namespace: &str, name: &str) -> bool {
    ROLES.contains(&(namespace, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_of_kubernetes_are_known_by_their_whole_names() {
        let rights = |name| built_in_cluster_role(name).map(|role| role.rights);
        assert_eq!(rights("cluster-admin"), Some(Rights::Everything));
        assert_eq!(rights("system:node"), Some(Rights::Secrets));
        assert_eq!(rights("system:controller:job-controller"), Some(Rights::Ordinary));
        assert_eq!(rights("system:openshift:scc:privileged"), None);
        assert_eq!(rights("job-controller"), None);
        let reader = "extension-apiserver-authentication-reader";
        assert!(is_built_in_role("kube-system", reader) && !is_built_in_role("ward", reader));
    }
}
