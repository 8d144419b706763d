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

/// The cases that test a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("hardcoded-secret-in-args", include_str!("hardcoded_secret_in_args.yaml")),
    ("hardcoded-secret-in-env", include_str!("hardcoded_secret_in_env.yaml")),
    ("jwt-signing-key-weak", include_str!("jwt_signing_key_weak.yaml")),
    ("native-secret-manifest", include_str!("native_secret_manifest.yaml")),
    ("secret-in-annotation", include_str!("secret_in_annotation.yaml")),
    ("secret-in-config-map", include_str!("secret_in_config_map.yaml")),
];
