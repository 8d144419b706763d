use super::finding::decoded;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
    supports_and_refutes,
};
use crate::credentials::{self, Class};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::meta::StringEntry;
use crate::model::secrets::Secret;

pub(super) static CHECK: Check = Check {
    id: "secret-manifest-in-repository",
    title: "Secret manifest with values is in the repository",
    messages: &[MESSAGE.text()],
    why: "Base64 is not encryption: anyone who can read the repository or its history has the values, and rotating them requires a commit.",
    fix: Fix::all(
        "Commit an ExternalSecret, a SealedSecret or a file encrypted with SOPS instead. Rotate the values; treat them as compromised.",
    ),
    severity: Severity::Medium,
    concern: Concern::Credential,
    controls: &[
        refutes(Hipaa::S312D).own_reading(),
        supports_and_refutes(Hipaa::S308A5IID).own_reading(),
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Cis::I5_4_2),
        supports_and_refutes(Nsa::N9),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Secret(check),
};

const MESSAGE: Message<3> = Message::new("manifest contains the {what}{values} of {keys}");

fn check(secret: &Secret, scope: &Scope, out: &mut Outcome) {
    let kind = out.read(&secret.kind).copied().unwrap_or("Opaque");
    for (map, is_base64) in [(&secret.string_data, false), (&secret.data, true)] {
        let mut found: Vec<(&StringEntry, Class)> = Vec::new();
        let mut references = 0;
        for entry in out.read(map).into_iter().flatten() {
            let Some(value) = out.read(&entry.value) else { continue };
            match class(kind, &entry.key, value, is_base64) {
                Class::Reference => references += 1,
                Class::NotCredential | Class::Empty | Class::Redacted => {}
                // Values of a sample are placeholders, except real credentials in a known format.
                class if scope.is_sample() && !matches!(class, Class::KnownFormat(_)) => {}
                class => found.push((entry, class)),
            }
        }
        if let Some((worst, severity, what)) = worst(&found) {
            let keys: Vec<String> =
                found.iter().map(|(entry, _)| format!("`{}`", entry.key)).collect();
            let values = if keys.len() == 1 { "value" } else { "values" };
            let message = MESSAGE.with(what, values, keys.join(", "));
            if let Some((entry, _)) = found.iter().min_by_key(|found| rank(found)) {
                out.fail(&entry.value, message).class(worst).severity(severity).of_subject("");
            }
            return;
        }
        if references > 0 {
            out.pass(map);
        }
    }
}

/// The class of the worst entry for reports, its severity, and the adjective for the message if all
/// values are of this class.
fn worst(found: &[(&StringEntry, Class)]) -> Option<(&'static str, Severity, &'static str)> {
    let has = |is: fn(&Class) -> bool| found.iter().any(|(_, class)| is(class));
    let all = |class: Class| found.iter().all(|(_, other)| *other == class);
    if found.is_empty() {
        None
    } else if has(|class| matches!(class, Class::KnownFormat(_))) {
        Some(("known_format", Severity::High, ""))
    } else if all(Class::Placeholder) {
        // A placeholder has to be replaced before the manifest is applied; if not, the credential is
        // public.
        Some(("default", Severity::Low, "placeholder "))
    } else if has(|class| *class == Class::Weak) {
        Some(("weak", Severity::High, if all(Class::Weak) { "weak " } else { "" }))
    } else {
        Some(("literal", Severity::Medium, ""))
    }
}

/// The order of the entries of a Secret by importance.
fn rank((entry, class): &(&StringEntry, Class)) -> u8 {
    match class {
        Class::KnownFormat(_) => 0,
        _ if credentials::is_secret_key(&entry.key) => 1,
        Class::Weak => 2,
        Class::Placeholder => 4,
        _ => 3,
    }
}

/// The class of an entry of a Secret. An entry without another class is a literal, because it was put
/// in a Secret.
fn class(kind: &str, key: &str, value: &str, is_base64: bool) -> Class {
    if value.trim().is_empty() || is_public(kind, key) {
        return Class::NotCredential;
    }
    // A template instead of base64 is not valid base64.
    if credentials::is_reference(value) {
        return Class::Reference;
    }
    let inner = if is_base64 { decoded(value) } else { Some(value.to_owned()) };
    // Binary data is a key store or an archive.
    let Some(inner) = inner else { return Class::Literal };
    if credentials::is_public(inner.trim()) {
        return Class::NotCredential;
    }
    let is_file = inner.trim().contains('\n') || inner.trim_start().starts_with('{');
    // With a key for a secret, every reference is recognised.
    let lexical = if is_file { key } else { "password" };
    match credentials::classify(lexical, inner.trim()).class {
        // A file in a Secret may contain confidential data other than credentials.
        Class::NotCredential | Class::Path if !inner.trim().is_empty() => Class::Literal,
        // A short user name is not a weak password.
        Class::Weak if !is_file && !credentials::is_secret_key(key) => {
            match credentials::classify(key, inner.trim()).class {
                Class::NotCredential => Class::Literal,
                class => class,
            }
        }
        class => class,
    }
}

/// Public entries of the built-in Secret types.
fn is_public(kind: &str, key: &str) -> bool {
    match kind {
        "kubernetes.io/tls" => matches!(key, "tls.crt" | "ca.crt"),
        "kubernetes.io/service-account-token" => matches!(key, "ca.crt" | "namespace"),
        "kubernetes.io/basic-auth" => key == "username",
        "kubernetes.io/ssh-auth" => matches!(key, "known_hosts" | "ssh-publickey"),
        "bootstrap.kubernetes.io/token" => key != "token-secret",
        _ => false,
    }
}
