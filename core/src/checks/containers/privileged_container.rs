use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa, PssControl};
use crate::model::pods::Container;
use crate::tree::Edit;

pub(super) static CHECK: Check = Check {
    id: "privileged-container",
    title: "container is privileged",
    messages: &[MESSAGE.text()],
    why: "A privileged container has every capability and access to every device of the host, so an attacker in the container controls the host.",
    fix: Fix::all(
        "Remove `privileged: true`, and add only the capabilities that the container needs.",
    ),
    severity: Severity::Critical,
    concern: Concern::Privileges,
    controls: &[
        decides(PssControl::PRIVILEGED),
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Hipaa::S308A1IIB).own_reading(),
        decides(Cis::I5_2_2),
        refutes(Nsa::P4),
    ],
    equivalents: &[
        Tool::KubeLinter.calls_it("privileged-container"),
        Tool::KubeScore.calls_it("container-security-context-privileged"),
        Tool::Kubesec.calls_it("Privileged"),
        Tool::Polaris.calls_it("runAsPrivileged"),
        Tool::Trivy.calls_it("KSV-0017"),
        Tool::Checkov.calls_it("CKV_K8S_16"),
        Tool::Kubescape.calls_it("C-0057"),
        Tool::Kubescape.calls_it("C-0211"),
        Tool::Kics.calls_it("Container Is Privileged"),
        Tool::Kyverno.calls_it("disallow-privileged-containers"),
        Tool::PodSecurity.calls_it("privileged"),
    ],
    since: "0.1.0",
    technologies: Technologies::ALL,
    parameters: &[],
    rule: Rule::Container(check),
};

const MESSAGE: Message<1> = Message::new("{container} is privileged");

fn check(container: &Container, _: &Scope, out: &mut Outcome) {
    let privileged = &container.security.privileged;
    match out.read(privileged) {
        Some(true) => {
            out.fail(privileged, MESSAGE.with(container.label())).fix(Edit::remove(privileged));
        }
        Some(false) => out.pass(privileged),
        None => {}
    }
}
