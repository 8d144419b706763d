//! From the canonical tree of a project to resources.
//!
//! A service is a workload of one pod. Settings that only Compose has stay in the resource's
//! content.

use super::amounts::{amount, bytes, capability, flag, list_of, user};
use super::volumes::volumes;
use crate::frontends::frontend::File;
use crate::frontends::{Content, DocumentReport};
use crate::model::meta::{Metadata, StringEntry, StringMap};
use crate::model::pods::{
    Container, ContainerSecurity, EnvVar, Handler, Pod, Probe, Resources, Role, ValueSource,
    VolumeMount, Workload,
};
use crate::model::{Body, ImageReference, Resource, Technology};
use crate::tree::{
    Cursor, Dialect, Field, Kind, NodeRef, Place, State, expression, may_be, with_holes,
};

/// Reads a project: the resource `project` itself, then one for each of its services and jobs, and
/// for each network, volume, secret and config that it declares.
pub(super) fn read<'a>(file: &File<'a>, resources: &mut Vec<Resource<'a>>) -> Vec<DocumentReport> {
    let mut reports = Vec::new();
    for (document, root) in file.tree.documents() {
        let project = Cursor::new(file.number, root);
        let before = resources.len();
        resources.push(Resource {
            technology: Technology::Compose,
            kind: "project",
            metadata: Metadata { name: project.get("name").text(), ..Metadata::default() },
            content: project.clone(),
            ..Resource::default()
        });
        let is_of_swarm = is_of_swarm(&project);
        for (key, kind, role) in
            [("services", "service", Role::Service), ("jobs", "job", Role::Job)]
        {
            let services = named(&project.get(key)).into_iter();
            resources.extend(services.map(|named| {
                let mut service = service(&project, &named, kind, role);
                if let Body::Workload(workload) = &mut service.body {
                    workload.is_of_swarm = Some(is_of_swarm.clone());
                }
                service
            }));
        }
        for (key, kind) in [
            ("networks", "network"),
            ("volumes", "volume"),
            ("secrets", "secret"),
            ("configs", "config"),
        ] {
            let section = named(&project.get(key));
            resources.extend(section.iter().map(|named| resource(named, kind)));
        }
        // An empty project has nothing to check.
        if resources.len() == before + 1 {
            resources.truncate(before);
        }
        reports.push(DocumentReport::new(document.number, Content::Resource, None));
    }
    reports
}

/// Whether a service of the project sets a field under `deploy` that only Docker Swarm reads.
///
/// Source: <https://docs.docker.com/reference/compose-file/deploy/>
fn is_of_swarm(project: &Cursor<'_>) -> Field<bool> {
    const KEYS: [&str; 4] = ["endpoint_mode", "placement", "rollback_config", "update_config"];
    let mut doubt = None;
    for service in named(&project.get("services")) {
        let deploy = service.value.get("deploy");
        let is_set = deploy.is_mapping() && KEYS.iter().any(|key| deploy.get(key).exists());
        let mode = deploy.get("mode").text();
        match mode.state() {
            State::Set("global" | "replicated-job" | "global-job", place) => {
                return Field::set(true, *place);
            }
            State::Unresolved(place, why) => doubt = Some((*place, *why)),
            _ => {}
        }
        if is_set {
            return Field::set(true, deploy.place());
        }
    }
    match doubt {
        Some((place, why)) => Field::unresolved(place, why),
        None => Field::set(false, project.place()),
    }
}

/// Reads services that are parts: fields that they lack may be set by the services that extend
/// them.
pub(super) fn read_parts<'a>(
    file: &File<'a>,
    resources: &mut Vec<Resource<'a>>,
) -> Vec<DocumentReport> {
    let first = resources.len();
    let reports = read(file, resources);
    let mut parts = resources.split_off(first);
    parts.retain(|resource| matches!(resource.body, Body::Workload(_)));
    resources.extend(parts.into_iter().map(|part| Resource { is_patch: true, ..part }));
    reports
}

/// An entry of a mapping whose keys are names.
struct Named<'a> {
    name: Field<&'a str>,
    key_place: Place,
    value: Cursor<'a>,
}

/// The entries of a mapping of the canonical tree, which has no aliases and no merge keys.
fn named<'a>(mapping: &Cursor<'a>) -> Vec<Named<'a>> {
    let tree = mapping.tree_number();
    let node = mapping.node().filter(|node| node.kind() == Kind::Mapping);
    let entries = node.into_iter().flat_map(NodeRef::own_entries);
    entries
        .map(|(key, value)| Named {
            name: match expression(key.text()) {
                // A list item that consists of one variable may be any entry.
                Some(why) => Field::unresolved(key.place(tree), why),
                None => Field::set(key.text(), key.place(tree)),
            },
            key_place: key.place(tree),
            value: Cursor::new(tree, value),
        })
        .collect()
}

