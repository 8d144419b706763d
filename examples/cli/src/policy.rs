//! The policy file: found upwards from the first path, or named.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use asepsis::{AnyCheck, Options};

use crate::arguments::CheckArguments;
use crate::failure::Failure;

/// The name under which a policy file is looked for.
const FILE_NAME: &str = "asepsis.yaml";

/// The policy file that is in force: the one that was named, or the nearest one.
pub(crate) fn file(arguments: &CheckArguments) -> Option<PathBuf> {
    match (&arguments.config, arguments.no_config) {
        (Some(path), _) => Some(path.clone()),
        (None, true) => None,
        (None, false) => find(arguments.paths.first().map_or(Path::new("."), PathBuf::as_path)),
    }
}

/// Reads a policy file.
pub(crate) fn read(path: &Path) -> Result<Options, Failure> {
    let failed = |why| Failure::File { path: path.to_owned(), action: "read", why };
    // A pipe of that name would make the run wait.
    let is_file = fs::metadata(path).map_err(failed)?.is_file();
    let text = if is_file {
        fs::read_to_string(path).map_err(failed)?
    } else {
        return Err(failed(io::Error::other("it is not a file")));
    };
    let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
    asepsis::policy::read(&path.to_string_lossy(), &text, &checks).map_err(Failure::Requests)
}

/// The nearest policy file beside or above a path.
fn find(path: &Path) -> Option<PathBuf> {
    let start = if path.as_os_str() == "-" { Path::new(".") } else { path };
    let start = fs::canonicalize(start).ok()?;
    start.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.exists())
}
