//! The host mounts of services: binds, volumes that are binds, secret files, the engine's socket.

use crate::model::pods::{Volume, VolumeDetail, VolumeSource};
use crate::tree::{Cursor, Field, Place, State, Why};

/// The mounts of a service, and the engine's socket if the service requests it.
pub(super) fn volumes<'a>(project: &Cursor<'a>, service: &Cursor<'a>) -> Field<Vec<Volume<'a>>> {
    let mounts = service.get("volumes").list(|mount| volume(project, mount));
    let files = ["secrets", "configs"]
        .into_iter()
        .flat_map(|section| files(&project.get(section), &service.get(section)))
        .collect();
    let written = with(mounts, files, service);
    let asked = service.get("use_api_socket").bool();
    let (place, sources) = match asked.state() {
        State::Set(true, place) => {
            let detail = VolumeDetail::HostPath(Field::set(ENGINE_SOCKET, *place));
            let source = VolumeSource::new("bind", *place, detail);
            (*place, Field::set(vec![source], *place))
        }
        State::Unresolved(place, why) => (*place, Field::unresolved(*place, *why)),
        State::Set(false, _) | State::Unset(..) => return written,
    };
    with(written, vec![Volume { name: Field::default(), sources, place }], service)
}

/// The path that `use_api_socket` mounts.
const ENGINE_SOCKET: &str = "/var/run/docker.sock";

/// A mount of the service.
fn volume<'a>(project: &Cursor<'a>, mount: &Cursor<'a>) -> Volume<'a> {
    let source = mount.get("source");
    let kind = mount.get("type").text();
    let sources = kind.map(|kind| {
        let found = match kind {
            // A Windows named pipe is mounted like a bind.
            "bind" | "npipe" => VolumeSource {
                as_written: Some(source.as_written()),
                ..VolumeSource::new("bind", source.place(), VolumeDetail::HostPath(source.text()))
            },
            "volume" => named(project, mount),
            _ => VolumeSource::new("volume", mount.place(), VolumeDetail::Other),
        };
        vec![found]
    });
    // A mount without a type is an anonymous volume.
    let sources = match sources.into_state() {
        State::Set(sources, _) => Field::set(sources, mount.place()),
        State::Unset(..) => Field::set(
            vec![VolumeSource::new("volume", mount.place(), VolumeDetail::Other)],
            mount.place(),
        ),
        State::Unresolved(place, why) => Field::unresolved(place, why),
    };
    Volume { name: source.text(), sources, place: mount.place() }
}

/// A volume that the project declares. One of the driver `local` is created by `mount` from its
/// options.
///
/// Source: <https://docs.docker.com/reference/cli/docker/volume/create/#driver-specific-options>
fn named<'a>(project: &Cursor<'a>, mount: &Cursor<'a>) -> VolumeSource<'a> {
    let other = VolumeSource::new("volume", mount.place(), VolumeDetail::Other);
    let open = |place: Place, why: Why| VolumeSource {
        detail: VolumeDetail::HostPath(Field::unresolved(place, why)),
        ..other.clone()
    };
    let volumes = project.get("volumes");
    let name = match mount.get("source").text().into_state() {
        State::Set(name, _) => name,
        State::Unresolved(place, why) if any_has_device(&volumes) => return open(place, why),
        State::Unset(..) | State::Unresolved(..) => return other,
    };
    let declared = volumes.key(name);
    let options = declared.get("driver_opts");
    let device = options.get("device");
    if !device.exists() {
        return other;
    }
    match declared.get("driver").text().into_state() {
        State::Set("local", _) | State::Unset(..) => {}
        State::Set(..) => return other,
        State::Unresolved(place, why) => return open(place, why),
    }
    let detail = match bind(&options.get("o").text()).into_state() {
        State::Set(true, _) => VolumeDetail::HostPath(device.text()),
        State::Unresolved(place, why) => VolumeDetail::HostPath(Field::unresolved(place, why)),
        State::Set(false, _) | State::Unset(..) => VolumeDetail::Device(device.text()),
    };
    VolumeSource {
        as_written: Some(device.as_written()),
        sub_path: Some(mount.get("volume").get("subpath").text()),
        ..VolumeSource::new("local", device.place(), detail)
    }
}

/// Whether a volume of the project may be backed by the host.
fn any_has_device(volumes: &Cursor<'_>) -> bool {
    let State::Set(entries, _) = volumes.entries().into_state() else { return false };
    entries.iter().any(|entry| entry.value.get("driver_opts").get("device").exists())
}

/// Whether mount options make it a bind mount.
fn bind(options: &Field<&str>) -> Field<bool> {
    options
        .clone()
        .map(|options| options.split(',').any(|option| matches!(option.trim(), "bind" | "rbind")))
}

/// The files of the secrets or configs of a service.
fn files<'a>(section: &Cursor<'a>, given: &Cursor<'a>) -> Vec<Volume<'a>> {
    match given.items().into_state() {
        State::Set(items, _) => items.iter().filter_map(|item| file(section, item)).collect(),
        State::Unset(..) => Vec::new(),
        State::Unresolved(place, why) => vec![unknown(place, why)],
    }
}

/// The file of a secret or config of a service.
fn file<'a>(section: &Cursor<'a>, given: &Cursor<'a>) -> Option<Volume<'a>> {
    let name = given.get("source").text();
    let key = match name.state() {
        State::Set(key, _) => *key,
        State::Unset(..) => return None,
        State::Unresolved(place, why) => return Some(unknown(*place, *why)),
    };
    let file = section.key(key).get("file");
    if !file.exists() {
        return None;
    }
    let source = VolumeSource {
        as_written: Some(file.as_written()),
        ..VolumeSource::new("file", file.place(), VolumeDetail::HostFile(file.text()))
    };
    let sources = Field::set(vec![source], given.place());
    Some(Volume { name, sources, place: given.place() })
}

/// A volume that may be a path of the host.
fn unknown<'a>(place: Place, why: Why) -> Volume<'a> {
    Volume { name: Field::default(), sources: Field::unresolved(place, why), place }
}

/// The volumes of a list, and more.
fn with<'a>(
    volumes: Field<Vec<Volume<'a>>>,
    more: Vec<Volume<'a>>,
    service: &Cursor<'a>,
) -> Field<Vec<Volume<'a>>> {
    if more.is_empty() {
        return volumes;
    }
    match volumes.into_state() {
        State::Set(mut volumes, place) => {
            volumes.extend(more);
            Field::set(volumes, place)
        }
        State::Unset(..) => Field::set(more, service.place()),
        State::Unresolved(place, why) => {
            let mut all = vec![unknown(place, why)];
            all.extend(more);
            Field::set(all, service.place())
        }
    }
}
