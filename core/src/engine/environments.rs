//! Which environments files are for, and which credentials production shares with the others.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::parse::Parsed;
use super::walk::{ProjectWalk, Walk};
use crate::checks::SharedCredential;
use crate::credentials::{self, Class};
use crate::frontends::compose::beside;
use crate::frontends::environment::{is_production, root};
use crate::frontends::settings;
use crate::model::meta::StringMap;
use crate::model::settings::{Setting, SettingKind};
use crate::model::{Body, Resource, Technology};
use crate::tree::{Anchor, Place, Spot, State};

/// Whom a file is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Production,
    /// An environment that is not production.
    Other,
    /// All of them, several, or nobody.
    Shared,
}

fn side(input: &Parsed) -> Side {
    let name = input.name();
    let purpose = (input.file.purpose)(name);
    if purpose.is_test || purpose.is_sample {
        return Side::Shared;
    }
    let by_caller = input.environments.iter().map(|name| &**name);
    let by_path = purpose.environment.as_deref().filter(|_| input.environments.is_empty());
    let mut names = by_caller.chain(by_path);
    let Some(first) = names.next().map(is_production) else { return Side::Shared };
    match (first, names.all(|name| is_production(name) == first)) {
        (true, true) => Side::Production,
        (false, true) => Side::Other,
        (_, false) => Side::Shared,
    }
}

/// Whether a resource is for production by the path of its file; of a project that of its first one.
pub(super) fn is_production_by_path(walk: &Walk<'_>, index: usize) -> bool {
    let resource = walk.resources.get(index);
    let of_part = resource.filter(|resource| matches!(resource.body, Body::Part));
    let projects = of_part.into_iter().flat_map(|part| walk.projects_of(part.place().tree()));
    let mut names = projects.flat_map(|project| &project.environments);
    if names.any(|name| is_production(name)) {
        return true;
    }
    let input = match project(walk, index) {
        Some(project) => project.files.first().and_then(|tree| walk.input_of(*tree)),
        None => walk.resources.get(index).and_then(|resource| walk.input(resource)),
    };
    input.is_some_and(|input| side(input) == Side::Production)
}

/// The path of the file that a secret of Compose takes its content from.
pub(super) fn content_file(
    walk: &Walk<'_>,
    resource: &Resource<'_>,
    index: usize,
) -> Option<String> {
    if resource.technology != Technology::Compose || resource.kind != "secret" {
        return None;
    }
    let project = walk.input_of(*project(walk, index)?.files.first()?)?;
    let file = resource.at("file").text();
    Some(beside(project.name(), set(&file)?))
}

fn project<'w, 'p>(walk: &'w Walk<'p>, index: usize) -> Option<&'w ProjectWalk<'p>> {
    // INVARIANT: each project's resources come after those of the one before it.
    let at = walk.projects.partition_point(|project| project.resources.end <= index);
    walk.projects.get(at).filter(|project| project.resources.contains(&index))
}

/// The credentials that production has too, by the resources of the other environments that were
/// compared. Credentials of other bundles are not looked at.
pub(super) fn shared(walk: &Walk<'_>) -> HashMap<usize, Vec<SharedCredential>> {
    let sides: Vec<Side> = (0..walk.resources.len()).map(|index| whole(walk, index)).collect();
    let mut found = HashMap::new();
    // Most platforms end here.
    if !sides.contains(&Side::Production) || !sides.contains(&Side::Other) {
        return found;
    }
    let of = |side: Side| {
        let of_side = walk.resources.iter().enumerate().zip(&sides);
        of_side.filter(move |(_, own)| **own == side).map(|(resource, _)| resource)
    };
    let mut production: HashMap<(&str, String), Credential> = HashMap::new();
    for (_, resource) in of(Side::Production) {
        for credential in all(walk, resource) {
            let identity = (credential.bundle, credential.identity.clone());
            production.entry(identity).or_insert(credential);
        }
    }
    for (index, resource) in of(Side::Other) {
        let mut own = all(walk, resource);
        own.retain(|own| own.side == Side::Other);
        // That a whole file of settings has none is worth saying, of every object it is not.
        if own.is_empty() && !matches!(resource.body, Body::Settings(_)) {
            continue;
        }
        let same = own.into_iter().filter_map(|own| {
            let there = production.get(&(own.bundle, own.identity))?;
            // One text that both read is written once.
            (there.written_at != own.written_at).then_some(SharedCredential {
                name: own.name,
                spot: own.spot,
                secret: own.secret,
                production: there.spot.place,
            })
        });
        found.insert(index, same.collect());
    }
    found
}

