use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes, supports_and_refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa, PssControl};
use crate::model::SecurityContext;

pub(super) static CHECK: Check = Check {
    id: "run-as-user-zero",
    title: "container or Pod sets `runAsUser: 0`",
    messages: &[MESSAGE.text()],
    why: "User ID 0 is root: without a user namespace the process is also root to the kernel of the node and for every mounted file.",
    fix: Fix::all(
        "Set `runAsUser` to a non-zero user ID, or remove it if the image runs as a non-root user.",
    ),
    severity: Severity::High,
    concern: Concern::User,
    controls: &[
        decides(PssControl::RUN_AS_USER),
        refutes(Hipaa::S312A1).own_reading(),
        supports_and_refutes(Hipaa::S308A1IIB).own_reading(),
        refutes(Cis::I5_2_7),
        supports_and_refutes(Nsa::P1),
    ],
    equivalents: &[
        Tool::KubeLinter.calls_it("run-as-non-root"),
        Tool::Trivy.calls_it("KSV-0105"),
        Tool::Kyverno.calls_it("require-run-as-non-root-user"),
        Tool::PodSecurity.calls_it("runAsUser"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::SecurityContext(check),
};

const MESSAGE: Message<1> = Message::new("{context} sets `runAsUser: 0`");

type Judge = fn(&SecurityContext, &Scope, &mut Outcome);

const VERSIONS: &[(u8, Judge)] = &[(23, in_1_23), (35, in_1_35)];

fn check(context: &SecurityContext, scope: &Scope, out: &mut Outcome) {
    match scope.in_version(VERSIONS) {
        Some(judge) => judge(context, scope, out),
        None => out.not_applicable(),
    }
}

fn in_1_23(context: &SecurityContext, _: &Scope, out: &mut Outcome) {
    let user = context.run_as_user;
    match out.read(user) {
        // User 0 of the pod counts even if every container sets another user.
        Some(0) => {
            out.fail(user, MESSAGE.with(context.label()));
        }
        Some(_) => out.pass(user),
        None => {}
    }
}

fn in_1_35(context: &SecurityContext, scope: &Scope, out: &mut Outcome) {
    if scope.has_users_of_the_node(out) {
        in_1_23(context, scope, out);
    }
}
