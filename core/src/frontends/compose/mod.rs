//! Compose: files become projects, merged and interpolated as Compose does it, and projects become
//! resources.
//!
//! A file is read into values that know their places; variables are replaced; included files come
//! in, and the services that others extend come under those; the document is put over what was
//! said before; short forms become long ones. What is left is written as a tree in which every node
//! names the one place that decides it.

mod amounts;
mod canonical;
mod environment;
mod expression;
mod extends;
mod finish;
mod hooks;
mod include;
mod interpolate;
mod load;
mod merge;
mod path;
mod ports;
mod project;
mod read;
mod recognise;
mod resolve;
mod run;
mod services;
mod settings;
mod template;
#[cfg(test)]
mod tests;
mod unique;
mod value;
mod volumes;
mod words;
mod write;
mod written;

pub(crate) use path::{beside, clean};
pub use project::{File, Project, Unset, project, projects};
pub use services::resources;

use super::frontend::{Certainty, FileKind, Frontend, Reading, Recognised};
use super::purpose::Purpose;
use crate::model::{Technology, Words};
use crate::syntax::Format;

/// The frontend.
pub static FRONTEND: Frontend = Frontend {
    technology: Technology::Compose,
    words: Words { pod: "service", machine: "host", ..Words::of("Compose") },
    kinds: &[&COMPOSE],
    formats: &[Format::COMPOSE],
    recognise: |name| name.is_yaml_with("compose").then_some(RECOGNISED),
    reconsider: |doubt| {
        let may_be = doubt.kind.certainty == Certainty::Possible;
        let is_compose = may_be && doubt.tree.is_some_and(recognise::is_compose);
        is_compose.then_some(RECOGNISED)
    },
    settings: settings::settings,
};

const RECOGNISED: Recognised = Recognised::new(&COMPOSE, Format::COMPOSE);

/// A compose file.
static COMPOSE: FileKind = FileKind {
    word: "compose",
    certainty: Certainty::Likely,
    matters: |_| true,
    reading: Reading::Documents(recognise::documents),
    inner: |_| Vec::new(),
    purpose: |path| {
        let of_path = Purpose::of_path(path);
        // What Compose takes by itself is for those who develop.
        let is_override = path.contains("compose.override.");
        let environment = is_override.then(|| "override".to_owned()).or(of_path.environment);
        Purpose { environment, ..of_path }
    },
};
