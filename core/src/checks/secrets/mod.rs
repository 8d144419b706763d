//! Secrets and configuration.

mod hardcoded_secret_in_env;

use super::Check;

/// The checks of the family, by id.
pub static CHECKS: &[&Check] = &[&hardcoded_secret_in_env::CHECK];
