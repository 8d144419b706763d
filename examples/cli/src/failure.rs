//! Errors of the command.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use asepsis::report::{masked, plain};

use crate::exit::Exit;
use crate::walk::Missing;

/// An error of the command.
#[derive(Debug)]
#[non_exhaustive]
pub enum Failure {
    /// The library rejected the request.
    Requests(Vec<asepsis::Error>),
    /// An argument has an invalid value.
    Argument {
        /// What is wrong with which value.
        message: String,
        /// What to write instead.
        hint: String,
    },
    /// No path was named.
    NoPath,
    /// A path that was named does not exist.
    Missing(PathBuf),
    /// A file that was named as policy or output cannot be used.
    File {
        /// The file.
        path: PathBuf,
        /// The failed action: `read` or `write`.
        action: &'static str,
        /// The cause.
        why: io::Error,
    },
    /// The report would overwrite a file that the run reads.
    Overwrites {
        /// The file.
        path: PathBuf,
        /// The role of the file in the run.
        what: &'static str,
    },
    /// The output could not be written.
    Writing {
        /// The output file; `None` for standard output.
        path: Option<PathBuf>,
        /// The cause.
        why: io::Error,
    },
}

impl Failure {
    /// The exit status for this error.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Requests(_)
            | Self::Argument { .. }
            | Self::NoPath
            | Self::Missing(_)
            | Self::File { .. }
            | Self::Overwrites { .. } => Exit::Usage,
            Self::Writing { .. } => Exit::NotWritten,
        }
    }

    /// A stable identifier, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Requests(errors) => errors.first().map_or("invalid-value", asepsis::Error::code),
            Self::Argument { .. } | Self::NoPath => "invalid-value",
            Self::Missing(_) => "missing-path",
            Self::File { .. } | Self::Overwrites { .. } => "unusable-file",
            Self::Writing { .. } => "not-written",
        }
    }

    /// How to correct it, if known.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Requests(errors) => errors.iter().find_map(asepsis::Error::hint),
            Self::Argument { hint, .. } => Some(hint.clone()),
            Self::NoPath => Some("name a file or a folder; `.` is the current folder".to_owned()),
            Self::Missing(path) if is_text(path) => {
                Some("pass it as text, or pass the path of the file".to_owned())
            }
            Self::Missing(_) => Some("paths are relative to the working directory".to_owned()),
            Self::File { action: "read", .. } => Some("name a readable policy file".to_owned()),
            Self::File { .. } => Some("name a writable file in an existing folder".to_owned()),
            Self::Overwrites { .. } => Some("name another file for the report".to_owned()),
            Self::Writing { why, .. } if why.kind() == io::ErrorKind::StorageFull => {
                Some("free disk space, or write to another location".to_owned())
            }
            Self::Writing { .. } => None,
        }
    }

    /// The messages, one for each error, without hints.
    pub fn messages(&self) -> Vec<String> {
        match self {
            Self::Requests(errors) => {
                errors.iter().map(|error| spoken(&error.to_string())).collect()
            }
            _ => vec![spoken(&self.sentence())],
        }
    }
}

impl From<asepsis::Error> for Failure {
    fn from(error: asepsis::Error) -> Self {
        Self::Requests(vec![error])
    }
}

impl From<Missing> for Failure {
    fn from(Missing(path): Missing) -> Self {
        Self::Missing(path)
    }
}

impl Failure {
    /// The message of a single error.
    fn sentence(&self) -> String {
        match self {
            Self::Requests(_) => String::new(),
            Self::Argument { message, .. } => message.clone(),
            Self::NoPath => "no path given; nothing was checked".to_owned(),
            // The text may be a manifest with a secret, and it is long.
            Self::Missing(path) if is_text(path) => {
                "expected a path, found the text of a file".to_owned()
            }
            Self::Missing(path) => {
                format!("`{}` does not exist; nothing was checked", shown(path))
            }
            Self::File { path, action, why } => {
                format!("cannot {action} `{}`: {why}", shown(path))
            }
            Self::Overwrites { path, what } => {
                let path = shown(path);
                format!("`{path}` is {what} and the report would overwrite it; nothing was checked")
            }
            Self::Writing { path: None, why } => {
                format!("cannot write the output: {why}")
            }
            Self::Writing { path: Some(path), why } => {
                format!("cannot write the output to `{}`: {why}", shown(path))
            }
        }
    }
}

/// A message in which the secrets of arguments are masked: `https://user:password@host`.
fn spoken(message: &str) -> String {
    masked(message).into_owned()
}

/// A path in a message.
fn shown(path: &Path) -> String {
    plain(&path.to_string_lossy()).into_owned()
}

/// Whether a path argument is the text of a file.
pub(crate) fn is_text(path: &Path) -> bool {
    path.to_string_lossy().contains(['\n', '\r'])
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::Requests(errors) = self {
            for (index, error) in errors.iter().enumerate() {
                let line = if index == 0 { "" } else { "\nerror: " };
                write!(formatter, "{line}{}", plain(&spoken(&error.to_string())))?;
                if let Some(hint) = error.hint() {
                    write!(formatter, "\n  hint: {}", plain(&spoken(&hint)))?;
                }
            }
            return Ok(());
        }
        formatter.write_str(&plain(&spoken(&self.sentence())))?;
        match self.hint() {
            Some(hint) => write!(formatter, "\n  hint: {}", plain(&spoken(&hint))),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Failure {}
