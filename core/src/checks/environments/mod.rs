//! Differences between environments.

// Written by `cargo dev sync` from the files beside this one.

mod development_mode_in_production;
mod environment_weaker_than_production;

use super::Check;
use super::example::examples;

/// The checks of the family, by id.
pub(super) static CHECKS: &[&Check] =
    &[&development_mode_in_production::CHECK, &environment_weaker_than_production::CHECK];

/// The examples of a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("development-mode-in-production", examples!("development_mode_in_production.yaml")),
    (
        "environment-weaker-than-production",
        examples!("environment_weaker_than_production.values.yaml"),
    ),
];