/// Whom a resource as a whole is for. The default project of Compose is for those who develop, as far
/// as it is made of files that are.
fn whole(walk: &Walk<'_>, index: usize) -> Side {
    let Some(project) = project(walk, index) else {
        let input = walk.resources.get(index).and_then(|resource| walk.input(resource));
        return input.map_or(Side::Shared, side);
    };
    if project.environments.iter().any(|name| is_production(name)) {
        return Side::Production;
    }
    let sides = project.files.iter().filter_map(|tree| walk.input_of(*tree)).map(side);
    let mut compose = sides.take(2);
    match (compose.next(), compose.next()) {
        (Some(Side::Production), _) => Side::Production,
        (Some(Side::Other), _) | (_, Some(Side::Other)) => Side::Other,
        _ => Side::Shared,
    }
}

/// A credential that stands in a file.
struct Credential<'p> {
    bundle: &'p str,
    side: Side,
    /// What two that are the same have in common.
    identity: String,
    name: String,
    spot: Spot,
    secret: Box<str>,
    /// Where a person wrote it.
    written_at: Place,
}

fn all<'p>(walk: &'p Walk<'p>, resource: &'p Resource<'p>) -> Vec<Credential<'p>> {
    let mut found = Vec::new();
    let of_resource = walk.frontend(resource).settings(resource);
    let mut settings: Vec<Setting> = of_resource.into_iter().filter_map(Result::ok).collect();
    if let Some(pod) = resource.workload().and_then(|workload| set(&workload.pod)) {
        let lists = pod.container_lists().into_iter().filter_map(set);
        for container in lists.flatten() {
            settings.extend(settings::environment(container).filter_map(Result::ok));
            settings.extend(settings::arguments(container).into_iter().filter_map(Result::ok));
        }
    }
    for setting in settings.iter().filter(|setting| setting.kind != SettingKind::BinaryEntry) {
        if let State::Set(value, _) = setting.value.state() {
            let name = setting.name();
            found.extend(credential(walk, (&setting.key, name), value, setting.spot()));
        }
    }
    if let Body::Secret(secret) = &resource.body {
        let mut read = |map: &StringMap<'_>, decode: fn(&str) -> Option<String>| {
            for entry in set(map).into_iter().flatten() {
                let Some(value) = set(&entry.value).and_then(|value| decode(value)) else {
                    continue;
                };
                let names = (&*entry.key, &*entry.key);
                found.extend(credential(walk, names, &value, entry.value.spot()));
            }
        };
        read(&secret.string_data, |text| Some(text.to_owned()));
        read(&secret.data, |text| String::from_utf8(STANDARD.decode(text.trim()).ok()?).ok());
    }
    found
}

/// What stands at a spot, if it could open something. The two names are its key, and what messages
/// call it.
fn credential<'p>(
    walk: &'p Walk<'p>,
    (key, name): (&str, &str),
    value: &str,
    spot: Spot,
) -> Option<Credential<'p>> {
    let verdict = credentials::classify(key, value);
    let is_weak = verdict.class == Class::Weak;
    let counts = is_weak || matches!(verdict.class, Class::Literal | Class::KnownFormat(_));
    if !counts || verdict.confidence == credentials::Confidence::Low {
        return None;
    }
    let secret = value.get(verdict.secret?)?;
    let written_at = walk.written(spot.place);
    let input = walk.input_of(written_at.tree())?;
    // What everybody would guess says that two share it only where it opens the same thing.
    let identity = if is_weak {
        format!("{}\n{key}\n{secret}", root(input.name()))
    } else {
        secret.to_owned()
    };
    Some(Credential {
        bundle: &input.bundle,
        side: side(input),
        identity,
        name: if name.is_empty() { "value" } else { name }.to_owned(),
        spot,
        secret: secret.into(),
        written_at,
    })
}

fn set<T>(field: &crate::tree::Field<T>) -> Option<&T> {
    match field.state() {
        State::Set(value, _) => Some(value),
        State::Unset(..) | State::Unresolved(..) => None,
    }
}
