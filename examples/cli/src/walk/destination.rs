//! The file that the report is written to, which must not be an input.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The number of bytes that identify a report.
const HEAD: u64 = 4 << 10;

/// An existing regular file that the report overwrites, under any of its names.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The canonical path; `None` if only the file's identity is known.
    real: Option<PathBuf>,
    identity: Option<Identity>,
    /// Whether it may be overwritten: it is empty or an earlier report.
    replaceable: bool,
}

/// The identity of a file, independent of its names: device and inode.
type Identity = (u64, u64);

impl Destination {
    /// The file at a path, if it is a regular file.
    pub fn file(path: &Path) -> Option<Self> {
        let real = fs::canonicalize(path).ok()?;
        let metadata = fs::metadata(&real).ok().filter(Metadata::is_file)?;
        let replaceable = metadata.len() == 0 || is_report(&real);
        Some(Self { identity: identity(&metadata), real: Some(real), replaceable })
    }

    /// The file that standard output is redirected to. The shell has truncated it, or appends to it.
    pub fn standard_output() -> Option<Self> {
        let metadata = standard(&io::stdout()).filter(Metadata::is_file)?;
        Some(Self { real: None, identity: Some(identity(&metadata)?), replaceable: true })
    }

    /// Whether it is empty or an earlier report.
    pub(super) fn is_replaceable(&self) -> bool {
        self.replaceable
    }

    /// Whether a path is this file, through symbolic or hard links.
    pub fn is_at(&self, path: &Path) -> bool {
        let same = |real: &PathBuf| fs::canonicalize(path).is_ok_and(|other| other == *real);
        match self.identity {
            Some(known) => {
                fs::metadata(path).ok().and_then(|other| identity(&other)) == Some(known)
            }
            None => self.real.as_ref().is_some_and(same),
        }
    }

    /// Whether standard input is read from it.
    pub(super) fn is_standard_input(&self) -> bool {
        let identity = standard(&io::stdin()).and_then(|metadata| identity(&metadata));
        identity.is_some() && identity == self.identity
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have no such identity")]
fn identity(metadata: &Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Option<Identity> {
    None
}

/// The metadata of the file behind a standard stream.
#[cfg(unix)]
fn standard(stream: &impl std::os::fd::AsFd) -> Option<Metadata> {
    let stream = stream.as_fd().try_clone_to_owned().ok()?;
    File::from(stream).metadata().ok()
}

#[cfg(not(unix))]
fn standard<T>(_: &T) -> Option<Metadata> {
    None
}

/// Whether a file begins like a JSON or SARIF report.
fn is_report(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    let head = String::from_utf8_lossy(&head);
    let marks = [
        ("{\"schema_version\":", "\"tool\":{\"name\":\"asepsis\""),
        ("{\"$schema\":", "\"driver\":{\"name\":\"asepsis\""),
    ];
    let is = |(begin, tool): &(&str, &str)| head.starts_with(begin) && head.contains(tool);
    read.is_ok() && marks.iter().any(is)
}
