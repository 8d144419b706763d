//! Availability of workloads: probes, requests and limits, restarts, spreading across nodes.

// Written by `cargo dev sync` from the files beside this one.

mod amounts;
mod cpu_limit_missing;
mod cpu_request_missing;
mod healthcheck_disabled;
mod liveness_probe_missing;
mod memory_limit_missing;
mod memory_request_missing;
mod one_shot;
mod pids_limit_missing;
mod pod_anti_affinity_missing;
mod probes;
mod readiness_probe_missing;
mod restart_policy_missing;

use super::Check;
use super::example::examples;

/// The checks of the family, by id.
pub(super) static CHECKS: &[&Check] = &[
    &cpu_limit_missing::CHECK,
    &cpu_request_missing::CHECK,
    &healthcheck_disabled::CHECK,
    &liveness_probe_missing::CHECK,
    &memory_limit_missing::CHECK,
    &memory_request_missing::CHECK,
    &pids_limit_missing::CHECK,
    &pod_anti_affinity_missing::CHECK,
    &readiness_probe_missing::CHECK,
    &restart_policy_missing::CHECK,
];

/// The examples of a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("cpu-limit-missing", examples!("cpu_limit_missing.yaml")),
    ("cpu-request-missing", examples!("cpu_request_missing.yaml")),
    ("healthcheck-disabled", examples!("healthcheck_disabled.compose.yaml")),
    ("liveness-probe-missing", examples!("liveness_probe_missing.yaml")),
    ("memory-limit-missing", examples!("memory_limit_missing.yaml")),
    ("memory-request-missing", examples!("memory_request_missing.yaml")),
    ("pids-limit-missing", examples!("pids_limit_missing.compose.yaml")),
    ("pod-anti-affinity-missing", examples!("pod_anti_affinity_missing.yaml")),
    ("readiness-probe-missing", examples!("readiness_probe_missing.yaml")),
    ("restart-policy-missing", examples!("restart_policy_missing.compose.yaml")),
];
