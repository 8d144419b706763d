use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa, PssControl};
use crate::model::SecurityContext;
use crate::tree::{Edit, Field};

pub(super) static CHECK: Check = Check {
    id: "selinux-options-custom",
    title: "SELinux options are customized",
    messages: &[MESSAGE.text()],
    why: "A custom SELinux type, user or role can remove the isolation of containers from each other and from the node.",
    fix: Fix::all("Remove `user` and `role`, and remove `type` or set it to `container_t`."),
    severity: Severity::Medium,
    concern: Concern::SeLinux,
    controls: &[
        decides(PssControl::SE_LINUX_OPTIONS),
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Hipaa::S308A1IIB).own_reading(),
        refutes(Cis::I5_7_3),
        refutes(Nsa::P6),
    ],
    equivalents: &[
        Tool::Trivy.calls_it("KSV-0025"),
        Tool::Kyverno.calls_it("disallow-selinux"),
        Tool::PodSecurity.calls_it("seLinuxOptions"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::SecurityContext(check),
};

const MESSAGE: Message<3> = Message::new("{context} sets the SELinux {name} `{text}`");

/// Whether a type is for containers.
type Known = fn(&str) -> bool;

const VERSIONS: &[(u8, Known)] = &[(0, types_1_0), (31, types_1_31)];

fn check(context: &SecurityContext, scope: &Scope, out: &mut Outcome) {
    let Some(is_known) = scope.in_version(VERSIONS) else { return };
    let Some(options) = out.read(context.se_linux) else { return };
    member(context, "type", &options.kind, is_known, out);
    member(context, "user", &options.user, str::is_empty, out);
    member(context, "role", &options.role, str::is_empty, out);
}

fn member(
    context: &SecurityContext,
    name: &str,
    value: &Field<&str>,
    is_known: Known,
    out: &mut Outcome,
) {
    match out.read(value) {
        Some(text) if is_known(text) => out.pass(value),
        Some(text) => {
            let message = MESSAGE.with(context.label(), name, text);
            out.fail(value, message).fix(Edit::remove(value));
        }
        None => {}
    }
}

fn types_1_0(name: &str) -> bool {
    matches!(name, "" | "container_t" | "container_init_t" | "container_kvm_t")
}

fn types_1_31(name: &str) -> bool {
    types_1_0(name) || name == "container_engine_t"
}
