use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa, PssControl};
use crate::model::SecurityContext;
use crate::tree::Edit;

pub(super) static CHECK: Check = Check {
    id: "windows-host-process",
    title: "container is a HostProcess container",
    messages: &[MESSAGE.text()],
    why: "A HostProcess container runs directly on the Windows node, with access to its network and filesystem and the permissions of the account in `runAsUserName`.",
    fix: Fix::all("Remove `hostProcess: true`."),
    severity: Severity::Critical,
    concern: Concern::Privileges,
    controls: &[
        decides(PssControl::WINDOWS_HOST_PROCESS),
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Hipaa::S308A1IIB).own_reading(),
        decides(Cis::I5_2_11),
        refutes(Nsa::P4),
    ],
    equivalents: &[
        Tool::Polaris.calls_it("hostProcess"),
        Tool::Trivy.calls_it("KSV-0103"),
        Tool::Kubescape.calls_it("C-0211"),
        Tool::Kyverno.calls_it("disallow-host-process"),
        Tool::PodSecurity.calls_it("windowsHostProcess"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::SecurityContext(check),
};

const MESSAGE: Message<1> = Message::new("{context} sets `hostProcess: true`");

fn check(context: &SecurityContext, _: &Scope, out: &mut Outcome) {
    let Some(options) = out.read(context.windows) else { return };
    let process = &options.host_process;
    match out.read(process) {
        Some(true) => {
            out.fail(process, MESSAGE.with(context.label())).fix(Edit::remove(process));
        }
        Some(false) => out.pass(process),
        None => {}
    }
}
