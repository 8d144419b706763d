//! Resources of any kind, as documents.

// Written by `cargo dev sync` from the files beside this one.

mod duplicate_object;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] = &[&duplicate_object::CHECK];