fn resource<'a>(named: &Named<'a>, kind: &'static str) -> Resource<'a> {
    let metadata = Metadata {
        name: named.name.clone(),
        labels: strings(&named.value.get("labels")),
        place: named.key_place,
        ..Metadata::default()
    };
    Resource {
        technology: Technology::Compose,
        kind,
        metadata,
        content: named.value.clone(),
        ..Resource::default()
    }
}

fn service<'a>(
    project: &Cursor<'a>,
    named: &Named<'a>,
    kind: &'static str,
    role: Role,
) -> Resource<'a> {
    let service = &named.value;
    let main = container(named, service, role);
    let before = service.get("pre_start").list(|entry| pre_start(named, service, entry));
    let pod = Pod {
        metadata: Metadata { name: named.name.clone(), ..Metadata::default() },
        init_containers: before,
        containers: Field::set(vec![main], service.place()),
        ephemeral_containers: hooks(named, service),
        host_network: is(&service.get("network_mode"), "host"),
        host_pid: is(&service.get("pid"), "host"),
        host_ipc: is(&service.get("ipc"), "host"),
        host_users: is(&service.get("userns_mode"), "host"),
        restart_policy: service.get("restart").text(),
        volumes: volumes(project, service),
        place: service.place(),
        ..Pod::default()
    };
    let workload = Workload {
        replicas: service.get("deploy").get("replicas").integer(),
        pod: Field::set(pod, service.place()),
        ..Workload::default()
    };
    Resource { body: workload.into(), ..resource(named, kind) }
}

/// Whether a setting has a certain value.
fn is(setting: &Cursor<'_>, value: &str) -> Field<bool> {
    // `container:${NAME}` does not share the host's namespace, whatever the name.
    match setting.as_written().state() {
        State::Set(text, place) if !may_be(&with_holes(text), value) => Field::set(false, *place),
        _ => setting.text().map(|text| text == value),
    }
}

fn container<'a>(named: &Named<'a>, service: &Cursor<'a>, role: Role) -> Container<'a> {
    let limits = service.get("deploy").get("resources").get("limits");
    let requests = service.get("deploy").get("resources").get("reservations");
    let cpus = amount(&service.get("cpus"));
    let memory = bytes(&service.get("mem_limit"));
    Container {
        role,
        name: named.name.clone(),
        image: ImageReference::checked(service.get("image").text()),
        image_as_written: service.get("image").as_written(),
        image_pull_policy: service.get("pull_policy").text(),
        command: list_of(&service.get("entrypoint")),
        args: list_of(&service.get("command")),
        env: environment(&service.get("environment")),
        ports: super::ports::of(service),
        resources: Resources {
            cpu_limit: cpus.or(&amount(&limits.get("cpus"))).clone(),
            cpu_request: amount(&requests.get("cpus")),
            memory_limit: memory.or(&bytes(&limits.get("memory"))).clone(),
            memory_request: bytes(&requests.get("memory")),
            ..Resources::default()
        },
        security: security(service),
        liveness_probe: service.get("healthcheck").mapping(|check| {
            let handler = Handler { exec: list_of(&check.get("test")), ..Handler::default() };
            Box::new(Probe { handler, ..Probe::default() })
        }),
        volume_mounts: service.get("volumes").list(|mount| VolumeMount {
            name: mount.get("source").text(),
            mount_path: mount.get("target").text(),
            read_only: flag(&mount.get("read_only")),
            ..VolumeMount::default()
        }),
        working_dir: service.get("working_dir").text(),
        place: service.place(),
        ..Container::default()
    }
}

fn security<'a>(service: &Cursor<'a>) -> ContainerSecurity<'a> {
    ContainerSecurity {
        privileged: flag(&service.get("privileged")),
        allow_privilege_escalation: escalation(&service.get("security_opt")),
        read_only_root_filesystem: flag(&service.get("read_only")),
        run_as_user: user(&service.get("user")),
        added_capabilities: service.get("cap_add").list(|name| name.text().map(capability)),
        dropped_capabilities: service.get("cap_drop").list(|name| name.text().map(capability)),
        ..ContainerSecurity::default()
    }
}

