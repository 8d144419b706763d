//! What the checks of Pod Security Admission share.

/// The label whose level decides which pods are admitted.
pub(super) const ENFORCE: &str = "pod-security.kubernetes.io/enforce";

/// The levels that there are.
pub(super) const LEVELS: &[&str] = &["baseline", "privileged", "restricted"];
