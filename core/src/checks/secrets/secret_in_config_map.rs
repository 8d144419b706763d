use super::finding::{decoded, say};
use crate::checks::{Check, Outcome, Platforms, Rule, Scope, Severity, Tool};
use crate::credentials;
use crate::frameworks::{Cis, Control, Hipaa, Nsa};
use crate::model::secrets::ConfigMap;

pub(super) static CHECK: Check = Check {
    id: "secret-in-config-map",
    title: "credential is written into a ConfigMap",
    why: "ConfigMaps are read by everybody who may look at the namespace, are not encrypted with the Secrets, and lie in the repository with their history.",
    fix: "Move the entry into a Secret that an operator or a vault fills, and replace the credential: it is known now.",
    severity: Severity::High,
    controls: &[
        Control::HipaaReading(Hipaa::S312D),
        Control::HipaaReading(Hipaa::S308A5IiD),
        Control::HipaaReading(Hipaa::S312A1),
        Control::Cis(Cis::new("5.4.1")),
        Control::Nsa(Nsa::N9),
    ],
    equivalents: &[
        Tool::Polaris.calls_it("sensitiveConfigmapContent"),
        Tool::Trivy.calls_it("KSV-0109"),
        Tool::Kubescape.calls_it("C-0012"),
    ],
    since: "0.1.0",
    platforms: Platforms::KUBERNETES,
    parameters: &[],
    rule: Rule::ConfigMap(check),
};

fn check(map: &ConfigMap, _: &Scope, out: &mut Outcome) {
    for entry in out.read(&map.data).into_iter().flatten() {
        if let Some(value) = out.read(&entry.value) {
            let verdict = credentials::classify(&entry.key, value);
            say(&verdict, &entry.value, format_args!("entry `{}`", entry.key), out);
        }
    }
    for entry in out.read(&map.binary_data).into_iter().flatten() {
        // What is no text is an archive or a picture, and nothing to read.
        if let Some(value) = out.read(&entry.value).and_then(|value| decoded(value)) {
            let verdict = credentials::classify(&entry.key, &value);
            say(&verdict, &entry.value, format_args!("entry `{}`", entry.key), out);
        }
    }
}
