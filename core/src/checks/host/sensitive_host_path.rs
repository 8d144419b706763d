use super::host_paths::{clean, host_path, is_within, shows_runtime};
use crate::checks::{
    Check, Concern, Fix, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::pods::{Pod, Volume};

pub(super) static CHECK: Check = Check {
    id: "sensitive-host-path",
    title: "workload sees files of its machine that give it away",
    why: "Credentials, logs and programs of the machine lie there: reading them opens the other workloads, writing them opens the machine.",
    fix: Fix::all("Remove the volume, or mount the one file that is needed, read-only."),
    severity: Severity::High,
    concern: Concern::HostFiles,
    controls: &[
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Hipaa::S308A1IIB).own_reading(),
        refutes(Cis::item("5.2.12")),
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

/// Folders of a user's home that hold keys.
const SECRETS: &[&str] = &["~/.ssh", "~/.aws", "~/.kube"];

/// What holds nothing secret and may be read.
const READABLE: &[&str] = &[
    "/etc/localtime",
    "/etc/pki",
    "/etc/ssl/certs",
    "/etc/timezone",
    "/usr/share/ca-certificates",
    "/usr/share/zoneinfo",
];

fn check(volume: &Volume, scope: &Scope, out: &mut Outcome) {
    let (Some(field), Some(pod)) = (host_path(volume, out), scope.pod) else {
        return out.not_applicable();
    };
    let Some(path) = out.read(field) else { return };
    // The runtime's socket has a check of its own.
    if shows_runtime(path) {
        return out.not_applicable();
    }
    // Relative to the project's own folder, as Compose has it.
    if path.starts_with('.') {
        return out.pass(field);
    }
    let cleaned = match path.strip_prefix('~') {
        Some(of_home) => format!("/home{}", clean(of_home)),
        None => clean(path),
    };
    let is_near = |known: &&str| is_within(&cleaned, known) || is_within(known, &cleaned);
    let is_home = path.starts_with('~') && !SECRETS.iter().any(|name| path.starts_with(name));
    if is_home || (cleaned != "/" && !SENSITIVE.iter().any(is_near)) {
        return out.pass(field);
    }
    let readable = READABLE.iter().any(|known| is_within(&cleaned, known));
    let only_read = readable && is_only_read(volume, pod, out);
    if out.is_undecided() {
        return;
    }
    if only_read {
        return out.pass(field);
    }
    let (noun, machine) = (scope.words.pod, scope.words.machine);
    out.fail(field, format!("{noun} has the {machine}'s `{path}` as a volume"));
}

/// Whether every mount of a volume is read-only.
fn is_only_read(volume: &Volume, pod: &Pod, out: &mut Outcome) -> bool {
    let mut only_read = true;
    let name = out.read(&volume.name).copied();
    for list in pod.container_lists() {
        for container in out.read(list).into_iter().flatten() {
            for mount in out.read(&container.volume_mounts).into_iter().flatten() {
                if out.read(&mount.name).copied() == name {
                    only_read &= out.read(&mount.read_only) == Some(&true);
                }
            }
        }
    }
    only_read
}
