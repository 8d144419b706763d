//! What the checks of paths on the node share.

use crate::checks::Outcome;
use crate::model::pods::{Volume, VolumeDetail};
use crate::tree::Field;

/// The path of the node that a volume shows to its pod.
pub(super) fn host_path<'v, 'a>(
    volume: &'v Volume<'a>,
    out: &mut Outcome,
) -> Option<&'v Field<&'a str>> {
    let sources = out.read(&volume.sources)?;
    sources.iter().find_map(|source| match &source.detail {
        VolumeDetail::HostPath(path) => Some(path),
        _ => None,
    })
}

/// The path as the kernel walks it: without `//`, `.`, `..` and a last `/`.
pub(super) fn clean(path: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    format!("/{}", steps.join("/"))
}

/// Whether a clean path is another one, or lies under it.
pub(super) fn is_within(path: &str, directory: &str) -> bool {
    let below = path.strip_prefix(directory);
    below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Sockets of container runtimes, under `/run` and `/var/run`.
const SOCKETS: [&str; 6] = [
    "docker.sock",
    "containerd/containerd.sock",
    "crio/crio.sock",
    "cri-dockerd.sock",
    "podman/podman.sock",
    "k3s/containerd/containerd.sock",
];

/// The same on Windows.
const PIPES: [&str; 2] = [r"\\.\pipe\docker_engine", r"\\.\pipe\containerd-containerd"];

/// Whether a path of a node is the socket of its container runtime, or a directory that holds it.
/// The whole file system is another matter.
pub(super) fn shows_runtime(path: &str) -> bool {
    let pipe = path.replace('/', r"\");
    if PIPES.iter().any(|known| known.eq_ignore_ascii_case(&pipe)) {
        return true;
    }
    let path = clean(path);
    let sockets = ["/run/", "/var/run/"]
        .into_iter()
        .flat_map(|directory| SOCKETS.map(|socket| format!("{directory}{socket}")));
    path != "/" && sockets.into_iter().any(|socket| is_within(&socket, &path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_walked_before_they_are_compared() {
        assert_eq!(clean("//etc/./kubernetes/../ssh/"), "/etc/ssh");
        assert_eq!(clean("/../.."), "/");
        assert!(is_within("/etc/kubernetes", "/etc"));
        assert!(!is_within("/etcetera", "/etc"));
    }

    #[test]
    fn the_directory_of_a_socket_shows_it() {
        for path in
            ["/var/run/docker.sock", "/run", "/var", "/run/containerd/", "//./pipe/docker_engine"]
        {
            assert!(shows_runtime(path), "{path}");
        }
        for path in ["/", "/run/udev", "/var/run/docker.sock.d", "/var/lib/docker"] {
            assert!(!shows_runtime(path), "{path}");
        }
    }
}
