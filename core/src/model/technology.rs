//! Technologies and their terms.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The technology that runs a resource. Reports spell it in lower case.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Technology {
    /// A Kubernetes cluster.
    #[default]
    Kubernetes,
    /// Docker or Podman, by a Compose file.
    Compose,
    /// Helm, by a chart and its values.
    Helm,
    /// Any program that reads its environment from a file.
    Dotenv,
    /// Git, by its ignore patterns.
    Git,
    /// Any program, by a file in which it keeps its settings or logins.
    Configuration,
    /// The build of an image, by a Dockerfile.
    Dockerfile,
    /// A CI system, by its workflows or pipelines.
    Workflow,
    /// Terraform or OpenTofu.
    Terraform,
    /// Vault or OpenBao, by its configuration.
    Vault,
}

impl Technology {
    /// All technologies.
    pub const ALL: &'static [Self] = &[
        Self::Kubernetes,
        Self::Compose,
        Self::Helm,
        Self::Dotenv,
        Self::Git,
        Self::Configuration,
        Self::Dockerfile,
        Self::Workflow,
        Self::Terraform,
        Self::Vault,
    ];
}

/// The name of the variant: `Compose`.
impl fmt::Display for Technology {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, formatter)
    }
}

/// The terms of a technology in messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Words {
    /// The usual name of the technology: `Compose`.
    pub title: &'static str,
    /// The term for a pod: `service`.
    pub pod: &'static str,
}

impl Words {
    /// The terms of a technology with pods on nodes, or without containers.
    pub const fn of(title: &'static str) -> Self {
        Self { title, pod: "Pod" }
    }
}
