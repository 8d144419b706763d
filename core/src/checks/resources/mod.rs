//! How resources are written, whatever their kind.

// Written by `cargo dev sync` from the files beside this one.

mod duplicate_key;
mod unknown_field;
mod wrong_type;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] = &[&duplicate_key::CHECK, &unknown_field::CHECK, &wrong_type::CHECK];
