use crate::checks::{
    Check, Concern, Confidence, Fix, Message, Outcome, Rule, Scope, Severity, Technologies,
    decides, refutes, supports_and_refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::Technology;
use crate::model::pods::{Container, Role};
use crate::tree::Edit;

pub(super) static CHECK: Check = Check {
    id: "runs-as-root",
    title: "container runs or may run as root",
    messages: &[USER_ZERO.text(), USER_OF_IMAGE.text()],
    why: "Without a user namespace, root in the container is root to the kernel of the host and for every mounted file; many container escapes require root.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Set `runAsNonRoot: true` and a non-zero `runAsUser` in the `securityContext` of the Pod or the container.",
        ),
        (Technology::Compose, "Set `user` to a non-root user."),
    ]),
    severity: Severity::High,
    concern: Concern::User,
    controls: &[
        refutes(Hipaa::S312A1).own_reading(),
        supports_and_refutes(Hipaa::S308A1IIB).own_reading(),
        decides(Cis::I5_2_7),
        decides(Nsa::P1),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::CONTAINERS,
    parameters: &[],
    rule: Rule::Container(check),
};

const USER_ZERO: Message<1> = Message::new("{container} runs as user 0");
const USER_OF_IMAGE: Message<1> = Message::new("no user is set for {container}: the image decides");

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    let Some(pod) = scope.pod else { return };
    // Windows has no user 0; with a user namespace, root is an unprivileged user of the node.
    if !scope.is_not_windows(out) {
        return;
    }
    match out.read(&pod.host_users) {
        Some(false) => return out.pass(&pod.host_users),
        _ if out.is_undecided() => return,
        _ => {}
    }
    let effective = pod.effective(container);
    let (user, non_root) = (effective.run_as_user, effective.run_as_non_root);
    match out.read(user) {
        Some(0) => {
            out.fail(user, USER_ZERO.with(container.label()))
                .severity(scope.in_compose(Severity::Medium, Severity::High));
        }
        Some(1..) => out.pass(user),
        Some(_) => out.unknown(user, "the value is not a valid user ID"),
        None if !out.is_unset(user) => {}
        // A hook runs as the user of its container, and Compose has no `runAsNonRoot`.
        None if container.role == Role::Hook => out.not_applicable(),
        None if scope.technology == Technology::Compose => {
            out.unknown(user, "no user is set: the image decides");
        }
        None => match out.read(non_root) {
            Some(true) => out.pass(non_root),
            _ => {
                out.fail(non_root, USER_OF_IMAGE.with(container.label()))
                    .confidence(Confidence::Medium)
                    .fix(Edit::set(non_root, true));
            }
        },
    }
}
