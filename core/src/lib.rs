//! wip
#![forbid(unsafe_code)]
pub mod error;
pub mod inventory;
pub mod model;
pub mod source;
pub mod tree;
