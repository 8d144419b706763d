use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes, supports, supports_and_refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa, PssControl};
use crate::model::SecurityContext;
use crate::tree::{Edit, Field};

pub(super) static CHECK: Check = Check {
    id: "run-as-non-root-missing",
    title: "container is allowed to run as root",
    messages: &[FALSE.text(), MISSING.text()],
    why: "Without `runAsNonRoot: true` the image decides which user the process runs as, and many images run as root; a new build of the image can change the user.",
    fix: Fix::all(
        "Set `runAsNonRoot: true` in the Pod's `securityContext`, and do not override it in a container.",
    ),
    severity: Severity::High,
    concern: Concern::User,
    controls: &[
        decides(PssControl::RUN_AS_NON_ROOT),
        refutes(Hipaa::S312A1).own_reading(),
        supports_and_refutes(Hipaa::S308A1IIB).own_reading(),
        supports(Cis::I5_2_7),
        supports_and_refutes(Nsa::P1),
    ],
    equivalents: &[
        Tool::KubeLinter.calls_it("run-as-non-root"),
        Tool::Kubesec.calls_it("RunAsNonRoot"),
        Tool::Polaris.calls_it("runAsRootAllowed"),
        Tool::Trivy.calls_it("KSV-0012"),
        Tool::Checkov.calls_it("CKV_K8S_23"),
        Tool::Kubescape.calls_it("C-0013"),
        Tool::Kubescape.calls_it("C-0211"),
        Tool::Kics.calls_it("Container Running As Root"),
        Tool::Kyverno.calls_it("require-run-as-nonroot"),
        Tool::Kyverno.calls_it("service-mesh-require-run-as-nonroot"),
        Tool::PodSecurity.calls_it("runAsNonRoot"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::SecurityContext(check),
};

const FALSE: Message<1> = Message::new("{context} sets `runAsNonRoot: false`");
const MISSING: Message<1> = Message::new("neither {context} nor the Pod sets `runAsNonRoot`");

type Judge = fn(&SecurityContext, &Scope, &mut Outcome);

const VERSIONS: &[(u8, Judge)] = &[(0, in_1_0), (35, in_1_35)];

fn check(context: &SecurityContext, scope: &Scope, out: &mut Outcome) {
    match scope.in_version(VERSIONS) {
        Some(judge) => judge(context, scope, out),
        None => out.not_applicable(),
    }
}

fn in_1_0(context: &SecurityContext, scope: &Scope, out: &mut Outcome) {
    let Some(pod) = scope.pod else { return };
    let non_root = context.run_as_non_root;
    match (out.read(non_root), context.container) {
        (Some(true), _) => out.pass(non_root),
        (Some(false), _) => {
            out.fail(non_root, FALSE.with(context.label())).fix(Edit::set(non_root, true));
        }
        (None, Some(_)) if out.is_unset(non_root) => {
            inherited(context, &pod.security.run_as_non_root, out);
        }
        // Each container may set it.
        (None, _) => out.not_applicable(),
    }
}

fn in_1_35(context: &SecurityContext, scope: &Scope, out: &mut Outcome) {
    if scope.has_users_of_the_node(out) {
        in_1_0(context, scope, out);
    }
}

/// Judges a container that does not set it.
fn inherited(context: &SecurityContext, outer: &Field<bool>, out: &mut Outcome) {
    match out.read(outer) {
        Some(true) => out.pass(outer),
        // The pod has its own finding.
        Some(false) => out.not_applicable(),
        None if out.is_undecided() => {}
        None => {
            let message = MISSING.with(context.label());
            let field = context.run_as_non_root;
            out.fail(field, message).fix(Edit::set(field, true));
        }
    }
}
