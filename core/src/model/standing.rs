//! Where the resources of a text belong: what is judged together with them, and whom they are for.

use std::sync::Arc;

/// Where the resources of a text belong.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Standing {
    /// The bundle: a separate platform.
    pub bundle: Arc<str>,
    /// The path of the file; of what several files make, that of the first.
    pub path: Arc<str>,
    /// What is judged together.
    pub whole: Whole,
    /// What the project is called whose names the resources have, as far as that does not hang on the
    /// names of its files; empty where their own names are enough.
    pub project: Arc<str>,
    /// In which alternatives of the whole the resources are.
    pub member: Member,
    /// The environments that the text is for; none for what all of them share.
    pub environments: Vec<Arc<str>>,
    /// Whether the file itself is for production.
    pub stage: Stage,
    /// Whether what is in it runs in production by default.
    pub is_production: bool,
    /// The folder that contains one folder or file for each environment.
    pub root: Arc<str>,
    /// What is applied as one with them, by the paths of the files that say so; empty where no file
    /// says so.
    pub applied_by: Vec<Arc<str>>,
    /// Whether it belongs to something that nothing takes in.
    pub is_unused: bool,
    /// Whether the file is a sample: it shows what has to be set, and nothing runs with it.
    pub is_sample: bool,
}

/// Resources that are judged together, and see one another.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Whole {
    kind: &'static str,
    name: Arc<str>,
    has_own_names: bool,
}

impl Default for Whole {
    /// The cluster of a bundle.
    fn default() -> Self {
        Self::named("cluster", "")
    }
}

impl Whole {
    /// What is called so, by its kind and its name.
    pub fn named(kind: &'static str, name: impl Into<Arc<str>>) -> Self {
        Self { kind, name: name.into(), has_own_names: false }
    }

    /// The same, whose resources have names that mean something in it alone.
    #[must_use]
    pub fn with_own_names(self) -> Self {
        Self { has_own_names: true, ..self }
    }

    /// The name without which the names of its resources are not enough; empty where they are.
    pub fn scope(&self) -> &str {
        if self.has_own_names { &self.name } else { "" }
    }
}

/// In which alternatives of a whole resources are. No two alternatives see one another.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Member {
    /// In all of them.
    #[default]
    Every,
    /// In that of its environments, among the alternatives of a set of this name. Without an
    /// environment they are the default of the set: where a set has no member for an environment,
    /// its default takes that place.
    Alternative(Arc<str>),
}

/// Whether a text is for production.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[non_exhaustive]
pub enum Stage {
    /// For the environment that patients depend on.
    Production,
    /// For an environment that is not production.
    Other,
    /// For all of them, for several, or to show or test something.
    #[default]
    Any,
}
