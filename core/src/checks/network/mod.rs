//! Services, ingress, gateways, network policies and meshes.

// Written by `cargo dev sync` from the files beside this one.

mod default_deny_missing;
mod duplicate_host_port;
mod ingress_backend_missing;
mod ingress_host_not_in_tls;
mod ingress_tls_missing;
mod mutual_tls_permissive;
mod network_policy_missing;
mod network_policy_selects_nothing;
mod port_published_on_all_interfaces;
mod privileged_host_port;
mod service_load_balancer;
mod service_node_port;
mod service_selects_nothing;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] = &[
    &default_deny_missing::CHECK,
    &duplicate_host_port::CHECK,
    &ingress_backend_missing::CHECK,
    &ingress_host_not_in_tls::CHECK,
    &ingress_tls_missing::CHECK,
    &mutual_tls_permissive::CHECK,
    &network_policy_missing::CHECK,
    &network_policy_selects_nothing::CHECK,
    &port_published_on_all_interfaces::CHECK,
    &privileged_host_port::CHECK,
    &service_load_balancer::CHECK,
    &service_node_port::CHECK,
    &service_selects_nothing::CHECK,
];

/// The cases that test a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("default-deny-missing", include_str!("default_deny_missing.yaml")),
    ("duplicate-host-port", include_str!("duplicate_host_port.compose.yaml")),
    ("ingress-backend-missing", include_str!("ingress_backend_missing.yaml")),
    ("ingress-host-not-in-tls", include_str!("ingress_host_not_in_tls.yaml")),
    ("ingress-tls-missing", include_str!("ingress_tls_missing.yaml")),
    ("mutual-tls-permissive", include_str!("mutual_tls_permissive.yaml")),
    ("network-policy-missing", include_str!("network_policy_missing.yaml")),
    ("network-policy-selects-nothing", include_str!("network_policy_selects_nothing.yaml")),
    (
        "port-published-on-all-interfaces",
        include_str!("port_published_on_all_interfaces.compose.yaml"),
    ),
    ("privileged-host-port", include_str!("privileged_host_port.compose.yaml")),
    ("service-load-balancer", include_str!("service_load_balancer.yaml")),
    ("service-node-port", include_str!("service_node_port.yaml")),
    ("service-selects-nothing", include_str!("service_selects_nothing.yaml")),
];
