//! What differs between environments.

// Written by `cargo dev sync` from the files beside this one.

mod development_mode_in_production;
mod environment_drift;
mod protection;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] = &[&development_mode_in_production::CHECK, &environment_drift::CHECK];

/// The cases that test a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("development-mode-in-production", include_str!("development_mode_in_production.yaml")),
    ("environment-drift", include_str!("environment_drift.values.yaml")),
];
