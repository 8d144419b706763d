/// Who makes the pods of a workload, and with it what is known of what the workload lacks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[non_exhaustive]
pub enum Origin {
    /// A kind that comes with its technology: what it lacks has the documented default.
    #[default]
    BuiltIn,
    /// A third-party kind that has a selector and a template as a Deployment has: the pods are as the
    /// template says.
    Controller,
    /// Any other object that contains containers. Its controller adds containers, labels and settings
    /// that are not in the input: what is set is known, what is missing is not.
    Shape,
}
