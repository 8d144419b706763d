use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Parameter, ParameterKind, Rule, Scope, Severity,
    Technologies, Tool, refutes, supports,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::pods::Container;

pub(super) static CHECK: Check = Check {
    id: "low-uid",
    title: "user ID is below the minimum",
    messages: &[MESSAGE.text()],
    why: "Low user IDs are those of system accounts on the node and in other images: after a container escape, or on a shared volume, the process has the permissions of such an account.",
    fix: Fix::all("Set `runAsUser` to an ID at or above the minimum that no other account uses."),
    severity: Severity::Low,
    concern: Concern::User,
    controls: &[refutes(Hipaa::S312A1).own_reading(), supports(Nsa::P1)],
    equivalents: &[
        Tool::Kubesec.calls_it("RunAsUser"),
        Tool::Trivy.calls_it("KSV-0020"),
        Tool::Checkov.calls_it("CKV_K8S_40"),
        Tool::Kics.calls_it("Container Running With Low UID"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[&MINIMUM_UID],
    rule: Rule::Container(check),
};

const MESSAGE: Message<3> =
    Message::new("{container} runs as user {id}, below the minimum of {minimum}");

static MINIMUM_UID: Parameter = Parameter {
    name: "minimum_uid",
    description: "minimum user ID of a container",
    kind: ParameterKind::Integer { default: 1001, minimum: 0, maximum: u32::MAX as i64 },
};

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    let Some(effective) = scope.effective(container) else { return };
    let user = effective.run_as_user;
    if !scope.is_not_windows(out) {
        return;
    }
    if out.is_unset(user) {
        // runs-as-root covers this.
        return out.not_applicable();
    }
    let minimum = scope.integer(&MINIMUM_UID);
    match out.read(user) {
        Some(id) if *id < minimum => {
            out.fail(user, MESSAGE.with(container.label(), *id, minimum));
        }
        Some(_) => out.pass(user),
        None => {}
    }
}
