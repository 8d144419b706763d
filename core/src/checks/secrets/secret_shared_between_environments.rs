use super::files::file;
use crate::checks::{Check, Outcome, Platforms, Rule, Scope, Severity};
use crate::credentials::{self, Class};
use crate::frameworks::{Control, Hipaa};
use crate::model::settings::{Pair, Settings, pairs};
use crate::model::{Body, Resource};

pub(super) static CHECK: Check = Check {
    id: "secret-shared-between-environments",
    title: "credential of production is that of another environment",
    why: "Who may see the other environment, and mostly that is everybody, can use its credential in production.",
    fix: "Give each environment credentials of its own, outside of the values, and replace the one of production: it is known now.",
    severity: Severity::High,
    controls: &[
        Control::HipaaReading(Hipaa::S312D),
        Control::HipaaReading(Hipaa::S308A5IiD),
        Control::HipaaReading(Hipaa::S312A1),
    ],
    equivalents: &[],
    since: "0.1.0",
    platforms: Platforms::HELM,
    parameters: &[],
    rule: Rule::Resource(&["values"], check),
};

fn check(resource: &Resource, scope: &Scope, out: &mut Outcome) {
    let is_other = |file: &Settings| !file.is_production && !file.environments.is_empty();
    if !file(scope).is_some_and(is_other) {
        return out.not_applicable();
    }
    let others = scope.inventory.resources();
    let production: Vec<Pair> =
        others.filter(|other| is_production(other)).flat_map(pairs).collect();
    if production.is_empty() {
        return out.not_applicable();
    }
    for pair in pairs(resource) {
        let Some(secret) = secret(&pair) else { continue };
        // Few values hold the text of this one, so that few have to be classified.
        let mut same = production.iter().filter(|other| other.value.contains(secret));
        let Some(same) = same.find(|other| self::secret(other) == Some(secret)) else { continue };
        let message = format!("`{}` is the same credential as in production", name(&pair));
        out.fail(&pair.place, message)
            .class("literal")
            .related(&same.place, "production has it here");
    }
}

fn is_production(resource: &Resource) -> bool {
    matches!(&resource.body, Body::Settings(settings) if settings.is_production)
}

/// The credential in a value, if it is one that could open something.
fn secret<'p>(pair: &Pair<'p>) -> Option<&'p str> {
    let verdict = credentials::classify(pair.key, pair.value);
    let counts = matches!(verdict.class, Class::Literal | Class::Weak | Class::KnownFormat(_));
    let is_sure = verdict.confidence != credentials::Confidence::Low;
    pair.value.get(verdict.secret.filter(|_| counts && is_sure)?)
}

fn name<'p>(pair: &Pair<'p>) -> &'p str {
    if pair.key.is_empty() { "value" } else { pair.key }
}
