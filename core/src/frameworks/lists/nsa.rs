//! Written by `cargo dev sync` from `core/frameworks/nsa-cisa.yaml`.

use crate::frameworks::control::{Control, Written, controls};
use crate::frameworks::framework::Header;

pub(in crate::frameworks) const HEADER: Header = Header {
    id: "nsa-cisa",
    title: "NSA/CISA Kubernetes Hardening Guide v1.2",
    version: "1.2",
    technology: Some("Kubernetes"),
    is_proposed: false,
    profile: None,
};

#[rustfmt::skip]
controls! {
    /// NSA/CISA Kubernetes Hardening Guide v1.2.
    Nsa {
        /// `P1`: containers run as non-root users.
        P1 = Written { framework: "nsa-cisa", id: "P1", title: "containers run as non-root users", shown_by: "a non-root user for each container", ..Written::EMPTY }.control();
        /// `P2`: container file systems are immutable.
        P2 = Written { framework: "nsa-cisa", id: "P2", title: "container file systems are immutable", shown_by: "read-only root file systems", ..Written::EMPTY }.control();
        /// `P3`: images are built securely, scanned and checked.
        P3 = Written { framework: "nsa-cisa", id: "P3", title: "images are built securely, scanned and checked", shown_by: "image scanning, signing and trusted registries", ..Written::EMPTY }.control();
        /// `P4`: pod security is enforced.
        P4 = Written { framework: "nsa-cisa", id: "P4", title: "pod security is enforced", shown_by: "Pod Security Admission or an enforcing admission policy", ..Written::EMPTY }.control();
        /// `P5`: service account tokens of pods are protected.
        P5 = Written { framework: "nsa-cisa", id: "P5", title: "service account tokens of pods are protected", shown_by: "tokens that are not mounted, service accounts with few permissions", ..Written::EMPTY }.control();
        /// `P6`: container environments are hardened.
        P6 = Written { framework: "nsa-cisa", id: "P6", title: "container environments are hardened", shown_by: "seccomp, AppArmor or SELinux profiles, or a sandboxed runtime", ..Written::EMPTY }.control();
        /// `N1`: namespaces keep workloads apart.
        N1 = Written { framework: "nsa-cisa", id: "N1", title: "namespaces keep workloads apart", shown_by: "namespaces for teams and applications", ..Written::EMPTY }.control();
        /// `N2`: network policies limit traffic.
        N2 = Written { framework: "nsa-cisa", id: "N2", title: "network policies limit traffic", shown_by: "network policies with a default deny", ..Written::EMPTY }.control();
        /// `N3`: resource policies limit consumption.
        N3 = Written { framework: "nsa-cisa", id: "N3", title: "resource policies limit consumption", shown_by: "container limits, LimitRanges and ResourceQuotas", ..Written::EMPTY }.control();
        /// `N4`: the control plane is hardened.
        N4 = Written { framework: "nsa-cisa", id: "N4", title: "the control plane is hardened", shown_by: "TLS, authentication and closed ports of the API server", ..Written::EMPTY }.control();
        /// `N5`: etcd is protected.
        N5 = Written { framework: "nsa-cisa", id: "N5", title: "etcd is protected", shown_by: "TLS and authentication of etcd, encryption of Secrets at rest", ..Written::EMPTY }.control();
        /// `N6`: kubeconfig files are protected.
        N6 = Written { framework: "nsa-cisa", id: "N6", title: "kubeconfig files are protected", shown_by: "kubeconfig files that are kept out of the repository", ..Written::EMPTY }.control();
        /// `N7`: worker nodes are separated.
        N7 = Written { framework: "nsa-cisa", id: "N7", title: "worker nodes are separated", shown_by: "separate node networks", ..Written::EMPTY }.control();
        /// `N8`: traffic and data are encrypted.
        N8 = Written { framework: "nsa-cisa", id: "N8", title: "traffic and data are encrypted", shown_by: "TLS, mutual TLS and encryption at rest", ..Written::EMPTY }.control();
        /// `N9`: secrets are protected.
        N9 = Written { framework: "nsa-cisa", id: "N9", title: "secrets are protected", shown_by: "credentials from Secrets or an external secret store", ..Written::EMPTY }.control();
        /// `N10`: cloud infrastructure is protected.
        N10 = Written { framework: "nsa-cisa", id: "N10", title: "cloud infrastructure is protected", shown_by: "restricted node roles, metadata services that require a token", ..Written::EMPTY }.control();
        /// `A1`: users and workloads are authenticated.
        A1 = Written { framework: "nsa-cisa", id: "A1", title: "users and workloads are authenticated", shown_by: "an identity provider, anonymous access disabled", ..Written::EMPTY }.control();
        /// `A2`: access is limited by RBAC.
        A2 = Written { framework: "nsa-cisa", id: "A2", title: "access is limited by RBAC", shown_by: "Roles with few verbs and resources", ..Written::EMPTY }.control();
        /// `L1`: audit logs are kept.
        L1 = Written { framework: "nsa-cisa", id: "L1", title: "audit logs are kept", shown_by: "an audit policy, log forwarding", ..Written::EMPTY }.control();
        /// `L2`: threats are detected and faults tolerated.
        L2 = Written { framework: "nsa-cisa", id: "L2", title: "threats are detected and faults tolerated", shown_by: "probes, alerts and intrusion detection", ..Written::EMPTY }.control();
        /// `U`: software is kept up to date.
        U = Written { framework: "nsa-cisa", id: "U", title: "software is kept up to date", shown_by: "supported versions, automatic updates", ..Written::EMPTY }.control();
    }
}
