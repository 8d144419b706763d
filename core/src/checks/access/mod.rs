//! Service accounts, roles and bindings.

// Written by `cargo dev sync` from the files beside this one.

mod binding_role_missing;
mod binding_subject_missing;
mod cluster_admin_binding;
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
    &default_service_account_used::CHECK,
    &secret_read_access::CHECK,
    &service_account_token_automount::CHECK,
    &wildcard_resource::CHECK,
    &wildcard_verb::CHECK,
];
