use crate::checks::{Check, Concern, Fix, Outcome, Rule, Scope, Severity, Technologies, refutes};
use crate::frameworks::Hipaa;
use crate::model::Resource;

pub(super) static CHECK: Check = Check {
    id: "privileged-build",
    title: "image is built with the rights of the host",
    why: "A step of the build, or what it downloads, can take over the machine that builds.",
    fix: Fix::all("Remove `privileged`, the `host` network and the entitlements from `build`."),
    severity: Severity::High,
    concern: Concern::BuildPrivileges,
    controls: &[refutes(Hipaa::S312A1).own_reading(), refutes(Hipaa::S308A1IIB).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Resource(&["service", "job"], check),
};

fn check(service: &Resource, _: &Scope, out: &mut Outcome) {
    let build = service.at("build");
    let privileged = build.get("privileged").bool();
    if out.read(&privileged) == Some(&true) {
        out.fail(&privileged, format!("{} is built privileged", service.label()))
            .severity(Severity::Critical);
    }
    let network = build.get("network").text();
    if out.read(&network) == Some(&"host") {
        out.fail(&network, format!("{} is built in the host's network", service.label()))
            .severity(Severity::Medium);
    }
    let entitlements = build.get("entitlements").list(crate::tree::Cursor::text);
    for entitlement in out.read(&entitlements).into_iter().flatten() {
        if let Some(name @ (&"security.insecure" | &"network.host")) = out.read(entitlement) {
            out.fail(entitlement, format!("the build of {} may `{name}`", service.label()));
        }
    }
}
