//! `pre_start` containers, which inherit from their service the attributes that they do not set.
//!
//! Source: the package `loader` of compose-go, which calls this a part of normalisation.

use super::canonical::each;
use super::merge::merge;
use super::path::Path;
use super::run::Run;
use super::value::{Data, Map, Value};

/// The attributes that belong to a container and not to a service. Volumes are not among them: a
/// hook gets those of its service when it runs.
const INHERITED: &[&str] = &[
    "annotations",
    "blkio_config",
    "cap_add",
    "cap_drop",
    "cgroup",
    "cgroup_parent",
    "command",
    "configs",
    "cpu_count",
    "cpu_percent",
    "cpu_period",
    "cpu_quota",
    "cpu_rt_period",
    "cpu_rt_runtime",
    "cpu_shares",
    "cpus",
    "cpuset",
    "credential_spec",
    "device_cgroup_rules",
    "devices",
    "dns",
    "dns_opt",
    "dns_search",
    "domainname",
    "entrypoint",
    "env_file",
    "environment",
    "extra_hosts",
    "gpus",
    "group_add",
    "hostname",
    "image",
    "init",
    "ipc",
    "isolation",
    "label_file",
    "labels",
    "log_driver",
    "log_opt",
    "logging",
    "mac_address",
    "mem_limit",
    "mem_reservation",
    "mem_swappiness",
    "memswap_limit",
    "models",
    "network_mode",
    "networks",
    "oom_kill_disable",
    "oom_score_adj",
    "pid",
    "pids_limit",
    "platform",
    "privileged",
    "pull_policy",
    "pull_refresh_after",
    "read_only",
    "runtime",
    "secrets",
    "security_opt",
    "shm_size",
    "stop_grace_period",
    "stop_signal",
    "storage_opt",
    "sysctls",
    "tmpfs",
    "ulimits",
    "umask",
    "use_api_socket",
    "user",
    "userns_mode",
    "uts",
    "volume_driver",
    "volumes_from",
    "working_dir",
];

/// Completes every `pre_start` container of a project.
pub(super) fn complete(run: &mut Run<'_>, project: &mut Map) {
    each(project, "services", |service| {
        let open = service.open;
        let Some(map) = service.map_mut() else { return };
        if map.get("pre_start").and_then(Value::list).is_none_or(<[Value]>::is_empty) {
            return;
        }
        let mut base = Map::default();
        for entry in map.iter().filter(|entry| INHERITED.contains(&&*entry.key)) {
            base.insert(entry.clone());
        }
        let hooks = map.get_mut("pre_start").and_then(Value::list_mut);
        for hook in hooks.into_iter().flatten().filter(|hook| hook.map().is_some()) {
            let base = Value { open, ..hook.instead(Data::Map(base.clone())) };
            let own = std::mem::replace(hook, Value::new(hook.from(), Data::Null));
            let services = Path::ROOT.down("services");
            *hook = merge(run, base, own, services.down("hook"));
        }
    });
}
