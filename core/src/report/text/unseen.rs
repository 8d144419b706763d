//! What could not be decided, and what was not read in full.

use std::collections::BTreeMap;
use std::io;

use super::page::{Page, Style};
use super::sections::title;
use crate::report::Report;
use crate::report::record::{InputStatus, InputSummary, Location};
use crate::report::unread;
use crate::report::words::{place, plain};

/// Writes what could not be decided, by reason: what is given to the checks decides several at once.
pub(super) fn unknown(page: &mut Page<'_>, report: &Report) -> io::Result<()> {
    let total: u64 = report.checks().iter().map(|check| check.unknown).sum();
    if total == 0 {
        return Ok(());
    }
    let mut reasons: BTreeMap<&str, Unknown<'_>> = BTreeMap::new();
    for check in report.checks() {
        for at in &check.unknown_at {
            let reason = reasons.entry(&at.why).or_default();
            reason.count += 1;
            reason.first = reason.first.or(at.location.as_ref());
            if !reason.checks.contains(&&*check.id) {
                reason.checks.push(&check.id);
            }
        }
    }
    let listed: u64 = reasons.values().map(|reason| reason.count).sum();
    let mut reasons: Vec<(&str, Unknown<'_>)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, reason)| std::cmp::Reverse(reason.count));
    title(page, "Could not be decided")?;
    for (why, reason) in reasons {
        let checks: Vec<_> = reason.checks.iter().map(|id| plain(id)).collect();
        let at = reason.first.map(|at| format!(", first at {}", place(at))).unwrap_or_default();
        let count = page.column(Style::Yellow, &format!("{:>6}", reason.count), 6);
        let text = format!("{} [{}]{at}", plain(why), checks.join(", "));
        page.wrapped(&format!("{count}  "), 8, None, &text)?;
    }
    // Of each check a report names some places and counts the others.
    if total > listed {
        page.line(&format!(
            "{:>6}  more of these checks, whose locations are not listed",
            total - listed
        ))?;
    }
    Ok(())
}

/// What could not be decided for one reason.
#[derive(Default)]
struct Unknown<'r> {
    count: u64,
    first: Option<&'r Location>,
    checks: Vec<&'r str>,
}

/// Writes what was not read in full: inputs with the same problem are named together, and what to do
/// about them is said once.
pub(super) fn inputs(page: &mut Page<'_>, report: &Report) -> io::Result<()> {
    let all = unread::problems(report);
    let mut status = None;
    for (number, own) in all.iter().enumerate() {
        if number == 0 {
            title(page, "Inputs not read in full")?;
        }
        if status != Some(own.status) {
            status = Some(own.status);
            let name = page.paint(Style::Yellow, how_far(own.status));
            page.line(&format!("  {name}"))?;
        }
        let places = own.places();
        match own.message {
            "" => page.wrapped("    ", 4, None, &places)?,
            message => page.wrapped("    ", 4, None, &format!("{places}: {}", plain(message)))?,
        }
        let next = all.get(number + 1).map(|next| (next.status, next.remedy));
        if !own.remedy.is_empty() && next != Some((own.status, own.remedy)) {
            page.sentence(6, "to do: ", own.remedy)?;
        }
    }
    Ok(())
}

/// Lists every input: how far it was read, what it is, and the environments that it belongs to.
pub(super) fn files(page: &mut Page<'_>, report: &Report) -> io::Result<()> {
    title(page, "Inputs")?;
    let role = |input: &InputSummary| match input.technology.map(|of| of.to_string()) {
        _ if input.role.is_empty() => plain(input.kind.as_str()).into_owned(),
        // A Compose file.
        Some(technology) if technology.eq_ignore_ascii_case(&input.role) => technology,
        Some(technology) => format!("{technology} {}", plain(&input.role)),
        None => plain(&input.role).into_owned(),
    };
    let roles: Vec<String> = report.inputs().iter().map(role).collect();
    let width = roles.iter().map(|role| role.chars().count()).max().unwrap_or_default();
    for (input, role) in report.inputs().iter().zip(roles) {
        let status = match input.status {
            InputStatus::Analysed => page.column(Style::Green, "read", 12),
            status if status.is_incomplete() => page.column(Style::Yellow, how_far(status), 12),
            status => page.column(Style::Dim, status.as_str(), 12),
        };
        let names: Vec<_> = input.environments.iter().map(|name| plain(name)).collect();
        let names =
            if names.is_empty() { String::new() } else { format!(" [{}]", names.join(", ")) };
        let text = format!("{}{names}", plain(&input.path));
        page.wrapped(&format!("  {status}  {role:width$}  "), 18 + width, None, &text)?;
    }
    Ok(())
}

/// How far inputs of a status were read.
fn how_far(status: InputStatus) -> &'static str {
    match status {
        InputStatus::Partial => "read in part",
        InputStatus::Unsupported => "not checked",
        InputStatus::Unparsable => "not parsed",
        InputStatus::Unreadable => "not opened",
        InputStatus::OverLimit => "limit exceeded",
        status => status.as_str(),
    }
}
