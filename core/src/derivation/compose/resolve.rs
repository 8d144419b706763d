//! Converts paths in a file of another folder to paths relative to the folder of the project.
//!
//! Source: the package `paths` of compose-go.

use super::canonical::each;
use super::path::join;
use super::value::{Map, UNKNOWN, Value};

/// Prefixes the relative paths of a project in long form with a folder.
pub(super) fn resolve(project: &mut Map, folder: &str) {
    for section in ["services", "jobs"] {
        each(project, section, |service| {
            workload(service, folder);
        });
    }
    for section in ["configs", "secrets"] {
        each(project, section, |value| at(value, "file", |file| path(file, folder, is_rooted)));
    }
    each(project, "volumes", |volume| {
        let Some(map) = volume.map_mut().filter(|map| map.text("driver") == Some("local")) else {
            return;
        };
        at_value(map.get_mut("driver_opts"), |options| {
            if options.map().and_then(|options| options.text("o")) == Some("bind") {
                at(options, "device", |device| path(device, folder, is_rooted));
            }
        });
    });
}

fn workload(service: &mut Value, folder: &str) {
    container(service, folder);
    at(service, "build", |build| {
        at(build, "context", |value| path(value, folder, is_remote));
        at(build, "additional_contexts", |contexts| {
            entries(contexts, |value| path(value, folder, is_remote));
        });
        at(build, "ssh", |agents| entries(agents, |value| path(value, folder, is_rooted)));
    });
    at(service, "extends", |extends| at(extends, "file", |file| path(file, folder, is_absolute)));
    at(service, "develop", |develop| {
        at(develop, "watch", |watch| {
            items(watch, |rule| at(rule, "path", |value| path(value, folder, is_absolute)));
        });
    });
    at(service, "pre_start", |hooks| items(hooks, |hook| container(hook, folder)));
}

fn container(container: &mut Value, folder: &str) {
    at(container, "env_file", |files| {
        items(files, |file| at(file, "path", |value| path(value, folder, is_absolute)));
    });
    at(container, "label_file", |files| items(files, |file| path(file, folder, is_absolute)));
    at(container, "volumes", |mounts| {
        items(mounts, |mount| {
            if mount.map().and_then(|map| map.text("type")) == Some("bind") {
                at(mount, "source", |source| path(source, folder, is_rooted));
            }
        });
    });
}

fn at(value: &mut Value, key: &str, change: impl FnOnce(&mut Value)) {
    at_value(value.map_mut().and_then(|map| map.get_mut(key)), change);
}

fn at_value(value: Option<&mut Value>, change: impl FnOnce(&mut Value)) {
    if let Some(value) = value {
        change(value);
    }
}

fn items(value: &mut Value, change: impl FnMut(&mut Value)) {
    value.list_mut().into_iter().flatten().for_each(change);
}

fn entries(value: &mut Value, mut change: impl FnMut(&mut Value)) {
    let entries = value.map_mut().into_iter().flat_map(Map::iter_mut);
    entries.for_each(|entry| change(&mut entry.value));
}

/// Prefixes a path with the folder, unless `is_kept` says otherwise or it begins with a variable,
/// whose value may be absolute.
fn path(value: &mut Value, folder: &str, is_kept: fn(&str) -> bool) {
    let Some(text) = value.text() else { return };
    let keep = text.starts_with('~') || is_kept(text);
    if keep || value.masked().starts_with(UNKNOWN) {
        return;
    }
    *value = value.rewritten(join(folder, text));
}

fn is_absolute(path: &str) -> bool {
    path.is_empty() || path.starts_with('/')
}

/// Whether a path is absolute on Unix or Windows.
fn is_rooted(path: &str) -> bool {
    let bytes = path.as_bytes();
    let drive = matches!(bytes, [letter, b':', b'/' | b'\\', ..] if letter.is_ascii_alphabetic());
    path.starts_with('/') || path.starts_with(r"\\") || drive
}

/// Whether it refers to another service or machine, or is absolute.
fn is_remote(path: &str) -> bool {
    const REMOTE: [&str; 6] = ["https://", "http://", "git://", "ssh://", "github.com/", "git@"];
    is_absolute(path)
        || path.contains("://")
        || path.starts_with("service:")
        || REMOTE.iter().any(|prefix| path.starts_with(prefix))
}
