use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
    supports_and_refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::inventory::{RBAC, RoleOf, built_in_cluster_role, is_built_in_role, namespace};
use crate::model::access::Binding;

pub(super) static CHECK: Check = Check {
    id: "binding-role-missing",
    title: "binding refers to a role that is not found",
    messages: &[MESSAGE.text()],
    why: "The binding has no effect now; anyone who later creates a role with this name grants its permissions to the subjects of the binding.",
    fix: Fix::all("Correct the name in `roleRef`, add the role, or remove the binding."),
    severity: Severity::Low,
    concern: Concern::BindingTarget,
    controls: &[
        refutes(Hipaa::S312A1),
        refutes(Hipaa::S308A4IIB),
        supports_and_refutes(Hipaa::S308A4IIC),
        refutes(Nsa::A2),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Binding(check),
};

const MESSAGE: Message<2> = Message::new("Role `{name}` not found in namespace `{own}`");

fn check(binding: &Binding, scope: &Scope, out: &mut Outcome) {
    let Some(resource) = scope.resource else { return };
    let (Some(kind), Some(name)) = (out.read(&binding.role_kind), out.read(&binding.role_name))
    else {
        return;
    };
    match scope.inventory.role_of(resource, binding) {
        RoleOf::Found(role, _) | RoleOf::Several(role) => return out.pass(role),
        RoleOf::Unknown(doubt) => return out.unknown(&doubt, doubt.to_string()),
        RoleOf::NotInInput => {}
    }
    if *kind == "ClusterRole" && built_in_cluster_role(name).is_some() {
        return out.pass(&binding.role_name);
    }
    // A ClusterRole may come with Kubernetes or with an add-on.
    if *kind != "Role" {
        return out.unknown(&binding.role_name, format!("{kind} `{name}` not found in the input"));
    }
    if let Some(doubt) = scope.inventory.doubt_about(RBAC, "Role") {
        return out.unknown(&doubt, doubt.to_string());
    }
    let Ok(own) = namespace(&resource.metadata.namespace) else { return };
    if is_built_in_role(own, name) {
        return out.pass(&binding.role_name);
    }
    // Without the Namespace, the input may contain only a part of its objects.
    if scope.inventory.find("", "Namespace", None, own).first().is_none() {
        let why = format!("neither Role `{name}` nor Namespace `{own}` found in the input");
        return out.unknown(&binding.role_name, why);
    }
    out.fail(&binding.role_name, MESSAGE.with(name, own));
}
