use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes, supports_and_refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::inventory::TokenMount;
use crate::model::pods::Workload;

pub(super) static CHECK: Check = Check {
    id: "service-account-token-automount",
    title: "ServiceAccount token is mounted",
    messages: &[MESSAGE.text()],
    why: "An attacker in the Pod can use the token to send requests to the API server as the ServiceAccount; most workloads do not need it.",
    fix: Fix::all(
        "Set `automountServiceAccountToken: false` in the Pod or in the ServiceAccount, unless the workload calls the Kubernetes API.",
    ),
    severity: Severity::Medium,
    concern: Concern::ServiceAccount,
    controls: &[
        supports_and_refutes(Hipaa::S312A1),
        supports_and_refutes(Hipaa::S308A4IIB),
        refutes(Hipaa::S308A4IIC),
        decides(Cis::I5_1_6),
        supports_and_refutes(Nsa::P5),
    ],
    equivalents: &[
        Tool::Kubesec.calls_it("AutomountServiceAccountToken"),
        Tool::Polaris.calls_it("automountServiceAccountToken"),
        Tool::Trivy.calls_it("KSV-0036"),
        Tool::Checkov.calls_it("CKV_K8S_38"),
        Tool::Kubescape.calls_it("C-0034"),
        Tool::Kubescape.calls_it("C-0190"),
        Tool::Kubescape.calls_it("C-0261"),
        Tool::Kics.calls_it("Service Account Token Automount Not Disabled"),
        Tool::Kyverno.calls_it("restrict-automount-sa-token"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Workload(check),
};

const MESSAGE: Message<1> = Message::new("Pod mounts the token of ServiceAccount `{name}`");

fn check(workload: &Workload, scope: &Scope, out: &mut Outcome) {
    let Some(pod) = out.read(&workload.pod) else { return out.not_applicable() };
    let Some(resource) = scope.resource else { return };
    let of_pod = &pod.automount_service_account_token;
    match scope.inventory.token_mount(resource, pod) {
        TokenMount::Decided { mounted: false, by } => out.pass(by),
        TokenMount::Decided { mounted: true, by } => {
            let account = pod.effective_service_account_name();
            let name = out.read(&account).copied().unwrap_or_default();
            let message = MESSAGE.with(name);
            let failure = out.fail(of_pod, message);
            if !std::ptr::eq(by, of_pod) {
                failure.related(by, "set in the ServiceAccount");
            }
        }
        TokenMount::Unknown(doubt) => out.unknown(&doubt, doubt.to_string()),
    }
}
