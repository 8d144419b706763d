/// What creates the pods of a workload, which determines the meaning of missing fields.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[non_exhaustive]
pub enum Origin {
    /// A built-in kind: missing fields have the documented defaults.
    #[default]
    BuiltIn,
    /// A third-party kind with a selector and a template like a Deployment: the pods follow the
    /// template.
    Controller,
    /// Any other object that contains containers. Its controller may add containers, labels and
    /// settings: only fields that are set are known.
    Shape,
}
