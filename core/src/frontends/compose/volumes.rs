//! What services mount of the machine: binds, volumes that are binds, files of secrets, the engine's
//! socket.

use crate::model::pods::{Volume, VolumeDetail, VolumeSource};
use crate::tree::{Cursor, Field, NodeRef, State};

/// The mounts of a service, and the engine's socket where the service asks for it.
pub(super) fn volumes<'a>(project: &Cursor<'a>, service: &Cursor<'a>) -> Field<Vec<Volume<'a>>> {
    let mounts = service.get("volumes").list(|mount| volume(project, mount));
    let written = ["secrets", "configs"].into_iter().fold(mounts, |volumes, section| {
        let files = service.get(section).items();
        let (State::Set(items, place), State::Set(..) | State::Unset(..)) =
            (files.state(), volumes.state())
        else {
            return volumes;
        };
        let found: Vec<_> =
            items.iter().filter_map(|item| file(&project.get(section), item)).collect();
        match volumes.into_state() {
            State::Set(mut volumes, place) => {
                volumes.extend(found);
                Field::set(volumes, place)
            }
            _ if !found.is_empty() => Field::set(found, *place),
            State::Unset(place, path) => Field::unset(place, path),
            State::Unresolved(place, why) => Field::unresolved(place, why),
        }
    });
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
    let socket = Volume { name: Field::default(), sources, place };
    match written.into_state() {
        State::Set(mut volumes, place) => {
            volumes.push(socket);
            Field::set(volumes, place)
        }
        State::Unset(..) => Field::set(vec![socket], place),
        State::Unresolved(at, why) => {
            let other = Volume { sources: Field::unresolved(at, why), place: at, ..socket.clone() };
            Field::set(vec![socket, other], place)
        }
    }
}

/// What `use_api_socket` mounts.
const ENGINE_SOCKET: &str = "/var/run/docker.sock";

/// A mount of the service.
fn volume<'a>(project: &Cursor<'a>, mount: &Cursor<'a>) -> Volume<'a> {
    let source = mount.get("source");
    let kind = mount.get("type").text();
    let sources = kind.map(|kind| {
        let found = match kind {
            // A named pipe of Windows is mounted as a bind is.
            "bind" | "npipe" => VolumeSource {
                as_written: Some(source.as_written()),
                ..VolumeSource::new("bind", source.place(), VolumeDetail::HostPath(source.text()))
            },
            "volume" => named(project, mount),
            _ => VolumeSource::new("volume", mount.place(), VolumeDetail::Other),
        };
        vec![found]
    });
    // A mount without a type is a volume without a name.
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

/// A volume that the project declares. One of the driver `local` is what `mount` makes of its options.
///
/// Source: <https://docs.docker.com/reference/cli/docker/volume/create/#driver-specific-options>
fn named<'a>(project: &Cursor<'a>, mount: &Cursor<'a>) -> VolumeSource<'a> {
    let other = VolumeSource::new("volume", mount.place(), VolumeDetail::Other);
    let State::Set(name, _) = mount.get("source").text().into_state() else { return other };
    let declared = project.get("volumes").key(name);
    let is_local = match declared.get("driver").text().state() {
        State::Set(driver, _) => *driver == "local",
        State::Unset(..) => true,
        State::Unresolved(..) => false,
    };
    let options = declared.get("driver_opts");
    let device = options.get("device");
    if !is_local || !device.exists() {
        return other;
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

/// Whether the options of a mount make it one of a folder.
fn bind(options: &Field<&str>) -> Field<bool> {
    options
        .clone()
        .map(|options| options.split(',').any(|option| matches!(option.trim(), "bind" | "rbind")))
}

/// The file of a secret or a configuration that a service is given.
fn file<'a>(section: &Cursor<'a>, given: &Cursor<'a>) -> Option<Volume<'a>> {
    let name = given.get("source").text();
    let State::Set(key, _) = name.state() else { return None };
    let file = section.key(key).get("file");
    file.node().filter(|node| !NodeRef::is_null(*node))?;
    let source = VolumeSource {
        as_written: Some(file.as_written()),
        ..VolumeSource::new("file", file.place(), VolumeDetail::HostFile(file.text()))
    };
    let sources = Field::set(vec![source], given.place());
    Some(Volume { name, sources, place: given.place() })
}
