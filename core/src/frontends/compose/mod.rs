//! Compose: files that are parts of projects, and projects, which become resources.
//!
//! `derivation::compose` merges files into projects. Its output is a tree of long forms only,
//! without aliases and merge keys.

mod amounts;
mod fields;
mod ports;
mod recognise;
mod services;
mod settings;
mod volumes;
mod words;
mod written;

pub(crate) use words::split;

use super::compiled;
use super::environment::is_production;
use super::frontend::{Certainty, Environments, FileKind, Frontend, Reading, Recognised};
use super::purpose::{Purpose, runs_in_production};
use crate::model::{Member, Stage, Standing, Technology, Whole, Words};
use crate::syntax::Format;

/// The frontend.
pub(crate) static FRONTEND: Frontend = Frontend {
    technology: Some(Technology::Compose),
    words: Words { pod: "service", ..Words::of("Compose") },
    kinds: if compiled::COMPOSE { &[&COMPOSE, &PROJECT, &PARTS] } else { &[&COMPOSE] },
    formats: &[Format::COMPOSE],
    recognise: |name| name.is_yaml_with("compose").then_some(RECOGNISED),
    reconsider: |doubt| {
        let may_be = doubt.kind.certainty == Certainty::Possible;
        let is_compose = may_be && doubt.tree.is_some_and(recognise::is_compose);
        is_compose.then_some(RECOGNISED)
    },
    settings: compiled::settings(compiled::COMPOSE, settings::settings),
};

/// The role that others may give a file of any name.
pub(crate) const RECOGNISED: Recognised = Recognised::new(&COMPOSE, Format::COMPOSE);

/// A Compose file.
pub(crate) static COMPOSE: FileKind = FileKind {
    word: "compose",
    certainty: Certainty::Likely,
    matters: |_, _| true,
    reading: compiled::reading(
        compiled::COMPOSE,
        Reading::Documents(recognise::documents),
        "Compose file",
        "Compose files",
    ),
    inner: recognise::contents,
    purpose,
    whole: |_| Whole::named("compose files", ""),
    environments: Environments::Part,
};

/// A project, made of several files.
pub(crate) static PROJECT: FileKind = FileKind {
    word: "project",
    certainty: Certainty::Certain,
    matters: |_, _| false,
    reading: Reading::Documents(services::read),
    inner: recognise::contents,
    purpose,
    whole: |_| Whole::default(),
    environments: Environments::Alternatives,
};

/// Services of a file that are neither started nor extended.
pub(crate) static PARTS: FileKind = FileKind {
    word: "part",
    certainty: Certainty::Certain,
    matters: |_, _| false,
    reading: Reading::Documents(services::read_parts),
    inner: recognise::contents,
    purpose,
    whole: |_| Whole::default(),
    environments: Environments::Alternatives,
};

fn purpose(path: &str) -> Purpose {
    let of_path = Purpose::of_path(path);
    // An override that Compose applies by default is for development.
    let is_override = path.contains("compose.override.");
    let environment = is_override.then(|| "override".to_owned()).or(of_path.environment);
    Purpose { environment, ..of_path }
}

/// The standing of the resources of a project, by the environment that it is merged for and by its
/// files. The variants of one project are alternatives; the one without an environment is the
/// default.
pub(crate) fn standing(environment: Option<&str>, files: &[&Standing]) -> Standing {
    let mut files = files.iter();
    let first = files.next().map(|first| (*first).clone()).unwrap_or_default();
    let environments = match environment {
        Some(environment) => vec![environment.into()],
        None => first.environments.clone(),
    };
    // A file that Compose merges over the first one by default is for development.
    let is_other = |file: &&Standing| file.stage == Stage::Other;
    let stage = match first.stage {
        _ if environments.iter().any(|name| is_production(name)) => Stage::Production,
        Stage::Any if files.next().is_some_and(is_other) => Stage::Other,
        stage => stage,
    };
    Standing {
        is_production: runs_in_production(&environments, stage),
        whole: Whole::named("project", &*first.path).with_own_names(),
        project: project(&first.path).into(),
        member: Member::Alternative(first.path.clone()),
        environments,
        stage,
        ..first
    }
}

/// The default file names of Compose, which names the project after their directory.
const DEFAULT_NAMES: [&str; 4] =
    ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"];

/// The identity of a project: its directory, or its first file if that must be given explicitly.
fn project(path: &str) -> &str {
    let mut parts = path.rsplit(['/', '\\']);
    let is_default = parts.next().is_some_and(|name| DEFAULT_NAMES.contains(&name));
    if is_default { parts.next().unwrap_or_default() } else { path }
}

/// The standing of services that are not started.
pub(crate) fn spare(environment: Option<&str>, files: &[&Standing]) -> Standing {
    Standing { is_unused: true, ..standing(environment, files) }
}

/// The standing of a file that projects include, by the standing of the projects.
pub(crate) fn part(file: &Standing, projects: &[&Standing]) -> Standing {
    // A file that the default project includes, too, does not belong to one environment.
    let is_of_default = projects.iter().any(|project| project.environments.is_empty());
    let names = projects.iter().filter(|_| !is_of_default).flat_map(|of| &of.environments);
    let is_production = file.is_production || projects.iter().any(|project| project.is_production);
    Standing { environments: names.cloned().collect(), is_production, ..file.clone() }
}
