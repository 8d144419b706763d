//! The report as text for people: findings first, the verdict last.

mod findings;
mod page;
mod sections;
mod shared;
mod unseen;
mod worst;

use std::io;

use super::Report;
use crate::checks::Severity;
use crate::policy::Options;
use page::Page;

/// Above this number of findings, the verdict and the worst findings are also at the beginning.
const MANY: usize = 20;

/// How the report is written as text.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct TextOptions {
    /// Whether words are coloured, by ANSI sequences; default: no.
    pub colour: bool,
    /// Whether every finding and every control is listed, however many there are; default: no.
    pub all: bool,
    /// The lowest severity that is shown; default: `info`, which shows all.
    pub min_severity: Severity,
    /// The width in columns to which sentences are broken and long lines of files are cut, from 60
    /// on; default: 100.
    pub width: usize,
    /// A hint how to list everything; default: none.
    pub all_hint: String,
    /// A hint how to learn more about a check; default: none.
    pub explain_hint: String,
}

impl Default for TextOptions {
    fn default() -> Self {
        Self {
            colour: false,
            all: false,
            min_severity: Severity::Info,
            width: 100,
            all_hint: String::new(),
            explain_hint: String::new(),
        }
    }
}

impl TextOptions {
    /// The text options of a policy; the rest is default.
    pub fn of(options: &Options) -> Self {
        Self { min_severity: options.minimum_severity, ..Self::default() }
    }
}

impl Report {
    /// The report as text.
    pub fn to_text(&self, options: &TextOptions) -> String {
        let mut bytes = Vec::new();
        // INVARIANT: writing to memory cannot fail.
        let _ = self.write_text(&mut bytes, options);
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// Writes the same text piece by piece. Its last line is the verdict and why.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write_text(&self, mut to: impl io::Write, options: &TextOptions) -> io::Result<()> {
        let mut page = Page::new(&mut to, options.colour, options.width);
        let shown = findings::shown(self, options);
        let is_long = shown.len() > MANY;
        if is_long {
            sections::head(&mut page, self)?;
        }
        // Of more than are listed, the worst are all that is shown.
        let is_list = is_long && findings::lists_all(&shown, options);
        let worst = if is_list { worst::worst(&shown) } else { Vec::new() };
        if is_list {
            worst::named(&mut page, self, &shown, &worst, true)?;
        }
        findings::write(&mut page, self, &shown, options)?;
        sections::suppressions(&mut page, self, options)?;
        sections::controls(&mut page, self, options)?;
        unseen::unknown(&mut page, self)?;
        unseen::inputs(&mut page, self)?;
        sections::left_out_inputs(&mut page, self, options)?;
        if options.all {
            unseen::files(&mut page, self)?;
        }
        if is_list {
            worst::named(&mut page, self, &shown, &worst, false)?;
        }
        sections::summary(&mut page, self, options)
    }
}
