//! wip
#![forbid(unsafe_code)]
pub mod checks;
pub mod error;
pub mod frameworks;
pub mod inventory;
pub mod model;
pub mod source;
pub mod syntax;
pub mod tree;
