use super::roles::{Right, each_allowed};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::access::Role;

pub(super) static CHECK: Check = Check {
    id: "nodes-proxy-access",
    title: "role allows access to the kubelet API through `nodes/proxy`",
    messages: &[MESSAGE.text()],
    why: "An account with access to `nodes/proxy` can run commands in every container of the node through the kubelet API, which bypasses admission control and the audit log; the verb `get` is enough.",
    fix: Fix::all(
        "Remove `nodes/proxy` from the rule; to read metrics, `nodes/metrics` and `nodes/stats` are enough.",
    ),
    severity: Severity::Critical,
    concern: Concern::RoleRule,
    controls: &[
        refutes(Hipaa::S312A1),
        refutes(Hipaa::S308A4IIB),
        refutes(Hipaa::S308A4IIC),
        decides(Cis::I5_1_10),
        refutes(Nsa::A2),
    ],
    equivalents: &[Tool::Trivy.calls_it("KSV-0047"), Tool::Kubescape.calls_it("C-0279")],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Role(check),
};

const MESSAGE: Message = Message::new("rule allows requests to the kubelet API (`nodes/proxy`)");

const RIGHT: Right = Right { group: "", resources: &["nodes/proxy"], verbs: &[] };

fn check(role: &Role, _: &Scope, out: &mut Outcome) {
    each_allowed(role, &RIGHT, out, |allowed, out| {
        let severity = allowed.severity(Severity::Critical, Severity::High);
        out.fail(allowed.resource, MESSAGE).severity(severity);
    });
}
