//! A plain list of a report: one line each.

use std::io::{self, Write};

use asepsis::report::{Location, Report};

/// Writes what was found and what was not read, one line each.
pub(super) fn write(report: &Report, to: &mut dyn Write) -> io::Result<()> {
    for finding in report.findings() {
        let place = place(finding.location.as_ref());
        writeln!(to, "{place} {}: {} [{}]", finding.severity, finding.message, finding.check)?;
    }
    for input in report.inputs() {
        for problem in &input.problems {
            let place = match &problem.location {
                Some(location) => self::place(Some(location)),
                None => input.path.to_string(),
            };
            writeln!(to, "{place} {}: {}", input.status.as_str(), problem.message)?;
        }
    }
    writeln!(to, "{}", report.verdict().as_str())
}

fn place(location: Option<&Location>) -> String {
    match location {
        None => String::new(),
        Some(location) => match location.start {
            None => location.path.to_string(),
            Some(start) => format!("{}:{start}", location.path),
        },
    }
}
