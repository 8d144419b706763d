//! Where things are.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Failure;

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    let dev = Path::new(env!("CARGO_MANIFEST_DIR"));
    dev.ancestors().nth(2).unwrap_or(dev).to_owned()
}

/// The cargo that started this program, or the one on the path.
pub(crate) fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// The folder that cargo builds into.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Whether this program has the library compiled in.
pub(crate) const HAS_LIBRARY: bool = cfg!(feature = "library");

/// Runs a command of this program, built anew and with the library.
pub(crate) fn with_library<'w>(words: impl IntoIterator<Item = &'w str>) -> Result<(), Failure> {
    let status = Command::new(cargo())
        .args(["run", "--quiet", "--package", "asepsis-dev", "--"])
        .args(words)
        .current_dir(root())
        .status()?;
    if status.success() {
        return Ok(());
    }
    Err("it did not succeed".into())
}

/// Runs a command to its end.
pub(crate) fn succeed(command: &mut Command) -> Result<(), Failure> {
    let status = command.status()?;
    if status.success() {
        return Ok(());
    }
    Err(format!("{:?} ended with {status}", command.get_program()).into())
}

/// Runs a command that needs a registry; says whether that was there, by what the command says when it
/// is not.
pub(crate) fn online(command: &mut Command, offline: &[&str]) -> Result<bool, Failure> {
    let output = command.stdout(Stdio::inherit()).stderr(Stdio::piped()).output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    eprint!("{said}");
    if output.status.success() {
        return Ok(true);
    }
    if offline.iter().any(|sign| said.contains(sign)) {
        return Ok(false);
    }
    Err(format!("{:?} ended with {}", command.get_program(), output.status).into())
}

/// The folders in which cargo unpacks what comes from registries, one for each.
pub(crate) fn unpacked_registries() -> Vec<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let folders = home.and_then(|home| std::fs::read_dir(home.join("registry/src")).ok());
    folders.into_iter().flatten().filter_map(|folder| Some(folder.ok()?.path())).collect()
}

/// Whether a program is there and does what it is asked, silently.
pub(crate) fn answers(program: &str, words: &[&str]) -> bool {
    let status = Command::new(program)
        .args(words)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success())
}

/// The files below a folder, up to a number.
#[cfg(feature = "library")]
pub(crate) fn below(folder: &Path, most: usize) -> Vec<PathBuf> {
    let mut folders = vec![folder.to_owned()];
    let mut paths = Vec::new();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if paths.len() < most {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths
}
