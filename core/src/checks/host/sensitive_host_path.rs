use super::devices::is_device;
use super::host_paths::{KnownPath, Root, host_path, is_within, owner, shows_runtime};
use super::volume_users::relate_users;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::Technology;
use crate::model::pods::{Volume, VolumeSource};
use crate::tree::Why;

pub(super) static CHECK: Check = Check {
    id: "sensitive-host-path",
    title: "sensitive host path is mounted",
    messages: &[MESSAGE.text()],
    why: "The path contains credentials, logs or binaries of the host: read access can expose other workloads, and with write access an attacker can take over the host.",
    fix: Fix::all("Remove the volume, or mount only the file that the container needs, read-only."),
    severity: Severity::High,
    concern: Concern::HostFiles,
    controls: &[
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Hipaa::S308A1IIB).own_reading(),
        refutes(Cis::I5_2_12),
        refutes(Nsa::P4),
    ],
    equivalents: &[
        Tool::KubeLinter.calls_it("sensitive-host-mounts"),
        Tool::Kubesec.calls_it("ProcMount"),
        Tool::Trivy.calls_it("KSV-0121"),
        Tool::Kics.calls_it("Workload Mounting With Sensitive OS Directory"),
    ],
    since: "0.1.0",
    technologies: Technologies::CONTAINERS,
    parameters: &[],
    rule: Rule::Volume(check),
};

const MESSAGE: Message<2> = Message::new("{owner} mounts the host path `{shown}`");

const SENSITIVE: &[&str] = &[
    "/boot",
    "/dev",
    "/etc",
    "/home",
    "/lib",
    "/lib32",
    "/lib64",
    "/libx32",
    "/proc",
    "/root",
    "/run",
    "/sys",
    "/usr",
    "/var/lib/containerd",
    "/var/lib/docker",
    "/var/lib/etcd",
    "/var/lib/kubelet",
    "/var/lib/rancher",
    "/var/log",
    "/var/run",
];

/// Directories of a user's home with keys.
const SECRETS: &[&str] = &["~/.ssh", "~/.aws", "~/.kube"];

/// Paths without secrets, which may be mounted read-only.
const READABLE: &[&str] = &[
    "/etc/ca-certificates",
    "/etc/localtime",
    "/etc/lsb-release",
    "/etc/os-release",
    "/etc/pki",
    "/etc/ssl/certs",
    "/etc/timezone",
    "/usr/share/ca-certificates",
    "/usr/share/zoneinfo",
];

/// Paths that identify the host.
const TELLING: &[&str] = &["/etc/hostname", "/etc/hosts", "/etc/machine-id", "/etc/resolv.conf"];

/// Files below `/dev` without data of the host, and shared memory.
const NOTHING: &[&str] =
    &["/dev/full", "/dev/null", "/dev/random", "/dev/shm", "/dev/urandom", "/dev/zero"];

fn check(volume: &Volume, scope: &Scope, out: &mut Outcome) {
    let Some(found) = host_path(volume, out) else { return };
    let path = &found.path;
    match shows_runtime(&found.shown, path) {
        // The container runtime socket and the devices of a service have their own checks.
        Some(true) => return out.not_applicable(),
        Some(false) if scope.technology == Technology::Compose && is_device(path) => {
            return out.not_applicable();
        }
        _ => {}
    }
    let text = path.text();
    let fault = match path.root {
        Root::Project => Some(false),
        Root::Home => is_of_keys(path, &text),
        Root::Machine => is_sensitive(path, &text),
        Root::Unknown => None,
    };
    match fault {
        None => return out.unknown(&found.place, Why::Variable.to_string()),
        Some(false) => return out.pass(&found.place),
        Some(true) if is_disk_of_the_cluster(volume, scope, &text) => {
            return out.pass(&found.place);
        }
        Some(true) => {}
    }
    let is = |list: &[&str]| path.is_known && list.iter().any(|known| is_within(&text, known));
    let only_read = (is(READABLE) || is(TELLING)) && is_only_read(volume, scope, out);
    if out.is_undecided() {
        return;
    }
    if only_read && is(READABLE) {
        return out.pass(&found.place);
    }
    let message = MESSAGE.with(owner(scope), &found.shown);
    let failure = out.fail(&found.place, message);
    failure.severity(if only_read { Severity::Low } else { Severity::High });
    relate_users(failure, volume, scope);
}

/// Whether a path gives access to sensitive files; none if the unknown part of the path decides.
fn is_sensitive(path: &KnownPath, text: &str) -> Option<bool> {
    let lies_in = SENSITIVE.iter().any(|known| is_within(text, known));
    let lies_above = text == "/" || SENSITIVE.iter().any(|known| is_within(known, text));
    match path.is_known {
        true => Some((lies_in || lies_above) && !NOTHING.iter().any(|none| is_within(text, none))),
        false if lies_in => Some(true),
        false if lies_above => None,
        false => Some(false),
    }
}

/// Whether a path below a user's home gives access to keys. The whole home does.
fn is_of_keys(path: &KnownPath, text: &str) -> Option<bool> {
    let has_keys = SECRETS.iter().any(|known| is_within(text, known));
    match path.steps.is_empty() {
        _ if has_keys => Some(true),
        true => path.is_known.then_some(true),
        false => Some(false),
    }
}

/// Whether a PersistentVolume is a local disk.
fn is_disk_of_the_cluster(volume: &Volume, scope: &Scope, text: &str) -> bool {
    let is_local = |source: &VolumeSource| source.kind == "local";
    let sources = Outcome::default().read(&volume.sources).cloned().unwrap_or_default();
    scope.pod.is_none() && text.starts_with("/dev/") && sources.iter().any(is_local)
}

/// Whether every mount of a volume is read-only.
fn is_only_read(volume: &Volume, scope: &Scope, out: &mut Outcome) -> bool {
    let Some(pod) = scope.pod else { return false };
    let mut only_read = true;
    let name = out.read(&volume.name).copied();
    for list in pod.container_lists() {
        for container in out.read(list).into_iter().flatten() {
            for mount in out.read(&container.volume_mounts).into_iter().flatten() {
                // A Compose service mounts paths: an unknown one is another path.
                let mut aside = Outcome::default();
                let is_path = scope.technology == Technology::Compose;
                let of = if is_path { &mut aside } else { &mut *out };
                if of.read(&mount.name).copied() == name {
                    only_read &= out.read(&mount.read_only) == Some(&true);
                }
            }
        }
    }
    only_read
}
