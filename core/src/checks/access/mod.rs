//! Service accounts, roles and bindings.

// Written by `cargo dev sync` from the files beside this one.

mod binding_role_missing;
mod binding_subject_missing;
mod cluster_admin_binding;
mod data_store_authentication_disabled;
mod default_service_account_used;
mod roles;
mod secret_read_access;
mod service_account_token_automount;
mod wildcard_resource;
mod wildcard_verb;

use super::Check;
use super::example::examples;

/// The checks of the family, by id.
pub(super) static CHECKS: &[&Check] = &[
    &binding_role_missing::CHECK,
    &binding_subject_missing::CHECK,
    &cluster_admin_binding::CHECK,
    &data_store_authentication_disabled::CHECK,
    &default_service_account_used::CHECK,
    &secret_read_access::CHECK,
    &service_account_token_automount::CHECK,
    &wildcard_resource::CHECK,
    &wildcard_verb::CHECK,
];

/// The examples of a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("binding-role-missing", examples!("binding_role_missing.yaml")),
    ("binding-subject-missing", examples!("binding_subject_missing.yaml")),
    ("cluster-admin-binding", examples!("cluster_admin_binding.yaml")),
    (
        "data-store-authentication-disabled",
        examples!("data_store_authentication_disabled.compose.yaml"),
    ),
    ("default-service-account-used", examples!("default_service_account_used.yaml")),
    ("secret-read-access", examples!("secret_read_access.yaml")),
    ("service-account-token-automount", examples!("service_account_token_automount.yaml")),
    ("wildcard-resource", examples!("wildcard_resource.yaml")),
    ("wildcard-verb", examples!("wildcard_verb.yaml")),
];
