//! The files that a command reads.

use std::path::{Path, PathBuf};

use asepsis::Options;
use asepsis::policy::Excludes;

use crate::arguments::FileArguments;
use crate::failure::Failure;
use crate::policy::{find_misnamed_policy, find_policy};
use crate::walk::WalkOptions;

/// The policy file that applies: the given one, or the nearest one.
pub(super) fn policy(paths: &[PathBuf], files: &FileArguments) -> Option<PathBuf> {
    match (&files.config, files.no_config) {
        (Some(path), _) => Some(path.clone()),
        (None, true) => None,
        (None, false) => find_policy(paths.first().map_or(Path::new("."), PathBuf::as_path)),
    }
}

/// How the paths are walked, with the options of the run and the policy file that applies.
pub(super) fn walk_options(
    paths: &[PathBuf],
    files: &FileArguments,
    options: &Options,
    policy: Option<PathBuf>,
) -> Result<WalkOptions, Failure> {
    let mut walk_options = WalkOptions {
        excludes: Excludes::new(&options.excludes)?,
        no_ignore: files.no_ignore,
        bundle_by_directory: files.bundle_by_directory,
        stdin_name: files.stdin_filename.clone(),
        ..WalkOptions::default()
    };
    if policy.is_none() && !files.no_config {
        walk_options.policy_like = paths.first().and_then(|path| find_misnamed_policy(path));
    }
    walk_options.own_files.extend(policy);
    Ok(walk_options)
}
