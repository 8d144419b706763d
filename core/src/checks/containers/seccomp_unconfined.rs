use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes, supports_and_refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa, PssControl};
use crate::model::meta::lookup;
use crate::model::pods::{Container, Profile};
use crate::model::{Label, SecurityContext};
use crate::tree::{Edit, Field};

pub(super) static CHECK: Check = Check {
    id: "seccomp-unconfined",
    title: "seccomp is disabled",
    messages: &[BY_ANNOTATION.text(), PROFILE.text(), NO_TYPE.text()],
    why: "Every system call is available to the container, including those with known vulnerabilities.",
    fix: Fix::all(
        "Set the type `RuntimeDefault`, or `Localhost` with a profile that is installed on the node.",
    ),
    severity: Severity::High,
    concern: Concern::Seccomp,
    controls: &[
        decides(PssControl::SECCOMP_PROFILE_BASELINE),
        refutes(Hipaa::S312A1).own_reading(),
        supports_and_refutes(Hipaa::S308A1IIB).own_reading(),
        refutes(Cis::I5_7_2),
        supports_and_refutes(Nsa::P6),
    ],
    equivalents: &[
        Tool::Kubesec.calls_it("SeccompUnconfined"),
        Tool::Trivy.calls_it("KSV-0104"),
        Tool::Kyverno.calls_it("restrict-seccomp"),
        Tool::PodSecurity.calls_it("seccompProfile_baseline"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::SecurityContext(check),
};

const BY_ANNOTATION: Message<2> =
    Message::new("annotation sets the seccomp profile `{profile}` for {context}");
pub(super) const PROFILE: Message<2> = Message::new("{context} sets the seccomp profile `{name}`");
pub(super) const NO_TYPE: Message<1> =
    Message::new("{context} sets a seccomp profile without a type");

type Judge = fn(&SecurityContext, &Scope, &mut Outcome);

/// Before 1.19 annotations set the profile; from 1.19 on only the fields count.
const VERSIONS: &[(u8, Judge)] = &[(0, in_1_0), (19, in_1_19)];

const POD: &str = "seccomp.security.alpha.kubernetes.io/pod";
const CONTAINER: &str = "container.seccomp.security.alpha.kubernetes.io/";

fn check(context: &SecurityContext, scope: &Scope, out: &mut Outcome) {
    match scope.in_version(VERSIONS) {
        Some(judge) => judge(context, scope, out),
        None => out.not_applicable(),
    }
}

fn in_1_0(context: &SecurityContext, scope: &Scope, out: &mut Outcome) {
    let Some(pod) = scope.pod else { return };
    let key = match context.container {
        None => POD.to_owned(),
        Some(container) => {
            let name = out.read(&container.name).copied().unwrap_or_default();
            if out.is_undecided() {
                return;
            }
            format!("{CONTAINER}{name}")
        }
    };
    let annotations = &pod.metadata.annotations;
    let value = lookup(annotations, &key);
    let is_written =
        (out.read(annotations)).is_some_and(|entries| entries.iter().any(|entry| entry.key == key));
    match out.read(&value) {
        Some(&("runtime/default" | "docker/default")) => out.pass(&value),
        Some(profile) if profile.starts_with("localhost/") => out.pass(&value),
        Some(profile) => annotated(context, &value, profile, out),
        // A key without a value is an empty annotation.
        None if is_written => annotated(context, &value, "", out),
        None => {}
    }
}

fn annotated(context: &SecurityContext, value: &Field<&str>, profile: &str, out: &mut Outcome) {
    let message = BY_ANNOTATION.with(profile, target(context));
    out.fail(value, message).fix(Edit::set(value, "runtime/default"));
}

fn target(context: &SecurityContext) -> Label {
    context.container.map_or_else(|| Label::noun("the Pod"), Container::label)
}

fn in_1_19(context: &SecurityContext, _: &Scope, out: &mut Outcome) {
    if let Some(profile) = out.read(context.seccomp) {
        profile_1_19(context, profile, out);
    }
}

/// Judges a profile that is set.
pub(super) fn profile_1_19(context: &SecurityContext, profile: &Profile, out: &mut Outcome) {
    let kind = &profile.kind;
    let message = match out.read(kind) {
        Some(&("RuntimeDefault" | "Localhost")) => return out.pass(kind),
        Some(name) => PROFILE.with(context.label(), name),
        None => NO_TYPE.with(context.label()),
    };
    out.fail(kind, message).fix(Edit::set(kind, "RuntimeDefault"));
}
