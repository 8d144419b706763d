//! From trees to the model, one folder a technology: readers that never judge.
//!
//! Each field is read alone, so that one that cannot be understood takes no other with it.

pub(crate) mod compose;
pub(crate) mod dotenv;
pub(crate) mod environment;
pub(crate) mod git;
pub(crate) mod helm;
pub mod kubernetes;
pub(crate) mod settings;

mod document;
mod frontend;
mod inner;
mod names;
mod purpose;
mod registry;
#[cfg(test)]
mod tests;

pub(crate) use document::{Content, DocumentReport};
pub(crate) use dotenv::RECOGNISED as VARIABLES;
pub(crate) use frontend::{Certainty, Doubt, Environments, File, Frontend, Reading};
pub use frontend::{FileKind, Recognised};
pub(crate) use names::is_path;
pub use names::{is_passed_over, is_vendored, is_walked};
pub use registry::recognise;
pub(crate) use registry::{Found, Frontends};

/// All frontends, in the order in which they are asked about a file: the first that recognises it
/// has it.
pub static ALL: &[&Frontend] = &[
    &dotenv::FRONTEND,
    &git::FRONTEND,
    &helm::FRONTEND,
    &compose::FRONTEND,
    &kubernetes::FRONTEND,
];

/// The technology that people know by this name.
pub(crate) fn technology_of_title(title: &str) -> Option<crate::model::Technology> {
    let frontend = ALL.iter().find(|frontend| frontend.words.title == title)?;
    Some(frontend.technology)
}
