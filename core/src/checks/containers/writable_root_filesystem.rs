use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes, supports_and_refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::Technology;
use crate::model::pods::{Container, Role};
use crate::tree::Edit;

pub(super) static CHECK: Check = Check {
    id: "writable-root-filesystem",
    title: "root filesystem is writable",
    messages: &[MESSAGE.text()],
    why: "An attacker in the container can replace its binaries and install tools, which a scan of the image does not detect.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Set `readOnlyRootFilesystem: true`, and mount an `emptyDir` volume at each path that the application writes to.",
        ),
        (
            Technology::Compose,
            "Set `read_only: true`, and mount a `tmpfs` at each path that the application writes to.",
        ),
    ]),
    severity: Severity::Medium,
    concern: Concern::RootFilesystem,
    controls: &[
        refutes(Hipaa::S312A1).own_reading(),
        supports_and_refutes(Hipaa::S308A1IIB).own_reading(),
        supports_and_refutes(Cis::I5_7_3),
        decides(Nsa::P2),
    ],
    equivalents: &[
        Tool::KubeLinter.calls_it("no-read-only-root-fs"),
        Tool::KubeScore.calls_it("container-security-context-readonlyrootfilesystem"),
        Tool::Kubesec.calls_it("ReadOnlyRootFilesystem"),
        Tool::Polaris.calls_it("notReadOnlyRootFilesystem"),
        Tool::Trivy.calls_it("KSV-0014"),
        Tool::Checkov.calls_it("CKV_K8S_22"),
        Tool::Kubescape.calls_it("C-0017"),
        Tool::Kubescape.calls_it("C-0211"),
        Tool::Kics.calls_it("Root Container Not Mounted Read-only"),
        Tool::Kyverno.calls_it("require-ro-rootfs"),
    ],
    since: "0.1.0",
    technologies: Technologies::CONTAINERS,
    parameters: &[],
    rule: Rule::Container(check),
};

const MESSAGE: Message<1> = Message::new("root filesystem of {container} is writable");

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    if container.role == Role::Hook {
        return out.not_applicable();
    }
    if !scope.is_not_windows(out) {
        return;
    }
    let read_only = &container.security.read_only_root_filesystem;
    if out.read(read_only) == Some(&true) {
        return out.pass(read_only);
    }
    out.fail(read_only, MESSAGE.with(container.label()))
        .severity(scope.in_compose(Severity::Low, Severity::Medium))
        .fix(Edit::set(read_only, true));
}
