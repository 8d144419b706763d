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

/// The cases that test a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("duplicate-key", include_str!("duplicate_key.yaml")),
    ("duplicate-object", include_str!("duplicate_object.yaml")),
    ("unknown-field", include_str!("unknown_field.yaml")),
    ("wrong-type", include_str!("wrong_type.yaml")),
];
