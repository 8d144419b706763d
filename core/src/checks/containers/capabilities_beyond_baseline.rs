use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa, PssControl};
use crate::model::pods::Container;

pub(super) static CHECK: Check = Check {
    id: "capabilities-beyond-baseline",
    title: "capability is not allowed by the Baseline profile",
    messages: &[MESSAGE.text()],
    why: "Capabilities that the Baseline profile does not allow give access to parts of the node: its network, its devices, its clock or other processes.",
    fix: Fix::all(
        "Remove the capability from `capabilities.add`. If the workload needs it, run the workload on dedicated nodes.",
    ),
    severity: Severity::High,
    concern: Concern::Capabilities,
    controls: &[
        decides(PssControl::CAPABILITIES_BASELINE),
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Hipaa::S308A1IIB).own_reading(),
        decides(Cis::I5_2_9),
        refutes(Nsa::P4),
    ],
    equivalents: &[
        Tool::Kyverno.calls_it("disallow-capabilities"),
        Tool::Kyverno.calls_it("service-mesh-disallow-capabilities"),
        Tool::PodSecurity.calls_it("capabilities_baseline"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Container(check),
};

const MESSAGE: Message<2> = Message::new("{container} adds the capability `{name}`");

fn check(container: &Container, _: &Scope, out: &mut Outcome) {
    let Some(added) = out.read(&container.security.added_capabilities) else { return };
    for capability in added {
        match out.read(capability) {
            // The standard compares names literally: `CAP_CHOWN` and `chown` do not match.
            Some(name) if is_usual(name) => out.pass(capability),
            Some(name) => {
                let message = MESSAGE.with(container.label(), name);
                out.fail(capability, message);
            }
            None => {}
        }
    }
}

fn is_usual(name: &str) -> bool {
    matches!(
        name,
        "AUDIT_WRITE"
            | "CHOWN"
            | "DAC_OVERRIDE"
            | "FOWNER"
            | "FSETID"
            | "KILL"
            | "MKNOD"
            | "NET_BIND_SERVICE"
            | "SETFCAP"
            | "SETGID"
            | "SETPCAP"
            | "SETUID"
            | "SYS_CHROOT"
    )
}
