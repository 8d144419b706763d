//! What runs a resource, and how people call things there.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What runs a resource. Reports write it in small letters.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Technology {
    /// A Kubernetes cluster.
    #[default]
    Kubernetes,
    /// Docker or Podman, by a compose file.
    Compose,
    /// Helm, by a chart and its values.
    Helm,
    /// Any program that reads its environment from a file.
    Dotenv,
    /// Git, by what it is told to keep out.
    Git,
    /// Any program, by a file in which it keeps its settings or logins.
    Configuration,
    /// The build of an image, by a Dockerfile.
    Dockerfile,
    /// A CI system, by its workflows or pipelines.
    Workflow,
    /// Terraform or OpenTofu.
    Terraform,
    /// Vault or OpenBao, by its own configuration.
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

/// The name as it is declared: `Compose`.
impl fmt::Display for Technology {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, formatter)
    }
}

/// How messages call things of a technology.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Words {
    /// The technology by the name that people know: `Compose`.
    pub title: &'static str,
    /// What containers belong to: `service`.
    pub pod: &'static str,
}

impl Words {
    /// The words of a technology with pods on nodes, or with no containers.
    pub const fn of(title: &'static str) -> Self {
        Self { title, pod: "Pod" }
    }
}
