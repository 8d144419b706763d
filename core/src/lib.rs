//! wip
#![forbid(unsafe_code)]
pub mod error;
pub mod frameworks;
pub mod source;
pub mod tree;
