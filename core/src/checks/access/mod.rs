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

/// The checks of the family, by id.
pub static CHECKS: &[&Check] = &[
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

/// The cases that test a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("binding-role-missing", include_str!("binding_role_missing.yaml")),
    ("binding-subject-missing", include_str!("binding_subject_missing.yaml")),
    ("cluster-admin-binding", include_str!("cluster_admin_binding.yaml")),
    (
        "data-store-authentication-disabled",
        include_str!("data_store_authentication_disabled.compose.yaml"),
    ),
    ("default-service-account-used", include_str!("default_service_account_used.yaml")),
    ("secret-read-access", include_str!("secret_read_access.yaml")),
    ("service-account-token-automount", include_str!("service_account_token_automount.yaml")),
    ("wildcard-resource", include_str!("wildcard_resource.yaml")),
    ("wildcard-verb", include_str!("wildcard_verb.yaml")),
];
