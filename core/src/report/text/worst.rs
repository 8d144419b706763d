//! What a long report shows first: the worst causes, and how often each check found something.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;

use super::findings::{Writer, message, path};
use super::page::{Page, Style};
use crate::checks::Severity;
use crate::report::Report;
use crate::report::record::Finding;
use crate::report::words::{counted, described, length, listed, place, plain};
use crate::source::Position;

/// Maximum number of causes that are shown.
const WORST: usize = 10;

/// Folders whose files are rarely applied, by their names: what is found in others comes first.
const ASIDE: [&str; 14] = [
    "_archived",
    "archive",
    "archived",
    "demo",
    "deprecated",
    "example",
    "examples",
    "node_modules",
    "sample",
    "samples",
    "test",
    "testdata",
    "tests",
    "vendor",
];

/// Maximum number of other places that are listed for a cause.
const PLACES: usize = 3;

/// Findings of one check and severity.
pub(super) struct Cause<'r> {
    first: &'r Finding,
    others: Vec<&'r Finding>,
}

/// Names the worst causes: before a list of all findings, with what to do, and behind it, where a
/// terminal shows them.
pub(super) fn named(
    page: &mut Page<'_>,
    report: &Report,
    shown: &[&Finding],
    causes: &[Cause<'_>],
    with_fix: bool,
) -> io::Result<()> {
    page.gap()?;
    let title = page.paint(Style::Bold, &title(causes, shown));
    page.line(&title)?;
    for Cause { first, others } in causes {
        let severity = page.column(Style::of(first.severity), first.severity.as_str(), 8);
        let at: Vec<String> = first.location.iter().map(place).collect();
        let at = listed(&at, others.len());
        let at = if at.is_empty() { at } else { format!(", at {at}") };
        let text = format!("{} [{}]{at}", message(first), plain(&first.check));
        page.wrapped(&format!("  {severity}  "), 12, None, &text)?;
        let check = report.check(&first.check).filter(|_| with_fix);
        if let Some(check) = check {
            let fix = plain(check.fix_of(first.resource.as_deref()));
            page.sentence(12, "fix: ", &fix)?;
        }
    }
    Ok(())
}

/// `Most severe: 10 of 24 checks with findings`.
fn title(causes: &[Cause<'_>], shown: &[&Finding]) -> String {
    // A check whose findings have two severities is two causes.
    let named: HashSet<&str> = causes.iter().map(|cause| &*cause.first.check).collect();
    let checks: HashSet<&str> = shown.iter().map(|finding| &*finding.check).collect();
    format!("Most severe: {} of {} checks with findings", named.len(), checks.len())
}

/// Writes the worst causes and the table.
pub(super) fn write<'r>(
    writer: &mut Writer<'_, '_, 'r>,
    findings: &[&'r Finding],
    hint: &str,
) -> io::Result<()> {
    let hint = plain(hint);
    let hint = if hint.is_empty() { String::new() } else { format!(" ({hint})") };
    let causes = worst(findings);
    let title = writer.page.paint(Style::Bold, &title(&causes, findings));
    writer.page.gap()?;
    writer.page.line(&format!("{title}{hint}"))?;
    for Cause { first, others } in causes {
        writer.page.gap()?;
        let identity = first.resource.as_deref();
        let label = identity.map_or_else(
            || path(first).map_or("built in code".into(), plain).into_owned(),
            described,
        );
        let label = writer.page.paint(Style::Bold, &label);
        writer.page.line(&format!("  {label}"))?;
        writer.block(&[first])?;
        let all = others.len();
        // The same credential is listed above.
        let is_other = |other: &&&Finding| other.group.is_none() || other.group != first.group;
        let others: Vec<&Finding> = others.iter().filter(is_other).copied().collect();
        let places = others.iter().filter_map(|other| other.location.as_ref());
        let named: Vec<String> = places.take(PLACES).map(place).collect();
        if !named.is_empty() {
            let more = all.saturating_sub(named.len());
            writer.page.sentence(6, "also at: ", &listed(&named, more))?;
        }
    }
    table(writer, findings)
}

/// The findings by severity and check, the most severe first and among those the rarest: what is
/// everywhere is seen anyway. Files that are rarely applied come last, and what an entry above shows
/// already, at the same place or with the same credential, comes behind the others.
pub(super) fn worst<'r>(findings: &[&'r Finding]) -> Vec<Cause<'r>> {
    let (aside, near): (Vec<&Finding>, Vec<&Finding>) =
        findings.iter().copied().partition(|finding| is_aside(finding));
    let mut causes: Vec<Vec<&'r Finding>> = Vec::new();
    let mut known: HashMap<(Severity, &str), usize> = HashMap::new();
    for finding in near.into_iter().chain(aside) {
        let index = *known.entry((finding.severity, &finding.check)).or_insert(causes.len());
        match causes.get_mut(index) {
            Some(cause) => cause.push(finding),
            None => causes.push(vec![finding]),
        }
    }
    // The sorts are stable: of equal ones the first in the report comes first.
    causes.sort_by_key(|cause| {
        let first = cause.first();
        let rank = first.map(|first| (Reverse(first.severity), is_aside(first)));
        (rank, cause.len())
    });
    // A credential has one entry, so a check is represented by one that no entry above has.
    let mut credentials: HashSet<u32> = HashSet::new();
    let mut places: HashSet<(Severity, &str, Option<Position>)> = HashSet::new();
    let ranked = causes.into_iter().map(|mut cause| {
        let is_new = |finding: &&Finding| finding.group.is_none_or(|it| !credentials.contains(&it));
        let new = cause.iter().position(is_new);
        let first = cause.remove(new.unwrap_or_default());
        credentials.extend(first.group);
        let place = first.location.as_ref().map(|at| (first.severity, &*at.path, at.start));
        let is_beside = place.is_some_and(|place| !places.insert(place));
        (new.is_none() || is_beside, Cause { first, others: cause })
    });
    let mut ranked: Vec<(bool, Cause<'r>)> = ranked.collect();
    ranked.sort_by_key(|(is_known, cause)| (Reverse(cause.first.severity), *is_known));
    ranked.into_iter().take(WORST).map(|(_, cause)| cause).collect()
}

