//! The file that the report goes to: it must not be one that is read.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// As many bytes as tell a report from anything else.
const HEAD: u64 = 4 << 10;

/// A regular file that is there already and gets the report, under whichever name it is reached.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The path without links; nothing where only the system knows it.
    real: Option<PathBuf>,
    identity: Option<Identity>,
    /// Whether nothing is lost with what is in it: an earlier report, or nothing.
    replaceable: bool,
}

/// What the system calls a file, whatever its names are: its device and its number there.
type Identity = (u64, u64);

impl Destination {
    /// The file at a path. There is none where the path leads to no regular file.
    pub fn file(path: &Path) -> Option<Self> {
        let real = fs::canonicalize(path).ok()?;
        let metadata = fs::metadata(&real).ok().filter(Metadata::is_file)?;
        let replaceable = metadata.len() == 0 || is_report(&real);
        Some(Self { identity: identity(&metadata), real: Some(real), replaceable })
    }

    /// The file that standard output is redirected to. What was in it is gone, or stays.
    pub fn standard_output() -> Option<Self> {
        let metadata = standard(&io::stdout()).filter(Metadata::is_file)?;
        Some(Self { real: None, identity: Some(identity(&metadata)?), replaceable: true })
    }

    /// Whether an earlier report, or an empty file, is there.
    pub(super) fn is_replaceable(&self) -> bool {
        self.replaceable
    }

    /// Whether a path leads to it, through links and by any of its names.
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
#[expect(clippy::unnecessary_wraps, reason = "other systems do not say")]
fn identity(metadata: &Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Option<Identity> {
    None
}

/// What a standard stream leads to.
#[cfg(unix)]
fn standard(stream: &impl std::os::fd::AsFd) -> Option<Metadata> {
    let stream = stream.as_fd().try_clone_to_owned().ok()?;
    File::from(stream).metadata().ok()
}

#[cfg(not(unix))]
fn standard<T>(_: &T) -> Option<Metadata> {
    None
}

/// Whether a file begins as the reports that programs read: JSON and SARIF.
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