/// `no-new-privileges`, which may be followed by `:` or `=` and a boolean.
fn escalation(options: &Cursor<'_>) -> Field<bool> {
    let list = options.items();
    let (items, place) = match list.state() {
        State::Set(items, place) => (items, *place),
        State::Unset(place, path) => return Field::unset(*place, path.clone()),
        State::Unresolved(place, why) => return Field::unresolved(*place, *why),
    };
    let mut doubt = None;
    for item in items {
        match item.text().state() {
            State::Set(text, at) => match text.strip_prefix("no-new-privileges") {
                Some("" | ":true" | "=true") => return Field::set(false, *at),
                Some(":false" | "=false") => return Field::set(true, *at),
                _ => {}
            },
            State::Unset(..) => {}
            State::Unresolved(at, why) => doubt = doubt.or(Some((*at, *why))),
        }
    }
    let missing = crate::tree::MissingPath::new("no-new-privileges");
    doubt.map_or_else(|| Field::unset(place, missing), |(at, why)| Field::unresolved(at, why))
}

/// The commands that run in the service's own container; unresolved if some of them are not known.
fn hooks<'a>(named: &Named<'a>, service: &Cursor<'a>) -> Field<Vec<Container<'a>>> {
    let mut found = Vec::new();
    for key in ["post_start", "pre_stop"] {
        match service.get(key).items().into_state() {
            State::Set(items, _) => found.extend(items.iter().map(|hook| self::hook(named, hook))),
            State::Unset(..) => {}
            State::Unresolved(place, why) => return Field::unresolved(place, why),
        }
    }
    Field::set(found, service.place())
}

/// A command that runs in the service's own container.
fn hook<'a>(named: &Named<'a>, hook: &Cursor<'a>) -> Container<'a> {
    Container {
        role: Role::Hook,
        name: named.name.clone(),
        args: list_of(&hook.get("command")),
        env: environment(&hook.get("environment")),
        security: ContainerSecurity {
            privileged: flag(&hook.get("privileged")),
            run_as_user: user(&hook.get("user")),
            ..ContainerSecurity::default()
        },
        place: hook.place(),
        ..Container::default()
    }
}

/// A container that runs before the service's own; it inherits the service's settings.
fn pre_start<'a>(named: &Named<'a>, service: &Cursor<'a>, entry: &Cursor<'a>) -> Container<'a> {
    let outer = container(named, service, Role::PreStart);
    let own = container(named, entry, Role::PreStart);
    let security = ContainerSecurity {
        privileged: own.security.privileged.or(&outer.security.privileged).clone(),
        run_as_user: own.security.run_as_user.or(&outer.security.run_as_user).clone(),
        allow_privilege_escalation: own
            .security
            .allow_privilege_escalation
            .or(&outer.security.allow_privilege_escalation)
            .clone(),
        read_only_root_filesystem: own
            .security
            .read_only_root_filesystem
            .or(&outer.security.read_only_root_filesystem)
            .clone(),
        added_capabilities: outer.security.added_capabilities,
        dropped_capabilities: outer.security.dropped_capabilities,
        ..ContainerSecurity::default()
    };
    Container {
        image: own.image.or(&outer.image).clone(),
        image_as_written: own.image_as_written.or(&outer.image_as_written).clone(),
        resources: Resources {
            cpu_limit: own.resources.cpu_limit.or(&outer.resources.cpu_limit).clone(),
            memory_limit: own.resources.memory_limit.or(&outer.resources.memory_limit).clone(),
            ..Resources::default()
        },
        security,
        ..own
    }
}

fn environment<'a>(variables: &Cursor<'a>) -> Field<Vec<EnvVar<'a>>> {
    variables.mapping(|variables| {
        let entries = named(variables).into_iter();
        entries
            .map(|variable| {
                let value = variable.value.open_text();
                let null = variable.value.node().is_some_and(NodeRef::is_null);
                // A variable without a value is taken from the environment of the process that
                // starts the project.
                let elsewhere = |place| Field::set(ValueSource::Other(place), place);
                EnvVar {
                    from_file: variable.value.node().is_some_and(is_from_file),
                    name: variable.name,
                    source: if null { elsewhere(variable.key_place) } else { Field::default() },
                    value: if null { Field::default() } else { value },
                }
            })
            .collect()
    })
}

/// Whether a node comes from an environment file.
fn is_from_file(node: NodeRef<'_>) -> bool {
    node.tree().origin_of(node.index()).dialect() == Dialect::Text
}

fn strings<'a>(mapping: &Cursor<'a>) -> StringMap<'a> {
    mapping.mapping(|mapping| {
        let entries = named(mapping).into_iter();
        entries
            .map(|entry| StringEntry {
                key: key_text(&entry.name).into(),
                key_place: entry.key_place,
                value: entry.value.open_text(),
            })
            .collect()
    })
}

fn key_text<'a>(name: &Field<&'a str>) -> &'a str {
    match name.state() {
        State::Set(name, _) => name,
        State::Unset(..) | State::Unresolved(..) => "",
    }
}
