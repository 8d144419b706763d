use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes, supports_and_refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::Technology;
use crate::model::pods::{Container, Role};
use crate::tree::Edit;

pub(super) static CHECK: Check = Check {
    id: "capabilities-drop-all-missing",
    title: "container does not drop all capabilities",
    messages: &[MESSAGE.text()],
    why: "The runtime's default capabilities let a process change file owners, send raw packets and bind privileged ports, which few services need.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Set `capabilities.drop: [ALL]` in the container's `securityContext`, and add only the capabilities that the container needs.",
        ),
        (
            Technology::Compose,
            "Set `cap_drop: [ALL]`, and add with `cap_add` only the capabilities that the service needs.",
        ),
    ]),
    severity: Severity::Medium,
    concern: Concern::Capabilities,
    controls: &[
        refutes(Hipaa::S312A1).own_reading(),
        supports_and_refutes(Hipaa::S308A1IIB).own_reading(),
        decides(Cis::I5_2_10),
        refutes(Nsa::P4),
    ],
    equivalents: &[
        Tool::Kubesec.calls_it("CapDropAll"),
        Tool::Polaris.calls_it("insecureCapabilities"),
        Tool::Trivy.calls_it("KSV-0003"),
        Tool::Checkov.calls_it("CKV_K8S_37"),
        Tool::Kyverno.calls_it("require-drop-all"),
    ],
    since: "0.1.0",
    technologies: Technologies::CONTAINERS,
    parameters: &[],
    rule: Rule::Container(check),
};

const MESSAGE: Message<1> = Message::new("{container} does not drop all capabilities");

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    if container.role == Role::Hook {
        return out.not_applicable();
    }
    if !scope.is_not_windows(out) {
        return;
    }
    let dropped = &container.security.dropped_capabilities;
    let names = out.read(dropped).map_or(&[][..], Vec::as_slice);
    // Unknown entries matter only if no known entry decides.
    let all = names.iter().find(|name| {
        let text = Outcome::default().read(name).copied();
        text.is_some_and(|text| text.eq_ignore_ascii_case("ALL"))
    });
    if let Some(all) = all {
        return out.pass(all);
    }
    for name in names {
        out.read(name);
    }
    if !out.is_undecided() {
        out.fail(dropped, MESSAGE.with(container.label()))
            .severity(scope.in_compose(Severity::Low, Severity::Medium))
            .fix(Edit::set(dropped, vec!["ALL".to_owned()]));
    }
}
