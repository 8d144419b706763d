//! Checks of the kinds that the library has, in its proportions, to measure what more of them cost.

use asepsis::checks::{AnyCheck, Check, Message, Outcome, Rule, Scope};
use asepsis::fields::{Field, State};
use asepsis::model::access::{Binding, Role};
use asepsis::model::pods::{Container, Pod, Volume, Workload};
use asepsis::model::settings::{Setting, SettingKind};
use asepsis::model::{Resource, SecurityContext};

const FAILS: Message = Message::new("field has a value that no one sets");

/// The rules, as often as the library has such checks.
const RULES: &[(usize, Rule)] = &[
    (5, Rule::Resource(&["networking.k8s.io/NetworkPolicy"], kind)),
    (5, Rule::Resource(&["cilium.io/CiliumNetworkPolicy"], kind)),
    (5, Rule::Resource(&["security.istio.io/PeerAuthentication"], kind)),
    (5, Rule::Resource(&["Service", "networking.k8s.io/Ingress"], kind)),
    (5, Rule::Resource(&["apps/Deployment"], kind)),
    (9, Rule::Container(tag)),
    (8, Rule::Container(port)),
    (8, Rule::Container(memory)),
    (7, Rule::Setting(&[SettingKind::Environment, SettingKind::ConfigMapEntry], key)),
    (6, Rule::Setting(&[SettingKind::Value, SettingKind::Variable], key)),
    (10, Rule::Role(role)),
    (7, Rule::SecurityContext(user)),
    (7, Rule::Binding(binding)),
    (6, Rule::EveryResource(kind)),
    (5, Rule::Pod(pod)),
    (4, Rule::Workload(replicas)),
    (4, Rule::Volume(volume)),
];

/// Some checks that pass on ordinary input.
pub fn checks(count: usize) -> Vec<AnyCheck> {
    let rules = RULES.iter().flat_map(|(times, rule)| std::iter::repeat_n(rule, *times));
    let numbered = (0..count).zip(rules.cycle());
    numbered
        .map(|(number, rule)| Check::builder(format!("made-up-{number}")).rule(rule.clone()))
        .collect()
}

/// Fails for a value that no one sets.
fn text(field: &Field<&str>, out: &mut Outcome) {
    match out.read(field) {
        Some(text) if text.starts_with("made-up:") => {
            out.fail(field, FAILS);
        }
        Some(_) => out.pass(field),
        None => {}
    }
}

fn number(field: &Field<i64>, out: &mut Outcome) {
    match out.read(field) {
        Some(-1) => {
            out.fail(field, FAILS);
        }
        Some(_) => out.pass(field),
        None => {}
    }
}

fn kind(resource: &Resource, _: &Scope, out: &mut Outcome) {
    text(&resource.at("spec.type").text(), out);
}

fn tag(container: &Container, _: &Scope, out: &mut Outcome) {
    text(&container.image, out);
}

fn port(container: &Container, _: &Scope, out: &mut Outcome) {
    let State::Set(ports, _) = container.ports.state() else { return out.not_applicable() };
    for port in ports {
        number(&port.container_port, out);
    }
}

fn memory(container: &Container, _: &Scope, out: &mut Outcome) {
    if out.read(&container.resources.memory_limit).is_some() {
        out.pass(&container.resources.memory_limit);
    }
}

fn key(setting: &Setting, _: &Scope, out: &mut Outcome) {
    if setting.key.eq_ignore_ascii_case("made_up") {
        out.fail(setting, FAILS);
    }
}

fn role(role: &Role, _: &Scope, out: &mut Outcome) {
    if out.read(&role.rules).is_some_and(Vec::is_empty) {
        out.fail(&role.rules, FAILS);
    }
}

fn user(context: &SecurityContext, _: &Scope, out: &mut Outcome) {
    number(context.run_as_user, out);
}

fn binding(binding: &Binding, _: &Scope, out: &mut Outcome) {
    if out.read(&binding.subjects).is_some_and(Vec::is_empty) {
        out.fail(&binding.subjects, FAILS);
    }
}

fn pod(pod: &Pod, _: &Scope, out: &mut Outcome) {
    text(&pod.os, out);
}

fn replicas(workload: &Workload, _: &Scope, out: &mut Outcome) {
    number(&workload.replicas, out);
}

fn volume(volume: &Volume, _: &Scope, out: &mut Outcome) {
    text(&volume.name, out);
}
