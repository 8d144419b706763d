//! What could not be decided, and what was not read in full.

use std::collections::{BTreeMap, HashMap};
use std::io;

use super::page::{Page, Style};
use super::sections::title;
use crate::report::Report;
use crate::report::record::{InputStatus, Location};
use crate::report::words::{place, plain, unread};

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
        let text = format!("{}: {}{at}", plain(why), checks.join(", "));
        page.wrapped(&format!("{count}  "), 8, None, &text)?;
    }
    // Of each check a report names some places and counts the others.
    if total > listed {
        page.line(&format!("{:>6}  further, at places that are not listed", total - listed))?;
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

/// Writes what was not read in full; inputs with the same problem are named together.
pub(super) fn inputs(page: &mut Page<'_>, report: &Report) -> io::Result<()> {
    let mut known: HashMap<(InputStatus, &str), usize> = HashMap::new();
    let mut problems: Vec<(InputStatus, &str, Vec<String>)> = Vec::new();
    let mut add = |status: InputStatus, message, at: String| {
        let index = *known.entry((status, message)).or_insert(problems.len());
        if index == problems.len() {
            problems.push((status, message, Vec::new()));
        }
        if let Some((.., places)) = problems.get_mut(index) {
            places.push(at);
        }
    };
    for input in unread(report) {
        if input.problems.is_empty() {
            add(input.status, "", plain(&input.path).into_owned());
        }
        for problem in &input.problems {
            let at = problem.location.as_ref();
            let at = at.map_or_else(|| plain(&input.path).into_owned(), place);
            add(input.status, &problem.message, at);
        }
    }
    let mut status = None;
    for (own, message, places) in problems {
        if status.is_none() {
            title(page, "Not read in full")?;
        }
        if status != Some(own) {
            status = Some(own);
            let name = page.paint(Style::Yellow, how_far(own));
            page.line(&format!("  {name}"))?;
        }
        let more = places.len().saturating_sub(PLACES_NAMED);
        let mut text: Vec<String> = places.into_iter().take(PLACES_NAMED).collect();
        if more > 0 {
            text.push(format!("and {more} more"));
        }
        let text = text.join(", ");
        match message {
            "" => page.wrapped("    ", 4, None, &text)?,
            message => page.wrapped("    ", 4, None, &format!("{text}: {}", plain(message)))?,
        }
    }
    Ok(())
}

/// How far inputs of a status were read.
fn how_far(status: InputStatus) -> &'static str {
    match status {
        InputStatus::Partial => "read in part",
        InputStatus::Unsupported => "not judged",
        InputStatus::Unparsable => "not parsed",
        InputStatus::Unreadable => "not opened",
        InputStatus::OverLimit => "above a limit",
        status => status.as_str(),
    }
}

/// How many places of one problem are named.
const PLACES_NAMED: usize = 3;
