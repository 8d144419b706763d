//! Service accounts, roles and bindings.

mod wildcard_verb;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] = &[&wildcard_verb::CHECK];
