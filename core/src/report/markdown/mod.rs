//! The report as Markdown, for a comment on a pull request or a file that an audit keeps.

mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::record::{ControlSummary, Finding, InputStatus, SuppressionEntry, Verdict};
use super::words::{
    asked, by_severity, counted, covered, described, evidence, excluded, left_out, length,
    other_kinds, place, tally, uncovered, unread_policies, verdict,
};
use super::{Report, unread};
use crate::checks::{Bearing, Confidence, Severity};
use crate::frameworks::Framework;
pub(in crate::report) use text::{code, escape, sentence};
use text::{html_code, html_sentence};

/// Maximum number of checks of a control that are listed.
const CHECKS_NAMED: usize = 4;

impl Report {
    /// The report as Markdown.
    pub fn to_markdown(&self) -> String {
        let mut bytes = Vec::new();
        // INVARIANT: writing to memory cannot fail.
        let _ = self.write_markdown(&mut bytes);
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// Writes the same Markdown piece by piece.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write_markdown(&self, mut to: impl io::Write) -> io::Result<()> {
        let to: &mut dyn io::Write = &mut to;
        head(to, self)?;
        findings(to, self)?;
        checks(to, self)?;
        controls(to, self)?;
        unknown(to, self)?;
        inputs(to, self)?;
        left_out_inputs(to, self)?;
        suppressed(to, self)
    }
}

fn head(to: &mut dyn io::Write, report: &Report) -> io::Result<()> {
    let mark = match report.verdict() {
        Verdict::Pass => "✅",
        Verdict::Fail => "❌",
        Verdict::Incomplete => "⚠️",
    };
    writeln!(to, "# {mark} {}\n", escape(&verdict(report)))?;
    let summary = report.summary();
    let of = |status| summary.inputs.get(&status).copied().unwrap_or_default();
    let (other, excluded) = (of(InputStatus::Other), of(InputStatus::Excluded));
    let unjudged = other + excluded + of(InputStatus::Uncovered);
    let files = summary.inputs.values().sum::<u64>() - unjudged;
    let found = by_severity(&summary.findings);
    let mut read = vec![
        counted(files, "file", "files"),
        counted(summary.documents, "document", "documents"),
        counted(summary.resources, "resource", "resources"),
    ];
    for (kind, count) in other_kinds(report) {
        read.push(format!("including {count} {}", code(kind)));
    }
    if other + excluded > 0 {
        read.push(format!("{other} other and {excluded} excluded files not checked"));
    }
    let row = |to: &mut dyn io::Write, name: &str, text: &str| writeln!(to, "| {name} | {text} |");
    writeln!(to, "| | |\n|---|---|")?;
    row(to, "findings", if found.is_empty() { "none" } else { &found })?;
    row(to, "accepted", &report.suppressed().len().to_string())?;
    row(
        to,
        "evaluations",
        &format!(
            "{} failed, {} passed, {} unknown, {} not applicable",
            summary.failed, summary.passed, summary.unknown, summary.not_applicable
        ),
    )?;
    row(to, "inputs", &read.join(", "))?;
    for (what, uncovered) in uncovered(report) {
        row(to, what, &escape(&uncovered))?;
    }
    let date = summary.date.as_ref().map(|date| format!(", as of {}", escape(date)));
    row(
        to,
        "checked",
        &format!(
            "by {} for Kubernetes {}{}",
            counted(length(report.checks()), "check", "checks"),
            escape(&summary.kubernetes),
            date.unwrap_or_default()
        ),
    )?;
    if let Some(file) = &report.policy().file {
        row(to, "policy", &code(file))?;
    }
    for (path, why) in unread_policies(report) {
        row(to, "policy", &format!("{} is {}", code(path), escape(why)))?;
    }
    let asked = asked(report);
    if !asked.is_empty() {
        row(to, "options", &escape(&asked.join("; ")))?;
    }
    let left_out = left_out(report);
    if !left_out.is_empty() {
        row(to, "skipped", &escape(&left_out.join("; ")))?;
    }
    let tool = report.tool();
    row(to, "tool", &format!("{} {}", escape(&tool.name), escape(&tool.version)))
}

/// Maximum bytes of findings: GitHub shows no summary of a step above 1 MiB.
const FINDINGS: usize = 700 * 1024;

