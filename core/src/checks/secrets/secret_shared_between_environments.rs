use super::files::file;
use crate::checks::{Check, Outcome, Platforms, Rule, Scope, Severity};
use crate::credentials::{self, Class};
use crate::frameworks::{Control, Hipaa};
use crate::model::settings::{Pair, Settings, keyed};
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
    let is_other =
        |file: &Settings| !file.is_production && !file.is_test && !file.environments.is_empty();
    if !file(scope).is_some_and(is_other) {
        return out.not_applicable();
    }
    let others = scope.inventory.values().filter(|other| is_production(other));
    let production: Vec<Pair> = others.flat_map(|other| keyed(&other.content)).collect();
    if production.is_empty() {
        return out.not_applicable();
    }
    for pair in keyed(&resource.content) {
        let (key, value) = assigned(&pair);
        let Some(secret) = secret(key, value) else { continue };
        // Few values hold the text of this one, so that few have to be classified.
        let mut same = production.iter().filter(|other| other.value.contains(secret));
        let is_same = |other: &&Pair| {
            let (key, value) = assigned(other);
            self::secret(key, value) == Some(secret)
        };
        let Some(same) = same.find(is_same) else { continue };
        let name = if key.is_empty() { "value" } else { key };
        out.fail(&pair.place, format!("`{name}` is the same credential as in production"))
            .secret(secret)
            .related(&same.place, "production has it here");
    }
}

fn is_production(resource: &Resource) -> bool {
    matches!(&resource.body, Body::Settings(settings) if settings.is_production)
}

/// Key and value, also of `KEY=value` in a list.
fn assigned<'p>(pair: &'p Pair) -> (&'p str, &'p str) {
    let (key, offset) = credentials::assigned(&pair.key, pair.value);
    (key, pair.value.get(offset..).unwrap_or_default())
}

/// The credential in a value, if it is one that could open something.
fn secret<'p>(key: &str, value: &'p str) -> Option<&'p str> {
    let verdict = credentials::classify(key, value);
    let counts = matches!(verdict.class, Class::Literal | Class::Weak | Class::KnownFormat(_));
    let is_sure = verdict.confidence != credentials::Confidence::Low;
    value.get(verdict.secret.filter(|_| counts && is_sure)?)
}
