use std::collections::HashMap;

use super::ports::{Taken, in_words};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::pods::Port;
use crate::model::{Label, Resource};
use crate::tree::Place;

pub(super) static CHECK: Check = Check {
    id: "duplicate-host-port",
    title: "two services publish the same host port",
    messages: &[MESSAGE.text()],
    why: "Only the service that starts first gets the port; the other one fails to start.",
    fix: Fix::all("Publish each host port from only one service."),
    severity: Severity::Info,
    concern: Concern::PublishedPort,
    controls: &[refutes(Hipaa::S308A7IIC).own_reading(), refutes(Hipaa::S308A7I).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Resource(&["project"], check),
};

const MESSAGE: Message<3> =
    Message::new("{service} publishes host {ports}, which {other} also publishes");

fn check(_: &Resource, scope: &Scope, out: &mut Outcome) {
    let mut takers = Takers::default();
    for (resource, workload) in scope.inventory.workloads() {
        let label = resource.label();
        let pod = out.read(&workload.pod);
        let containers = pod.and_then(|pod| out.read(&pod.containers)).into_iter().flatten();
        for container in containers {
            for port in out.read(&container.ports).into_iter().flatten() {
                let Some(wanted) = read(port, out) else { continue };
                let place = port.host_port.place();
                match takers.find(&wanted) {
                    Some((first, last, other)) => {
                        let ports = in_words(first, last);
                        let message = MESSAGE.with(label.clone(), ports, other.label.clone());
                        let own = if first == last {
                            first.to_string()
                        } else {
                            format!("{first}-{last}")
                        };
                        let place_of_other = other.place;
                        out.fail(&place, message)
                            .related(&place_of_other, "first published here")
                            .of_shared(format!("{own}/{}", wanted.protocol));
                    }
                    None => out.pass(&place),
                }
                takers.take(wanted, Taker { label: label.clone(), place });
            }
        }
    }
}

/// A range of ports of an address; an empty address means all addresses.
struct Wanted {
    first: i64,
    last: i64,
    address: String,
    protocol: String,
}

struct Taker {
    label: Label,
    place: Place,
}

/// The services by published port.
#[derive(Default)]
struct Takers {
    all: Vec<Taker>,
    /// By protocol and address.
    at: HashMap<(String, String), Taken>,
    /// By protocol, whatever the address.
    anywhere: HashMap<String, Taken>,
}

impl Takers {
    /// The part of a range that another service has already published.
    fn find(&self, wanted: &Wanted) -> Option<(i64, i64, &Taker)> {
        let Wanted { first, last, address, protocol } = wanted;
        let found = if address.is_empty() {
            self.anywhere.get(protocol).and_then(|taken| taken.find(*first, *last))
        } else {
            let at = |address: &str| {
                let taken = self.at.get(&(protocol.clone(), address.to_owned()));
                taken.and_then(|taken| taken.find(*first, *last))
            };
            let found = [at(address), at("")].into_iter().flatten();
            found.min_by_key(|(.., by)| *by)
        };
        found.and_then(|(first, last, by)| Some((first, last, self.all.get(by)?)))
    }

    fn take(&mut self, wanted: Wanted, by: Taker) {
        let Wanted { first, last, address, protocol } = wanted;
        let number = self.all.len();
        self.all.push(by);
        self.anywhere.entry(protocol.clone()).or_default().take(first, last, number);
        self.at.entry((protocol, address)).or_default().take(first, last, number);
    }
}

fn read(port: &Port, out: &mut Outcome) -> Option<Wanted> {
    let first = *out.read(&port.host_port)?;
    let address = out.read(&port.host_ip).copied().unwrap_or_default();
    let address = if matches!(address, "0.0.0.0" | "::") { "" } else { address }.to_owned();
    let protocol = out.read(&port.protocol).copied().unwrap_or("tcp").to_owned();
    Some(Wanted { first, last: port.last(first), address, protocol })
}
