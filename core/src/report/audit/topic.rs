//! The topics of an audit.

use serde::Serialize;

use crate::checks::{AnyCheck, Concern};
use crate::report::CheckSummary;

/// A topic of an audit: what one team usually changes together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Topic {
    /// NetworkPolicies.
    NetworkIsolation,
    /// Credentials and secret stores.
    SecretManagement,
    /// TLS between services and at the edge.
    TransitEncryption,
    /// Ports, Services and routes that are reachable from outside.
    NetworkExposure,
    /// Security contexts of containers.
    ContainerSecurity,
    /// Access to the node.
    HostAccess,
    /// Roles, bindings and service accounts.
    AccessControl,
    /// Pod Security Standards and quotas of namespaces.
    Namespaces,
    /// Encryption at rest and volumes.
    Storage,
    /// Images, charts and their versions.
    SupplyChain,
    /// Limits, probes and replicas.
    Availability,
    /// Differences between environments.
    Environments,
    /// Logs and audit trails.
    AuditLogging,
    /// Definitions that the technology does not accept or use.
    Definitions,
    /// Checks of the caller.
    Other,
}

impl Topic {
    /// The topic of a check that ran.
    pub(super) fn of(check: &CheckSummary) -> Self {
        match (concern(&check.id), &*check.family) {
            (Concern::NetworkIsolation | Concern::PolicyTarget, _) => Self::NetworkIsolation,
            (
                Concern::TransportEncryption
                | Concern::IngressTls
                | Concern::ListenerTls
                | Concern::MutualTls
                | Concern::CertificateVerification,
                _,
            ) => Self::TransitEncryption,
            (_, "secrets") => Self::SecretManagement,
            (_, "network") => Self::NetworkExposure,
            (_, "containers") => Self::ContainerSecurity,
            (_, "host") => Self::HostAccess,
            (_, "access") => Self::AccessControl,
            (_, "namespaces") => Self::Namespaces,
            (_, "storage") => Self::Storage,
            (_, "supply_chain") => Self::SupplyChain,
            (_, "availability") => Self::Availability,
            (_, "environments") => Self::Environments,
            (_, "audit") => Self::AuditLogging,
            (_, "resources") => Self::Definitions,
            _ => Self::Other,
        }
    }

    /// The title in audits.
    pub const fn title(self) -> &'static str {
        match self {
            Self::NetworkIsolation => "Network policies",
            Self::SecretManagement => "Secret management",
            Self::TransitEncryption => "Encryption in transit",
            Self::NetworkExposure => "Network exposure",
            Self::ContainerSecurity => "Container security",
            Self::HostAccess => "Access to the node",
            Self::AccessControl => "Identity and access",
            Self::Namespaces => "Namespaces and admission",
            Self::Storage => "Storage encryption",
            Self::SupplyChain => "Supply chain",
            Self::Availability => "Availability and limits",
            Self::Environments => "Differences between environments",
            Self::AuditLogging => "Logging and audit trails",
            Self::Definitions => "Definitions",
            Self::Other => "Other checks",
        }
    }
}

/// The kind of risk that a check is about.
pub(super) fn concern(id: &str) -> Concern {
    AnyCheck::find(id).map_or(Concern::Own, |check| check.concern())
}
