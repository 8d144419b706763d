use crate::checks::hcl::{assignments, range};
use crate::checks::{Check, Concern, Outcome, Rule, Scope, Severity, Technologies, refutes};
use crate::frameworks::Hipaa;
use crate::model::{Body, Resource};
use crate::tree::{Anchor, NodeRef};

pub(super) static CHECK: Check = Check {
    id: "vault-token-auth",
    title: "agent or operator signs in to Vault with a token that somebody put there",
    why: "The token lives as long as what holds it, nobody rotates it, and whoever reads it is the agent.",
    fix: "Let the agent prove who it is by what runs it: the method `kubernetes`, `aws`, or `approle` with a wrapped secret id; an external secret store by `kubernetes` or `jwt`.",
    severity: Severity::High,
    concern: Concern::VaultAuthentication,
    controls: &[
        refutes(Hipaa::S312D).own_reading(),
        refutes(Hipaa::S308A5IID).own_reading(),
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Hipaa::S312A2I).own_reading(),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES.and(Technologies::HELM),
    parameters: &[],
    rule: Rule::Resource(
        &[
            "ConfigMap",
            "values",
            "external-secrets.io/SecretStore",
            "external-secrets.io/ClusterSecretStore",
        ],
        check,
    ),
};

fn check(resource: &Resource, _: &Scope, out: &mut Outcome) {
    if resource.group() == "external-secrets.io" {
        return judge_store(resource, out);
    }
    let mut methods = 0;
    if let Body::ConfigMap(map) = &resource.body {
        for entry in out.read(&map.data).into_iter().flatten() {
            if let Some(text) = out.read(&entry.value) {
                methods += judge(text, &entry.value, out);
            }
        }
    } else {
        for (_, scalar) in resource.scalars() {
            methods += judge(scalar.node().map_or("", NodeRef::text), &scalar, out);
        }
    }
    if methods == 0 {
        out.not_applicable();
    }
}

/// Judges how the operator of external secrets signs in.
fn judge_store(store: &Resource, out: &mut Outcome) {
    let auth = store.at("spec.provider.vault.auth");
    let methods = auth.entries();
    let Some(methods) = out.read(&methods) else {
        if !out.is_undecided() {
            out.not_applicable();
        }
        return;
    };
    match methods.iter().find(|method| method.key == "tokenSecretRef") {
        Some(method) => {
            let message = format!("{} signs in to Vault by `tokenSecretRef`", store.label());
            out.fail(&method.key_place, message);
        }
        None => out.pass(&auth),
    }
}

/// Judges the methods in the configuration of an agent; says how many there are.
fn judge(text: &str, at: &impl Anchor, out: &mut Outcome) -> usize {
    if !text.contains("auto_auth") {
        return 0;
    }
    let assigned = assignments(text);
    let of_auth = assigned.iter().filter(|of| of.blocks.first() == Some(&"auto_auth"));
    let methods: Vec<&str> = of_auth
        .filter_map(|of| match of.blocks.as_slice() {
            [_, "method"] if of.key == "type" => Some(of.value),
            [_, "method", kind] if of.key.is_empty() => Some(*kind),
            _ => None,
        })
        .collect();
    match methods.iter().find(|method| matches!(**method, "token" | "token_file")) {
        Some(method) => {
            let spot = at.spot().narrowed(range(text, method));
            out.fail(&spot, format!("the agent of Vault signs in by `{method}`"));
        }
        None if !methods.is_empty() => out.pass(at),
        None => {}
    }
    methods.len()
}
