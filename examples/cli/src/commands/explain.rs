//! `asepsis explain`.

use std::io::{self, Write};

use asepsis::Control;
use asepsis::checks::{AnyCheck, Bearing, Equivalent, Example, ParameterKind};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;

/// Explains the check with this current or former id, all checks with this id in another tool, or the control
/// with this full id.
pub(crate) fn explain(id: &str) -> Result<Exit, Failure> {
    if id.contains(':') {
        let control = asepsis::checks::control(id)?;
        Output::default().write(|to| write_control(control, to))?;
        return Ok(Exit::Pass);
    }
    let checks = AnyCheck::known_as(id)?;
    Output::default().write(|to| write_explanation(&checks, to))?;
    Ok(Exit::Pass)
}

/// Writes the explanation of checks, as the command does.
///
/// # Errors
/// When writing fails.
pub fn write_explanation(checks: &[AnyCheck], to: &mut dyn Write) -> io::Result<()> {
    for (index, check) in checks.iter().enumerate() {
        if index > 0 {
            writeln!(to, "\n")?;
        }
        write(check, to)?;
    }
    Ok(())
}

/// What a control is about, what would prove it, and the checks for it.
fn write_control(control: &Control, to: &mut dyn Write) -> io::Result<()> {
    let obligation = control.obligation().map(|obligation| format!(" ({})", obligation.as_str()));
    writeln!(to, "{}{}", control.full_id(), obligation.unwrap_or_default())?;
    writeln!(to, "  {}", control.title())?;
    let not_shown = Some(control.not_shown());
    let texts = [
        ("text", Some(control.text())),
        ("possible evidence in files", control.shown_by()),
        ("not shown by files", not_shown),
        ("note", Some(control.note())),
    ];
    for (heading, text) in texts {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            writeln!(to, "\n{heading}\n  {text}")?;
        }
    }
    if control.is_manual() {
        writeln!(to, "\nFiles cannot show it: it must be assessed manually.")?;
    }
    let checks: Vec<(AnyCheck, Bearing)> = AnyCheck::built_in()
        .filter_map(|check| {
            let cited = check.controls().iter().find(|cited| cited.control() == control)?;
            let bearing = cited.bearing();
            Some((check, bearing))
        })
        .collect();
    if !checks.is_empty() {
        writeln!(to, "\nchecks")?;
    }
    for (check, bearing) in &checks {
        writeln!(to, "  {} {}: {}", bearing.as_str(), check.id(), check.title())?;
    }
    Ok(())
}

/// The fix, one line for each technology that has its own text.
fn fixes(check: &AnyCheck) -> Vec<String> {
    let of = |(technology, text): &(_, _)| format!("{technology}: {text}");
    let own: Vec<String> = check.fix().by_technology().iter().map(of).collect();
    if own.is_empty() { vec![check.fix().general().into_owned()] } else { own }
}

fn write(check: &AnyCheck, to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "{} ({}, family {})", check.id(), check.severity(), check.family())?;
    writeln!(to, "  {}\n", check.title())?;
    writeln!(to, "why\n  {}\n", check.why())?;
    writeln!(to, "fix")?;
    for line in fixes(check) {
        writeln!(to, "  {line}")?;
    }
    if !check.controls().is_empty() {
        writeln!(to, "\ncontrols")?;
    }
    for cited in check.controls() {
        let own = if cited.is_own_reading() { " (our own interpretation)" } else { "" };
        let (control, bearing) = (cited.control(), cited.bearing().as_str());
        let (framework, id, title) = (control.framework(), control.id(), control.title());
        writeln!(to, "  {bearing} {framework} {id}{own}: {title}")?;
    }
    if !check.parameters().is_empty() {
        writeln!(to, "\nparameters")?;
    }
    for parameter in check.parameters() {
        let kind = kind(parameter.kind);
        writeln!(to, "  {}: {} ({kind})", parameter.name, parameter.description)?;
    }
    if !check.equivalents().is_empty() {
        writeln!(to, "\nids in other tools, whose conditions may differ")?;
    }
    for Equivalent(tool, id) in check.equivalents() {
        writeln!(to, "  {tool}: {id}")?;
    }
    for example in check.examples() {
        self::example(&example, to)?;
    }
    if !check.former_ids().is_empty() {
        writeln!(to, "\nformer ids: {}", check.former_ids().join(", "))?;
    }
    if let Some(since) = check.since() {
        writeln!(to, "\nsince {since}")?;
    }
    Ok(())
}

fn example(example: &Example, to: &mut dyn Write) -> io::Result<()> {
    let heading = if example.findings.is_empty() { "no finding" } else { "finding" };
    writeln!(to, "\n{heading}: {}", example.title)?;
    for (index, line) in example.text.lines().enumerate() {
        writeln!(to, "{}", format!("  {:>3} | {line}", index + 1).trim_end())?;
    }
    for (line, message) in &example.findings {
        writeln!(to, "  line {line}: {message}")?;
    }
    Ok(())
}

fn kind(kind: ParameterKind) -> String {
    match kind {
        ParameterKind::Integer { default, minimum, maximum } => {
            format!("{minimum} to {maximum}, default {default}")
        }
        ParameterKind::Texts { default: [] } => "a list, default empty".to_owned(),
        ParameterKind::Texts { default } => format!("a list, default {}", default.join(", ")),
        _ => String::new(),
    }
}
