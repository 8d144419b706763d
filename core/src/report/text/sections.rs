//! The sections after the findings: suppressions, controls, unknown evaluations, inputs; and the
//! verdict.

use std::io;

use super::TextOptions;
use super::page::{Page, Style};
use crate::frameworks::Framework;
use crate::report::Report;
use crate::report::record::{
    ControlStatus, ControlSummary, InputStatus, Suppressed, SuppressionEntry, Verdict,
};
use crate::report::words::{
    self, asked, by_severity, counted, evidence, excluded, first_of, left_out, length, other_kinds,
    place, plain, tally, uncovered, unread_policies,
};

pub(super) fn title(page: &mut Page<'_>, text: &str) -> io::Result<()> {
    page.gap()?;
    let text = page.paint(Style::Bold, text);
    page.line(&text)
}

/// Maximum number of accepted findings that are listed.
const ACCEPTED_NAMED: usize = 20;

/// Writes the accepted findings with their reasons, and every suppression that is unused, expired or
/// invalid.
pub(super) fn suppressions(
    page: &mut Page<'_>,
    report: &Report,
    options: &TextOptions,
) -> io::Result<()> {
    let all = report.suppressions();
    let accepted = length(report.suppressed());
    let lists = [
        ("unused", &all.unused),
        ("expired", &all.expired),
        ("refused", &all.refused),
        ("unknown expiry", &all.expiry_unknown),
    ];
    if accepted == 0 && lists.iter().all(|(_, list)| list.is_empty()) {
        return Ok(());
    }
    title(page, "Suppressed")?;
    page.line(&format!("  {} accepted", counted(accepted, "finding is", "findings are")))?;
    let all = report.suppressed();
    let most = if options.all { all.len() } else { ACCEPTED_NAMED };
    for one in all.iter().take(most) {
        page.sentence(2, "accepted: ", &self::accepted(one))?;
    }
    more(page, all.len().saturating_sub(most), options)?;
    for (what, list) in lists {
        for entry in list {
            let hang = 4 + what.len();
            let what = page.paint(Style::Yellow, what);
            page.wrapped(&format!("  {what}: "), hang, None, &suppression(entry))?;
        }
    }
    Ok(())
}

/// An accepted finding: check, location, resource, expiry, reason and owner.
fn accepted(one: &Suppressed) -> String {
    let mut text = format!("`{}`", plain(&one.finding.check));
    if let Some(location) = &one.finding.location {
        text = format!("{text} at {}", place(location));
    }
    if let Some(resource) = &one.finding.resource {
        text = format!("{text}, {}", words::resource(resource));
    }
    if let Some(expires) = &one.expires {
        text = format!("{text}, until {}", plain(expires));
    }
    let owner = one.owner.as_deref().map(|owner| format!(", {}", plain(owner)));
    format!("{text} ({}{})", plain(&one.reason), owner.unwrap_or_default())
}

/// Writes how many are not listed, and how to list them.
fn more(page: &mut Page<'_>, more: usize, options: &TextOptions) -> io::Result<()> {
    if more == 0 {
        return Ok(());
    }
    let hint = plain(&options.all_hint);
    let hint = if hint.is_empty() { String::new() } else { format!(" ({hint})") };
    page.line(&format!("  and {more} more{hint}"))
}

fn suppression(entry: &SuppressionEntry) -> String {
    // A comment that cannot be read names no check.
    let check = format!("`{}`", plain(&entry.check));
    let mut text = if entry.check.is_empty() { "comment".to_owned() } else { check };
    if let Some(location) = &entry.location {
        text = format!("{text} at {}", place(location));
    }
    if let Some(expires) = &entry.expires {
        text = format!("{text}, until {}", plain(expires));
    }
    match &entry.refused {
        Some(refused) => format!("{text}: {}", plain(refused)),
        None if entry.reason.is_empty() => text,
        None => format!("{text} ({})", plain(&entry.reason)),
    }
}

/// Writes the controls of the selected frameworks.
pub(super) fn controls(
    page: &mut Page<'_>,
    report: &Report,
    options: &TextOptions,
) -> io::Result<()> {
    let mut rest = report.controls();
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|control| control.framework == first.framework).count();
        let (of_framework, others) = rest.split_at(count);
        rest = others;
        framework(page, of_framework, options)?;
    }
    Ok(())
}

