//! Namespaces and what they enforce.

// Written by `cargo dev sync` from the files beside this one.

mod pod_security;
mod psa_enforce_below_restricted;
mod psa_enforce_missing;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] = &[&psa_enforce_below_restricted::CHECK, &psa_enforce_missing::CHECK];

/// The cases that test a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("psa-enforce-below-restricted", include_str!("psa_enforce_below_restricted.yaml")),
    ("psa-enforce-missing", include_str!("psa_enforce_missing.yaml")),
];
