//! Logs and audit records.

// Written by `cargo dev sync` from the files beside this one.

mod logging_disabled;

use super::Check;
use super::example::examples;

/// The checks of the family, by id.
pub(super) static CHECKS: &[&Check] = &[&logging_disabled::CHECK];

/// The examples of a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] =
    &[("logging-disabled", examples!("logging_disabled.compose.yaml"))];
