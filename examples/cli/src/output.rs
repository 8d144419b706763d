//! The destination of data: standard output or a file.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::walk::Destination;

/// Maximum attempts to find an unused name for the temporary file.
const ATTEMPTS: u32 = 16;

/// Standard output or a file.
#[derive(Debug, Default)]
pub(crate) struct Output(Option<PathBuf>);

impl Output {
    /// Verifies, before any work, that the file can be written.
    pub(crate) fn to(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self(None)) };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if path.is_dir() {
            return Err(cannot_write(path, io::ErrorKind::IsADirectory.into()));
        }
        if folder.is_some_and(|folder| !folder.is_dir()) {
            return Err(cannot_write(path, io::ErrorKind::NotFound.into()));
        }
        if path.is_file() {
            // A read-only file is not replaced. Opening a pipe would block until it has a reader.
            let opened = OpenOptions::new().write(true).open(path);
            opened.map_err(|error| cannot_write(path, error))?;
        }
        Ok(Self(Some(path.to_owned())))
    }

    /// The existing file that is overwritten.
    pub(crate) fn destination(&self) -> Option<Destination> {
        match &self.0 {
            Some(path) => Destination::file(path),
            None => Destination::standard_output(),
        }
    }

    /// Whether it is a terminal.
    pub(crate) fn is_terminal(&self) -> bool {
        self.0.is_none() && io::IsTerminal::is_terminal(&io::stdout())
    }

    /// Writes all data. A pipe that the reader closed is not an error.
    pub(crate) fn write(
        &self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let written = match &self.0 {
            None => write_all(io::stdout().lock(), write),
            Some(path) => match Target::of(path).map_err(|error| cannot_write(path, error))? {
                Target::InPlace(file) => write_all(file, write),
                Target::Beside { file, beside, place } => {
                    let written = write_all(file, write).and_then(|()| fs::rename(&beside, &place));
                    if written.is_err() {
                        // The first error is reported.
                        let _ = fs::remove_file(&beside);
                    }
                    written
                }
            },
        };
        match written {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(why) => Err(Failure::Writing { path: self.0.clone(), why }),
            Ok(()) => Ok(()),
        }
    }
}

fn write_all(
    to: impl Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut to = BufWriter::new(to);
    write(&mut to).and_then(|()| to.flush())
}

/// A file that is being written.
enum Target {
    /// In place: a device, a pipe, or a file that cannot be recreated with the same owner and links.
    InPlace(File),
    /// Next to its destination, which it replaces once it is complete.
    Beside { file: File, beside: PathBuf, place: PathBuf },
}

impl Target {
    fn of(path: &Path) -> io::Result<Self> {
        // A symbolic link is kept; its target is replaced.
        let place = fs::canonicalize(path);
        let known = place.as_ref().ok().and_then(|place| fs::metadata(place).ok());
        let is_bare_link = place.is_err() && path.is_symlink();
        if is_bare_link || known.as_ref().is_some_and(|known| !known.is_file()) {
            return in_place(path);
        }
        let place = place.unwrap_or_else(|_| path.to_owned());
        let (file, beside) = match beside(&place) {
            Ok(made) => made,
            // The file may be writable although its folder is not.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                return in_place(path);
            }
            Err(error) => return Err(error),
        };
        let is_alike = known.is_none_or(|known| {
            let made = file.metadata().is_ok_and(|made| has_same_owner(&known, &made));
            made && fs::set_permissions(&beside, known.permissions()).is_ok()
        });
        if is_alike {
            return Ok(Self::Beside { file, beside, place });
        }
        drop(file);
        fs::remove_file(beside)?;
        in_place(path)
    }
}

fn in_place(path: &Path) -> io::Result<Target> {
    File::create(path).map(Target::InPlace)
}

/// A new file in the folder of another.
fn beside(place: &Path) -> io::Result<(File, PathBuf)> {
    let process = std::process::id();
    let mut last = io::ErrorKind::AlreadyExists.into();
    for attempt in 0..ATTEMPTS {
        let path = place.with_file_name(format!(".asepsis-{process}-{attempt}.partial"));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((file, path)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

/// Whether a new file can replace an existing one: same owner, and no other hard link.
#[cfg(unix)]
fn has_same_owner(known: &Metadata, made: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    known.nlink() == 1 && (known.uid(), known.gid()) == (made.uid(), made.gid())
}

#[cfg(not(unix))]
fn has_same_owner(_: &Metadata, _: &Metadata) -> bool {
    true
}

fn cannot_write(path: &Path, why: io::Error) -> Failure {
    Failure::File { path: path.to_owned(), action: "write", why }
}
