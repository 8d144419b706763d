//! Keys, types, kinds and names of objects of any kind.

// Written by `cargo dev sync` from the files beside this one.

mod duplicate_key;
mod duplicate_object;
mod unknown_field;
mod unknown_kind;
mod values_unread;
mod wrong_type;

use super::Check;
use super::example::examples;

/// The checks of the family, by id.
pub(super) static CHECKS: &[&Check] = &[
    &duplicate_key::CHECK,
    &duplicate_object::CHECK,
    &unknown_field::CHECK,
    &unknown_kind::CHECK,
    &values_unread::CHECK,
    &wrong_type::CHECK,
];

/// The examples of a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("duplicate-key", examples!("duplicate_key.yaml")),
    ("duplicate-object", examples!("duplicate_object.yaml")),
    ("unknown-field", examples!("unknown_field.yaml")),
    ("unknown-kind", examples!("unknown_kind.yaml")),
    ("values-unread", examples!("values_unread.values.yaml")),
    ("wrong-type", examples!("wrong_type.yaml")),
];
