use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;

pub(super) static CHECK: Check = Check {
    id: "privileged-build",
    title: "image build is privileged",
    messages: &[PRIVILEGED.text(), HOST_NETWORK.text(), ENTITLEMENT.text()],
    why: "A build step, or code that it downloads, can take over the build host.",
    fix: Fix::all("Remove `privileged`, `network: host` and `entitlements` from `build`."),
    severity: Severity::High,
    concern: Concern::BuildPrivileges,
    controls: &[refutes(Hipaa::S312A1).own_reading(), refutes(Hipaa::S308A1IIB).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Resource(&["service", "job"], check),
};

const PRIVILEGED: Message<1> = Message::new("build of {service} is privileged");
const HOST_NETWORK: Message<1> = Message::new("build of {service} uses the host network");
const ENTITLEMENT: Message<2> = Message::new("build of {service} has the entitlement `{name}`");

fn check(service: &Resource, _: &Scope, out: &mut Outcome) {
    let build = service.at("build");
    let privileged = build.get("privileged").bool();
    if out.read(&privileged) == Some(&true) {
        out.fail(&privileged, PRIVILEGED.with(service.label())).severity(Severity::Critical);
    }
    let network = build.get("network").text();
    if out.read(&network) == Some(&"host") {
        out.fail(&network, HOST_NETWORK.with(service.label())).severity(Severity::Medium);
    }
    let entitlements = build.get("entitlements").list(crate::tree::Cursor::text);
    for entitlement in out.read(&entitlements).into_iter().flatten() {
        if let Some(name @ (&"security.insecure" | &"network.host")) = out.read(entitlement) {
            out.fail(entitlement, ENTITLEMENT.with(service.label(), name));
        }
    }
}
