//! Services, ingress, gateways, network policies and meshes.

// Written by `cargo dev sync` from the files beside this one.

mod ingress_tls_missing;
mod mutual_tls_permissive;
mod network_policy_missing;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] =
    &[&ingress_tls_missing::CHECK, &mutual_tls_permissive::CHECK, &network_policy_missing::CHECK];
