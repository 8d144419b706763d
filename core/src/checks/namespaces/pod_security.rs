//! Shared code of the checks for Pod Security Admission.

/// The label whose level decides which pods are admitted.
pub(super) const ENFORCE: &str = "pod-security.kubernetes.io/enforce";

/// The valid levels.
pub(super) const LEVELS: &[&str] = &["baseline", "privileged", "restricted"];
