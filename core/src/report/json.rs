//! The report as JSON: one function for every language, so that the bytes are the same everywhere.

use std::io::{self, Write as _};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::record::{
    CheckSummary, ControlSummary, Finding, InputSummary, PolicySummary, Summary, Suppressed,
    Suppressions, Tool, Verdict,
};
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
    value.serialize(&mut Serializer::with_formatter(to, Escaping::default()))
}

/// Writes the members of a struct without the braces around them.
pub(super) fn write_members(to: impl io::Write, value: &impl Serialize) -> serde_json::Result<()> {
    let format = Escaping { omits_braces: true, ..Escaping::default() };
    value.serialize(&mut Serializer::with_formatter(to, format))
}

/// The same as a text.
pub fn text(value: &(impl Serialize + ?Sized)) -> String {
    let mut bytes = Vec::new();
    // INVARIANT: writing to memory cannot fail, and nothing that is written is of a type that JSON lacks.
    let _ = write(&mut bytes, value);
    String::from_utf8(bytes).unwrap_or_default()
}

/// Compact, and escapes characters that JSON allows but terminals interpret.
#[derive(Default)]
struct Escaping {
    /// Whether the braces of the outermost object are omitted.
    omits_braces: bool,
    /// The number of objects around the next value.
    depth: usize,
}

impl Formatter for Escaping {
    fn begin_object<W: io::Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.depth += 1;
        if self.depth == 1 && self.omits_braces { Ok(()) } else { to.write_all(b"{") }
    }

    fn end_object<W: io::Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.depth -= 1;
        if self.depth == 0 && self.omits_braces { Ok(()) } else { to.write_all(b"}") }
    }

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

/// The members of a report before those about checks, in their order.
#[derive(Serialize)]
struct Before<'r> {
    schema_version: u32,
    tool: &'r Tool,
    #[serde(skip_serializing_if = "PolicySummary::is_empty")]
    policy: &'r PolicySummary,
    verdict: Verdict,
    summary: &'r Summary,
    inputs: &'r [InputSummary],
    findings: &'r [Finding],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    suppressed: &'r [Suppressed],
    #[serde(skip_serializing_if = "Suppressions::is_empty")]
    suppressions: &'r Suppressions,
}

/// All members of a report.
#[derive(Serialize)]
struct Members<'r> {
    #[serde(flatten)]
    before: Before<'r>,
    checks: &'r [CheckSummary],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    controls: &'r [ControlSummary],
}

impl Serialize for Report {
    /// The members of [`Report::write_json`].
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (before, checks, controls) = (self.before(), &*self.checks, &*self.controls);
        Members { before, checks, controls }.serialize(serializer)
    }
}

impl Report {
    /// The report as JSON: compact, members in a fixed order, with a final newline.
    pub fn to_json(&self) -> String {
        self.to_json_with(Catalogue::Full)
    }

    /// The same with less about the checks that ran.
    pub fn to_json_with(&self, catalogue: Catalogue) -> String {
        let mut bytes = Vec::with_capacity(BUFFER);
        // INVARIANT: writing to memory cannot fail.
        let _ = self.write_to(&mut bytes, catalogue);
        String::from_utf8(bytes).unwrap_or_default()
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
        self.write_to(&mut to, catalogue)?;
        to.flush()
    }

    fn write_to(&self, to: &mut impl io::Write, catalogue: Catalogue) -> io::Result<()> {
        to.write_all(b"{")?;
        write_members(&mut *to, &self.before())?;
        to.write_all(b",\"checks\":[")?;
        for (number, check) in catalogue.of(&self.checks).iter().enumerate() {
            to.write_all(if number == 0 { b"{" } else { b",{" })?;
            // What a check declares is most of a small report, and written once for all reports.
            match self.declared.get(number).filter(|_| catalogue == Catalogue::Full) {
                Some(declared) => to.write_all(declared.as_bytes())?,
                None => write_members(&mut *to, &*check.declared)?,
            }
            to.write_all(b",")?;
            write_members(&mut *to, &check.counted())?;
            to.write_all(b"}")?;
        }
        to.write_all(b"]")?;
        if !self.controls.is_empty() {
            to.write_all(b",\"controls\":")?;
            write(&mut *to, &self.controls)?;
        }
        to.write_all(b"}\n")
    }

    fn before(&self) -> Before<'_> {
        Before {
            schema_version: self.schema_version,
            tool: &self.tool,
            policy: &self.policy,
            verdict: self.verdict,
            summary: &self.summary,
            inputs: &self.inputs,
            findings: &self.findings,
            suppressed: &self.suppressed,
            suppressions: &self.suppressions,
        }
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
