//! Namespaces and the Pod Security Standards that they enforce.

// Written by `cargo dev sync` from the files beside this one.

mod pod_security;
mod psa_enforce_below_restricted;
mod psa_enforce_missing;

use super::Check;
use super::example::examples;

/// The checks of the family, by id.
pub(super) static CHECKS: &[&Check] =
    &[&psa_enforce_below_restricted::CHECK, &psa_enforce_missing::CHECK];

/// The examples of a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("psa-enforce-below-restricted", examples!("psa_enforce_below_restricted.yaml")),
    ("psa-enforce-missing", examples!("psa_enforce_missing.yaml")),
];
