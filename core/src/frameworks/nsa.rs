//! The NSA/CISA Kubernetes Hardening Guide v1.2, by sections. Abbreviations and titles are ours.

use std::borrow::Cow;

use super::control::{Control, controls};

#[rustfmt::skip]
controls! {
    /// Sections of the NSA/CISA Kubernetes Hardening Guide v1.2.
    Nsa {
        /// Containers that do not run as root.
        P1 = section("P1", "containers run as an ordinary user", "a user other than root for each container");
        /// Container file systems that cannot be changed.
        P2 = section("P2", "container file systems cannot be written", "root file systems that are read-only");
        /// Images that are built, scanned and checked.
        P3 = section("P3", "images are built securely, scanned and checked", "images that are scanned and signed, and admitted from trusted registries");
        /// Pod security that is enforced.
        P4 = section("P4", "pod security is enforced", "Pod Security Admission or an admission policy that enforces");
        /// Service account tokens of Pods.
        P5 = section("P5", "service account tokens of pods are protected", "tokens that are not mounted, and service accounts with few rights");
        /// Hardened environments of containers.
        P6 = section("P6", "container environments are hardened", "profiles of seccomp, AppArmor or SELinux, or a sandboxed runtime");
        /// Namespaces.
        N1 = section("N1", "namespaces keep workloads apart", "namespaces for teams and applications");
        /// Network policies.
        N2 = section("N2", "network policies limit traffic", "network policies with a default deny");
        /// Resource policies.
        N3 = section("N3", "resource policies limit consumption", "limits of containers, LimitRanges and ResourceQuotas");
        /// The control plane.
        N4 = section("N4", "the control plane is hardened", "TLS, authentication and closed ports of the API server");
        /// The store of the cluster's state.
        N5 = section("N5", "etcd is protected", "TLS and authentication of etcd, and Secrets that are encrypted in it");
        /// Kubeconfig files.
        N6 = section("N6", "kubeconfig files are protected", "kubeconfig files that are kept out of the repository");
        /// Separation of worker nodes.
        N7 = section("N7", "worker nodes are separated", "networks of nodes that are apart from each other");
        /// Encryption.
        N8 = section("N8", "traffic and data are encrypted", "TLS, mutual TLS and encryption at rest");
        /// Secrets.
        N9 = section("N9", "secrets are protected", "credentials that come from Secrets or a store outside of the cluster");
        /// Cloud infrastructure.
        N10 = section("N10", "cloud infrastructure is protected", "restricted roles of nodes, and metadata services that ask for a token");
        /// Authentication.
        A1 = section("A1", "users and workloads are authenticated", "an identity provider, and anonymous access that is off");
        /// Role-based access control.
        A2 = section("A2", "access is limited by roles", "Roles with few verbs and resources");
        /// Audit logging.
        L1 = section("L1", "audit logs are kept", "an audit policy, and logs that are sent to where they are kept");
        /// Threat detection and fault tolerance.
        L2 = section("L2", "threats are detected and faults tolerated", "probes, alerts and detection of intrusions");
        /// Upgrades.
        U = section("U", "versions are kept up to date", "supported versions, and updates that run by themselves");
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
