use std::collections::HashSet;

use crate::checks::protection::{Protection, protection, strength};
use crate::checks::{
    Check, Concern, Confidence, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::Hipaa;
use crate::inventory::leaves;
use crate::model::{Body, Resource, ScalarPath};
use crate::tree::{Cursor, Role};

pub(super) static CHECK: Check = Check {
    id: "environment-weaker-than-production",
    title: "environment is less protected than production",
    messages: &[WEAKER.text(), MISSING.text()],
    why: "Tests in the environment do not cover the protection of production, and an attacker can start in the environment that is easier to compromise.",
    fix: Fix::all(
        "Move the setting to the values that all environments share, and override it only where necessary.",
    ),
    severity: Severity::Medium,
    concern: Concern::Drift,
    controls: &[refutes(Hipaa::S308A1IIB).own_reading(), refutes(Hipaa::S312A1).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::HELM,
    parameters: &[],
    rule: Rule::Resource(&["values"], check),
};

const WEAKER: Message<1> = Message::new("`{setting}` is weaker than in production");
const MISSING: Message<1> = Message::new("`{setting}` is not set, unlike in production");

fn check(resource: &Resource, scope: &Scope, out: &mut Outcome) {
    let productions: Vec<&Resource> =
        scope.estate.values(resource).filter(|other| is(other, true)).collect();
    if !is(resource, false) || productions.is_empty() {
        return out.not_applicable();
    }
    let Body::Settings(settings) = &resource.body else { return out.not_applicable() };
    let own = scope.estate.values_in_force(resource);
    // A chart may have several values files for production: each setting is compared once.
    let mut compared = HashSet::new();
    for production in productions {
        let production = scope.estate.values_in_force(production);
        // A setting that removes protection is off in production unless it is set there.
        let taken = leaves(&own).into_iter().map(|(path, _)| path);
        let taken = taken.filter(|path| protection(path) == Some(Protection::Off));
        let said = leaves(&production).into_iter().map(|(path, _)| path);
        for path in said.chain(taken) {
            let Some(protection) = protection(&path) else { continue };
            let made = if protection == Protection::Certificates {
                settings.templates.as_ref().map_or(Ok(true), |made| made.make(INGRESSES, &path))
            } else {
                Ok(true)
            };
            if let Err(why) = made {
                out.unknown(resource, why.to_owned());
            }
            let in_use =
                made == Ok(true) && is_in_use(&production, &path) && is_in_use(&own, &path);
            if in_use && !compared.contains(&path) {
                let value = production.down_to(&path);
                let file = &resource.content;
                let drift = Drift { protection, path: &path, value: &value, own: &own, file };
                if drift.judge(out) {
                    compared.insert(path);
                }
            }
        }
    }
    if compared.is_empty() && !out.is_undecided() {
        out.not_applicable();
    }
}

/// Kinds that use the certificates of an `ingress` in values.
const INGRESSES: &[&str] = &["Ingress", "IngressRoute"];

/// Whether a values file is for production, or for another environment.
fn is(resource: &Resource, production: bool) -> bool {
    match &resource.body {
        Body::Settings(settings) => {
            // Values for tests of the chart are not an environment.
            settings.is_production == production
                && !settings.environments.is_empty()
                && !settings.is_test
        }
        _ => false,
    }
}

/// Whether no enclosing mapping is disabled, so that the setting is in use.
fn is_in_use(values: &Cursor, path: &ScalarPath) -> bool {
    (1..path.len()).all(|depth| {
        let above = path.get(..depth).unwrap_or_default();
        let switch = [above, &["enabled".into()]].concat();
        let is_itself = switch == *path;
        is_itself || Outcome::default().read(&values.down_to(&switch).bool()) != Some(&false)
    })
}

/// A setting of production, and another environment.
struct Drift<'d, 'a> {
    protection: Protection,
    path: &'d ScalarPath<'a>,
    value: &'d Cursor<'a>,
    own: &'d Cursor<'a>,
    /// The values file of the other environment.
    file: &'d Cursor<'a>,
}

impl Drift<'_, '_> {
    /// Compares a setting, if it protects production.
    fn judge(&self, out: &mut Outcome) -> bool {
        let mut of_production = Outcome::default();
        let Some(expected) = strength(self.protection, self.value, &mut of_production) else {
            // A mapping or a template: the value of production cannot be compared.
            return false;
        };
        if expected == 0 {
            return false;
        }
        let value = self.own.down_to(self.path);
        let mut judged = Outcome::default();
        match strength(self.protection, &value, &mut judged) {
            Some(strength) if strength >= expected => out.pass(&value),
            Some(_) => self.fail(&value, out),
            None => {
                out.unknown(
                    &value.place(),
                    "the value cannot be compared with the value in production",
                );
            }
        }
        true
    }

    fn fail(&self, value: &Cursor, out: &mut Outcome) {
        let name = self.path.join(".");
        let message = if value.exists() { WEAKER } else { MISSING };
        let own = self.file.down_to(self.path);
        let failure = out.fail(&own, message.with(name));
        if self.value.exists() {
            failure.related_as(Role::Environment, self.value, "production sets this");
        }
        if !value.exists() {
            // The templates of the chart may have an equally strong default.
            failure.confidence(Confidence::Medium);
        } else if !own.exists() {
            failure.related(value, "the environment inherits this value");
        }
    }
}
