use crate::checks::partly::is_data_store;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool,
    supports_and_refutes,
};
use crate::frameworks::Hipaa;
use crate::model::pods::Container;
use crate::model::{Body, Resource};
use crate::tree::Field;

pub(super) static CHECK: Check = Check {
    id: "network-not-segmented",
    title: "data store is not on a separate network",
    messages: &[MESSAGE.text()],
    why: "An attacker who compromises the published service can connect to the data store directly.",
    fix: Fix::all(
        "Put the data store on a separate network with `internal: true`, and connect only the services that need it.",
    ),
    severity: Severity::Medium,
    concern: Concern::NetworkIsolation,
    controls: &[
        supports_and_refutes(Hipaa::S312A1).own_reading(),
        supports_and_refutes(Hipaa::S312E1).own_reading(),
    ],
    equivalents: &[Tool::Kics.calls_it("Networks Not Set")],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Resource(&["project"], check),
};

const MESSAGE: Message<1> = Message::new("{store} shares one network with every other service");

/// A service with its networks.
struct Member<'s> {
    resource: &'s Resource<'s>,
    networks: Vec<String>,
    is_store: bool,
    is_published: bool,
}

fn check(project: &Resource, scope: &Scope, out: &mut Outcome) {
    let services = scope.inventory.resources_of_kind("service");
    let members: Vec<Member> = services.filter_map(|service| member(service, out)).collect();
    let stores = members.iter().filter(|member| member.is_store && !member.is_published);
    let Some(front) = members.iter().find(|member| member.is_published && !member.is_store) else {
        return out.not_applicable();
    };
    let mut looked = false;
    let all_on_one = members.iter().all(|member| member.networks == front.networks);
    for store in stores {
        looked = true;
        let is_flat = all_on_one && store.networks.len() == 1;
        if out.is_undecided() {
            return;
        }
        if !is_flat {
            out.pass(&store.resource.at("networks"));
            continue;
        }
        if let Some(internal) = internal(project, &store.networks, out) {
            out.pass(&internal);
            continue;
        }
        let message = MESSAGE.with(store.resource.label());
        out.fail(store.resource, message)
            .related(&front.resource.place(), "this service publishes a port");
    }
    if !looked {
        out.not_applicable();
    }
}

fn member<'s>(service: &'s Resource<'s>, out: &mut Outcome) -> Option<Member<'s>> {
    let Body::Workload(workload) = &service.body else { return None };
    let containers = out.read(&workload.pod).and_then(|pod| out.read(&pod.containers))?;
    let container: &Container = containers.first()?;
    let written = service.at("networks").entries();
    let networks = match out.read(&written) {
        Some(entries) => entries.iter().map(|entry| entry.key.to_string()).collect(),
        None => vec!["default".to_owned()],
    };
    let ports = out.read(&container.ports).is_some_and(|ports| !ports.is_empty());
    Some(Member {
        resource: service,
        networks,
        is_store: is_data_store(container, out),
        is_published: ports,
    })
}

/// The setting that makes one of the networks internal.
fn internal(project: &Resource, networks: &[String], out: &mut Outcome) -> Option<Field<bool>> {
    let declared = project.at("networks");
    let mut internal = networks.iter().map(|name| declared.at(name).at("internal").bool());
    internal.find(|internal| out.read(internal) == Some(&true))
}
