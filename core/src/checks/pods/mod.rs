//! Workloads, pods and containers.

// Written by `cargo dev sync` from the files beside this one.

mod effective_root_user;
mod host_network;
mod low_user_id;
mod memory_limit_missing;
mod privilege_escalation_allowed;
mod privileged_container;
mod unsafe_sysctl;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] = &[
    &effective_root_user::CHECK,
    &host_network::CHECK,
    &low_user_id::CHECK,
    &memory_limit_missing::CHECK,
    &privilege_escalation_allowed::CHECK,
    &privileged_container::CHECK,
    &unsafe_sysctl::CHECK,
];
