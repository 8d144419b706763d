//! Errors of requests that cannot be fulfilled. Bad *input* is never an error: its problems are in the
//! report.

mod handed;

pub use handed::{Handed, names_a_resource};

use crate::source::Position;

/// A request that cannot be fulfilled.
///
/// The message says what is wrong; [`Error::hint`] says what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An unknown name, for example of a check, family or severity.
    #[error("unknown {what} `{name}`")]
    #[non_exhaustive]
    UnknownName {
        /// What was expected: `check`, `framework`, `format`, ...
        what: &'static str,
        /// The unknown name.
        name: String,
        /// A similar known name, if there is one.
        suggestion: Option<String>,
        /// All known names, if none is similar and there are few.
        known: Vec<String>,
    },
    /// An argument has the wrong type.
    #[error("{message}")]
    #[non_exhaustive]
    WrongType {
        /// What was expected, and what was found.
        message: String,
        /// What to pass instead.
        hint: String,
    },
    /// An invalid value.
    #[error("{message}")]
    #[non_exhaustive]
    InvalidValue {
        /// Which value is invalid, and why.
        message: String,
        /// What is accepted.
        hint: Option<String>,
    },
    /// An error in the policy file, with its location.
    #[error("{path}:{position}: {message}")]
    #[non_exhaustive]
    Policy {
        /// The policy file's name, as the caller gave it.
        path: String,
        /// The location in it.
        position: Position,
        /// What is wrong.
        message: String,
        /// What to write instead.
        hint: Option<String>,
    },
    /// Two checks have the same id.
    #[error("duplicate check id `{0}`")]
    DuplicateCheck(String),
    /// A value could not be converted to a document.
    #[error("object `{name}` cannot be read: {message}")]
    #[non_exhaustive]
    Object {
        /// The input's name.
        name: String,
        /// The error of its serialiser, or the missing part.
        message: String,
        /// What to pass instead.
        hint: String,
    },
    /// A text is not a report of this schema version.
    #[error("not a report: {0}")]
    Report(String),
    /// A bug in the library: an internal invariant was violated.
    #[error("{0}")]
    Internal(String),
}

/// The same for every language: code, message and hint, and for a policy its path and position.
impl serde::Serialize for Error {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Written<'e> {
            code: &'static str,
            message: String,
            #[serde(skip_serializing_if = "Option::is_none")]
            hint: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            path: Option<&'e str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            position: Option<Position>,
        }
        let (path, position) = match self {
            Self::Policy { path, position, .. } => (Some(path.as_str()), Some(*position)),
            _ => (None, None),
        };
        let (code, message, hint) = (self.code(), self.to_string(), self.hint());
        Written { code, message, hint, path, position }.serialize(serializer)
    }
}

impl Error {
    /// The hint for internal errors.
    pub const OWN_FAULT: &str = "this is a bug in asepsis: please report it with the output above";

    /// A stable code, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownName { .. } => "unknown-name",
            Self::InvalidValue { .. } => "invalid-value",
            Self::WrongType { .. } => "wrong-type",
            Self::Policy { .. } => "invalid-policy",
            Self::DuplicateCheck(_) => "duplicate-check",
            Self::Object { .. } => "invalid-object",
            Self::Report(_) => "invalid-report",
            Self::Internal(_) => "internal-error",
        }
    }

    /// How to fix it, if known.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::UnknownName { suggestion: Some(name), .. } => {
                Some(format!("did you mean `{name}`?"))
            }
            Self::UnknownName { known, what, .. } => Some(match *what {
                _ if !known.is_empty() => format!("expected one of {}", known.join(", ")),
                "check" => {
                    "`checks` lists all checks with their families and severities".to_owned()
                }
                "environment" => "the input has no environments; omit it".to_owned(),
                what => format!("use the {what} name as it appears in files and reports"),
            }),
            Self::InvalidValue { hint, .. } | Self::Policy { hint, .. } => hint.clone(),
            Self::DuplicateCheck(_) => Some("give one of the checks a different id".to_owned()),
            Self::WrongType { hint, .. } | Self::Object { hint, .. } => Some(hint.clone()),
            Self::Report(_) => {
                Some("pass a JSON report that this version of asepsis can read".to_owned())
            }
            Self::Internal(_) => Some(Self::OWN_FAULT.to_owned()),
        }
    }

    /// A value that could not be converted to a document, with the error of its serialiser.
    pub fn object(name: impl Into<String>, message: impl Into<String>) -> Self {
        Self::no_object(
            name,
            message,
            "pass values that JSON supports: objects, arrays, strings and numbers",
        )
    }

    /// A value that is not a document, and what to pass instead.
    pub(crate) fn no_object(
        name: impl Into<String>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self::Object { name: name.into(), message: message.into(), hint: hint.into() }
    }

    /// An invalid value, and what is accepted.
    pub fn invalid(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::InvalidValue { message: message.into(), hint: Some(hint.into()) }
    }

    /// An unknown name: the most similar known name is suggested; if none is similar and there are few,
    /// all are listed.
    pub fn unknown_name<'a>(
        what: &'static str,
        name: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        let suggestion = nearest(name, known.iter().copied()).map(str::to_owned);
        let is_listed = suggestion.is_none() && known.len() <= LISTED;
        let known =
            if is_listed { known.into_iter().map(str::to_owned).collect() } else { Vec::new() };
        Self::UnknownName { what, name: name.to_owned(), suggestion, known }
    }

    /// An unknown name among those of an input: all known names are listed.
    pub(crate) fn unlisted_name<'a>(
        what: &'static str,
        name: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let known: Vec<String> = known.into_iter().map(str::to_owned).collect();
        Self::UnknownName { what, name: name.to_owned(), suggestion: None, known }
    }
}

/// Maximum number of names that are listed.
const LISTED: usize = 16;

/// The most similar known name: at most a third of it may differ.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = name.to_lowercase();
    known
        .into_iter()
        .map(|candidate| {
            (strsim::damerau_levenshtein(&folded, &candidate.to_lowercase()), candidate)
        })
        .filter(|(distance, candidate)| *distance <= candidate.len().max(name.len()).div_ceil(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_suggested_and_far_ones_are_not() {
        let known = ["privileged-container", "host-network", "hipaa"];
        assert_eq!(nearest("priviledged-container", known), Some("privileged-container"));
        assert_eq!(nearest("HIPPA", known), Some("hipaa"));
        assert_eq!(nearest("hots-network", known), Some("host-network"));
        assert_eq!(nearest("soc2", known), None);
        let error = Error::unknown_name("framework", "hippa", known);
        assert_eq!(error.hint().as_deref(), Some("did you mean `hipaa`?"));
        let error = Error::unknown_name("framework", "soc2", ["cis", "hipaa"]);
        assert_eq!(error.hint().as_deref(), Some("expected one of cis, hipaa"));
    }
}