/// Whether a file is in a folder that is rarely applied.
fn is_aside(finding: &Finding) -> bool {
    let folders = path(finding).and_then(|path| path.rsplit_once('/'));
    folders.is_some_and(|(folders, _)| folders.split('/').any(|name| ASIDE.contains(&name)))
}

/// How often each check found something, the worst first.
fn table(writer: &mut Writer<'_, '_, '_>, findings: &[&Finding]) -> io::Result<()> {
    let mut counts: BTreeMap<(Reverse<Severity>, &str), u64> = BTreeMap::new();
    for finding in findings {
        *counts.entry((Reverse(finding.severity), &finding.check)).or_default() += 1;
    }
    writer.page.gap()?;
    let title = counted(length(findings), "finding", "findings");
    let title = writer.page.paint(Style::Bold, &format!("{title} by check"));
    writer.page.line(&title)?;
    writer.page.gap()?;
    let id_width = counts.keys().map(|(_, id)| id.chars().count()).max().unwrap_or_default();
    for ((severity, id), count) in counts {
        let title = plain(writer.title(id)).into_owned();
        let id = plain(id);
        let severity = writer.page.column(Style::of(severity.0), severity.0.as_str(), 8);
        let start = format!("  {severity} {count:>6}  {id:id_width$}  ");
        writer.page.wrapped(&start, 21 + id_width, None, &title)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(check: &str, severity: Severity, path: &str, line: u32) -> Finding {
        serde_json::from_value(serde_json::json!({
            "check": check, "severity": severity, "message": "", "fingerprint": "",
            "location": {"path": path, "start": {"line": line, "column": 1, "byte": 0}},
        }))
        .unwrap()
    }

    #[test]
    fn each_check_comes_once_and_the_rarest_first() {
        let all = [
            finding("env", Severity::Critical, "examples/a.yaml", 1),
            finding("env", Severity::Critical, "b.yaml", 2),
            finding("admin", Severity::Critical, "d.yaml", 3),
            finding("beside", Severity::Critical, "d.yaml", 3),
            finding("root", Severity::High, "a.yaml", 4),
        ];
        let all: Vec<&Finding> = all.iter().collect();
        let found: Vec<_> = worst(&all)
            .iter()
            .map(|cause| (&*cause.first.check, path(cause.first).unwrap(), cause.others.len()))
            .collect();
        let expected = [
            ("admin", "d.yaml", 0),
            ("env", "b.yaml", 1),
            ("beside", "d.yaml", 0),
            ("root", "a.yaml", 0),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_credential_has_one_entry() {
        let with_group = |check: &str, line, group| {
            let mut finding = finding(check, Severity::Critical, "a.yaml", line);
            finding.group = Some(group);
            finding
        };
        let all = [
            with_group("argument", 1, 1),
            with_group("variable", 2, 1),
            with_group("variable", 3, 2),
            with_group("value", 4, 2),
            with_group("value", 5, 1),
            with_group("value", 6, 2),
        ];
        let all: Vec<&Finding> = all.iter().collect();
        let found: Vec<_> = worst(&all)
            .iter()
            .map(|cause| (&*cause.first.check, cause.first.group, cause.others.len()))
            .collect();
        let expected = [("argument", Some(1), 0), ("variable", Some(2), 1), ("value", Some(2), 2)];
        assert_eq!(found, expected);
    }
}
