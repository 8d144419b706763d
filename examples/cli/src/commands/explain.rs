//! `asepsis explain`.

use std::io::{self, Write};

use asepsis::checks::{AnyCheck, ParameterKind};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;

/// Explains the check with this id.
pub(crate) fn explain(id: &str) -> Result<Exit, Failure> {
    let check = AnyCheck::find(id)?;
    Output::default().write(|to| write(&check, to))?;
    Ok(Exit::Pass)
}

fn write(check: &AnyCheck, to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "{} ({}, family {})", check.id(), check.severity(), check.family())?;
    writeln!(to, "  {}\n", check.title())?;
    writeln!(to, "why\n  {}\n", check.why())?;
    writeln!(to, "fix\n  {}", check.fix())?;
    if !check.controls().is_empty() {
        writeln!(to, "\ncontrols")?;
    }
    for control in check.controls() {
        let own = if control.is_own_reading() { " (our own reading)" } else { "" };
        let framework = control.framework().id();
        writeln!(to, "  {framework} {}{own}: {}", control.id(), control.title())?;
    }
    if !check.parameters().is_empty() {
        writeln!(to, "\nparameters")?;
    }
    for parameter in check.parameters() {
        let kind = kind(parameter.kind);
        writeln!(to, "  {}: {} ({kind})", parameter.name, parameter.description)?;
    }
    if let Some(since) = check.since() {
        writeln!(to, "\nsince {since}")?;
    }
    Ok(())
}

fn kind(kind: ParameterKind) -> String {
    match kind {
        ParameterKind::Integer { default, minimum, maximum } => {
            format!("{minimum} to {maximum}, default {default}")
        }
        ParameterKind::Texts { default: [] } => "a list, by default empty".to_owned(),
        ParameterKind::Texts { default } => format!("a list, default {}", default.join(", ")),
        _ => String::new(),
    }
}
