//! `asepsis audit`.

use std::path::Path;

use asepsis::report::{AuditFormat, AuditOptions};

use crate::arguments::AuditArguments;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;

use super::check::report;

/// Checks files and folders, and writes the audit.
pub(crate) fn audit(arguments: &AuditArguments) -> Result<Exit, Failure> {
    let format = AuditFormat::find(&arguments.format)?;
    let output = Output::to(arguments.output.as_deref().map(Path::new))?;
    let (report, _) = report(&arguments.run, |choices| choices, &output)?;
    let mut options = AuditOptions::default();
    options.title.clone_from(&arguments.title);
    options.commit.clone_from(&arguments.commit);
    let audit = report.audit(&options);
    output.write(|to| audit.write(format, to))?;
    Ok(Exit::Pass)
}
