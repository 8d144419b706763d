use crate::checks::blocks::{Block, blocks};
use crate::checks::{
    Check, Concern, Confidence, Fix, Message, Outcome, Rule, Scope, Severity, Technologies,
    supports_and_refutes,
};
use crate::frameworks::Hipaa;
use crate::model::{Body, Resource, Technology};
use crate::tree::{Anchor, Cursor, Kind};

pub(super) static CHECK: Check = Check {
    id: "vault-listener-tls-disabled",
    title: "Vault listener has TLS disabled",
    messages: &[LISTENER.text(), CHART_DEFAULT.text(), CHART.text()],
    why: "An attacker on the network path can read Vault tokens and secrets.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Remove `tls_disable`, and configure a certificate for the listener (`tls_cert_file`, `tls_key_file`).",
        ),
        (
            Technology::Helm,
            "Set `global.tlsDisable: false`, remove `tls_disable` from the configuration, and configure a certificate for the listener (`tls_cert_file`, `tls_key_file`).",
        ),
        (
            Technology::Vault,
            "Remove `tls_disable`, and configure a certificate for the listener (`tls_cert_file`, `tls_key_file`).",
        ),
    ]),
    severity: Severity::High,
    concern: Concern::ListenerTls,
    controls: &[
        supports_and_refutes(Hipaa::S312E1).own_reading(),
        supports_and_refutes(Hipaa::S312E2II).own_reading(),
        supports_and_refutes(Hipaa::S312E2I).own_reading(),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES
        .and(Technologies::HELM)
        .and(Technologies::only(Technology::Vault)),
    parameters: &[],
    rule: Rule::Resource(&["ConfigMap", "values", "vault"], check),
};

const LISTENER: Message = Message::new("Vault listener sets `tls_disable`");
const CHART_DEFAULT: Message =
    Message::new("`global.tlsDisable` is not set, and the Vault chart disables TLS by default");
const CHART: Message = Message::new("`global.tlsDisable` disables TLS of the Vault listener");

fn check(resource: &Resource, scope: &Scope, out: &mut Outcome) {
    let mut listeners = 0;
    if let Body::ConfigMap(map) = &resource.body {
        for entry in out.read(&map.data).into_iter().flatten() {
            if out.read(&entry.value).is_some() {
                listeners += judge_file(resource, &entry.value, out);
            }
        }
    } else if resource.technology == Technology::Vault {
        for listener in self::listeners(&resource.content) {
            listeners += judge_listeners(std::slice::from_ref(&listener), &listener, out);
        }
    } else {
        for (_, scalar) in resource.scalars() {
            listeners += judge_file(resource, &scalar, out);
        }
        listeners += judge_chart(resource, scope, out);
    }
    if listeners == 0 {
        out.not_applicable();
    }
}

/// Judges the listeners of a Vault configuration, if a scalar contains one; returns their number.
fn judge_file(resource: &Resource, scalar: &impl Anchor, out: &mut Outcome) -> usize {
    let configurations = resource.configurations.at(scalar.spot().place);
    let listeners: Vec<Cursor> = configurations.flat_map(listeners).collect();
    judge_listeners(&listeners, scalar, out)
}

/// Judges listeners. If one of them has TLS, the scalar or block that contains them is evidence.
fn judge_listeners(listeners: &[Cursor], holder: &impl Anchor, out: &mut Outcome) -> usize {
    let mut encrypted = 0;
    for listener in listeners {
        let settings = blocks(listener);
        let setting = |name| settings.iter().find(|setting| setting.name() == name);
        let switch = setting("tls_disable");
        let switch = switch.filter(|switch| matches!(switch.value(), "1" | "true"));
        // An agent listens on the loopback interface.
        let address = setting("address").map_or("", Block::value);
        let is_local = address.starts_with("127.") || address.starts_with("localhost:");
        if let Some(switch) = switch.filter(|_| !is_local) {
            out.fail(&switch.content, LISTENER);
            return listeners.len();
        }
        encrypted += usize::from(switch.is_none());
    }
    if encrypted > 0 {
        out.pass(holder);
    }
    listeners.len()
}

/// The blocks `listener "tcp"` of a configuration, at any depth.
fn listeners<'c>(configuration: &Cursor<'c>) -> Vec<Cursor<'c>> {
    let mut found = Vec::new();
    let mut open = vec![(configuration.clone(), false)];
    while let Some((outer, is_listener)) = open.pop() {
        for block in blocks(&outer).into_iter().filter(|block| block.content.is_mapping()) {
            if is_listener && block.name() == "tcp" {
                found.push(block.content.clone());
            }
            open.push((block.content.clone(), is_listener || block.name() == "listener"));
        }
    }
    found.sort_by_key(Cursor::place);
    found
}

/// Judges `global.tlsDisable` of the Vault chart, which is true by default.
fn judge_chart(resource: &Resource, scope: &Scope, out: &mut Outcome) -> usize {
    let values = scope.inventory.values_in_force(resource);
    let switch = values.down_to(&["global", "tlsDisable"]);
    let own = resource.content.down_to(&["global", "tlsDisable"]);
    if own.exists() {
        judge_switch(&own, out);
        return 1;
    }
    let mut servers = 0;
    for (path, mapping) in resource.mappings() {
        let is_vault = path.last().is_some_and(|key| matches!(&**key, "vault" | "openbao"));
        let is_whole = path.is_empty();
        let server = mapping.get("server");
        if !(is_vault || is_whole) || !is_server(&server) {
            continue;
        }
        let inner = mapping.get("global").get("tlsDisable");
        servers += 1;
        if inner.exists() {
            judge_switch(&inner, out);
        } else if switch.exists() {
            // It is in the shared values, and is judged there.
            out.pass(&switch);
        } else if !has_own_listener(&server) {
            out.fail(&inner, CHART_DEFAULT).severity(Severity::Medium).confidence(Confidence::Low);
        }
    }
    servers
}

fn judge_switch(switch: &Cursor, out: &mut Outcome) {
    match out.read(&switch.bool()) {
        Some(true) => {
            out.fail(switch, CHART);
        }
        Some(false) => out.pass(switch),
        None => {}
    }
}

/// Whether a mapping is `server` of the Vault chart, by keys that are specific to it.
fn is_server(server: &Cursor) -> bool {
    let members = ["standalone", "ha", "dev", "dataStorage", "auditStorage"];
    members.iter().filter(|member| server.key(member).is_mapping()).count() >= 2
        || ["standalone", "ha"].iter().any(|mode| {
            server.is_mapping()
                && server.key(mode).is_mapping()
                && server.key(mode).get("config").exists()
        })
}

/// Whether the values contain a listener, which is judged separately.
fn has_own_listener(server: &Cursor) -> bool {
    let configurations = ["standalone.config", "ha.config", "ha.raft.config"];
    configurations.iter().any(|path| {
        let node = server.at(path).node().filter(|node| node.kind() == Kind::Scalar);
        node.is_some_and(|node| node.text().contains("listener"))
    })
}
