//! From trees to the model, one folder a platform: readers that never judge.
//!
//! Each field is read alone, so that one that cannot be understood takes no other with it.

pub mod kubernetes;

mod embedded;
mod recognise;

pub use embedded::{Embedded, configurations, embedded};
pub use kubernetes::is_candidate;
pub use recognise::{FileKind, Recognised, recognise};
