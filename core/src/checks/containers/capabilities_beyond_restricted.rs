use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes, supports, supports_and_refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa, PssControl};
use crate::model::pods::Container;
use crate::tree::{Edit, NewValue};

pub(super) static CHECK: Check = Check {
    id: "capabilities-beyond-restricted",
    title: "capabilities are not allowed by the Restricted profile",
    messages: &[ADDED.text(), NOT_DROPPED.text()],
    why: "The default capabilities let a process change file owners, send raw packets and switch users, which helps an attacker in the container.",
    fix: Fix::all(
        "Set `capabilities.drop: [ALL]`, and add only `NET_BIND_SERVICE` if the container listens on a port below 1024.",
    ),
    severity: Severity::High,
    concern: Concern::Capabilities,
    controls: &[
        decides(PssControl::CAPABILITIES_RESTRICTED),
        refutes(Hipaa::S312A1).own_reading(),
        supports_and_refutes(Hipaa::S308A1IIB).own_reading(),
        supports(Cis::I5_2_9),
        decides(Cis::I5_2_10),
        refutes(Nsa::P4),
    ],
    equivalents: &[
        Tool::Trivy.calls_it("KSV-0106"),
        Tool::Kyverno.calls_it("disallow-capabilities-strict"),
        Tool::PodSecurity.calls_it("capabilities_restricted"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Container(check),
};

const ADDED: Message<2> = Message::new("{container} adds the capability `{name}`");
const NOT_DROPPED: Message<1> = Message::new("{container} does not drop all capabilities");

type Judge = fn(&Container, &Scope, &mut Outcome);

const VERSIONS: &[(u8, Judge)] = &[(22, in_1_22), (25, in_1_25)];

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    match scope.in_version(VERSIONS) {
        Some(judge) => judge(container, scope, out),
        None => out.not_applicable(),
    }
}

fn in_1_22(container: &Container, _: &Scope, out: &mut Outcome) {
    dropped(container, out);
    let Some(added) = out.read(&container.security.added_capabilities) else { return };
    for capability in added {
        match out.read(capability) {
            Some(&"NET_BIND_SERVICE") => out.pass(capability),
            Some(name) => {
                let message = ADDED.with(container.label(), name);
                out.fail(capability, message);
            }
            None => {}
        }
    }
}

fn in_1_25(container: &Container, scope: &Scope, out: &mut Outcome) {
    if scope.is_not_windows(out) {
        in_1_22(container, scope, out);
    }
}

fn dropped(container: &Container, out: &mut Outcome) {
    let dropped = &container.security.dropped_capabilities;
    let names = out.read(dropped).map_or(&[][..], Vec::as_slice);
    // Unknown entries matter only if the wanted name is not among the known ones.
    let mut trial = Outcome::default();
    if let Some(all) = names.iter().find(|name| trial.read(name) == Some(&"ALL")) {
        return out.pass(all);
    }
    for name in names {
        out.read(name);
    }
    if !out.is_undecided() {
        let all = NewValue::Texts(vec!["ALL".to_owned()]);
        let message = NOT_DROPPED.with(container.label());
        out.fail(dropped, message).fix(Edit::set(dropped, all));
    }
}
