use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
    supports_and_refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::inventory::{DEFAULT_SERVICE_ACCOUNT, Found, namespace};
use crate::model::access::{Binding, Subject};

pub(super) static CHECK: Check = Check {
    id: "binding-subject-missing",
    title: "binding refers to a ServiceAccount that is not found",
    messages: &[NO_NAMESPACE.text(), NO_SUCH_ACCOUNT.text()],
    why: "The subject has no effect now; anyone who later creates a ServiceAccount with this name, and a Pod that uses it, gets the permissions of the role.",
    fix: Fix::all(
        "Correct the name or the namespace of the subject, add the ServiceAccount, or remove the subject.",
    ),
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

const NO_NAMESPACE: Message<1> = Message::new("subject ServiceAccount `{name}` has no namespace");
const NO_SUCH_ACCOUNT: Message<2> =
    Message::new("subject ServiceAccount `{name}` not found in namespace `{own}`");

fn check(binding: &Binding, scope: &Scope, out: &mut Outcome) {
    let mut accounts = 0;
    for subject in out.read(&binding.subjects).into_iter().flatten() {
        // Users and groups are not objects of the cluster.
        match out.read(&subject.kind) {
            Some(&"ServiceAccount") => judge(subject, binding, scope, out),
            None if !out.is_unset(&subject.kind) => {}
            _ => continue,
        }
        accounts += 1;
    }
    if accounts == 0 {
        out.not_applicable();
    }
}

fn judge(subject: &Subject, binding: &Binding, scope: &Scope, out: &mut Outcome) {
    let Some(name) = out.read(&subject.name) else { return };
    let is_own = out.read(&subject.namespace).is_none_or(|name| name.is_empty());
    if is_own && !out.is_unset(&subject.namespace) && out.read(&subject.namespace).is_none() {
        return;
    }
    if is_own && binding.cluster {
        out.fail(&subject.namespace, NO_NAMESPACE.with(name));
        return;
    }
    let field = match scope.resource {
        Some(resource) if is_own => &resource.metadata.namespace,
        _ => &subject.namespace,
    };
    let own = match namespace(field) {
        Ok(own) => own,
        Err(doubt) => return out.unknown(&doubt, doubt.to_string()),
    };
    let inventory = scope.inventory;
    match inventory.find("", "ServiceAccount", Some(own), name) {
        Found::One(account) | Found::Several(account) => return out.pass(account),
        Found::Nothing if *name == DEFAULT_SERVICE_ACCOUNT => return out.pass(&subject.name),
        Found::Nothing => {}
    }
    if let Some(doubt) = inventory.doubt_about("", "ServiceAccount") {
        return out.unknown(&doubt, doubt.to_string());
    }
    // Without the Namespace, the input may contain only a part of its objects.
    if inventory.find("", "Namespace", None, own).first().is_none() {
        let why =
            format!("neither ServiceAccount `{name}` nor Namespace `{own}` found in the input");
        return out.unknown(&subject.name, why);
    }
    let message = NO_SUCH_ACCOUNT.with(name, own);
    out.fail(&subject.name, message);
}