fn findings(to: &mut dyn io::Write, report: &Report) -> io::Result<()> {
    let mut room = FINDINGS;
    let mut left_out = 0;
    for severity in Severity::ALL.iter().rev() {
        let of_severity = report.findings().iter().filter(|finding| finding.severity == *severity);
        let all: Vec<&Finding> = of_severity.collect();
        if all.is_empty() {
            continue;
        }
        writeln!(to, "\n## {} {severity}\n", all.len())?;
        writeln!(to, "| location | resource | finding | check |\n|---|---|---|---|")?;
        for finding in all {
            // Once one does not fit, the milder ones are not listed either.
            let row = if left_out == 0 { row_of(finding) } else { String::new() };
            if left_out > 0 || row.len() > room {
                left_out += 1;
                continue;
            }
            room -= row.len();
            writeln!(to, "{row}")?;
        }
    }
    if left_out > 0 {
        let left_out = counted(left_out, "finding is", "findings are");
        writeln!(
            to,
            "\n{left_out} not listed because of the size limit; the JSON report lists all."
        )?;
    }
    Ok(())
}

fn row_of(finding: &Finding) -> String {
    let checks = std::iter::once(&*finding.check).chain(covered(finding)).map(code);
    let checks: Vec<String> = checks.collect();
    format!("| {} | {} |", cells(finding).join(" | "), checks.join(", "))
}

/// Where, whose, and what.
fn cells(finding: &Finding) -> [String; 3] {
    let at = finding.location.as_ref().map_or_else(|| "built in code".to_owned(), place);
    let whose = finding.resource.as_ref().map(|identity| code(&described(identity)));
    let mut what = sentence(&finding.message);
    if let Some(missing) = &finding.missing {
        what = format!("{what}; missing {}", code(missing));
    }
    match finding.confidence {
        Confidence::High => {}
        Confidence::Medium => what.push_str(" (medium confidence)"),
        Confidence::Low => what.push_str(" (low confidence)"),
    }
    if !finding.environments.is_empty() {
        let names: Vec<String> = finding.environments.iter().map(|name| code(name)).collect();
        what = format!("{what} in {}", names.join(", "));
    }
    for related in &finding.related {
        what = format!(
            "{what}<br>see {} {}",
            code(&place(&related.location)),
            sentence(&related.message)
        );
    }
    [code(&at), whose.unwrap_or_default(), what]
}

/// For each check with findings: why it matters, and how to fix it.
fn checks(to: &mut dyn io::Write, report: &Report) -> io::Result<()> {
    let mut found: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in report.findings() {
        found.entry(&finding.check).or_default().push(finding);
    }
    if found.is_empty() {
        return Ok(());
    }
    writeln!(to, "\n## Why it matters, and how to fix it")?;
    for check in report.checks() {
        let Some(findings) = found.get(&*check.id) else { continue };
        let (title, count) = (html_sentence(&check.title), findings.len());
        let id = html_code(&check.id);
        writeln!(to, "\n<details><summary>{id}: {title} ({count})</summary>\n")?;
        writeln!(to, "{}", sentence(&check.why))?;
        let fixes = findings.iter().map(|finding| check.fix_of(finding.resource.as_deref()));
        for fix in fixes.collect::<BTreeSet<&str>>() {
            writeln!(to, "\n**Fix**: {}", sentence(fix))?;
        }
        if !check.controls.is_empty() {
            writeln!(to)?;
            for bearing in Bearing::ALL {
                let controls = check.controls.get(*bearing).iter();
                let controls: Vec<String> = controls.map(|control| escape(control)).collect();
                if !controls.is_empty() {
                    writeln!(to, "{}: {}  ", toward(*bearing), controls.join(", "))?;
                }
            }
        }
        writeln!(to, "\n</details>")?;
    }
    Ok(())
}

fn toward(bearing: Bearing) -> &'static str {
    match bearing {
        Bearing::Decides => "Decides",
        Bearing::Supports => "Evidence for",
        Bearing::Refutes => "Evidence against",
        Bearing::SupportsAndRefutes => "Evidence for or against",
    }
}

fn controls(to: &mut dyn io::Write, report: &Report) -> io::Result<()> {
    let mut framework = "";
    for control in report.controls() {
        if &*control.framework != framework {
            framework = &control.framework;
            let known = Framework::find(framework).map(Framework::title);
            writeln!(to, "\n## {}\n", escape(known.unwrap_or(framework)))?;
            writeln!(to, "| status | control | about | checked | first evidence | note |")?;
            writeln!(to, "|---|---|---|---|---|---|")?;
        }
        let status = control.status.as_str().replace('_', " ");
        let first = evidence(control).map(|evidence| escape(&evidence));
        writeln!(
            to,
            "| {status} | {} | {} | {} | {} | {} |",
            escape(&control.id),
            escape(&control.title),
            basis(control),
            first.unwrap_or_default(),
            notes(control)
        )?;
    }
    Ok(())
}

/// How the checks ended, and the first of them.
fn basis(control: &ControlSummary) -> String {
    let tally = escape(&tally(control));
    let mut checks: Vec<String> =
        control.checks.iter().take(CHECKS_NAMED).map(|(_, check)| code(check)).collect();
    let more = control.checks.iter().count().saturating_sub(CHECKS_NAMED);
    if more > 0 {
        checks.push(format!("{more} more"));
    }
    let checks = checks.join(", ");
    if tally.is_empty() { checks } else { format!("{tally} by {checks}") }
}

