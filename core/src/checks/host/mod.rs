//! Access of containers to their host: namespaces, ports, paths, devices, kernel parameters.

// Written by `cargo dev sync` from the files beside this one.

mod cgroup_parent_set;
mod container_runtime_socket;
mod devices;
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
mod probe_or_lifecycle_host;
mod sensitive_host_path;
mod unsafe_sysctl;
mod volume_type_not_allowed;
mod volume_users;

use super::Check;
use super::example::examples;

/// The checks of the family, by id.
pub(super) static CHECKS: &[&Check] = &[
    &cgroup_parent_set::CHECK,
    &container_runtime_socket::CHECK,
    &host_aliases::CHECK,
    &host_device_mapped::CHECK,
    &host_ipc::CHECK,
    &host_namespace_shared::CHECK,
    &host_network::CHECK,
    &host_path_volume::CHECK,
    &host_pid::CHECK,
    &host_port::CHECK,
    &probe_or_lifecycle_host::CHECK,
    &sensitive_host_path::CHECK,
    &unsafe_sysctl::CHECK,
    &volume_type_not_allowed::CHECK,
];

/// The examples of a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("cgroup-parent-set", examples!("cgroup_parent_set.compose.yaml")),
    ("container-runtime-socket", examples!("container_runtime_socket.yaml")),
    ("host-aliases", examples!("host_aliases.yaml")),
    ("host-device-mapped", examples!("host_device_mapped.compose.yaml")),
    ("host-ipc", examples!("host_ipc.yaml")),
    ("host-namespace-shared", examples!("host_namespace_shared.compose.yaml")),
    ("host-network", examples!("host_network.yaml")),
    ("host-path-volume", examples!("host_path_volume.yaml")),
    ("host-pid", examples!("host_pid.yaml")),
    ("host-port", examples!("host_port.yaml")),
    ("probe-or-lifecycle-host", examples!("probe_or_lifecycle_host.yaml")),
    ("sensitive-host-path", examples!("sensitive_host_path.yaml")),
    ("unsafe-sysctl", examples!("unsafe_sysctl.yaml")),
    ("volume-type-not-allowed", examples!("volume_type_not_allowed.yaml")),
];
