use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes, supports_and_refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa, PssControl};
use crate::model::SecurityContext;
use crate::model::meta::StringEntry;
use crate::tree::{Edit, expression};

pub(super) static CHECK: Check = Check {
    id: "apparmor-unconfined",
    title: "AppArmor profile is unconfined",
    messages: &[PROFILE.text(), NO_TYPE.text(), BY_ANNOTATION.text()],
    why: "The default AppArmor profile prevents a compromised process from mounting filesystems and from writing to sensitive files in `/proc` and `/sys`; without it only capabilities and file permissions restrict the process.",
    fix: Fix::all(
        "Remove the setting, so that the container runtime applies its default profile, or use the type `RuntimeDefault` or `Localhost`.",
    ),
    severity: Severity::High,
    concern: Concern::AppArmor,
    controls: &[
        decides(PssControl::APP_ARMOR_PROFILE),
        refutes(Hipaa::S312A1).own_reading(),
        supports_and_refutes(Hipaa::S308A1IIB).own_reading(),
        refutes(Cis::I5_7_3),
        supports_and_refutes(Nsa::P6),
    ],
    equivalents: &[
        Tool::Kubesec.calls_it("ApparmorUnconfined"),
        Tool::Trivy.calls_it("KSV-0002"),
        Tool::Kyverno.calls_it("restrict-apparmor-profiles"),
        Tool::PodSecurity.calls_it("appArmorProfile"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::SecurityContext(check),
};

const PROFILE: Message<2> = Message::new("{context} sets the AppArmor profile `{name}`");
const NO_TYPE: Message<1> = Message::new("{context} sets an AppArmor profile without a type");
const BY_ANNOTATION: Message<2> =
    Message::new("annotation sets the AppArmor profile `{profile}` for container `{container}`");

const PREFIX: &str = "container.apparmor.security.beta.kubernetes.io/";

fn check(context: &SecurityContext, scope: &Scope, out: &mut Outcome) {
    field(context, out);
    // The annotations are on the pod, and count even if there is no such container.
    if let (None, Some(pod)) = (context.container, scope.pod) {
        let annotations = out.read(&pod.metadata.annotations).map_or(&[][..], Vec::as_slice);
        for annotation in annotations {
            annotated(annotation, out);
        }
    }
}

fn field(context: &SecurityContext, out: &mut Outcome) {
    let Some(profile) = out.read(context.app_armor) else { return };
    let kind = &profile.kind;
    let message = match out.read(kind) {
        Some(&("RuntimeDefault" | "Localhost")) => return out.pass(kind),
        Some(name) => PROFILE.with(context.label(), name),
        None => NO_TYPE.with(context.label()),
    };
    out.fail(kind, message).fix(Edit::set(kind, "RuntimeDefault"));
}

fn annotated(annotation: &StringEntry, out: &mut Outcome) {
    let Some(container) = annotation.key.strip_prefix(PREFIX) else {
        if let Some(why) = expression(&annotation.key) {
            out.unknown(&annotation.key_place, why.to_string());
        }
        return;
    };
    let value = &annotation.value;
    match out.read(value) {
        Some(&("" | "runtime/default")) => out.pass(value),
        Some(profile) if profile.starts_with("localhost/") => out.pass(value),
        Some(profile) => {
            let message = BY_ANNOTATION.with(profile, container);
            out.fail(value, message).fix(Edit::set(value, "runtime/default"));
        }
        // Without a value the annotation is the empty string, which is allowed.
        None => {}
    }
}
