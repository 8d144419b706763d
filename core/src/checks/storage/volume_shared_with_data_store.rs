use std::collections::HashMap;

use crate::checks::partly::is_data_store;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::{Body, Resource};

pub(super) static CHECK: Check = Check {
    id: "volume-shared-with-data-store",
    title: "service mounts the volume of a data store",
    messages: &[MESSAGE.text()],
    why: "A bug in the other service can corrupt the files of the data store, and an attacker in this service can read all of them without the access control of the data store.",
    fix: Fix::all(
        "Give each service separate volumes, and let other services access the data through the data store.",
    ),
    severity: Severity::Info,
    concern: Concern::VolumeSharing,
    controls: &[refutes(Hipaa::S312A1).own_reading(), refutes(Hipaa::S308A4IIB).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Resource(&["project"], check),
};

const MESSAGE: Message<3> = Message::new("{other} mounts the volume `{name}` of {store}");

fn check(_: &Resource, scope: &Scope, out: &mut Outcome) {
    let mut mounts: Vec<(String, &Resource, bool)> = Vec::new();
    for service in scope.inventory.resources_of_kind("service") {
        let Body::Workload(workload) = &service.body else { continue };
        let pod = out.read(&workload.pod);
        let containers = pod.and_then(|pod| out.read(&pod.containers)).into_iter().flatten();
        for container in containers {
            let is_store = is_data_store(container, out);
            let volumes = service
                .at("volumes")
                .list(|mount| (mount.get("type").text(), mount.get("source").text()));
            for (kind, source) in out.read(&volumes).into_iter().flatten() {
                let is_volume = out.read(kind) == Some(&"volume");
                if let Some(name) = out.read(source).filter(|_| is_volume) {
                    mounts.push(((*name).to_owned(), service, is_store));
                }
            }
        }
    }
    let mut others: HashMap<&str, Vec<&Resource>> = HashMap::new();
    for (name, service, _) in mounts.iter().filter(|(_, _, is_store)| !is_store) {
        others.entry(name).or_default().push(service);
    }
    let mut looked = false;
    for (name, store, _) in mounts.iter().filter(|(_, _, is_store)| *is_store) {
        looked = true;
        let others = others.get(name.as_str()).into_iter().flatten();
        let other = others.copied().find(|other| other.place() != store.place());
        match other {
            Some(other) => {
                let message = MESSAGE.with(other.label(), name, store.label());
                out.fail(other, message).related(&store.place(), "this service is the data store");
            }
            None => out.pass(*store),
        }
    }
    if !looked && !out.is_undecided() {
        out.not_applicable();
    }
}
