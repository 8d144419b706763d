//! Services, ingress, gateways, network policies and meshes.

// Written by `cargo dev sync` from the files beside this one.

mod default_deny_missing;
mod ingress_backend_missing;
mod ingress_host_not_in_tls;
mod ingress_tls_missing;
mod mutual_tls_permissive;
mod network_policy_missing;
mod network_policy_selects_nothing;
mod plaintext_connection;
mod service_load_balancer;
mod service_node_port;
mod service_selects_nothing;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] = &[
    &default_deny_missing::CHECK,
    &ingress_backend_missing::CHECK,
    &ingress_host_not_in_tls::CHECK,
    &ingress_tls_missing::CHECK,
    &mutual_tls_permissive::CHECK,
    &network_policy_missing::CHECK,
    &network_policy_selects_nothing::CHECK,
    &plaintext_connection::CHECK,
    &service_load_balancer::CHECK,
    &service_node_port::CHECK,
    &service_selects_nothing::CHECK,
];
