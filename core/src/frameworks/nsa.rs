//! The NSA/CISA Kubernetes Hardening Guide v1.2, by sections. Abbreviations and titles are ours.

use std::borrow::Cow;

use super::control::{Control, controls};

controls! {
    /// Sections of the NSA/CISA Kubernetes Hardening Guide v1.2.
    Nsa {
        /// Containers that do not run as root.
        P1 = section("P1", "containers run as an ordinary user");
        /// Container file systems that cannot be changed.
        P2 = section("P2", "container file systems cannot be written");
        /// Images that are built, scanned and checked.
        P3 = section("P3", "images are built securely, scanned and checked");
        /// Pod security that is enforced.
        P4 = section("P4", "pod security is enforced");
        /// Service account tokens of Pods.
        P5 = section("P5", "service account tokens of pods are protected");
        /// Hardened environments of containers.
        P6 = section("P6", "container environments are hardened");
        /// Namespaces.
        N1 = section("N1", "namespaces keep workloads apart");
        /// Network policies.
        N2 = section("N2", "network policies limit traffic");
        /// Resource policies.
        N3 = section("N3", "resource policies limit consumption");
        /// The control plane.
        N4 = section("N4", "the control plane is hardened");
        /// The store of the cluster's state.
        N5 = section("N5", "etcd is protected");
        /// Kubeconfig files.
        N6 = section("N6", "kubeconfig files are protected");
        /// Separation of worker nodes.
        N7 = section("N7", "worker nodes are separated");
        /// Encryption.
        N8 = section("N8", "traffic and data are encrypted");
        /// Secrets.
        N9 = section("N9", "secrets are protected");
        /// Cloud infrastructure.
        N10 = section("N10", "cloud infrastructure is protected");
        /// Authentication.
        A1 = section("A1", "users and workloads are authenticated");
        /// Role-based access control.
        A2 = section("A2", "access is limited by roles");
        /// Audit logging.
        L1 = section("L1", "audit logs are kept");
        /// Threat detection and fault tolerance.
        L2 = section("L2", "threats are detected and faults tolerated");
        /// Upgrades.
        U = section("U", "versions are kept up to date");
    }
}

const fn section(id: &'static str, title: &'static str) -> Control {
    Control {
        framework: Cow::Borrowed("nsa"),
        id: Cow::Borrowed(id),
        title: Cow::Borrowed(title),
        note: Cow::Borrowed(""),
        shown_by: None,
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
