//! The policy file: found upwards from the first path, or named.

use std::path::{Path, PathBuf};

use asepsis::policy::Options;

use crate::arguments::CheckArguments;
use crate::failure::Failure;

/// The name under which a policy file is looked for.
const FILE_NAME: &str = "asepsis.yaml";

/// The options that the policy file gives; the default ones where there is none.
pub(crate) fn options(arguments: &CheckArguments) -> Result<Options, Failure> {
    let found = match (&arguments.config, arguments.no_config) {
        (Some(path), _) => Some(path.clone()),
        (None, true) => None,
        (None, false) => find(arguments.paths.first().map_or(Path::new("."), PathBuf::as_path)),
    };
    found.map_or_else(|| Ok(Options::default()), |path| read(&path))
}

/// Reads a policy file.
fn read(path: &Path) -> Result<Options, Failure> {
    let why = std::io::Error::other("this version reads no policy files; --no-config goes without");
    Err(Failure::File { path: path.to_owned(), action: "read", why })
}

/// The nearest policy file beside or above a path.
fn find(path: &Path) -> Option<PathBuf> {
    let start = if path.as_os_str() == "-" { Path::new(".") } else { path };
    let start = std::fs::canonicalize(start).ok()?;
    start.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file())
}
