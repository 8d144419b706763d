//! Service accounts, roles and bindings.

// Written by `cargo dev sync` from the files beside this one.

mod wildcard_verb;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] = &[&wildcard_verb::CHECK];
