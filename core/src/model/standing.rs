//! The standing of the resources of a text: what is judged together with them, and in which
//! environments.

use std::sync::Arc;

/// The bundle, whole and environments of the resources of a text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Standing {
    /// The bundle: a separate platform.
    pub bundle: Arc<str>,
    /// The path of the file; for a combination of several files, that of the first.
    pub path: Arc<str>,
    /// What is judged together.
    pub whole: Whole,
    /// The name of the project that scopes the resource names, if it does not depend on file names;
    /// empty if the resource names are sufficient.
    pub project: Arc<str>,
    /// In which alternatives of the whole the resources are.
    pub member: Member,
    /// The environments of the text; empty if all of them share it.
    pub environments: Vec<Arc<str>>,
    /// Whether the file itself is for production.
    pub stage: Stage,
    /// Whether its content runs in production by default.
    pub is_production: bool,
    /// The folder that contains one folder or file for each environment.
    pub root: Arc<str>,
    /// The files that apply these resources together with others, by path; empty if no file does.
    pub applied_by: Vec<Arc<str>>,
    /// Whether it belongs to something that is not used.
    pub is_unused: bool,
    /// Whether the file is a sample: it shows which values to set, and is not used itself.
    pub is_sample: bool,
}

/// Resources that are judged together and can refer to each other.
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
    /// A whole by its kind and name.
    pub fn named(kind: &'static str, name: impl Into<Arc<str>>) -> Self {
        Self { kind, name: name.into(), has_own_names: false }
    }

    /// The same, with resource names that are scoped to it.
    #[must_use]
    pub fn with_own_names(self) -> Self {
        Self { has_own_names: true, ..self }
    }

    /// The name that scopes the names of its resources; empty if they are not scoped.
    pub fn scope(&self) -> &str {
        if self.has_own_names { &self.name } else { "" }
    }
}

/// In which alternatives of a whole resources are. Alternatives are independent of each other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Member {
    /// In all of them.
    #[default]
    Every,
    /// In the alternative of its environments, in the set of this name. Without an environment they are
    /// the default of the set, which is used for environments without a member.
    Alternative(Arc<str>),
}

/// Whether a text is for production.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[non_exhaustive]
pub enum Stage {
    /// For production.
    Production,
    /// For an environment that is not production.
    Other,
    /// For all or several environments, or a sample or test.
    #[default]
    Any,
}
