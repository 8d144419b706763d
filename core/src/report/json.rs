//! The report as JSON: one function for every language, so that the bytes are the same everywhere.

use std::io::{self, Write as _};

use super::Report;
use crate::error::Error;

/// The version of the report's schema. It changes when a member changes its meaning or goes away.
pub const SCHEMA_VERSION: u32 = 1;

/// How many bytes are written at once.
const BUFFER: usize = 1 << 16;

/// The JSON Schema of the report.
pub const SCHEMA: &str = include_str!("../../schemas/report.schema.json");

impl Report {
    /// The report as JSON: compact, members in a fixed order, with a final newline.
    pub fn to_json(&self) -> String {
        let mut bytes = Vec::new();
        // INVARIANT: writing to memory cannot fail, and no member is of a type that JSON lacks.
        let _ = self.write_json(&mut bytes);
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// Writes the same JSON piece by piece.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write_json(&self, to: impl io::Write) -> io::Result<()> {
        // The serialiser writes word by word, which costs more the less is known of the writer.
        let mut to = io::BufWriter::with_capacity(BUFFER, to);
        serde_json::to_writer(&mut to, self)?;
        to.write_all(b"\n")?;
        to.flush()
    }

    /// Reads a report that [`Report::to_json`] has written. It has no texts for excerpts.
    ///
    /// # Errors
    /// When the text is no report, or one of another schema version.
    pub fn from_json(json: &str) -> Result<Self, Error> {
        let report: Self =
            serde_json::from_str(json).map_err(|error| Error::Report(error.to_string()))?;
        if report.schema_version != SCHEMA_VERSION {
            let version = report.schema_version;
            return Err(Error::Report(format!("schema version {version} is not {SCHEMA_VERSION}")));
        }
        Ok(report)
    }
}
