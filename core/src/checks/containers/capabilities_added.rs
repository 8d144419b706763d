use crate::checks::partly::image_name;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::pods::{Container, Role};

pub(super) static CHECK: Check = Check {
    id: "capabilities-added",
    title: "capability is added",
    messages: &[MESSAGE.text()],
    why: "Each capability grants a part of root's privileges; some, such as `SYS_ADMIN`, are enough to take over the host.",
    fix: Fix::all("Remove `cap_add`, or add only the capabilities that the service needs."),
    severity: Severity::High,
    concern: Concern::Capabilities,
    controls: &[refutes(Hipaa::S312A1).own_reading(), refutes(Hipaa::S308A1IIB).own_reading()],
    equivalents: &[Tool::Kics.calls_it("Unrestricted Capabilities")],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Container(check),
};

const MESSAGE: Message<2> = Message::new("{container} adds the capability `{name}`");

/// Capabilities that allow a process to escape from its container.
const DANGEROUS: &[&str] =
    &["ALL", "SYS_ADMIN", "NET_ADMIN", "SYS_PTRACE", "SYS_MODULE", "DAC_READ_SEARCH"];

fn check(container: &Container, _: &Scope, out: &mut Outcome) {
    if container.role == Role::Hook {
        return out.not_applicable();
    }
    for added in out.read(&container.security.added_capabilities).into_iter().flatten() {
        let Some(name) = out.read(added) else { continue };
        let severity = if DANGEROUS.contains(name) {
            Severity::High
        } else if *name == "IPC_LOCK" && is_vault(container) {
            // Vault uses it to keep its secrets out of swap.
            Severity::Info
        } else {
            Severity::Low
        };
        out.fail(added, MESSAGE.with(container.label(), name)).severity(severity);
    }
}

fn is_vault(container: &Container) -> bool {
    // The image only lowers the severity, so the result does not depend on it.
    let name = image_name(container, &mut Outcome::default());
    name.is_some_and(|name| matches!(&*name, "vault" | "openbao"))
}
