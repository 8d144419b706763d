//! Volumes, claims and storage classes.

// Written by `cargo dev sync` from the files beside this one.

mod persistent_volume_unencrypted;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] = &[&persistent_volume_unencrypted::CHECK];
