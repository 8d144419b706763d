//! The formats of reports, by name.

use std::fmt;
use std::io;

use super::{Report, TextOptions};
use crate::error::{Error, nearest};

/// A format of reports.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Format {
    /// For people, at a terminal.
    Text,
    /// For programs: all data of the report.
    Json,
    /// For code scanning.
    Sarif,
    /// For pull requests and audit files.
    Markdown,
}

impl Format {
    /// Every format, in the order of the documentation.
    pub const ALL: &'static [Self] = &[Self::Text, Self::Json, Self::Sarif, Self::Markdown];

    /// Formats that are planned and not supported yet.
    const PLANNED: &'static [&'static str] = &["junit", "html", "csv"];

    /// The name by which a format is selected.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Markdown => "markdown",
        }
    }

    /// The format of this name.
    ///
    /// # Errors
    /// For an unknown name; the hint lists all formats.
    pub fn find(name: &str) -> Result<Self, Error> {
        let known = || Self::ALL.iter().map(|format| format.as_str());
        if let Some(format) = Self::ALL.iter().find(|format| format.as_str() == name) {
            return Ok(*format);
        }
        let list = format!("expected one of {}", known().collect::<Vec<_>>().join(", "));
        let is_planned = Self::PLANNED.contains(&name);
        let message = if is_planned {
            format!("format `{name}` is not supported yet")
        } else {
            format!("unknown format `{name}`")
        };
        let hint = match nearest(name, known()).filter(|_| !is_planned) {
            Some(near) => format!("did you mean `{near}`? {list}"),
            None => list,
        };
        Err(Error::InvalidValue { message, hint: Some(hint) })
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl Report {
    /// Writes the report in a format; text with its default options, see [`Report::write_text`].
    ///
    /// # Errors
    /// When writing fails.
    pub fn write(&self, format: Format, to: impl io::Write) -> io::Result<()> {
        match format {
            Format::Text => self.write_text(to, &TextOptions::default()),
            Format::Json => self.write_json(to),
            Format::Sarif => self.write_sarif(to),
            Format::Markdown => self.write_markdown(to),
        }
    }
}
