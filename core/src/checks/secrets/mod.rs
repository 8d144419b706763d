//! Secrets and configuration.

// Written by `cargo dev sync` from the files beside this one.

mod hardcoded_secret_in_env;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] = &[&hardcoded_secret_in_env::CHECK];
