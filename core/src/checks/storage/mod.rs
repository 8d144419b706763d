//! Volumes, PersistentVolumeClaims and StorageClasses.

// Written by `cargo dev sync` from the files beside this one.

mod mount_propagation_shared;
mod persistent_volume_unencrypted;
mod volume_shared_with_data_store;

use super::Check;
use super::example::examples;

/// The checks of the family, by id.
pub(super) static CHECKS: &[&Check] = &[
    &mount_propagation_shared::CHECK,
    &persistent_volume_unencrypted::CHECK,
    &volume_shared_with_data_store::CHECK,
];

/// The examples of a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("mount-propagation-shared", examples!("mount_propagation_shared.compose.yaml")),
    ("persistent-volume-unencrypted", examples!("persistent_volume_unencrypted.yaml")),
    ("volume-shared-with-data-store", examples!("volume_shared_with_data_store.compose.yaml")),
];
