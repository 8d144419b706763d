//! The policy file: the given one, or the nearest one in or above the first path.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use asepsis::policy::{Choices, FILE_NAME};
use asepsis::{AnyCheck, Checker, CheckerBuilder, Options};

use crate::failure::Failure;

/// Reads a policy file.
///
/// # Errors
/// If the file cannot be read, and for every error in it.
pub fn read_policy(path: &Path) -> Result<Options, Failure> {
    policy_options(&path.to_string_lossy(), &policy_text(path)?)
}

/// The text of a policy file.
///
/// # Errors
/// If the file cannot be read.
pub fn policy_text(path: &Path) -> Result<String, Failure> {
    let failed = |why| Failure::File { path: path.to_owned(), action: "read", why };
    // Reading a named pipe would block.
    if fs::metadata(path).map_err(failed)?.is_file() {
        fs::read_to_string(path).map_err(failed)
    } else {
        Err(failed(io::Error::other("not a regular file")))
    }
}

/// The options of a policy's text; errors are reported under the name.
///
/// # Errors
/// For every error in it.
pub fn policy_options(name: &str, text: &str) -> Result<Options, Failure> {
    let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
    asepsis::policy::read(name, text, &checks).map_err(Failure::Requests)
}

/// A builder with the options of a policy and the choices of a caller, and with the framework files that
/// both name.
///
/// # Errors
/// For an invalid choice, and for every error in a framework file or if it cannot be read.
pub fn builder(mut options: Options, choices: Choices) -> Result<CheckerBuilder, Failure> {
    choices.apply(&mut options)?;
    let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
    let mut texts = BTreeMap::new();
    for path in &options.framework_paths {
        texts.insert(path.clone(), policy_text(Path::new(path))?);
    }
    options.read_frameworks(&checks, &texts).map_err(Failure::Requests)?;
    Ok(Checker::builder().options(options))
}

/// The nearest policy file beside or above a path.
pub fn find_policy(path: &Path) -> Option<PathBuf> {
    let start = if path.as_os_str() == "-" { Path::new(".") } else { path };
    let start = fs::canonicalize(start).ok()?;
    let found = start.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.exists());
    found.map(from_here)
}

/// A file beside or above a path whose name suggests that it was intended as the policy.
pub fn find_misnamed_policy(path: &Path) -> Option<PathBuf> {
    let start = if path.as_os_str() == "-" { Path::new(".") } else { path };
    let start = fs::canonicalize(start).ok()?;
    let found = start.ancestors().find_map(|folder| {
        let names = fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.file_name()));
        let mut meant: Vec<_> =
            names.filter(|name| name.to_str().is_some_and(asepsis::policy::is_misnamed)).collect();
        meant.sort();
        let files = meant.into_iter().map(|name| folder.join(name));
        files.into_iter().find(|file| file.is_file())
    });
    found.map(from_here)
}

/// A path relative to the working directory: it is part of the report, and reports are compared
/// between machines.
fn from_here(path: PathBuf) -> PathBuf {
    let Ok(here) = std::env::current_dir().and_then(fs::canonicalize) else { return path };
    if let Ok(below) = path.strip_prefix(&here) {
        return below.to_owned();
    }
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return path };
    match here.strip_prefix(folder) {
        Ok(down) => down.components().map(|_| "..").collect::<PathBuf>().join(name),
        Err(_) => path,
    }
}
