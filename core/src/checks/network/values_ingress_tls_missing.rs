use super::addresses::is_loopback;
use super::ingress_tls_missing::ELSEWHERE;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies,
    supports_and_refutes,
};
use crate::frameworks::Hipaa;
use crate::model::{Resource, ScalarPath};
use crate::tree::{Cursor, Field};

pub(super) static CHECK: Check = Check {
    id: "values-ingress-tls-missing",
    title: "chart values enable an Ingress without TLS",
    messages: &[MESSAGE.text()],
    why: "An attacker on the network path can read and change the traffic, including credentials and health data.",
    fix: Fix::all("Set `tls` with the hosts and the Secret that contains their certificate."),
    severity: Severity::Medium,
    concern: Concern::IngressTls,
    controls: &[
        supports_and_refutes(Hipaa::S312E1),
        supports_and_refutes(Hipaa::S312E2II),
        supports_and_refutes(Hipaa::S312E2I),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::HELM,
    parameters: &[],
    rule: Rule::Resource(&["values"], check),
};

const MESSAGE: Message<1> = Message::new("`{path}` is enabled without TLS");

fn check(resource: &Resource, scope: &Scope, out: &mut Outcome) {
    let values = scope.inventory.values_in_force(resource);
    let mut found = 0;
    for (path, _) in resource.mappings() {
        let is_ingress =
            path.last().is_some_and(|key| key.to_ascii_lowercase().ends_with("ingress"));
        if !is_ingress {
            continue;
        }
        let made = serves(resource, &path);
        // The chart renders no Ingress from these values.
        if made == Ok(false) {
            continue;
        }
        let at = |key: &'static str| values.down_to(&under(&path, key));
        if out.read(&at("enabled").bool()) != Some(&true) || !has_host(&at, out) {
            continue;
        }
        found += 1;
        let tls = at("tls");
        if is_encrypted(&tls, out) {
            out.pass(&tls);
        } else if let Some(annotation) = elsewhere(&at("annotations"), out) {
            out.pass(&annotation);
        } else if let Err(why) = made {
            out.unknown(&tls.place(), why.to_owned());
        } else if !out.is_undecided() {
            out.fail(&resource.content.down_to(&under(&path, "tls")), MESSAGE.with(path.join(".")));
        }
    }
    if found == 0 {
        out.not_applicable();
    }
}

/// Whether the templates for these values render an Ingress that is not checked itself. Values without a
/// chart are assumed to.
fn serves<'r>(resource: &'r Resource, path: &ScalarPath) -> Result<bool, &'r str> {
    match resource.templates() {
        None => Ok(true),
        Some(templates) if templates.render(path) => Ok(false),
        Some(templates) => templates.make(&["Ingress", "IngressRoute"], path),
    }
}

fn under<'a>(path: &ScalarPath<'a>, key: &'static str) -> ScalarPath<'a> {
    [path.as_slice(), &[key.into()]].concat()
}

/// Whether there is a host that is reachable from other machines.
fn has_host<'a>(at: &impl Fn(&'static str) -> Cursor<'a>, out: &mut Outcome) -> bool {
    ["hosts", "host", "hostname"].into_iter().any(|key| {
        let hosts = at(key);
        if !hosts.is_sequence() {
            return hosts.is_mapping() || is_reachable(&hosts.any_text(), out);
        }
        let items = out.read(&hosts.items()).cloned().unwrap_or_default();
        items.iter().any(|item| {
            let host = if item.is_mapping() { item.get("host") } else { item.clone() };
            // Without a host it serves all hosts.
            !host.exists() || is_reachable(&host.any_text(), out)
        })
    })
}

fn is_reachable(host: &Field<&str>, out: &mut Outcome) -> bool {
    out.read(host).is_some_and(|host| !host.trim().is_empty() && !is_loopback(host.trim()))
}

/// `tls: true`, `tls: [..]`, `tls: {enabled: true}`, `tls: {secretName: ..}`.
fn is_encrypted(tls: &Cursor, out: &mut Outcome) -> bool {
    if tls.is_sequence() {
        return out.read(&tls.items()).is_some_and(|items| !items.is_empty());
    }
    if tls.is_mapping() {
        let enabled = tls.get("enabled");
        return if enabled.exists() {
            out.read(&enabled.bool()) == Some(&true)
        } else {
            out.read(&tls.entries()).is_some_and(|entries| !entries.is_empty())
        };
    }
    // The value may be the name of a Secret.
    out.read(&tls.any_text())
        .is_some_and(|text| !matches!(text.trim(), "" | "false" | "no" | "off"))
}

/// The annotation that makes a controller take the certificate from elsewhere.
fn elsewhere<'a>(annotations: &Cursor<'a>, out: &mut Outcome) -> Option<Field<&'a str>> {
    let known = ELSEWHERE.iter().filter(|_| annotations.is_mapping());
    known.map(|(name, wanted)| (annotations.key(name).any_text(), wanted)).find_map(
        |(value, wanted)| {
            let counts =
                |text: &&str| wanted.map_or(!text.trim().is_empty(), |wanted| *text == wanted);
            out.read(&value).is_some_and(counts).then_some(value)
        },
    )
}
