//! From trees to the model, one folder a technology: readers that never judge.
//!
//! Each field is read alone, so that one that cannot be understood takes no other with it.

pub mod compose;
pub mod dotenv;
pub mod environment;
pub mod helm;
pub mod ignore;
pub mod kubernetes;
pub mod settings;

mod document;
mod embedded;
mod recognise;

pub use document::{Content, DocumentReport};
pub use embedded::{Embedded, configurations, embedded};
pub use kubernetes::is_candidate;
pub use recognise::{
    FileKind, Recognised, is_passed_over, is_path, is_vendored, is_walked, recognise, reconsidered,
};
