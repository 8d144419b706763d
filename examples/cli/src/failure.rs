//! Why the command could not do what was asked of it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use asepsis::report::{masked, plain};

use crate::exit::Exit;
use crate::walk::Missing;

/// Why the command could not do what was asked of it.
#[derive(Debug)]
#[non_exhaustive]
pub enum Failure {
    /// The library was asked for something impossible.
    Requests(Vec<asepsis::Error>),
    /// An argument has a value that cannot be.
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
        /// Which file.
        path: PathBuf,
        /// What was to be done with it: `read`, `write`.
        action: &'static str,
        /// Why that cannot be.
        why: io::Error,
    },
    /// The report would take the place of a file that the run needs.
    Overwrites {
        /// Which file.
        path: PathBuf,
        /// What it is in the run.
        what: &'static str,
    },
    /// Writing stopped.
    Writing {
        /// Where to; nothing for standard output.
        path: Option<PathBuf>,
        /// Why it stopped.
        why: io::Error,
    },
}

impl Failure {
    /// The exit status that goes with it.
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

    /// A short name that never changes, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Requests(errors) => errors.first().map_or("invalid-value", asepsis::Error::code),
            Self::Argument { .. } | Self::NoPath => "invalid-value",
            Self::Missing(_) => "missing-path",
            Self::File { .. } | Self::Overwrites { .. } => "unusable-file",
            Self::Writing { .. } => "not-written",
        }
    }

    /// What to do about it, where that is known.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Requests(errors) => errors.iter().find_map(asepsis::Error::hint),
            Self::Argument { hint, .. } => Some(hint.clone()),
            Self::NoPath => Some("name a file or a folder: `.` is the current one".to_owned()),
            Self::Missing(path) if is_text(path) => {
                Some("hand it over as a text, or the path of its file".to_owned())
            }
            Self::Missing(_) => {
                Some("paths are relative to the folder in which the run was started".to_owned())
            }
            Self::File { action: "read", .. } => {
                Some("name a file with a policy that can be read".to_owned())
            }
            Self::File { .. } => Some("name a file in a folder that exists".to_owned()),
            Self::Overwrites { .. } => Some("name another file for the report".to_owned()),
            Self::Writing { why, .. } if why.kind() == io::ErrorKind::StorageFull => {
                Some("make room there, or write to another place".to_owned())
            }
            Self::Writing { .. } => None,
        }
    }

    /// What is wrong, one sentence for each fault, without hints.
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
    /// What is wrong where it is one thing.
    fn sentence(&self) -> String {
        match self {
            Self::Requests(_) => String::new(),
            Self::Argument { message, .. } => message.clone(),
            Self::NoPath => "no path was given, so nothing was checked".to_owned(),
            // It may be a manifest with a secret in it, and it is long.
            Self::Missing(path) if is_text(path) => {
                "a text was given in place of a path".to_owned()
            }
            Self::Missing(path) => {
                format!("`{}` does not exist, so nothing was checked", shown(path))
            }
            Self::File { path, action, why } => {
                format!("cannot {action} `{}`: {why}", shown(path))
            }
            Self::Overwrites { path, what } => {
                let path = shown(path);
                format!("`{path}` is {what}: the report would replace it, so nothing was checked")
            }
            Self::Writing { path: None, why } => {
                format!("the output could not be written: {why}")
            }
            Self::Writing { path: Some(path), why } => {
                format!("the output could not be written to `{}`: {why}", shown(path))
            }
        }
    }
}

/// A message without the secrets that arguments may hold: `https://user:password@host`.
fn spoken(message: &str) -> String {
    masked(message).into_owned()
}

/// A path in a message.
fn shown(path: &Path) -> String {
    plain(&path.to_string_lossy()).into_owned()
}

/// Whether what was given as a path is the text of a file.
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
