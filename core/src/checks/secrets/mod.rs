//! Secrets and configuration.

// Written by `cargo dev sync` from the files beside this one.

mod finding;
mod hardcoded_secret_in_args;
mod hardcoded_secret_in_env;
mod jwt_signing_key_weak;
mod native_secret_manifest;
mod secret_in_annotation;
mod secret_in_config_map;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] = &[
    &hardcoded_secret_in_args::CHECK,
    &hardcoded_secret_in_env::CHECK,
    &jwt_signing_key_weak::CHECK,
    &native_secret_manifest::CHECK,
    &secret_in_annotation::CHECK,
    &secret_in_config_map::CHECK,
];
