//! Credentials that production shares with other environments.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::Platform;
use crate::credentials::{self, Class};
use crate::model::meta::StringMap;
use crate::model::settings::SettingKind;
use crate::model::{Body, Resource, Stage};
use crate::tree::{Anchor, Field, Place, Spot, State};

/// A credential of another environment that production has too.
#[derive(Clone, Debug)]
pub(crate) struct SharedCredential {
    /// Its name in messages.
    pub(crate) name: String,
    /// Where the other environment has it.
    pub(crate) spot: Spot,
    /// The credential itself, which is never shown.
    pub(crate) secret: Box<str>,
    /// Where production has it.
    pub(crate) production: Place,
}

/// The credentials that production has too, by the places of the resources of other environments
/// that were compared. Credentials of other bundles are not looked at.
pub(super) fn shared<'a>(platform: &impl Platform<'a>) -> HashMap<Place, Vec<SharedCredential>> {
    let standings = platform.standings();
    let mut found = HashMap::new();
    let has = |stage| standings.iter().any(|standing| standing.stage == stage);
    // Most runs compare nothing.
    if !has(Stage::Production) || !has(Stage::Other) {
        return found;
    }
    let of = |stage: Stage| {
        platform.resources().iter().filter(move |resource| {
            let standing = standings.get(resource.place().tree() as usize);
            standing.is_some_and(|standing| standing.stage == stage)
        })
    };
    let mut production: HashMap<(&str, String), Credential<'_>> = HashMap::new();
    for resource in of(Stage::Production) {
        for credential in all(platform, resource) {
            let identity = (credential.bundle, credential.identity.clone());
            production.entry(identity).or_insert(credential);
        }
    }
    for resource in of(Stage::Other) {
        let mut own = all(platform, resource);
        own.retain(|own| own.stage == Stage::Other);
        // For a file of settings the absence of shared credentials is recorded, for objects it is
        // not.
        if own.is_empty() && !matches!(resource.body, Body::Settings(_)) {
            continue;
        }
        let same = own.into_iter().filter_map(|own| {
            let there = production.get(&(own.bundle, own.identity))?;
            // A text that both environments use is written once.
            (there.written_at != own.written_at).then_some(SharedCredential {
                name: own.name,
                spot: own.spot,
                secret: own.secret,
                production: there.spot.place,
            })
        });
        found.insert(resource.place(), same.collect());
    }
    found
}

/// A credential in a file.
struct Credential<'a> {
    bundle: &'a str,
    /// The environment of the file in which it is written.
    stage: Stage,
    /// A hash that is equal for equal credentials.
    identity: String,
    name: String,
    spot: Spot,
    secret: Box<str>,
    /// Where it is written.
    written_at: Place,
}

fn all<'a>(platform: &impl Platform<'a>, resource: &'a Resource<'a>) -> Vec<Credential<'a>> {
    let mut found = Vec::new();
    let settings = platform.settings(resource);
    for setting in settings.iter().filter(|setting| setting.kind != SettingKind::BinaryEntry) {
        if let State::Set(value, _) = setting.value.state() {
            let names = (&*setting.key, setting.name());
            found.extend(credential(platform, names, value, setting.spot()));
        }
    }
    if let Body::Secret(secret) = &resource.body {
        let mut read = |map: &StringMap<'_>, decode: fn(&str) -> Option<String>| {
            for entry in set(map).into_iter().flatten() {
                let Some(value) = set(&entry.value).and_then(|value| decode(value)) else {
                    continue;
                };
                let names = (&*entry.key, &*entry.key);
                found.extend(credential(platform, names, &value, entry.value.spot()));
            }
        };
        read(&secret.string_data, |text| Some(text.to_owned()));
        read(&secret.data, |text| String::from_utf8(STANDARD.decode(text.trim()).ok()?).ok());
    }
    found
}

/// The value at a spot, if it could be a credential. The two names are its key, and its name in
/// messages.
fn credential<'a>(
    platform: &impl Platform<'a>,
    (key, name): (&str, &str),
    value: &str,
    spot: Spot,
) -> Option<Credential<'a>> {
    let verdict = credentials::classify(key, value);
    let is_weak = verdict.class == Class::Weak;
    let counts = is_weak || matches!(verdict.class, Class::Literal | Class::KnownFormat(_));
    if !counts || verdict.confidence == credentials::Confidence::Low {
        return None;
    }
    let secret = value.get(verdict.secret?)?;
    let written_at = platform.written(spot.place);
    let standing = platform.standings().get(written_at.tree() as usize)?;
    // A weak password counts as shared only under the same key below the same folder.
    let identity =
        if is_weak { format!("{}\n{key}\n{secret}", standing.root) } else { secret.to_owned() };
    Some(Credential {
        bundle: &standing.bundle,
        stage: standing.stage,
        identity,
        name: if name.is_empty() { "value" } else { name }.to_owned(),
        spot,
        secret: secret.into(),
        written_at,
    })
}

fn set<T>(field: &Field<T>) -> Option<&T> {
    match field.state() {
        State::Set(value, _) => Some(value),
        State::Unset(..) | State::Unresolved(..) => None,
    }
}
