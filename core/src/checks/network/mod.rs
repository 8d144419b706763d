//! Services, Ingresses, NetworkPolicies, connections and service meshes.

// Written by `cargo dev sync` from the files beside this one.

mod addresses;
mod default_deny_missing;
mod duplicate_host_port;
mod ingress_backend_missing;
mod ingress_host_not_in_tls;
mod ingress_tls_missing;
mod mtls_permissive;
mod network_not_segmented;
mod network_policy_missing;
mod network_policy_selects_nothing;
mod plain_http_upstream;
mod plaintext_connection;
mod port_published_on_all_interfaces;
mod ports;
mod privileged_host_port;
mod service_load_balancer;
mod service_node_port;
mod service_selects_nothing;
mod values_ingress_tls_missing;
mod vault_listener_tls_disabled;
mod vault_plaintext_address;
mod vault_tls_verification_disabled;

use super::Check;
use super::example::examples;

/// The checks of the family, by id.
pub(super) static CHECKS: &[&Check] = &[
    &default_deny_missing::CHECK,
    &duplicate_host_port::CHECK,
    &ingress_backend_missing::CHECK,
    &ingress_host_not_in_tls::CHECK,
    &ingress_tls_missing::CHECK,
    &mtls_permissive::CHECK,
    &network_not_segmented::CHECK,
    &network_policy_missing::CHECK,
    &network_policy_selects_nothing::CHECK,
    &plain_http_upstream::CHECK,
    &plaintext_connection::CHECK,
    &port_published_on_all_interfaces::CHECK,
    &privileged_host_port::CHECK,
    &service_load_balancer::CHECK,
    &service_node_port::CHECK,
    &service_selects_nothing::CHECK,
    &values_ingress_tls_missing::CHECK,
    &vault_listener_tls_disabled::CHECK,
    &vault_plaintext_address::CHECK,
    &vault_tls_verification_disabled::CHECK,
];

/// The examples of a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("default-deny-missing", examples!("default_deny_missing.yaml")),
    ("duplicate-host-port", examples!("duplicate_host_port.compose.yaml")),
    ("ingress-backend-missing", examples!("ingress_backend_missing.yaml")),
    ("ingress-host-not-in-tls", examples!("ingress_host_not_in_tls.yaml")),
    ("ingress-tls-missing", examples!("ingress_tls_missing.yaml")),
    ("mtls-permissive", examples!("mtls_permissive.yaml")),
    ("network-not-segmented", examples!("network_not_segmented.compose.yaml")),
    ("network-policy-missing", examples!("network_policy_missing.yaml")),
    ("network-policy-selects-nothing", examples!("network_policy_selects_nothing.yaml")),
    ("plain-http-upstream", examples!("plain_http_upstream.values.yaml")),
    ("plaintext-connection", examples!("plaintext_connection.yaml")),
    (
        "port-published-on-all-interfaces",
        examples!("port_published_on_all_interfaces.compose.yaml"),
    ),
    ("privileged-host-port", examples!("privileged_host_port.compose.yaml")),
    ("service-load-balancer", examples!("service_load_balancer.yaml")),
    ("service-node-port", examples!("service_node_port.yaml")),
    ("service-selects-nothing", examples!("service_selects_nothing.yaml")),
    ("values-ingress-tls-missing", examples!("values_ingress_tls_missing.values.yaml")),
    ("vault-listener-tls-disabled", examples!("vault_listener_tls_disabled.yaml")),
    ("vault-plaintext-address", examples!("vault_plaintext_address.yaml")),
    ("vault-tls-verification-disabled", examples!("vault_tls_verification_disabled.yaml")),
];
