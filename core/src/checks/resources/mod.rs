//! Resources of any kind, as documents.

// Written by `cargo dev sync` from the files beside this one.

mod duplicate_key;
mod duplicate_object;
mod unknown_field;
mod wrong_type;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] =
    &[&duplicate_key::CHECK, &duplicate_object::CHECK, &unknown_field::CHECK, &wrong_type::CHECK];
