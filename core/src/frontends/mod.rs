//! From trees to the model, one folder a platform: readers that never judge.
//!
//! Each field is read alone, so that one that cannot be understood takes no other with it.

pub mod kubernetes;

mod recognise;

pub use recognise::{FileKind, Recognised, recognise};
