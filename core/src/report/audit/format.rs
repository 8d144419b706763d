//! The formats of audits, by name.

use std::io;

use super::Audit;
use crate::error::Error;

/// A format of audits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum AuditFormat {
    /// For repositories and tickets.
    Markdown,
    /// One file for browsers and printers.
    Html,
    /// For programs: all data of the audit.
    Json,
}

impl AuditFormat {
    /// Every format, in the order of the documentation.
    pub const ALL: &'static [Self] = &[Self::Markdown, Self::Html, Self::Json];

    /// The name by which a format is selected.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Json => "json",
        }
    }

    /// The format of this name.
    ///
    /// # Errors
    /// For an unknown name, with the nearest one as a hint.
    pub fn find(name: &str) -> Result<Self, Error> {
        let found = Self::ALL.iter().find(|format| format.as_str() == name);
        found.copied().ok_or_else(|| {
            let known = Self::ALL.iter().map(|format| format.as_str());
            Error::unknown_name("audit format", name, known)
        })
    }
}

impl Audit {
    /// Writes the audit in a format.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write(&self, format: AuditFormat, mut to: impl io::Write) -> io::Result<()> {
        match format {
            AuditFormat::Markdown => self.write_markdown(to),
            AuditFormat::Html => self.write_html(to),
            AuditFormat::Json => {
                serde_json::to_writer_pretty(&mut to, self).map_err(io::Error::from)?;
                writeln!(to)
            }
        }
    }
}
