use std::collections::HashSet;

use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool,
    supports_and_refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::network::{Ingress, IngressTls};

pub(super) static CHECK: Check = Check {
    id: "ingress-host-not-in-tls",
    title: "Ingress host is not covered by `spec.tls`",
    messages: &[MESSAGE.text()],
    why: "The Ingress controller serves this host without TLS, or with a certificate that clients do not trust.",
    fix: Fix::all("Add the host to an entry of `spec.tls` whose certificate is valid for it."),
    severity: Severity::Medium,
    concern: Concern::IngressTls,
    controls: &[
        supports_and_refutes(Hipaa::S312E1),
        supports_and_refutes(Hipaa::S312E2II),
        supports_and_refutes(Hipaa::S312E2I),
        supports_and_refutes(Nsa::N8),
    ],
    equivalents: &[Tool::Kyverno.calls_it("ingress-host-match-tls")],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Ingress(check),
};

const MESSAGE: Message<1> = Message::new("`spec.tls` has no entry for the host `{host}`");

fn check(ingress: &Ingress, _: &Scope, out: &mut Outcome) {
    let entries = match out.read(&ingress.tls) {
        Some(entries) if !entries.is_empty() => entries,
        None if !out.is_unset(&ingress.tls) => return,
        // ingress-tls-missing reports an Ingress without TLS.
        _ => return out.not_applicable(),
    };
    let mut unseen = Outcome::default();
    let covered = hosts(entries, &mut unseen);
    let is_for_any = entries.iter().any(is_for_any_host);
    let mut judged: HashSet<String> = HashSet::new();
    for rule in out.read(&ingress.rules).into_iter().flatten() {
        let Some(host) = out.read(&rule.host).filter(|host| !host.is_empty()) else { continue };
        let host = host.to_ascii_lowercase();
        if judged.contains(&host) {
            continue;
        }
        if is_covered(&covered, &host) {
            out.pass(&rule.host);
        } else if unseen.is_undecided() {
            if !out.is_undecided() {
                hosts(entries, out);
            }
        } else if is_for_any {
            out.unknown(&rule.host, "an entry of `spec.tls` without hosts may apply to this host");
        } else {
            out.fail(&rule.host, MESSAGE.with(&host)).of_subject(host.as_str());
        }
        judged.insert(host);
    }
    if judged.is_empty() {
        out.not_applicable();
    }
}

/// The hosts with a certificate, in lower case.
fn hosts(entries: &[IngressTls], out: &mut Outcome) -> HashSet<String> {
    let mut found = HashSet::new();
    for entry in entries {
        for host in out.read(&entry.hosts).into_iter().flatten() {
            found.extend(out.read(host).map(|host| host.to_ascii_lowercase()));
        }
    }
    found
}

/// Whether an entry has no hosts, so that the certificate decides.
fn is_for_any_host(entry: &IngressTls) -> bool {
    Outcome::default().read(&entry.hosts).is_none_or(Vec::is_empty)
}

/// Whether a host equals a pattern, or matches `*.example.org` with exactly one label.
fn is_covered(patterns: &HashSet<String>, host: &str) -> bool {
    let wildcard = host.split_once('.').map(|(_, parent)| format!("*.{parent}"));
    patterns.contains(host) || wildcard.is_some_and(|wildcard| patterns.contains(&wildcard))
}
