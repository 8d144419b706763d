use super::proc_mount_unmasked;
use crate::checks::{
    Check, Concern, Fix, Outcome, Rule, Scope, Severity, Technologies, Tool, decides, refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa, PssControl};
use crate::model::pods::Container;

pub(super) static CHECK: Check = Check {
    id: "proc-mount-unmasked-restricted",
    title: "unmasked `/proc` is not allowed by the Restricted profile",
    messages: &[proc_mount_unmasked::MESSAGE.text()],
    why: "The container runtime masks the paths in `/proc` that expose the node or change its kernel settings; the Restricted profile does not allow `procMount: Unmasked`, even in a user namespace.",
    fix: Fix::all("Remove `procMount`."),
    severity: Severity::High,
    concern: Concern::ProcMount,
    controls: &[
        decides(PssControl::PROC_MOUNT_RESTRICTED),
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
        Tool::PodSecurity.calls_it("procMount_restricted"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Container(check),
};

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    // The rule of the Baseline profile before it was relaxed.
    proc_mount_unmasked::in_1_0(container, scope, out);
}
