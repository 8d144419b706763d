use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;

pub(super) static CHECK: Check = Check {
    id: "mount-propagation-shared",
    title: "mount propagation is shared",
    messages: &[MESSAGE.text()],
    why: "Mounts that are made in the container appear on the host and in other containers, so that a privileged process in the container can mount over files of the host.",
    fix: Fix::all("Remove `propagation` from the mount; the default is `rprivate`."),
    severity: Severity::Medium,
    concern: Concern::HostFiles,
    controls: &[refutes(Hipaa::S312A1).own_reading(), refutes(Hipaa::S308A1IIB).own_reading()],
    equivalents: &[Tool::Kics.calls_it("Volume Mounted In Multiple Containers")],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Resource(&["service", "job"], check),
};

const MESSAGE: Message<2> = Message::new("mount of {service} uses the propagation `{mode}`");

fn check(service: &Resource, _: &Scope, out: &mut Outcome) {
    let mounts = service.at("volumes").list(|mount| mount.get("bind").get("propagation").text());
    for propagation in out.read(&mounts).into_iter().flatten() {
        match out.read(propagation) {
            // With `slave`, mounts propagate from the host, but not to it.
            Some(mode @ (&"shared" | &"rshared")) => {
                out.fail(propagation, MESSAGE.with(service.label(), mode));
            }
            Some(_) => out.pass(propagation),
            None => {}
        }
    }
}
