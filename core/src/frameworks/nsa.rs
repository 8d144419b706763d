//! The NSA/CISA Kubernetes Hardening Guide v1.2, by sections. Abbreviations and titles are ours.

/// A section of the NSA/CISA Kubernetes Hardening Guide v1.2.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Nsa {
    /// Containers that do not run as root.
    P1,
    /// Container file systems that cannot be changed.
    P2,
    /// Images that are built, scanned and checked.
    P3,
    /// Pod security that is enforced.
    P4,
    /// Service account tokens of Pods.
    P5,
    /// Hardened environments of containers.
    P6,
    /// Namespaces.
    N1,
    /// Network policies.
    N2,
    /// Resource policies.
    N3,
    /// The control plane.
    N4,
    /// The store of the cluster's state.
    N5,
    /// Kubeconfig files.
    N6,
    /// Separation of worker nodes.
    N7,
    /// Encryption.
    N8,
    /// Secrets.
    N9,
    /// Cloud infrastructure.
    N10,
    /// Authentication.
    A1,
    /// Role-based access control.
    A2,
    /// Audit logging.
    L1,
    /// Threat detection and fault tolerance.
    L2,
    /// Upgrades.
    U,
}

impl Nsa {
    /// All sections, in the guide's order.
    #[rustfmt::skip]
    pub const ALL: &'static [Self] = &[
        Self::P1, Self::P2, Self::P3, Self::P4, Self::P5, Self::P6,
        Self::N1, Self::N2, Self::N3, Self::N4, Self::N5, Self::N6, Self::N7, Self::N8, Self::N9, Self::N10,
        Self::A1, Self::A2, Self::L1, Self::L2, Self::U,
    ];

    /// The section's abbreviation.
    pub const fn id(self) -> &'static str {
        self.row().0
    }

    /// What the section is about, in a few words.
    pub const fn title(self) -> &'static str {
        self.row().1
    }

    const fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::P1 => ("P1", "containers run as an ordinary user"),
            Self::P2 => ("P2", "container file systems cannot be written"),
            Self::P3 => ("P3", "images are built securely, scanned and checked"),
            Self::P4 => ("P4", "pod security is enforced"),
            Self::P5 => ("P5", "service account tokens of pods are protected"),
            Self::P6 => ("P6", "container environments are hardened"),
            Self::N1 => ("N1", "namespaces keep workloads apart"),
            Self::N2 => ("N2", "network policies limit traffic"),
            Self::N3 => ("N3", "resource policies limit consumption"),
            Self::N4 => ("N4", "the control plane is hardened"),
            Self::N5 => ("N5", "etcd is protected"),
            Self::N6 => ("N6", "kubeconfig files are protected"),
            Self::N7 => ("N7", "worker nodes are separated"),
            Self::N8 => ("N8", "traffic and data are encrypted"),
            Self::N9 => ("N9", "secrets are protected"),
            Self::N10 => ("N10", "cloud infrastructure is protected"),
            Self::A1 => ("A1", "users and workloads are authenticated"),
            Self::A2 => ("A2", "access is limited by roles"),
            Self::L1 => ("L1", "audit logs are kept"),
            Self::L2 => ("L2", "threats are detected and faults tolerated"),
            Self::U => ("U", "versions are kept up to date"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole_and_in_order() {
        assert_eq!(Nsa::ALL.len(), 21);
        assert!(Nsa::ALL.is_sorted());
        assert_eq!(Nsa::ALL.iter().map(|section| section.id()).next_back(), Some("U"));
    }
}
