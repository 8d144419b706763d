use crate::checks::blocks::blocks;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
    supports_and_refutes,
};
use crate::frameworks::Hipaa;
use crate::model::{Body, Resource, Technology};
use crate::tree::{Anchor, Cursor, NodeRef};

pub(super) static CHECK: Check = Check {
    id: "vault-token-auth",
    title: "agent or operator authenticates to Vault with a static token",
    messages: &[STORE.text(), AGENT.text()],
    why: "A static token is not rotated, and anyone who can read it has the same access to Vault.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Use an auth method that proves the identity of the workload: `kubernetes`, `aws`, or `approle` with a response-wrapped secret ID; for an external secret store `kubernetes` or `jwt`.",
        ),
        (
            Technology::Helm,
            "Use an auth method that proves the identity of the workload: `kubernetes`, `aws`, or `approle` with a response-wrapped secret ID.",
        ),
        (
            Technology::Vault,
            "Use an auth method that proves the identity of the workload: `kubernetes`, `aws`, or `approle` with a response-wrapped secret ID.",
        ),
    ]),
    severity: Severity::High,
    concern: Concern::VaultAuthentication,
    controls: &[
        supports_and_refutes(Hipaa::S312D).own_reading(),
        supports_and_refutes(Hipaa::S308A5IID).own_reading(),
        refutes(Hipaa::S312A1).own_reading(),
        supports_and_refutes(Hipaa::S312A2I).own_reading(),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES
        .and(Technologies::HELM)
        .and(Technologies::only(Technology::Vault)),
    parameters: &[],
    rule: Rule::Resource(
        &[
            "ConfigMap",
            "values",
            "vault",
            "external-secrets.io/SecretStore",
            "external-secrets.io/ClusterSecretStore",
        ],
        check,
    ),
};

const STORE: Message<1> = Message::new("{store} authenticates to Vault with `tokenSecretRef`");
const AGENT: Message<1> = Message::new("Vault agent authenticates with the auth method `{name}`");

fn check(resource: &Resource, _: &Scope, out: &mut Outcome) {
    if resource.group() == "external-secrets.io" {
        return judge_store(resource, out);
    }
    let mut methods = 0;
    if let Body::ConfigMap(map) = &resource.body {
        for entry in out.read(&map.data).into_iter().flatten() {
            if out.read(&entry.value).is_some() {
                methods += judge(resource, &entry.value, out);
            }
        }
    } else if resource.technology == Technology::Vault {
        let own = self::methods(&resource.content);
        methods += own.len();
        for method in &own {
            judge_methods(std::slice::from_ref(method), method, out);
        }
    } else {
        for (_, scalar) in resource.scalars() {
            methods += judge(resource, &scalar, out);
        }
    }
    if methods == 0 {
        out.not_applicable();
    }
}

/// Judges how the External Secrets Operator authenticates.
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
            let message = STORE.with(store.label());
            out.fail(&method.key_place, message);
        }
        None => out.pass(&auth),
    }
}

/// Judges the methods in the configuration of an agent, if a scalar contains one; returns their number.
fn judge(resource: &Resource, scalar: &impl Anchor, out: &mut Outcome) -> usize {
    let configurations = resource.configurations.at(scalar.spot().place);
    let methods: Vec<Cursor> = configurations.flat_map(methods).collect();
    judge_methods(&methods, scalar, out)
}

/// Judges methods. If none of them is a token, the scalar or block that contains them is evidence.
fn judge_methods(methods: &[Cursor], holder: &impl Anchor, out: &mut Outcome) -> usize {
    let name = |method: &Cursor| method.node().map_or("", NodeRef::text).to_owned();
    let mut named = methods.iter().map(|method| (method, name(method)));
    match named.find(|(_, name)| matches!(name.as_str(), "token" | "token_file")) {
        Some((method, name)) => {
            out.fail(method, AGENT.with(name));
        }
        None if !methods.is_empty() => out.pass(holder),
        None => {}
    }
    methods.len()
}

/// The name of each authentication method of an agent: the label of its block, or the type in the
/// block.
fn methods<'c>(configuration: &Cursor<'c>) -> Vec<Cursor<'c>> {
    let within = |outer: &Cursor<'c>, name: &str| {
        let named = blocks(outer).into_iter().filter(|block| block.name() == name);
        named.map(|block| block.content).collect::<Vec<_>>()
    };
    let methods = within(configuration, "auto_auth");
    let methods = methods.iter().flat_map(|auth| within(auth, "method"));
    let inner = methods.flat_map(|method| blocks(&method));
    inner
        .filter_map(|block| match block.name() {
            "type" => Some(block.content),
            _ => block.content.is_mapping().then_some(block.key),
        })
        .collect()
}