fn framework(
    page: &mut Page<'_>,
    controls: &[ControlSummary],
    options: &TextOptions,
) -> io::Result<()> {
    let Some(first) = controls.first() else { return Ok(()) };
    let name = Framework::find(&first.framework)
        .map_or_else(|| plain(&first.framework).into_owned(), |known| known.title().to_owned());
    title(page, &name)?;
    let (shown, quiet): (Vec<&ControlSummary>, Vec<&ControlSummary>) =
        controls.iter().partition(|control| options.all || says_something(control));
    let width = shown.iter().map(|control| control.id.chars().count()).max().unwrap_or_default();
    for control in shown {
        self::control(page, control, width)?;
    }
    let count = |wanted: fn(&ControlSummary) -> bool| {
        quiet.iter().filter(|control| wanted(control)).count() as u64
    };
    let parts = [
        (count(|control| control.status == ControlStatus::Manual), "to be verified manually"),
        (count(|control| control.status == ControlStatus::NotApplicable), "not applicable"),
        (count(|control| control.status == ControlStatus::Unknown), "unknown"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    if !parts.is_empty() {
        let hint = plain(&options.all_hint);
        let hint = if hint.is_empty() { String::new() } else { format!(" ({hint})") };
        page.sentence(2, "further controls: ", &format!("{}{hint}", parts.join(", ")))?;
    }
    Ok(())
}

/// Whether a control has a result: the others are counted.
fn says_something(control: &ControlSummary) -> bool {
    match control.status {
        ControlStatus::Manual | ControlStatus::NotApplicable => false,
        // A control without checks, or without findings against it, has no result.
        ControlStatus::Unknown => !control.checks.is_empty(),
        _ => true,
    }
}

/// One line with the status and the counts; below it the evidence and the reasons.
fn control(page: &mut Page<'_>, control: &ControlSummary, width: usize) -> io::Result<()> {
    let status = page.column(style(control.status), word(control.status), 14);
    let id = plain(&control.id);
    let title = plain(&control.title);
    let start = format!("  {status}  {id:width$}  ");
    page.wrapped(&start, 20 + width, None, &format!("{title}: {}", basis(control)))?;
    if let Some(failures) = first_of(&control.failed_at, control.failed_more) {
        page.sentence(6, "fails at ", &failures)?;
    }
    if let Some(evidence) = evidence(control) {
        page.sentence(6, "evidence at ", &evidence)?;
    }
    if !control.reasons.is_empty() {
        let reasons: Vec<_> = control.reasons.iter().map(|reason| plain(reason)).collect();
        page.sentence(6, "", &reasons.join("; "))?;
    }
    Ok(())
}

/// How the checks ended. Files can support a control of the Security Rule, but never establish it.
fn basis(control: &ControlSummary) -> String {
    let tally = tally(control);
    let basis = if tally.is_empty() { "none" } else { &tally };
    match (&*control.framework == Framework::HIPAA.id(), control.status) {
        (true, ControlStatus::Manual) => "files cannot provide evidence for it".to_owned(),
        (true, _) => format!("supporting evidence only, {basis}"),
        (false, _) => basis.to_owned(),
    }
}

fn word(status: ControlStatus) -> &'static str {
    match status {
        ControlStatus::NotApplicable => "not applicable",
        status => status.as_str(),
    }
}

fn style(status: ControlStatus) -> Style {
    match status {
        ControlStatus::Pass => Style::Green,
        ControlStatus::Fail => Style::Red,
        ControlStatus::Weak | ControlStatus::Absent | ControlStatus::Unknown => Style::Yellow,
        ControlStatus::Manual | ControlStatus::NotApplicable => Style::Dim,
    }
}

/// Maximum number of excluded inputs that are listed.
const EXCLUDED_NAMED: usize = 20;

/// Writes the inputs that were excluded on request, and why.
pub(super) fn left_out_inputs(
    page: &mut Page<'_>,
    report: &Report,
    options: &TextOptions,
) -> io::Result<()> {
    let all = excluded(report);
    if all.is_empty() {
        return Ok(());
    }
    title(page, "Excluded")?;
    let most = if options.all { all.len() } else { EXCLUDED_NAMED };
    for (path, reason) in all.iter().take(most) {
        page.wrapped("  ", 2, None, &format!("{}: {}", plain(path), plain(reason)))?;
    }
    more(page, all.len().saturating_sub(most), options)
}

/// Writes the counts, and the verdict as the last line.
pub(super) fn summary(
    page: &mut Page<'_>,
    report: &Report,
    options: &TextOptions,
) -> io::Result<()> {
    let summary = report.summary();
    let of = |status| summary.inputs.get(&status).copied().unwrap_or_default();
    let (other, excluded) = (of(InputStatus::Other), of(InputStatus::Excluded));
    let unjudged = other + excluded + of(InputStatus::Uncovered);
    let files = summary.inputs.values().sum::<u64>() - unjudged;
    let mut read = vec![
        counted(files, "file", "files"),
        counted(summary.documents, "document", "documents"),
        counted(summary.resources, "resource", "resources"),
    ];
    let kinds = other_kinds(report);
    if !kinds.is_empty() {
        let names: Vec<String> =
            kinds.iter().map(|(kind, count)| format!("{count} {}", plain(kind))).collect();
        let total = kinds.values().sum::<u64>();
        read.push(format!(
            "including {total} of kinds that no check covers ({})",
            names.join(", ")
        ));
    }
    if other > 0 {
        read.push(counted(other, "other file", "other files"));
    }
    if excluded > 0 {
        read.push(format!("{excluded} excluded"));
    }
    page.gap()?;
    if !report.findings().is_empty() && !options.explain_hint.is_empty() {
        page.sentence(0, "", &plain(&options.explain_hint))?;
        page.gap()?;
    }
    page.sentence(0, "inputs   ", &read.join(", "))?;
    for (what, uncovered) in uncovered(report) {
        page.sentence(0, &format!("{what}: "), &uncovered)?;
    }
    let judged = format!(
        "{} for Kubernetes {}: {} failed, {} passed, {} unknown, {} not applicable",
        counted(length(report.checks()), "check", "checks"),
        plain(&summary.kubernetes),
        summary.failed,
        summary.passed,
        summary.unknown,
        summary.not_applicable,
    );
    page.sentence(0, "checked  ", &judged)?;
    if let Some(file) = &report.policy().file {
        page.sentence(0, "policy   ", &plain(file))?;
    }
    for (path, why) in unread_policies(report) {
        page.sentence(0, "policy   ", &format!("{} is {}", plain(path), plain(why)))?;
    }
    let asked = asked(report);
    if !asked.is_empty() {
        page.sentence(0, "options  ", &asked.join("; "))?;
    }
    let left_out = left_out(report);
    if !left_out.is_empty() {
        page.sentence(0, "skipped  ", &left_out.join("; "))?;
    }
    let found = match by_severity(&summary.findings) {
        none if none.is_empty() => "nothing".to_owned(),
        counts => {
            let total = counted(length(report.findings()), "finding", "findings");
            let failed = counted(summary.failed, "failed evaluation", "failed evaluations");
            format!("{total} from {failed}: {counts}")
        }
    };
    page.sentence(0, "found    ", &found)?;
    page.gap()?;
    verdict(page, report)
}

/// Writes the verdict, the counts, and whether everything was read, before the findings of a long report.
pub(super) fn head(page: &mut Page<'_>, report: &Report) -> io::Result<()> {
    verdict(page, report)?;
    let counts = by_severity(&report.summary().findings);
    let mut said =
        vec![format!("{}: {counts}", counted(length(report.findings()), "finding", "findings"))];
    if let Some(inputs) = words::inputs_not_read(report) {
        said.push(format!("{inputs}, see the end"));
    }
    page.sentence(0, "", &said.join("; "))
}

/// Writes the verdict and why.
pub(super) fn verdict(page: &mut Page<'_>, report: &Report) -> io::Result<()> {
    let style = match report.verdict() {
        Verdict::Pass => Style::Green,
        Verdict::Fail => Style::BoldRed,
        Verdict::Incomplete => Style::Yellow,
    };
    let line = page.paint(style, &words::verdict(report));
    page.line(&line)
}
