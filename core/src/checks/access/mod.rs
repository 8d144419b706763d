//! ServiceAccounts, roles, bindings and authentication of data stores.

// Written by `cargo dev sync` from the files beside this one.

mod anonymous_binding;
mod authenticated_group_binding;
mod bind_or_escalate;
mod binding_role_missing;
mod binding_subject_missing;
mod broad_role_binding;
mod cluster_admin_binding;
mod data_store_authentication_disabled;
mod default_service_account_used;
mod impersonate_access;
mod nodes_proxy_access;
mod pod_attach_access;
mod pod_exec_access;
mod roles;
mod secret_read_access;
mod service_account_token_automount;
mod subjects;
mod system_masters_binding;
mod token_request_access;
mod wildcard_resource;
mod wildcard_url;
mod wildcard_verb;

use super::Check;
use super::example::examples;

/// The checks of the family, by id.
pub(super) static CHECKS: &[&Check] = &[
    &anonymous_binding::CHECK,
    &authenticated_group_binding::CHECK,
    &bind_or_escalate::CHECK,
    &binding_role_missing::CHECK,
    &binding_subject_missing::CHECK,
    &broad_role_binding::CHECK,
    &cluster_admin_binding::CHECK,
    &data_store_authentication_disabled::CHECK,
    &default_service_account_used::CHECK,
    &impersonate_access::CHECK,
    &nodes_proxy_access::CHECK,
    &pod_attach_access::CHECK,
    &pod_exec_access::CHECK,
    &secret_read_access::CHECK,
    &service_account_token_automount::CHECK,
    &system_masters_binding::CHECK,
    &token_request_access::CHECK,
    &wildcard_resource::CHECK,
    &wildcard_url::CHECK,
    &wildcard_verb::CHECK,
];

/// The examples of a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("anonymous-binding", examples!("anonymous_binding.yaml")),
    ("authenticated-group-binding", examples!("authenticated_group_binding.yaml")),
    ("bind-or-escalate", examples!("bind_or_escalate.yaml")),
    ("binding-role-missing", examples!("binding_role_missing.yaml")),
    ("binding-subject-missing", examples!("binding_subject_missing.yaml")),
    ("broad-role-binding", examples!("broad_role_binding.yaml")),
    ("cluster-admin-binding", examples!("cluster_admin_binding.yaml")),
    (
        "data-store-authentication-disabled",
        examples!("data_store_authentication_disabled.compose.yaml"),
    ),
    ("default-service-account-used", examples!("default_service_account_used.yaml")),
    ("impersonate-access", examples!("impersonate_access.yaml")),
    ("nodes-proxy-access", examples!("nodes_proxy_access.yaml")),
    ("pod-attach-access", examples!("pod_attach_access.yaml")),
    ("pod-exec-access", examples!("pod_exec_access.yaml")),
    ("secret-read-access", examples!("secret_read_access.yaml")),
    ("service-account-token-automount", examples!("service_account_token_automount.yaml")),
    ("system-masters-binding", examples!("system_masters_binding.yaml")),
    ("token-request-access", examples!("token_request_access.yaml")),
    ("wildcard-resource", examples!("wildcard_resource.yaml")),
    ("wildcard-url", examples!("wildcard_url.yaml")),
    ("wildcard-verb", examples!("wildcard_verb.yaml")),
];
