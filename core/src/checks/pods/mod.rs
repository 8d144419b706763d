//! Workloads, pods and containers.

// Written by `cargo dev sync` from the files beside this one.

mod amounts;
mod capabilities_drop_all_missing;
mod container_runtime_socket;
mod cpu_limit_missing;
mod cpu_request_missing;
mod effective_root_user;
mod host_network;
mod host_paths;
mod liveness_probe_missing;
mod low_user_id;
mod memory_limit_missing;
mod memory_request_missing;
mod pod_anti_affinity_missing;
mod privilege_escalation_allowed;
mod privileged_container;
mod probes;
mod readiness_probe_missing;
mod sensitive_host_path;
mod unsafe_sysctl;
mod writable_root_filesystem;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] = &[
    &capabilities_drop_all_missing::CHECK,
    &container_runtime_socket::CHECK,
    &cpu_limit_missing::CHECK,
    &cpu_request_missing::CHECK,
    &effective_root_user::CHECK,
    &host_network::CHECK,
    &liveness_probe_missing::CHECK,
    &low_user_id::CHECK,
    &memory_limit_missing::CHECK,
    &memory_request_missing::CHECK,
    &pod_anti_affinity_missing::CHECK,
    &privilege_escalation_allowed::CHECK,
    &privileged_container::CHECK,
    &readiness_probe_missing::CHECK,
    &sensitive_host_path::CHECK,
    &unsafe_sysctl::CHECK,
    &writable_root_filesystem::CHECK,
];
