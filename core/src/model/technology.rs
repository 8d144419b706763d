//! What runs a resource, and how people call things there.

/// What runs a resource.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
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
}

impl Technology {
    /// All technologies.
    pub const ALL: &'static [Self] =
        &[Self::Kubernetes, Self::Compose, Self::Helm, Self::Dotenv, Self::Git];
}

/// How messages call things of a technology.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Words {
    /// The technology by the name that people know: `Compose`.
    pub title: &'static str,
    /// What containers belong to: `service`.
    pub pod: &'static str,
    /// The machine that containers run on: `host`.
    pub machine: &'static str,
}

impl Words {
    /// The words of a technology with pods on nodes, or with no containers.
    pub const fn of(title: &'static str) -> Self {
        Self { title, pod: "pod", machine: "node" }
    }
}
