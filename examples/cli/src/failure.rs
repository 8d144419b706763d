//! Why the command could not do what was asked of it.

use std::fmt;
use std::io;
use std::path::PathBuf;

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
    /// Writing the report stopped.
    Writing(io::Error),
}

impl Failure {
    /// The exit status that goes with it.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Requests(_) | Self::Argument { .. } | Self::Missing(_) | Self::File { .. } => {
                Exit::Usage
            }
            Self::Writing(_) => Exit::Internal,
        }
    }

    /// A short name that never changes, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Requests(errors) => errors.first().map_or("invalid-value", asepsis::Error::code),
            Self::Argument { .. } => "invalid-value",
            Self::Missing(_) => "missing-path",
            Self::File { .. } => "unusable-file",
            Self::Writing(_) => "not-written",
        }
    }

    /// What to do about it, where that is known.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Requests(errors) => errors.iter().find_map(asepsis::Error::hint),
            Self::Argument { hint, .. } => Some(hint.clone()),
            Self::Missing(_) | Self::File { .. } | Self::Writing(_) => None,
        }
    }

    /// What is wrong, one sentence for each fault, without hints.
    pub fn messages(&self) -> Vec<String> {
        match self {
            Self::Requests(errors) => errors.iter().map(ToString::to_string).collect(),
            Self::Argument { message, .. } => vec![message.clone()],
            Self::Missing(_) | Self::File { .. } | Self::Writing(_) => vec![self.to_string()],
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

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Requests(errors) => {
                for (index, error) in errors.iter().enumerate() {
                    let line = if index == 0 { "" } else { "\nerror: " };
                    write!(formatter, "{line}{error}")?;
                    if let Some(hint) = error.hint() {
                        write!(formatter, "\n  hint: {hint}")?;
                    }
                }
                Ok(())
            }
            Self::Argument { message, hint } => write!(formatter, "{message}\n  hint: {hint}"),
            Self::Missing(path) => {
                write!(formatter, "`{}` does not exist, so nothing was checked", path.display())
            }
            Self::File { path, action, why } => {
                write!(formatter, "cannot {action} `{}`: {why}", path.display())
            }
            Self::Writing(error) => write!(formatter, "the report could not be written: {error}"),
        }
    }
}

impl std::error::Error for Failure {}
