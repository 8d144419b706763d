//! What a long report shows first: the worst causes, and how often each check found something.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;

use super::TextOptions;
use super::findings::{Writer, lists_all, message, path, shown};
use super::page::{Page, Style};
use crate::checks::Severity;
use crate::report::Report;
use crate::report::record::Finding;
use crate::report::words::{counted, described, length, place, plain};

/// How many of the worst causes are shown beside the table.
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

/// Above how many findings the worst are named once more, behind all.
const FEW: usize = 20;
/// How many of them.
const NAMED: usize = 5;

/// Names the worst causes behind a list of all findings, where a terminal shows them.
pub(super) fn named(page: &mut Page<'_>, report: &Report, options: &TextOptions) -> io::Result<()> {
    let shown = shown(report, options);
    if shown.len() <= FEW || !lists_all(&shown, options) {
        return Ok(());
    }
    page.gap()?;
    let title = page.paint(Style::Bold, "The worst causes");
    page.line(&title)?;
    for finding in worst(&shown).into_iter().take(NAMED) {
        let severity = page.column(Style::of(finding.severity), finding.severity.as_str(), 8);
        let at = finding.location.as_ref().map(|at| format!(" at {}", place(at)));
        let text = format!("{}{}", message(finding), at.unwrap_or_default());
        page.wrapped(&format!("  {severity}  "), 12, None, &text)?;
    }
    Ok(())
}

/// Writes the worst causes and the table.
pub(super) fn write<'r>(
    writer: &mut Writer<'_, '_, 'r>,
    findings: &[&'r Finding],
    hint: &str,
) -> io::Result<()> {
    let chosen = worst(findings);
    writer.page.gap()?;
    let title = format!("The worst {} causes of {} findings", chosen.len(), findings.len());
    let title = writer.page.paint(Style::Bold, &title);
    let hint = plain(hint);
    let hint = if hint.is_empty() { String::new() } else { format!(" ({hint})") };
    writer.page.line(&format!("{title}{hint}"))?;
    for finding in chosen {
        writer.page.gap()?;
        if let Some(identity) = finding.resource.as_deref() {
            if identity.name.as_deref() != path(finding) {
                let label = writer.page.paint(Style::Bold, &described(identity));
                writer.page.line(&format!("  {label}"))?;
            }
        }
        writer.block(&[finding])?;
    }
    table(writer, findings)
}

/// The worst findings: the most severe first, and among those of one severity each check once before
/// any comes again, the rarest first: what is everywhere is seen anyway. A credential that is written in
/// several places is one cause.
fn worst<'r>(findings: &[&'r Finding]) -> Vec<&'r Finding> {
    let mut credentials = HashSet::new();
    let mut seen: HashMap<(bool, Severity, &str), usize> = HashMap::new();
    let mut ranked = Vec::new();
    for finding in findings {
        if finding.group.is_some_and(|group| !credentials.insert(group)) {
            continue;
        }
        let aside = is_aside(finding);
        let before = seen.entry((aside, finding.severity, &finding.check)).or_default();
        ranked.push((aside, *before, *finding));
        *before += 1;
    }
    let count = |aside: bool, of: &Finding| seen.get(&(aside, of.severity, &*of.check)).copied();
    // The sort is stable: of equal ones the first in the report are shown.
    ranked.sort_by_key(|(aside, before, finding)| {
        (Reverse(finding.severity), *aside, *before, count(*aside, finding))
    });
    ranked.into_iter().take(WORST).map(|(.., finding)| finding).collect()
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
    use crate::checks::Confidence;

    fn finding(check: &str, severity: Severity, path: &str, group: Option<u32>) -> Finding {
        let mut finding: Finding = serde_json::from_value(serde_json::json!({
            "check": check, "severity": severity, "message": "", "fingerprint": "",
            "location": {"path": path},
        }))
        .unwrap();
        finding.group = group;
        finding.confidence = Confidence::High;
        finding
    }

    #[test]
    fn each_check_comes_once_before_any_comes_again_and_the_rarest_first() {
        let all = [
            finding("env", Severity::Critical, "a.yaml", Some(1)),
            finding("env", Severity::Critical, "b.yaml", Some(1)),
            finding("env", Severity::Critical, "c.yaml", Some(2)),
            finding("admin", Severity::Critical, "d.yaml", None),
            finding("admin", Severity::Critical, "examples/d.yaml", None),
            finding("root", Severity::High, "a.yaml", None),
        ];
        let all: Vec<&Finding> = all.iter().collect();
        let found: Vec<_> =
            worst(&all).iter().map(|one| (&*one.check, path(one).unwrap())).collect();
        let expected = [
            ("admin", "d.yaml"),
            ("env", "a.yaml"),
            ("env", "c.yaml"),
            ("admin", "examples/d.yaml"),
            ("root", "a.yaml"),
        ];
        assert_eq!(found, expected);
    }
}
