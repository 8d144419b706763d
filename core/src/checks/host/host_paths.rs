//! Shared code of the checks for host paths.

use std::borrow::Cow;

use crate::checks::partly::partly;
use crate::checks::{Outcome, Scope};
use crate::model::Label;
use crate::model::path::in_folder_of_session;
use crate::model::pods::{Volume, VolumeDetail, VolumeSource};
use crate::tree::{Field, HOLE, Place, is_known, with_holes};

/// A path of the host, as far as it is known.
pub(super) struct HostPath<'v> {
    /// The path in messages.
    pub(super) shown: Cow<'v, str>,
    /// Its place.
    pub(super) place: Place,
    pub(super) path: KnownPath,
}

/// A normalised path: without `//`, `.`, `..` and a trailing `/`.
pub(super) struct KnownPath {
    pub(super) root: Root,
    /// The components up to the first that is not known.
    pub(super) steps: Vec<String>,
    /// The last component, if it is known.
    last: Option<String>,
    /// Whether all of it is known.
    pub(super) is_known: bool,
}

/// The beginning of a path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Root {
    /// The root of the file system.
    Machine,
    /// The home directory of the user who starts the project.
    Home,
    /// The directory of the Compose project.
    Project,
    /// Not known.
    Unknown,
}

impl KnownPath {
    /// The path for a text in which each unknown byte is a hole.
    pub(super) fn new(text: &str) -> Self {
        let root = match text.chars().next() {
            Some('~') => Root::Home,
            Some('.') => Root::Project,
            Some(HOLE) => Root::Unknown,
            _ => Root::Machine,
        };
        let mut steps: Vec<String> = Vec::new();
        let rest = text.strip_prefix('~').unwrap_or(text);
        let mut all_known = true;
        for step in rest.split('/') {
            all_known &= is_known(step);
            match step {
                "" | "." => {}
                ".." if all_known => drop(steps.pop()),
                _ if all_known => steps.push(step.to_owned()),
                _ => {}
            }
        }
        let last = rest.rsplit('/').find(|step| !matches!(*step, "" | "."));
        let last = last.filter(|step| is_known(step) && *step != "..").map(str::to_owned);
        Self { root, steps, last, is_known: all_known }
    }

    /// The known components as a path: `/run/user`, `~/.ssh`.
    pub(super) fn text(&self) -> String {
        match self.root {
            Root::Home if self.steps.is_empty() => "~".to_owned(),
            Root::Home => format!("~/{}", self.steps.join("/")),
            _ => format!("/{}", self.steps.join("/")),
        }
    }
}

/// The host path of a volume. If it has none, the outcome becomes not applicable; if no part of it is
/// known, unknown.
pub(super) fn host_path<'v>(volume: &'v Volume, out: &mut Outcome) -> Option<HostPath<'v>> {
    let sources = out.read(&volume.sources)?;
    let of = |source: &'v VolumeSource| match &source.detail {
        VolumeDetail::HostPath(path) => Some((path, source)),
        _ => None,
    };
    let Some((path, source)) = sources.iter().find_map(of) else {
        out.not_applicable();
        return None;
    };
    known(path, source, out)
}

/// The path of a host file that is the source of a secret or config.
pub(super) fn host_file<'v>(volume: &'v Volume, out: &mut Outcome) -> Option<HostPath<'v>> {
    let sources = out.read(&volume.sources)?;
    let of = |source: &'v VolumeSource| match &source.detail {
        VolumeDetail::HostFile(path) => Some((path, source)),
        _ => None,
    };
    let (path, source) = sources.iter().find_map(of)?;
    known(path, source, out)
}

fn known<'v>(
    field: &'v Field<&'v str>,
    source: &'v VolumeSource,
    out: &mut Outcome,
) -> Option<HostPath<'v>> {
    let written = source.as_written.as_ref();
    let text = written.and_then(|written| Outcome::default().read(written).copied());
    let folder = text.and_then(in_folder_of_session);
    let mut read = Outcome::default();
    let is_open = read.read(field).is_none() && read.is_undecided();
    let (known, shown) = if let Some(path) = folder.filter(|_| is_open) {
        (Cow::Owned(with_holes(&path).into_owned()), path.into())
    } else {
        let known = partly(field, written, out)?;
        let shown = text.map_or_else(|| known.clone(), Cow::Borrowed);
        (known, shown)
    };
    let part = source.sub_path.as_ref().and_then(|part| out.read(part));
    let part = part.copied().unwrap_or_default();
    let (known, shown) = match part {
        "" => (known, shown),
        part => (format!("{known}/{part}").into(), format!("{shown}/{part}").into()),
    };
    Some(HostPath { shown, place: field.place(), path: KnownPath::new(&known) })
}

/// The owner of a volume in messages: the pod, or the PersistentVolume itself.
pub(super) fn owner(scope: &Scope) -> Label {
    match (scope.pod, scope.resource) {
        (None, Some(resource)) => resource.label(),
        _ => Label::noun(scope.words.pod),
    }
}

