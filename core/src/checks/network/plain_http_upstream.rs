use super::addresses::{is_vault_address, plain_http_host, words};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies,
    supports_and_refutes,
};
use crate::credentials;
use crate::frameworks::Hipaa;
use crate::model::settings::keyed;
use crate::model::{Resource, ScalarPath};

pub(super) static CHECK: Check = Check {
    id: "plain-http-upstream",
    title: "upstream URL uses plain HTTP",
    messages: &[MESSAGE.text()],
    why: "An attacker on the network path can read and change the data, including credentials and health data.",
    fix: Fix::all(
        "Use `https://`. If a service mesh encrypts the connection, suppress the finding with this reason.",
    ),
    severity: Severity::Medium,
    concern: Concern::TransportEncryption,
    controls: &[
        supports_and_refutes(Hipaa::S312E1).own_reading(),
        supports_and_refutes(Hipaa::S312E2II).own_reading(),
        supports_and_refutes(Hipaa::S312E2I).own_reading(),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::HELM,
    parameters: &[],
    rule: Rule::Resource(&["values"], check),
};

const MESSAGE: Message<2> = Message::new("`{key}` uses plain HTTP for requests to `{host}`");

/// Words in the keys of addresses of servers with sensitive data.
const UPSTREAMS: &[&str] = &[
    "api", "auth", "backend", "database", "db", "dicom", "fhir", "hl7", "issuer", "jdbc", "jwks",
    "keycloak", "oauth", "oauth2", "oidc", "proxy", "upstream", "vault",
];

/// Domains of identifiers that look like addresses.
const NAMES: &[&str] = &[
    "hl7.org",
    "ihe.net",
    "loinc.org",
    "snomed.info",
    "unitsofmeasure.org",
    "w3.org",
    "xmlsoap.org",
    "nlm.nih.gov",
    "dicom.nema.org",
];

fn check(resource: &Resource, _: &Scope, out: &mut Outcome) {
    let mut found = 0;
    // Both iterate over the scalars in the order of the text.
    for ((path, scalar), pair) in resource.scalars().into_iter().zip(keyed(&resource.content)) {
        // What the chart renders is checked itself.
        if resource.is_rendered(&path) {
            continue;
        }
        let is_named = pair.is_item || pair.key.is_empty();
        let (key, offset) =
            if is_named { credentials::assigned(&pair.key, pair.value) } else { (&*pair.key, 0) };
        let value = pair.value.get(offset..).unwrap_or_default();
        if !value.contains("://") || !is_upstream(&path, key) {
            continue;
        }
        match plain_http_host(value) {
            // The check for the address of Vault is more specific.
            Some(_) if is_vault_address(key) => {}
            Some(host) if !is_name(host) => {
                found += 1;
                out.fail(&scalar, MESSAGE.with(key, host));
            }
            None if value.starts_with("https://") => {
                found += 1;
                out.pass(&scalar);
            }
            _ => {}
        }
    }
    if found == 0 {
        out.not_applicable();
    }
}

fn is_upstream(path: &ScalarPath, key: &str) -> bool {
    let keys = path.iter().map(|key| &**key).chain([key]);
    keys.flat_map(words).any(|word| UPSTREAMS.contains(&word.as_str()))
}

fn is_name(host: &str) -> bool {
    NAMES.iter().any(|name| {
        host.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    })
}
