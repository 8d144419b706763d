//! The report as JSON: one function for every language, so that the bytes are the same everywhere.

use std::io::{self, Write as _};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::words::is_unsafe;
use super::{Catalogue, Report, version};
use crate::error::Error;

/// The version of the report's schema. It changes when a member is removed or changes its meaning.
pub const SCHEMA_VERSION: u32 = 2;

/// Size of the write buffer in bytes.
const BUFFER: usize = 1 << 16;

/// The JSON Schema of the report.
pub const SCHEMA: &str = include_str!("../../schemas/report.schema.json");

/// Writes a value as compact JSON without control characters and bidirectional controls, so that it
/// can be shown in a terminal.
///
/// # Errors
/// When writing fails.
pub fn write(to: impl io::Write, value: &(impl Serialize + ?Sized)) -> serde_json::Result<()> {
    value.serialize(&mut Serializer::with_formatter(to, Escaping))
}

/// The same as a text.
pub fn text(value: &(impl Serialize + ?Sized)) -> String {
    let mut bytes = Vec::new();
    // INVARIANT: writing to memory cannot fail, and nothing that is written is of a type that JSON lacks.
    let _ = write(&mut bytes, value);
    String::from_utf8(bytes).unwrap_or_default()
}

/// Compact, and escapes characters that JSON allows but terminals interpret.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: io::Write + ?Sized>(
        &mut self,
        to: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut from = 0;
        // Most texts contain no such character.
        let is_plain = |byte: u8| byte.is_ascii() && byte != 0x7f;
        if !fragment.bytes().all(is_plain) {
            for (at, letter) in fragment.char_indices().filter(|(_, letter)| is_unsafe(*letter)) {
                to.write_all(fragment.as_bytes().get(from..at).unwrap_or_default())?;
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    write!(to, "\\u{unit:04x}")?;
                }
                from = at + letter.len_utf8();
            }
        }
        to.write_all(fragment.as_bytes().get(from..).unwrap_or_default())
    }
}

impl Report {
    /// The report as JSON: compact, members in a fixed order, with a final newline.
    pub fn to_json(&self) -> String {
        self.to_json_with(Catalogue::Full)
    }

    /// The same with less about the checks that ran.
    pub fn to_json_with(&self, catalogue: Catalogue) -> String {
        text(&self.members(catalogue)) + "\n"
    }

    /// Writes the same JSON piece by piece.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write_json(&self, to: impl io::Write) -> io::Result<()> {
        self.write_json_with(to, Catalogue::Full)
    }

    /// The same with less about the checks that ran.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write_json_with(&self, to: impl io::Write, catalogue: Catalogue) -> io::Result<()> {
        // The serialiser writes in small pieces, which is slow for an unbuffered writer.
        let mut to = io::BufWriter::with_capacity(BUFFER, to);
        write(&mut to, &self.members(catalogue))?;
        to.write_all(b"\n")?;
        to.flush()
    }

    /// Reads a report that this or an earlier version of [`Report::to_json`] has written. It is
    /// converted to the current schema version and the current ids of checks. It has no texts for
    /// excerpts.
    ///
    /// # Errors
    /// When the text is not a report, or has a later schema version.
    pub fn from_json(json: &str) -> Result<Self, Error> {
        let mut report = version::read(json)?;
        report.call_checks_as_today();
        Ok(report)
    }
}