/// Whether a normalised path is equal to or below another one.
pub(super) fn is_within(path: &str, directory: &str) -> bool {
    let below = path.strip_prefix(directory);
    below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// File names of container runtime sockets in any directory: rootless engines, snaps and virtual
/// machines use many different ones.
const SOCKETS: [&str; 6] = [
    "docker.sock",
    "containerd.sock",
    "crio.sock",
    "cri-dockerd.sock",
    "podman.sock",
    "balena-engine.sock",
];

/// Directories with such a socket below `/run` and `/var/run`; `*` is any one component.
const FOLDERS_BELOW_RUN: [&[&str]; 8] = [
    &[],
    &["containerd"],
    &["crio"],
    &["podman"],
    &["k3s", "containerd"],
    &["k0s"],
    &["docker", "containerd"],
    &["user", "*", "podman"],
];

/// The same below the root.
const FOLDERS_BELOW_ROOT: [&[&str]; 2] =
    [&["var", "snap", "docker", "common", "run"], &["var", "snap", "microk8s", "common", "run"]];

/// The same below the home directory. Their parents have many other uses, so these match exactly.
const FOLDERS_BELOW_HOME: [&[&str]; 4] =
    [&[".docker", "run"], &[".docker", "desktop"], &[".colima", "default"], &[".rd"]];

/// The same on Windows.
const PIPES: [&str; 2] = [r"\\.\pipe\docker_engine", r"\\.\pipe\containerd-containerd"];

/// Whether a path ends in the name of a runtime's socket, or is its pipe on Windows.
pub(super) fn is_runtime_socket(shown: &str, path: &KnownPath) -> bool {
    let pipe = shown.replace('/', r"\");
    let is_socket = path.last.as_deref().is_some_and(|last| SOCKETS.contains(&last));
    (is_socket && path.root != Root::Project)
        || PIPES.iter().any(|known| known.eq_ignore_ascii_case(&pipe))
}

/// Whether a host path is a container runtime socket, or a directory that contains one; none if the
/// unknown part of the path decides. Another check covers the whole file system.
pub(super) fn shows_runtime(shown: &str, path: &KnownPath) -> Option<bool> {
    if is_runtime_socket(shown, path) {
        return Some(true);
    }
    if path.root == Root::Project {
        return Some(false);
    }
    let steps: Vec<&str> = path.steps.iter().map(String::as_str).collect();
    match path.root {
        Root::Unknown => None,
        Root::Home if path.is_known => Some(FOLDERS_BELOW_HOME.contains(&steps.as_slice())),
        _ => {
            let is_above = path.root == Root::Machine && is_above_socket(&steps);
            if path.is_known {
                Some(is_above && !steps.is_empty())
            } else {
                (!is_above).then_some(false)
            }
        }
    }
}

/// Whether a directory contains a socket, at any depth.
fn is_above_socket(steps: &[&str]) -> bool {
    let is_above = |folder: &[&str], steps: &[&str]| {
        steps.len() <= folder.len()
            && steps.iter().zip(folder).all(|(step, known)| *known == "*" || step == known)
    };
    let of_run = |steps: &[&str]| FOLDERS_BELOW_RUN.iter().any(|folder| is_above(folder, steps));
    FOLDERS_BELOW_ROOT.iter().any(|folder| is_above(folder, steps))
        || match steps {
            [] | ["var"] => true,
            ["run", rest @ ..] | ["var", "run", rest @ ..] => of_run(rest),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(path: &str) -> String {
        KnownPath::new(path).text()
    }

    #[test]
    fn paths_are_normalised_before_they_are_compared() {
        assert_eq!(clean("//etc/./kubernetes/../ssh/"), "/etc/ssh");
        assert_eq!(clean("/../.."), "/");
        assert_eq!(clean("~/./x/../.ssh/"), "~/.ssh");
        assert!(is_within("/etc/kubernetes", "/etc"));
        assert!(!is_within("/etcetera", "/etc"));
    }

    #[test]
    fn the_directory_of_a_socket_gives_access_to_it() {
        let rows: &[(&str, Option<bool>)] = &[
            ("/var/run/docker.sock", Some(true)),
            ("/run", Some(true)),
            ("/var", Some(true)),
            ("/run/containerd/", Some(true)),
            ("/run/user/1000", Some(true)),
            ("/run/user/1000/podman", Some(true)),
            ("/var/snap/docker/common", Some(true)),
            ("/opt/engine/docker.sock", Some(true)),
            ("~/.docker/run", Some(true)),
            ("//./pipe/docker_engine", Some(true)),
            ("/", Some(false)),
            ("/run/udev", Some(false)),
            ("/var/run/docker.sock.d", Some(false)),
            ("/var/lib/docker", Some(false)),
            ("~/.docker", Some(false)),
            ("./docker.sock", Some(false)),
            ("/run/\u{1}", None),
            ("/srv/\u{1}", Some(false)),
            ("\u{1}/docker.sock", Some(true)),
            ("\u{1}/data", None),
        ];
        for (path, expected) in rows {
            assert_eq!(shows_runtime(path, &KnownPath::new(path)), *expected, "{path}");
        }
    }
}
