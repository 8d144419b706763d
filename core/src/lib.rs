//! wip
#![forbid(unsafe_code)]
pub mod credentials;
pub mod error;
pub mod frameworks;
pub mod source;
pub mod tree;
