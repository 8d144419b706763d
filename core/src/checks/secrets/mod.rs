//! Credentials, Secrets and Vault.

// Written by `cargo dev sync` from the files beside this one.

mod env_file_not_ignored;
mod files;
mod finding;
mod hardcoded_secret_in_args;
mod hardcoded_secret_in_env;
mod jwt_signing_key_weak;
mod secret_file_tracked;
mod secret_in_annotation;
mod secret_in_config_map;
mod secret_in_configuration_file;
mod secret_in_custom_resource;
mod secret_in_dotenv;
mod secret_in_env_instead_of_file;
mod secret_in_values;
mod secret_manifest_in_repository;
mod secret_shared_between_environments;
mod vault_dev_mode;
mod vault_token_auth;

use super::Check;
use super::example::examples;

/// The checks of the family, by id.
pub(super) static CHECKS: &[&Check] = &[
    &env_file_not_ignored::CHECK,
    &hardcoded_secret_in_args::CHECK,
    &hardcoded_secret_in_env::CHECK,
    &jwt_signing_key_weak::CHECK,
    &secret_file_tracked::CHECK,
    &secret_in_annotation::CHECK,
    &secret_in_config_map::CHECK,
    &secret_in_configuration_file::CHECK,
    &secret_in_custom_resource::CHECK,
    &secret_in_dotenv::CHECK,
    &secret_in_env_instead_of_file::CHECK,
    &secret_in_values::CHECK,
    &secret_manifest_in_repository::CHECK,
    &secret_shared_between_environments::CHECK,
    &vault_dev_mode::CHECK,
    &vault_token_auth::CHECK,
];

/// The examples of a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("env-file-not-ignored", examples!("env_file_not_ignored.env")),
    ("hardcoded-secret-in-args", examples!("hardcoded_secret_in_args.yaml")),
    ("hardcoded-secret-in-env", examples!("hardcoded_secret_in_env.yaml")),
    ("jwt-signing-key-weak", examples!("jwt_signing_key_weak.yaml")),
    ("secret-file-tracked", examples!("secret_file_tracked.compose.yaml")),
    ("secret-in-annotation", examples!("secret_in_annotation.yaml")),
    ("secret-in-config-map", examples!("secret_in_config_map.yaml")),
    ("secret-in-configuration-file", examples!("secret_in_configuration_file.yaml")),
    ("secret-in-custom-resource", examples!("secret_in_custom_resource.yaml")),
    ("secret-in-dotenv", examples!("secret_in_dotenv.env")),
    ("secret-in-env-instead-of-file", examples!("secret_in_env_instead_of_file.compose.yaml")),
    ("secret-in-values", examples!("secret_in_values.values.yaml")),
    ("secret-manifest-in-repository", examples!("secret_manifest_in_repository.yaml")),
    ("secret-shared-between-environments", examples!("secret_shared_between_environments.yaml")),
    ("vault-dev-mode", examples!("vault_dev_mode.yaml")),
    ("vault-token-auth", examples!("vault_token_auth.yaml")),
];
