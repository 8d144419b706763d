use super::seccomp_unconfined::{NO_TYPE, PROFILE, profile_1_19};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes, supports_and_refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa, PssControl};
use crate::model::SecurityContext;
use crate::model::pods::Profile;
use crate::tree::{Anchor, Edit, Field, Spot};

pub(super) static CHECK: Check = Check {
    id: "seccomp-profile-missing",
    title: "seccomp profile is not set",
    messages: &[MESSAGE.text(), PROFILE.text(), NO_TYPE.text()],
    why: "Without a profile the container runs unconfined, unless `seccompDefault` is enabled on the kubelet, which a manifest does not show: every system call is available to an attacker.",
    fix: Fix::all("Set `seccompProfile.type: RuntimeDefault` in the Pod's `securityContext`."),
    severity: Severity::Medium,
    concern: Concern::Seccomp,
    controls: &[
        decides(PssControl::SECCOMP_PROFILE_RESTRICTED),
        refutes(Hipaa::S312A1).own_reading(),
        supports_and_refutes(Hipaa::S308A1IIB).own_reading(),
        decides(Cis::I5_7_2),
        supports_and_refutes(Nsa::P6),
    ],
    equivalents: &[
        Tool::KubeScore.calls_it("container-seccomp-profile"),
        Tool::Kubesec.calls_it("SeccompAny"),
        Tool::Trivy.calls_it("KSV-0030"),
        Tool::Checkov.calls_it("CKV_K8S_31"),
        Tool::Kubescape.calls_it("C-0210"),
        Tool::Kubescape.calls_it("C-0211"),
        Tool::Kics.calls_it("Seccomp Profile Is Not Configured"),
        Tool::Kyverno.calls_it("restrict-seccomp-strict"),
        Tool::PodSecurity.calls_it("seccompProfile_restricted"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::SecurityContext(check),
};

const MESSAGE: Message<1> = Message::new("no seccomp profile is set for {context}");

type Judge = fn(&SecurityContext, &Scope, &mut Outcome);

const VERSIONS: &[(u8, Judge)] = &[(19, in_1_19), (25, in_1_25)];

fn check(context: &SecurityContext, scope: &Scope, out: &mut Outcome) {
    match scope.in_version(VERSIONS) {
        Some(judge) => judge(context, scope, out),
        None => out.not_applicable(),
    }
}

fn in_1_19(context: &SecurityContext, scope: &Scope, out: &mut Outcome) {
    let Some(pod) = scope.pod else { return };
    match (out.read(context.seccomp), context.container) {
        (Some(profile), _) => profile_1_19(context, profile, out),
        (None, Some(_)) if out.is_unset(context.seccomp) => {
            inherited(context, &pod.security.seccomp, out);
        }
        // Each container may set it.
        (None, _) => out.not_applicable(),
    }
}

fn in_1_25(context: &SecurityContext, scope: &Scope, out: &mut Outcome) {
    if scope.is_not_windows(out) {
        in_1_19(context, scope, out);
    }
}

/// Judges a container without a profile.
fn inherited(context: &SecurityContext, outer: &Field<Profile>, out: &mut Outcome) {
    match out.read(outer).map(|profile| &profile.kind) {
        Some(kind) => match out.read(kind) {
            Some(&("RuntimeDefault" | "Localhost")) => out.pass(kind),
            // The pod has its own finding.
            _ => out.not_applicable(),
        },
        None if out.is_undecided() => {}
        None => {
            let message = MESSAGE.with(context.label());
            out.fail(context.seccomp, message).fix(Edit::set(&kind(context), "RuntimeDefault"));
        }
    }
}

/// The missing type of the container's profile.
fn kind(context: &SecurityContext) -> Spot {
    let spot = context.seccomp.spot();
    Spot { missing: Some(spot.missing.unwrap_or_default().below("type")), ..spot }
}
