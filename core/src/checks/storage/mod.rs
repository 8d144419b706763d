//! Volumes, claims and storage classes.

mod persistent_volume_unencrypted;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] = &[&persistent_volume_unencrypted::CHECK];
