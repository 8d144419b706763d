//! `asepsis checks`.

use std::io::{self, Write};

use asepsis::checks::AnyCheck;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;

/// Lists all checks, by id.
pub(crate) fn checks(format: &str) -> Result<Exit, Failure> {
    let mut checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
    checks.sort_by(|left, right| left.id().cmp(right.id()));
    let is_json = format == "json";
    Output::default().write(|to| if is_json { json(&checks, to) } else { table(&checks, to) })?;
    Ok(Exit::Pass)
}

fn json(checks: &[AnyCheck], to: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *to, checks)?;
    writeln!(to)
}

fn table(checks: &[AnyCheck], to: &mut dyn Write) -> io::Result<()> {
    let width =
        |column: fn(&AnyCheck) -> &str| checks.iter().map(|check| column(check).len()).max();
    let (ids, families) = (width(AnyCheck::id), width(AnyCheck::family));
    for check in checks {
        writeln!(
            to,
            "{:ids$}  {:8}  {:families$}  {}",
            check.id(),
            check.severity(),
            check.family(),
            check.title(),
            ids = ids.unwrap_or_default(),
            families = families.unwrap_or_default(),
        )?;
    }
    Ok(())
}
