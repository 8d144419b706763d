//! The NSA/CISA Kubernetes Hardening Guide v1.2, by sections. Abbreviations and titles are ours.

use std::borrow::Cow;

use super::control::{Control, controls};

#[rustfmt::skip]
controls! {
    /// Sections of the NSA/CISA Kubernetes Hardening Guide v1.2.
    Nsa {
        /// Containers that do not run as root.
        P1 = section("P1", "containers run as non-root users", "a non-root user for each container");
        /// Container file systems that cannot be changed.
        P2 = section("P2", "container file systems are immutable", "read-only root file systems");
        /// Images that are built, scanned and checked.
        P3 = section("P3", "images are built securely, scanned and checked", "image scanning, signing and trusted registries");
        /// Pod security that is enforced.
        P4 = section("P4", "pod security is enforced", "Pod Security Admission or an enforcing admission policy");
        /// Service account tokens of Pods.
        P5 = section("P5", "service account tokens of pods are protected", "tokens that are not mounted, service accounts with few permissions");
        /// Hardened environments of containers.
        P6 = section("P6", "container environments are hardened", "seccomp, AppArmor or SELinux profiles, or a sandboxed runtime");
        /// Namespaces.
        N1 = section("N1", "namespaces keep workloads apart", "namespaces for teams and applications");
        /// Network policies.
        N2 = section("N2", "network policies limit traffic", "network policies with a default deny");
        /// Resource policies.
        N3 = section("N3", "resource policies limit consumption", "container limits, LimitRanges and ResourceQuotas");
        /// The control plane.
        N4 = section("N4", "the control plane is hardened", "TLS, authentication and closed ports of the API server");
        /// The store of the cluster's state.
        N5 = section("N5", "etcd is protected", "TLS and authentication of etcd, encryption of Secrets at rest");
        /// Kubeconfig files.
        N6 = section("N6", "kubeconfig files are protected", "kubeconfig files that are kept out of the repository");
        /// Separation of worker nodes.
        N7 = section("N7", "worker nodes are separated", "separate node networks");
        /// Encryption.
        N8 = section("N8", "traffic and data are encrypted", "TLS, mutual TLS and encryption at rest");
        /// Secrets.
        N9 = section("N9", "secrets are protected", "credentials from Secrets or an external secret store");
        /// Cloud infrastructure.
        N10 = section("N10", "cloud infrastructure is protected", "restricted node roles, metadata services that require a token");
        /// Authentication.
        A1 = section("A1", "users and workloads are authenticated", "an identity provider, anonymous access disabled");
        /// Role-based access control.
        A2 = section("A2", "access is limited by RBAC", "Roles with few verbs and resources");
        /// Audit logging.
        L1 = section("L1", "audit logs are kept", "an audit policy, log forwarding");
        /// Threat detection and fault tolerance.
        L2 = section("L2", "threats are detected and faults tolerated", "probes, alerts and intrusion detection");
        /// Upgrades.
        U = section("U", "software is kept up to date", "supported versions, automatic updates");
    }
}

const fn section(id: &'static str, title: &'static str, shown_by: &'static str) -> Control {
    Control {
        framework: Cow::Borrowed("nsa"),
        id: Cow::Borrowed(id),
        title: Cow::Borrowed(title),
        note: Cow::Borrowed(""),
        shown_by: Some(Cow::Borrowed(shown_by)),
        is_manual: false,
        demand: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_is_named_after_its_section() {
        assert_eq!(Nsa::ALL.len(), 21);
        assert!(Nsa::ALL.iter().map(Control::id).eq(Nsa::NAMES.iter().copied()));
        assert_eq!((Nsa::P1.id(), Nsa::U.id()), ("P1", "U"));
    }
}
