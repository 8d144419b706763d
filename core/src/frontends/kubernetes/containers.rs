//! Containers.

use super::security::container_security;
use super::values::{literals, quantity};
use crate::model::ImageReference;
use crate::model::pods::{
    Container, EnvFrom, EnvVar, Handler, HttpGet, KeyReference, Port, Probe, Resources, Role,
    ValueSource, VolumeMount,
};
use crate::tree::{Cursor, Field, State};

pub(super) fn containers<'a>(list: &Cursor<'a>, role: Role) -> Field<Vec<Container<'a>>> {
    // A container that a patch deletes does not count.
    let is_there = |item: &&Cursor<'a>| {
        let directive = item.node().and_then(|node| node.entry("$patch"));
        directive.is_none_or(|(_, directive)| directive.text() != "delete")
    };
    list.items()
        .map(|items| items.iter().filter(is_there).map(|item| container(item, role)).collect())
}

pub(super) fn container<'a>(container: &Cursor<'a>, role: Role) -> Container<'a> {
    let lifecycle = container.get("lifecycle");
    Container {
        role,
        name: container.get("name").text(),
        image: ImageReference::checked(container.get("image").text()),
        image_as_written: container.get("image").as_written(),
        image_pull_policy: container.get("imagePullPolicy").text(),
        command: literals(&container.get("command")),
        args: literals(&container.get("args")),
        env: container.get("env").list(env_var),
        env_from: container.get("envFrom").list(|source| EnvFrom {
            prefix: source.get("prefix").text(),
            secret: source.get("secretRef").get("name").text(),
            config_map: source.get("configMapRef").get("name").text(),
        }),
        ports: container.get("ports").list(|port| Port {
            name: port.get("name").text(),
            container_port: port.get("containerPort").integer(),
            host_port: port.get("hostPort").integer(),
            host_ip: port.get("hostIP").text(),
            protocol: port.get("protocol").text(),
            ..Port::default()
        }),
        resources: resources(&container.get("resources")),
        security: container_security(&container.get("securityContext")),
        liveness_probe: container.get("livenessProbe").mapping(probe),
        readiness_probe: container.get("readinessProbe").mapping(probe),
        startup_probe: container.get("startupProbe").mapping(probe),
        post_start: lifecycle.get("postStart").mapping(hook),
        pre_stop: lifecycle.get("preStop").mapping(hook),
        volume_mounts: container.get("volumeMounts").list(|mount| VolumeMount {
            name: mount.get("name").text(),
            mount_path: mount.get("mountPath").text(),
            read_only: mount.get("readOnly").bool(),
            recursive_read_only: mount.get("recursiveReadOnly").text(),
            sub_path: mount.get("subPath").text(),
            sub_path_expr: mount.get("subPathExpr").literal(),
        }),
        volume_devices: container.get("volumeDevices").list(|device| device.get("name").text()),
        restart_policy: container.get("restartPolicy").text(),
        working_dir: container.get("workingDir").text(),
        place: container.place(),
    }
}

/// Requests and limits of a container or of a whole pod.
pub(super) fn resources<'a>(resources: &Cursor<'a>) -> Resources<'a> {
    let (requests, limits) = (resources.get("requests"), resources.get("limits"));
    Resources {
        cpu_request: quantity(&requests.get("cpu")),
        cpu_limit: quantity(&limits.get("cpu")),
        memory_request: quantity(&requests.get("memory")),
        memory_limit: quantity(&limits.get("memory")),
        ephemeral_storage_request: quantity(&requests.get("ephemeral-storage")),
        ephemeral_storage_limit: quantity(&limits.get("ephemeral-storage")),
    }
}

fn env_var<'a>(variable: &Cursor<'a>) -> EnvVar<'a> {
    EnvVar {
        name: variable.get("name").text(),
        value: variable.get("value").literal(),
        source: variable.get("valueFrom").mapping(value_source),
        from_file: false,
    }
}

fn value_source<'a>(source: &Cursor<'a>) -> ValueSource<'a> {
    let [secret, config_map, field, resource] =
        ["secretKeyRef", "configMapKeyRef", "fieldRef", "resourceFieldRef"]
            .map(|key| source.get(key));
    if secret.exists() {
        ValueSource::Secret(key_reference(&secret))
    } else if config_map.exists() {
        ValueSource::ConfigMap(key_reference(&config_map))
    } else if field.exists() {
        ValueSource::Field(field.get("fieldPath").text())
    } else if resource.exists() {
        ValueSource::Resource(resource.get("resource").text())
    } else {
        ValueSource::Other(source.place())
    }
}

fn key_reference<'a>(reference: &Cursor<'a>) -> KeyReference<'a> {
    KeyReference {
        name: reference.get("name").text(),
        key: reference.get("key").text(),
        optional: reference.get("optional").bool(),
    }
}

fn probe<'a>(probe: &Cursor<'a>) -> Box<Probe<'a>> {
    Box::new(Probe {
        handler: handler(probe),
        period_seconds: probe.get("periodSeconds").integer(),
        failure_threshold: probe.get("failureThreshold").integer(),
    })
}

fn hook<'a>(hook: &Cursor<'a>) -> Box<Handler<'a>> {
    Box::new(handler(hook))
}

fn handler<'a>(handler: &Cursor<'a>) -> Handler<'a> {
    Handler {
        exec: exec(&handler.get("exec")),
        http_get: handler.get("httpGet").mapping(target),
        tcp_socket: handler.get("tcpSocket").mapping(target),
        grpc: handler.get("grpc").mapping(|_| ()),
        sleep: handler.get("sleep").mapping(|_| ()),
    }
}

/// The command of a handler; a handler without a command is still a handler.
fn exec<'a>(exec: &Cursor<'a>) -> Field<Vec<Field<&'a str>>> {
    let written = exec.mapping(|_| Vec::new());
    let command = literals(&exec.get("command"));
    match (written.state(), command.state()) {
        (State::Set(..), State::Set(..) | State::Unresolved(..)) => command,
        _ => written,
    }
}

fn target<'a>(target: &Cursor<'a>) -> HttpGet<'a> {
    HttpGet {
        host: target.get("host").text(),
        port: target.get("port").any_text(),
        path: target.get("path").text(),
        scheme: target.get("scheme").text(),
    }
}
