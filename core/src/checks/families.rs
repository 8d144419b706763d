//! The families of checks.

// Written by `cargo dev sync` from the files beside this one.

use super::Check;

/// The checks of this crate, by family.
pub static ALL: &[(&str, &[&Check])] = &[
    ("access", super::access::CHECKS),
    ("audit", super::audit::CHECKS),
    ("availability", super::availability::CHECKS),
    ("containers", super::containers::CHECKS),
    ("environments", super::environments::CHECKS),
    ("host", super::host::CHECKS),
    ("namespaces", super::namespaces::CHECKS),
    ("network", super::network::CHECKS),
    ("resources", super::resources::CHECKS),
    ("secrets", super::secrets::CHECKS),
    ("storage", super::storage::CHECKS),
    ("supply_chain", super::supply_chain::CHECKS),
];

/// The cases that test the checks, for each family.
pub(super) static FIXTURES: &[&[(&str, &str)]] = &[
    super::access::FIXTURES,
    super::audit::FIXTURES,
    super::availability::FIXTURES,
    super::containers::FIXTURES,
    super::environments::FIXTURES,
    super::host::FIXTURES,
    super::namespaces::FIXTURES,
    super::network::FIXTURES,
    super::resources::FIXTURES,
    super::secrets::FIXTURES,
    super::storage::FIXTURES,
    super::supply_chain::FIXTURES,
];
