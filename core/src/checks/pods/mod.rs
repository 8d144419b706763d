//! Workloads, pods and containers.

// Written by `cargo dev sync` from the files beside this one.

mod apparmor_unconfined;
mod capabilities_beyond_baseline;
mod capabilities_not_restricted;
mod effective_root_user;
mod host_ipc;
mod host_network;
mod host_path_volume;
mod host_pid;
mod host_port;
mod low_user_id;
mod memory_limit_missing;
mod privilege_escalation_allowed;
mod privileged_container;
mod probe_or_lifecycle_host;
mod proc_mount_unmasked;
mod proc_mount_unmasked_restricted;
mod run_as_non_root;
mod run_as_user_zero;
mod seccomp_profile_missing;
mod seccomp_unconfined;
mod selinux_options_custom;
mod unsafe_sysctl;
mod volume_type_not_restricted;
mod windows_host_process;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] = &[
    &apparmor_unconfined::CHECK,
    &capabilities_beyond_baseline::CHECK,
    &capabilities_not_restricted::CHECK,
    &effective_root_user::CHECK,
    &host_ipc::CHECK,
    &host_network::CHECK,
    &host_path_volume::CHECK,
    &host_pid::CHECK,
    &host_port::CHECK,
    &low_user_id::CHECK,
    &memory_limit_missing::CHECK,
    &privilege_escalation_allowed::CHECK,
    &privileged_container::CHECK,
    &probe_or_lifecycle_host::CHECK,
    &proc_mount_unmasked::CHECK,
    &proc_mount_unmasked_restricted::CHECK,
    &run_as_non_root::CHECK,
    &run_as_user_zero::CHECK,
    &seccomp_profile_missing::CHECK,
    &seccomp_unconfined::CHECK,
    &selinux_options_custom::CHECK,
    &unsafe_sysctl::CHECK,
    &volume_type_not_restricted::CHECK,
    &windows_host_process::CHECK,
];
