//! wip
#![forbid(unsafe_code)]
pub mod error;
pub mod frontends;
pub mod inventory;
pub mod model;
pub mod source;
pub mod syntax;
pub mod tree;
