use super::finding::decoded;
use crate::checks::{Check, Outcome, Platforms, Rule, Scope, Severity, Tool};
use crate::credentials::{self, Class};
use crate::frameworks::{Cis, Control, Hipaa, Nsa};
use crate::model::secrets::Secret;

pub(super) static CHECK: Check = Check {
    id: "native-secret-manifest",
    title: "the values of a Secret lie in the repository",
    why: "Base64 hides nothing: whoever can read the repository or its history has the values, and nobody can rotate them without a commit.",
    fix: "Commit an ExternalSecret, a SealedSecret or a file that SOPS has encrypted instead, and replace the values: they are known now.",
    severity: Severity::Medium,
    controls: &[
        Control::HipaaReading(Hipaa::S312D),
        Control::HipaaReading(Hipaa::S308A5IiD),
        Control::HipaaReading(Hipaa::S312A1),
        Control::Cis(Cis::new("5.4.2")),
        Control::Nsa(Nsa::N9),
    ],
    equivalents: &[
        Tool::Kubescape.calls_it("C-0208"),
        Tool::Kubescape.calls_it("C-0234"),
        Tool::Kics.calls_it("Using Kubernetes Native Secret Management"),
        Tool::Kyverno.calls_it("disallow-all-secrets"),
    ],
    since: "0.1.0",
    platforms: Platforms::KUBERNETES,
    parameters: &[],
    rule: Rule::Secret(check),
};

fn check(secret: &Secret, scope: &Scope, out: &mut Outcome) {
    let sops = scope.resource.is_some_and(|resource| resource.at("sops").exists());
    for (map, is_base64) in [(&secret.string_data, false), (&secret.data, true)] {
        let mut literals = Vec::new();
        let mut references = 0;
        for entry in out.read(map).into_iter().flatten() {
            let Some(value) = out.read(&entry.value) else { continue };
            if sops && value.trim_start().starts_with("ENC[") {
                return out.pass(map);
            }
            match is_literal(value, is_base64) {
                Some(true) => literals.push(format!("`{}`", entry.key)),
                Some(false) => references += 1,
                None => {}
            }
        }
        if !literals.is_empty() {
            let values = if literals.len() == 1 { "the value" } else { "the values" };
            out.fail(map, format!("the manifest holds {values} of {}", literals.join(", ")));
            return;
        }
        if references > 0 {
            out.pass(map);
        }
    }
}

/// Whether a value stands here itself, or comes from elsewhere. `None` where there is none.
fn is_literal(value: &str, is_base64: bool) -> Option<bool> {
    // Under a key that speaks of a secret every reference counts as one.
    let is_reference =
        |value: &str| credentials::classify("password", value).class == Class::Reference;
    if value.trim().is_empty() {
        return None;
    }
    let inner = if is_base64 { decoded(value) } else { None };
    Some(!is_reference(value) && !inner.is_some_and(|inner| is_reference(&inner)))
}
