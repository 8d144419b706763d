//! Images and where they come from.

// Written by `cargo dev sync` from the files beside this one.

mod image_digest_missing;
mod image_tag_mutable;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] = &[&image_digest_missing::CHECK, &image_tag_mutable::CHECK];

/// The cases that test a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("image-digest-missing", include_str!("image_digest_missing.yaml")),
    ("image-tag-mutable", include_str!("image_tag_mutable.yaml")),
];
