//! The report as JSON: one function for every language, so that the bytes are the same everywhere.

use std::io::{self, Write as _};

use super::{Report, version};
use crate::error::Error;

/// The version of the report's schema. It changes when a member changes its meaning or goes away.
pub const SCHEMA_VERSION: u32 = 2;

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

    /// Reads a report that [`Report::to_json`] has written, in this version or an earlier one: what
    /// comes back is of this schema version and calls checks as they are called today. It has no
    /// texts for excerpts.
    ///
    /// # Errors
    /// When the text is no report, or one of a later schema version.
    pub fn from_json(json: &str) -> Result<Self, Error> {
        let mut report = version::read(json)?;
        report.call_checks_as_today();
        Ok(report)
    }
}