/// Reasons of the status, and the note.
fn notes(control: &ControlSummary) -> String {
    let mut notes: Vec<String> = control.reasons.iter().map(|reason| sentence(reason)).collect();
    if control.own_reading {
        notes.push("by our own interpretation".to_owned());
    }
    if !control.note.is_empty() {
        notes.push(escape(&control.note));
    }
    notes.join("; ")
}

fn unknown(to: &mut dyn io::Write, report: &Report) -> io::Result<()> {
    let checks: Vec<_> = report.checks().iter().filter(|check| check.unknown > 0).collect();
    if checks.is_empty() {
        return Ok(());
    }
    writeln!(to, "\n## Unknown evaluations\n")?;
    writeln!(to, "| check | evaluations | first reason |\n|---|---|---|")?;
    for check in checks {
        let first = check.unknown_at.first().map(|first| {
            let at = first.location.as_ref().map(|at| format!(" at {}", code(&place(at))));
            format!("{}{}", sentence(&first.why), at.unwrap_or_default())
        });
        writeln!(
            to,
            "| {} | {} | {} |",
            code(&check.id),
            check.unknown,
            first.unwrap_or_default()
        )?;
    }
    Ok(())
}

fn inputs(to: &mut dyn io::Write, report: &Report) -> io::Result<()> {
    for (number, own) in unread::problems(report).iter().enumerate() {
        if number == 0 {
            writeln!(to, "\n## Inputs not read in full\n")?;
            writeln!(to, "| status | location | problem | what to do |\n|---|---|---|---|")?;
        }
        let status = own.status.as_str().replace('_', " ");
        let (message, remedy) = (sentence(own.message), sentence(own.remedy));
        writeln!(to, "| {status} | {} | {message} | {remedy} |", escape(&own.places()))?;
    }
    Ok(())
}

/// Maximum number of excluded inputs that are listed.
const EXCLUDED_NAMED: usize = 100;

fn left_out_inputs(to: &mut dyn io::Write, report: &Report) -> io::Result<()> {
    let all = excluded(report);
    if all.is_empty() {
        return Ok(());
    }
    writeln!(to, "\n## Excluded\n\n| path | reason |\n|---|---|")?;
    for (path, reason) in all.iter().take(EXCLUDED_NAMED) {
        writeln!(to, "| {} | {} |", code(path), sentence(reason))?;
    }
    match all.len().saturating_sub(EXCLUDED_NAMED) {
        0 => Ok(()),
        more => writeln!(to, "\nand {more} more"),
    }
}

fn suppressed(to: &mut dyn io::Write, report: &Report) -> io::Result<()> {
    if !report.suppressed().is_empty() {
        writeln!(to, "\n## Accepted\n")?;
        writeln!(to, "| location | resource | finding | check | reason | owner | until |")?;
        writeln!(to, "|---|---|---|---|---|---|---|")?;
    }
    for accepted in report.suppressed() {
        writeln!(
            to,
            "| {} | {} | {} | {} | {} |",
            cells(&accepted.finding).join(" | "),
            code(&accepted.finding.check),
            sentence(&accepted.reason),
            accepted.owner.as_deref().map(code).unwrap_or_default(),
            accepted.expires.as_deref().map(escape).unwrap_or_default()
        )?;
    }
    let all = report.suppressions();
    let lists = [
        ("unused", &all.unused),
        ("expired", &all.expired),
        ("refused", &all.refused),
        ("unknown expiry", &all.expiry_unknown),
    ];
    if lists.iter().all(|(_, list)| list.is_empty()) {
        return Ok(());
    }
    writeln!(to, "\n## Suppressions to review\n")?;
    writeln!(to, "| state | check | where | reason |\n|---|---|---|---|")?;
    for (state, list) in lists {
        for entry in list {
            writeln!(to, "| {state} | {} |", suppression(entry).join(" | "))?;
        }
    }
    Ok(())
}

fn suppression(entry: &SuppressionEntry) -> [String; 3] {
    let at = entry.location.as_ref().map(|at| code(&place(at))).unwrap_or_default();
    let mut reason = sentence(&entry.reason);
    if let Some(refused) = &entry.refused {
        reason = format!("{reason} ({})", sentence(refused));
    }
    if let Some(expires) = &entry.expires {
        reason = format!("{reason}, until {}", escape(expires));
    }
    // A comment that cannot be read names no check.
    let check = if entry.check.is_empty() { String::new() } else { code(&entry.check) };
    [check, at, reason]
}
