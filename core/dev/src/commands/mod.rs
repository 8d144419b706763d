//! The commands, each with its own options.

pub(crate) mod new_check;
pub(crate) mod sync;
