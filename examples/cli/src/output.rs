//! Where data goes: standard output or a file.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// Standard output or a file.
#[derive(Debug, Default)]
pub(crate) struct Output(Option<PathBuf>);

impl Output {
    /// Makes sure, before any work, that a file could be written there.
    pub(crate) fn to(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self(None)) };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let kind = if path.is_dir() {
            Some(io::ErrorKind::IsADirectory)
        } else if folder.is_some_and(|folder| !folder.is_dir()) {
            Some(io::ErrorKind::NotFound)
        } else {
            None
        };
        match kind {
            Some(kind) => Err(cannot_write(path, kind.into())),
            None => Ok(Self(Some(path.to_owned()))),
        }
    }

    /// Whether a person looks at it.
    pub(crate) fn is_terminal(&self) -> bool {
        self.0.is_none() && io::IsTerminal::is_terminal(&io::stdout())
    }

    /// Writes all of it. A reader who has seen enough and closed the pipe is no failure.
    pub(crate) fn write(
        &self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let written = match &self.0 {
            None => {
                let mut to = BufWriter::new(io::stdout().lock());
                write(&mut to).and_then(|()| to.flush())
            }
            Some(path) => {
                let file = File::create(path).map_err(|error| cannot_write(path, error))?;
                let mut to = BufWriter::new(file);
                write(&mut to).and_then(|()| to.flush())
            }
        };
        match written {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(Failure::Writing(error)),
            Ok(()) => Ok(()),
        }
    }
}

fn cannot_write(path: &Path, why: io::Error) -> Failure {
    Failure::File { path: path.to_owned(), action: "write", why }
}
