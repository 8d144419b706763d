use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes, supports_and_refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::inventory::{DEFAULT_SERVICE_ACCOUNT, TokenMount};
use crate::model::pods::Workload;

pub(super) static CHECK: Check = Check {
    id: "default-service-account-used",
    title: "Pod uses the `default` ServiceAccount",
    messages: &[MESSAGE.text()],
    why: "A permission that is granted to the `default` ServiceAccount for one workload applies to every Pod that uses it, and the audit log does not distinguish these Pods.",
    fix: Fix::all(
        "Create a ServiceAccount for the workload, and set `serviceAccountName` to its name.",
    ),
    severity: Severity::Low,
    concern: Concern::ServiceAccount,
    controls: &[
        supports_and_refutes(Hipaa::S312A1),
        supports_and_refutes(Hipaa::S308A4IIB),
        refutes(Hipaa::S308A4IIC),
        decides(Cis::I5_1_5),
        supports_and_refutes(Nsa::P5),
    ],
    equivalents: &[
        Tool::KubeLinter.calls_it("default-service-account"),
        Tool::Kubesec.calls_it("ServiceAccountName"),
        Tool::Kics.calls_it("Service Account Name Undefined Or Empty"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Workload(check),
};

const MESSAGE: Message = Message::new("Pod uses ServiceAccount `default` and mounts its token");

fn check(workload: &Workload, scope: &Scope, out: &mut Outcome) {
    let Some(pod) = out.read(&workload.pod) else { return out.not_applicable() };
    let Some(resource) = scope.resource else { return };
    let account = pod.effective_service_account_name();
    match out.read(&account) {
        Some(name) if *name == DEFAULT_SERVICE_ACCOUNT => {}
        Some(_) => return out.pass(&account),
        None => return,
    }
    match scope.inventory.token_mount(resource, pod) {
        // Without a token the account cannot be used.
        TokenMount::Decided { mounted: false, .. } => out.not_applicable(),
        TokenMount::Decided { mounted: true, .. } => {
            out.fail(&pod.service_account_name, MESSAGE);
        }
        TokenMount::Unknown(doubt) => out.unknown(&doubt, doubt.to_string()),
    }
}
