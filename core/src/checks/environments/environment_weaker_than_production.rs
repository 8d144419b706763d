use std::collections::HashSet;

use crate::checks::compared::{Compared, compared, inherited, setting};
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
        "Move the setting to the values or the base that all environments share, and override it only where necessary.",
    ),
    severity: Severity::Medium,
    concern: Concern::Drift,
    controls: &[refutes(Hipaa::S308A1IIB).own_reading(), refutes(Hipaa::S312A1).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::HELM.and(Technologies::KUBERNETES),
    parameters: &[],
    rule: Rule::Resource(&["*"], check),
};

const WEAKER: Message<1> = Message::new("`{setting}` is weaker than in production");
const MISSING: Message<1> = Message::new("`{setting}` is not set, unlike in production");

fn check(resource: &Resource, scope: &Scope, out: &mut Outcome) {
    match resource.body {
        Body::Settings(_) => values(resource, scope, out),
        _ => object(resource, scope, out),
    }
}

/// Compares an object that is made for an environment with that of production.
fn object(resource: &Resource, scope: &Scope, out: &mut Outcome) {
    let productions = scope.estate.in_production(resource).unwrap_or_default();
    // Production may have several environments: each setting is compared once.
    let mut known = HashSet::new();
    for production in productions {
        for Compared { protection, path, production, own } in compared(resource, production) {
            if known.contains(&path) {
                continue;
            }
            let drift = Drift {
                protection,
                name: setting(&path),
                value: &production,
                own: &own,
                file: &own,
                inherited: inherited(resource, &path),
            };
            if drift.judge(out) {
                known.insert(path);
            }
        }
    }
    if known.is_empty() && !out.is_undecided() {
        out.not_applicable();
    }
}

/// Compares the values of a chart that is not rendered.
fn values(resource: &Resource, scope: &Scope, out: &mut Outcome) {
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
            // The objects that the chart renders are compared themselves.
            if resource.is_rendered(&path) {
                continue;
            }
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
                let drift = Drift {
                    protection,
                    name: path.join("."),
                    value: &value,
                    own: &own.down_to(&path),
                    file: &resource.content.down_to(&path),
                    inherited: Vec::new(),
                };
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

/// A setting of production, and the same setting in another environment.
struct Drift<'d, 'a> {
    protection: Protection,
    name: String,
    /// The value in production.
    value: &'d Cursor<'a>,
    /// The value in force in the other environment.
    own: &'d Cursor<'a>,
    /// Where the file of the other environment has the value.
    file: &'d Cursor<'a>,
    /// The values that have the same effect if the environment does not have the value itself: all of
    /// one list together.
    inherited: Vec<Vec<Cursor<'a>>>,
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
        let of = |value: &Cursor| strength(self.protection, value, &mut Outcome::default());
        let is_enough = |value: &Cursor| of(value).is_some_and(|strength| strength >= expected);
        let mut inherited = self.inherited.iter().filter(|_| !self.own.exists());
        match of(self.own) {
            Some(strength) if strength >= expected => out.pass(self.own),
            Some(_) => match inherited.find(|all| all.iter().all(is_enough)) {
                Some(all) => all.iter().for_each(|value| out.pass(value)),
                None => self.fail(out),
            },
            None => {
                out.unknown(
                    &self.own.place(),
                    "the value cannot be compared with the value in production",
                );
            }
        }
        true
    }

    fn fail(&self, out: &mut Outcome) {
        let message = if self.own.exists() { WEAKER } else { MISSING };
        let failure = out.fail(self.file, message.with(&self.name));
        if self.value.exists() {
            failure.related_as(Role::Environment, self.value, "production sets this");
        }
        if !self.own.exists() {
            // The templates of the chart, or the image, may have an equally strong default.
            failure.confidence(Confidence::Medium);
        } else if !self.file.exists() {
            failure.related(self.own, "the environment inherits this value");
        }
    }
}
