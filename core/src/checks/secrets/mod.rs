//! Secrets and configuration.

// Written by `cargo dev sync` from the files beside this one.

mod finding;
mod hardcoded_secret_in_env;
mod native_secret_manifest;
mod secret_in_config_map;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] = &[
    &hardcoded_secret_in_env::CHECK,
    &native_secret_manifest::CHECK,
    &secret_in_config_map::CHECK,
];

/// The cases that test a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("hardcoded-secret-in-env", include_str!("hardcoded_secret_in_env.yaml")),
    ("native-secret-manifest", include_str!("native_secret_manifest.yaml")),
    ("secret-in-config-map", include_str!("secret_in_config_map.yaml")),
];
