//! Workloads, pods and containers.

// Written by `cargo dev sync` from the files beside this one.

mod amounts;
mod apparmor_unconfined;
mod capabilities_added;
mod capabilities_beyond_baseline;
mod capabilities_drop_all_missing;
mod capabilities_not_restricted;
mod cgroup_parent_set;
mod confinement_disabled;
mod container_runtime_socket;
mod cpu_limit_missing;
mod cpu_request_missing;
mod effective_root_user;
mod healthcheck_disabled;
mod host_aliases;
mod host_device_mapped;
mod host_ipc;
mod host_namespace_shared;
mod host_namespaces;
mod host_network;
mod host_path_volume;
mod host_paths;
mod host_pid;
mod host_port;
mod liveness_probe_missing;
mod low_user_id;
mod memory_limit_missing;
mod memory_request_missing;
mod one_shot;
mod pod_anti_affinity_missing;
mod privilege_escalation_allowed;
mod privileged_build;
mod privileged_container;
mod probe_or_lifecycle_host;
mod probes;
mod proc_mount_unmasked;
mod proc_mount_unmasked_restricted;
mod process_limit_missing;
mod readiness_probe_missing;
mod restart_policy_missing;
mod run_as_non_root;
mod run_as_user_zero;
mod seccomp_profile_missing;
mod seccomp_unconfined;
mod selinux_options_custom;
mod sensitive_host_path;
mod unsafe_sysctl;
mod volume_type_not_restricted;
mod windows_host_process;
mod writable_root_filesystem;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] = &[
    &apparmor_unconfined::CHECK,
    &capabilities_added::CHECK,
    &capabilities_beyond_baseline::CHECK,
    &capabilities_drop_all_missing::CHECK,
    &capabilities_not_restricted::CHECK,
    &cgroup_parent_set::CHECK,
    &confinement_disabled::CHECK,
    &container_runtime_socket::CHECK,
    &cpu_limit_missing::CHECK,
    &cpu_request_missing::CHECK,
    &effective_root_user::CHECK,
    &healthcheck_disabled::CHECK,
    &host_aliases::CHECK,
    &host_device_mapped::CHECK,
    &host_ipc::CHECK,
    &host_namespace_shared::CHECK,
    &host_network::CHECK,
    &host_path_volume::CHECK,
    &host_pid::CHECK,
    &host_port::CHECK,
    &liveness_probe_missing::CHECK,
    &low_user_id::CHECK,
    &memory_limit_missing::CHECK,
    &memory_request_missing::CHECK,
    &pod_anti_affinity_missing::CHECK,
    &privilege_escalation_allowed::CHECK,
    &privileged_build::CHECK,
    &privileged_container::CHECK,
    &probe_or_lifecycle_host::CHECK,
    &proc_mount_unmasked::CHECK,
    &proc_mount_unmasked_restricted::CHECK,
    &process_limit_missing::CHECK,
    &readiness_probe_missing::CHECK,
    &restart_policy_missing::CHECK,
    &run_as_non_root::CHECK,
    &run_as_user_zero::CHECK,
    &seccomp_profile_missing::CHECK,
    &seccomp_unconfined::CHECK,
    &selinux_options_custom::CHECK,
    &sensitive_host_path::CHECK,
    &unsafe_sysctl::CHECK,
    &volume_type_not_restricted::CHECK,
    &windows_host_process::CHECK,
    &writable_root_filesystem::CHECK,
];

/// The cases that test a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("apparmor-unconfined", include_str!("apparmor_unconfined.yaml")),
    ("capabilities-added", include_str!("capabilities_added.compose.yaml")),
    ("capabilities-beyond-baseline", include_str!("capabilities_beyond_baseline.yaml")),
    ("capabilities-drop-all-missing", include_str!("capabilities_drop_all_missing.yaml")),
    ("capabilities-not-restricted", include_str!("capabilities_not_restricted.yaml")),
    ("cgroup-parent-set", include_str!("cgroup_parent_set.compose.yaml")),
    ("confinement-disabled", include_str!("confinement_disabled.compose.yaml")),
    ("container-runtime-socket", include_str!("container_runtime_socket.yaml")),
    ("cpu-limit-missing", include_str!("cpu_limit_missing.yaml")),
    ("cpu-request-missing", include_str!("cpu_request_missing.yaml")),
    ("effective-root-user", include_str!("effective_root_user.yaml")),
    ("healthcheck-disabled", include_str!("healthcheck_disabled.compose.yaml")),
    ("host-aliases", include_str!("host_aliases.yaml")),
    ("host-device-mapped", include_str!("host_device_mapped.compose.yaml")),
    ("host-ipc", include_str!("host_ipc.yaml")),
    ("host-namespace-shared", include_str!("host_namespace_shared.compose.yaml")),
    ("host-network", include_str!("host_network.yaml")),
    ("host-path-volume", include_str!("host_path_volume.yaml")),
    ("host-pid", include_str!("host_pid.yaml")),
    ("host-port", include_str!("host_port.yaml")),
    ("liveness-probe-missing", include_str!("liveness_probe_missing.yaml")),
    ("low-user-id", include_str!("low_user_id.yaml")),
    ("memory-limit-missing", include_str!("memory_limit_missing.yaml")),
    ("memory-request-missing", include_str!("memory_request_missing.yaml")),
    ("pod-anti-affinity-missing", include_str!("pod_anti_affinity_missing.yaml")),
    ("privilege-escalation-allowed", include_str!("privilege_escalation_allowed.yaml")),
    ("privileged-build", include_str!("privileged_build.compose.yaml")),
    ("privileged-container", include_str!("privileged_container.yaml")),
    ("probe-or-lifecycle-host", include_str!("probe_or_lifecycle_host.yaml")),
    ("proc-mount-unmasked", include_str!("proc_mount_unmasked.yaml")),
    ("proc-mount-unmasked-restricted", include_str!("proc_mount_unmasked_restricted.yaml")),
    ("process-limit-missing", include_str!("process_limit_missing.compose.yaml")),
    ("readiness-probe-missing", include_str!("readiness_probe_missing.yaml")),
    ("restart-policy-missing", include_str!("restart_policy_missing.compose.yaml")),
    ("run-as-non-root", include_str!("run_as_non_root.yaml")),
    ("run-as-user-zero", include_str!("run_as_user_zero.yaml")),
    ("seccomp-profile-missing", include_str!("seccomp_profile_missing.yaml")),
    ("seccomp-unconfined", include_str!("seccomp_unconfined.yaml")),
    ("selinux-options-custom", include_str!("selinux_options_custom.yaml")),
    ("sensitive-host-path", include_str!("sensitive_host_path.yaml")),
    ("unsafe-sysctl", include_str!("unsafe_sysctl.yaml")),
    ("volume-type-not-restricted", include_str!("volume_type_not_restricted.yaml")),
    ("windows-host-process", include_str!("windows_host_process.yaml")),
    ("writable-root-filesystem", include_str!("writable_root_filesystem.yaml")),
];
