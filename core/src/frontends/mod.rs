//! From trees to the model, one folder for each technology. Frontends only read; they do not check.
//!
//! Each field is read separately, so that an invalid field affects no other.

pub(crate) mod compose;
pub(crate) mod configuration;
pub(crate) mod dockerfile;
pub(crate) mod dotenv;
pub(crate) mod environment;
pub(crate) mod git;
pub(crate) mod helm;
pub mod kubernetes;
pub(crate) mod settings;
pub(crate) mod terraform;
pub(crate) mod uncovered;
pub(crate) mod vault;
pub(crate) mod workflows;

mod compiled;
mod document;
mod duplicates;
mod frontend;
mod inner;
mod known;
mod names;
mod purpose;
mod registry;
#[cfg(test)]
mod tests;

pub(crate) use compiled::{CHARTS as HAS_CHARTS, COMPOSE as HAS_COMPOSE};
pub(crate) use document::{Content, DocumentReport};
pub(crate) use dotenv::{RAW as RAW_VARIABLES, RECOGNISED as VARIABLES};
pub(crate) use frontend::{
    Certainty, Doubt, Environments, File, Frontend, InnerOf, Packed, Reading,
};
pub use frontend::{FileKind, Recognised};
pub use helm::is_package;
pub(crate) use inner::texts;
pub(crate) use names::{is_of_manifests, is_path};
pub use names::{is_passed_over, is_vendored, is_walked};
pub use registry::recognise;
pub(crate) use registry::{Found, Frontends};
pub(crate) use uncovered::called;

/// All frontends, in the order in which they are asked about a file: the first that recognises it
/// reads it.
pub static ALL: &[&Frontend] = &[
    &dockerfile::FRONTEND,
    &workflows::FRONTEND,
    &terraform::FRONTEND,
    &vault::FRONTEND,
    &uncovered::FRONTEND,
    &dotenv::FRONTEND,
    &git::FRONTEND,
    &helm::FRONTEND,
    &compose::FRONTEND,
    &configuration::FRONTEND,
    &kubernetes::FRONTEND,
];

/// The kinds of the objects in a text that cannot be parsed: those in its lines, and `None` for a
/// line with a kind that must be rendered first.
pub(crate) fn kinds_in(text: &str) -> Vec<Option<&str>> {
    let named = text.lines().filter_map(|line| {
        let line = line.trim_start_matches([' ', '\t', '-', '{']);
        let value = line.trim_start_matches('"').strip_prefix("kind")?;
        let value = value.trim_start_matches('"').strip_prefix(':')?;
        let value = value.split(" #").next().unwrap_or(value);
        Some(value.trim_matches([' ', '\t', '"', '\'', ',', '}']))
    });
    let is_rendered = |kind: &&str| !kind.contains(['{', '$', '<']);
    named.map(|kind| Some(kind).filter(is_rendered)).collect()
}

/// The technology with this name in documentation and reports.
pub(crate) fn technology_of_title(title: &str) -> Option<crate::model::Technology> {
    let frontend = ALL.iter().find(|frontend| frontend.words.title == title)?;
    frontend.technology
}
