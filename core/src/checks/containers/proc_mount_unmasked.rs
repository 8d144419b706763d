use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa, PssControl};
use crate::model::pods::Container;
use crate::tree::Edit;

pub(super) static CHECK: Check = Check {
    id: "proc-mount-unmasked",
    title: "container has an unmasked `/proc`",
    messages: &[MESSAGE.text()],
    why: "The container runtime masks the paths in `/proc` that expose the node or change its kernel settings; with `procMount: Unmasked` they are accessible.",
    fix: Fix::all(
        "Remove `procMount`. If the container must run nested containers, set `hostUsers: false` in the Pod, which gives it a user namespace.",
    ),
    severity: Severity::High,
    concern: Concern::ProcMount,
    controls: &[
        decides(PssControl::PROC_MOUNT),
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Hipaa::S308A1IIB).own_reading(),
        refutes(Cis::I5_7_3),
        refutes(Nsa::P4),
    ],
    equivalents: &[
        Tool::KubeLinter.calls_it("unsafe-proc-mount"),
        Tool::Polaris.calls_it("procMount"),
        Tool::Trivy.calls_it("KSV-0027"),
        Tool::Kubescape.calls_it("C-0211"),
        Tool::Kics.calls_it("Container Runs Unmasked"),
        Tool::Kyverno.calls_it("disallow-proc-mount"),
        Tool::PodSecurity.calls_it("procMount"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Container(check),
};

pub(super) const MESSAGE: Message<2> = Message::new("{container} sets `procMount` to `{kind}`");

type Judge = fn(&Container, &Scope, &mut Outcome);

const VERSIONS: &[(u8, Judge)] = &[(0, in_1_0), (35, in_1_35)];

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    match scope.in_version(VERSIONS) {
        Some(judge) => judge(container, scope, out),
        None => out.not_applicable(),
    }
}

pub(super) fn in_1_0(container: &Container, _: &Scope, out: &mut Outcome) {
    let mount = &container.security.proc_mount;
    match out.read(mount) {
        Some(&"Default") => out.pass(mount),
        Some(kind) => {
            let message = MESSAGE.with(container.label(), kind);
            out.fail(mount, message).fix(Edit::remove(mount));
        }
        None => {}
    }
}

fn in_1_35(container: &Container, scope: &Scope, out: &mut Outcome) {
    if scope.has_users_of_the_node(out) {
        in_1_0(container, scope, out);
    }
}
