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
use super::example::examples;

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

/// The examples of a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("apparmor-unconfined", examples!("apparmor_unconfined.yaml")),
    ("capabilities-added", examples!("capabilities_added.compose.yaml")),
    ("capabilities-beyond-baseline", examples!("capabilities_beyond_baseline.yaml")),
    ("capabilities-drop-all-missing", examples!("capabilities_drop_all_missing.yaml")),
    ("capabilities-not-restricted", examples!("capabilities_not_restricted.yaml")),
    ("cgroup-parent-set", examples!("cgroup_parent_set.compose.yaml")),
    ("confinement-disabled", examples!("confinement_disabled.compose.yaml")),
    ("container-runtime-socket", examples!("container_runtime_socket.yaml")),
    ("cpu-limit-missing", examples!("cpu_limit_missing.yaml")),
    ("cpu-request-missing", examples!("cpu_request_missing.yaml")),
    ("effective-root-user", examples!("effective_root_user.yaml")),
    ("healthcheck-disabled", examples!("healthcheck_disabled.compose.yaml")),
    ("host-aliases", examples!("host_aliases.yaml")),
    ("host-device-mapped", examples!("host_device_mapped.compose.yaml")),
    ("host-ipc", examples!("host_ipc.yaml")),
    ("host-namespace-shared", examples!("host_namespace_shared.compose.yaml")),
    ("host-network", examples!("host_network.yaml")),
    ("host-path-volume", examples!("host_path_volume.yaml")),
    ("host-pid", examples!("host_pid.yaml")),
    ("host-port", examples!("host_port.yaml")),
    ("liveness-probe-missing", examples!("liveness_probe_missing.yaml")),
    ("low-user-id", examples!("low_user_id.yaml")),
    ("memory-limit-missing", examples!("memory_limit_missing.yaml")),
    ("memory-request-missing", examples!("memory_request_missing.yaml")),
    ("pod-anti-affinity-missing", examples!("pod_anti_affinity_missing.yaml")),
    ("privilege-escalation-allowed", examples!("privilege_escalation_allowed.yaml")),
    ("privileged-build", examples!("privileged_build.compose.yaml")),
    ("privileged-container", examples!("privileged_container.yaml")),
    ("probe-or-lifecycle-host", examples!("probe_or_lifecycle_host.yaml")),
    ("proc-mount-unmasked", examples!("proc_mount_unmasked.yaml")),
    ("proc-mount-unmasked-restricted", examples!("proc_mount_unmasked_restricted.yaml")),
    ("process-limit-missing", examples!("process_limit_missing.compose.yaml")),
    ("readiness-probe-missing", examples!("readiness_probe_missing.yaml")),
    ("restart-policy-missing", examples!("restart_policy_missing.compose.yaml")),
    ("run-as-non-root", examples!("run_as_non_root.yaml")),
    ("run-as-user-zero", examples!("run_as_user_zero.yaml")),
    ("seccomp-profile-missing", examples!("seccomp_profile_missing.yaml")),
    ("seccomp-unconfined", examples!("seccomp_unconfined.yaml")),
    ("selinux-options-custom", examples!("selinux_options_custom.yaml")),
    ("sensitive-host-path", examples!("sensitive_host_path.yaml")),
    ("unsafe-sysctl", examples!("unsafe_sysctl.yaml")),
    ("volume-type-not-restricted", examples!("volume_type_not_restricted.yaml")),
    ("windows-host-process", examples!("windows_host_process.yaml")),
    ("writable-root-filesystem", examples!("writable_root_filesystem.yaml")),
];
