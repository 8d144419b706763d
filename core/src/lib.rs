//! wip
#![forbid(unsafe_code)]
pub mod checks;
pub mod credentials;
pub mod edit;
pub mod engine;
pub mod error;
pub mod frameworks;
pub mod frontends;
pub mod inventory;
pub mod model;
pub mod policy;
pub mod source;
pub mod syntax;
pub mod tree;
