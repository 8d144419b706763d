use super::subjects::each_subject;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::access::Binding;

pub(super) static CHECK: Check = Check {
    id: "system-masters-binding",
    title: "binding includes Group `system:masters`",
    messages: &[MESSAGE.text()],
    why: "The API server grants members of this group full access without evaluating RBAC: no role restricts them, and removing the binding does not revoke their access.",
    fix: Fix::all(
        "Bind the role to another group or user, and issue no client certificates for the organization `system:masters`.",
    ),
    severity: Severity::Critical,
    concern: Concern::Own,
    controls: &[
        refutes(Hipaa::S312A1),
        refutes(Hipaa::S308A4IIB),
        refutes(Hipaa::S308A4IIC),
        decides(Cis::I5_1_7),
        refutes(Nsa::A2),
    ],
    equivalents: &[Tool::Trivy.calls_it("KSV-0123"), Tool::Kubescape.calls_it("C-0246")],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Binding(check),
};

const MESSAGE: Message =
    Message::new("binding includes Group `system:masters`, which bypasses RBAC");

fn check(binding: &Binding, scope: &Scope, out: &mut Outcome) {
    each_subject(binding, out, |subject, who, out| {
        if who == ("Group", "system:masters") {
            let is_bootstrap = is_bootstrap(binding, scope, out);
            if !is_bootstrap && !out.is_undecided() {
                out.fail(&subject.name, MESSAGE);
            }
        }
    });
}

/// Whether it is the default binding of every cluster.
fn is_bootstrap(binding: &Binding, scope: &Scope, out: &mut Outcome) -> bool {
    let name = scope.resource.map(|resource| &resource.metadata.name);
    binding.cluster
        && out.read(&binding.role_name).is_none_or(|name| *name == "cluster-admin")
        && name.is_some_and(|name| out.read(name) == Some(&"cluster-admin"))
}
