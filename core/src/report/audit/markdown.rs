//! An audit as Markdown.

use std::io::{self, Write};

use super::words::{effort, reach};
use super::{Audit, Cause, FrameworkResult, ranking};
use crate::report::markdown::{code, escape, sentence};
use crate::report::words::{by_severity, counted, length, listed};

/// Maximum number of places of a cause and of entries that were not seen, and of evidence for a control.
const PLACES: usize = 8;
const EVIDENCE: usize = 3;
/// The number of recommendations that are shown without a click.
const FIRST: usize = 15;
/// The head of a table of recommendations.
const COLUMNS: &str = "| rank | topic | what to do | severity | findings | resources | effort |
|---|---|---|---|---|---|---|";

impl Audit {
    /// The audit as Markdown.
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
    pub fn write_markdown(&self, mut to: impl Write) -> io::Result<()> {
        let to: &mut dyn Write = &mut to;
        writeln!(to, "# {}\n", escape(&self.title))?;
        scope(to, self)?;
        writeln!(to, "\n## Summary\n")?;
        for said in &self.summary {
            writeln!(to, "- {}", sentence(said))?;
        }
        recommendations(to, self)?;
        findings(to, self)?;
        good_practice(to, self)?;
        for framework in &self.frameworks {
            gaps(to, framework)?;
        }
        accepted(to, self)?;
        not_seen(to, self)?;
        writeln!(to, "\n## Next steps\n")?;
        for (number, step) in (1..).zip(&self.next_steps) {
            writeln!(to, "{number}. {}", sentence(step))?;
        }
        Ok(())
    }
}

fn scope(to: &mut dyn Write, audit: &Audit) -> io::Result<()> {
    let scope = &audit.scope;
    writeln!(to, "| Scope | |\n|---|---|")?;
    for (name, text) in scope.rows() {
        writeln!(to, "| {name} | {} |", escape(&text))?;
    }
    Ok(())
}

fn recommendations(to: &mut dyn Write, audit: &Audit) -> io::Result<()> {
    if audit.recommendations.is_empty() {
        return Ok(());
    }
    writeln!(to, "\n## Recommendations\n")?;
    writeln!(to, "{}\n\n{COLUMNS}", ranking::rule())?;
    for (number, one) in audit.recommendations.iter().enumerate() {
        if number == FIRST {
            writeln!(to, "\n<details><summary>Further recommendations</summary>\n")?;
            writeln!(to, "{COLUMNS}")?;
        }
        let patients = if one.phi > 0 { format!(" ({} PHI)", one.phi) } else { String::new() };
        writeln!(
            to,
            "| {} | {} | {} | {} | {}{patients} | {} | {} |",
            one.rank,
            one.topic.title(),
            sentence(&one.action),
            one.severity,
            one.findings,
            one.resources,
            effort(one.effort, one.changes),
        )?;
    }
    if audit.recommendations.len() > FIRST {
        writeln!(to, "\n</details>")?;
    }
    writeln!(to, "\n<details><summary>Why each has its rank</summary>\n")?;
    for one in &audit.recommendations {
        writeln!(to, "{}. {}", one.rank, sentence(&one.reason))?;
    }
    writeln!(to, "\n</details>")
}

fn findings(to: &mut dyn Write, audit: &Audit) -> io::Result<()> {
    if audit.topics.is_empty() {
        return Ok(());
    }
    writeln!(to, "\n## Findings by topic and cause")?;
    for topic in &audit.topics {
        writeln!(to, "\n### {}\n\n{}\n", topic.title, by_severity(&topic.severities))?;
        for cause in &topic.causes {
            writeln!(to, "- **{}**: {}", cause.severity, headline(cause))?;
        }
        writeln!(to, "\n<details><summary>Why it matters, how to fix it, and where</summary>")?;
        for cause in &topic.causes {
            writeln!(to, "\n**{}**\n", sentence(&cause.statement))?;
            writeln!(to, "{}\n\nFix: {}\n", sentence(&cause.why), sentence(&cause.fix))?;
            for place in cause.places.iter().take(PLACES) {
                let phi = if place.phi { " **(PHI)**" } else { "" };
                writeln!(to, "- {}: {}{phi}", code(&place.at), sentence(&place.message))?;
            }
            more(to, cause.places.len().saturating_sub(PLACES), "places; the JSON lists all")?;
        }
        writeln!(to, "\n</details>")?;
    }
    Ok(())
}

fn headline(cause: &Cause) -> String {
    format!("{} ({})", sentence(&cause.statement), escape(&reach(cause)))
}

fn good_practice(to: &mut dyn Write, audit: &Audit) -> io::Result<()> {
    if audit.good_practice.is_empty() {
        return Ok(());
    }
    let (full, part): (Vec<_>, Vec<_>) =
        audit.good_practice.iter().partition(|one| one.failed == 0);
    writeln!(to, "\n## Good practice confirmed\n")?;
    writeln!(
        to,
        "{} found correct configuration only; {} found correct configuration in a part of the resources.\n",
        counted(length(&full), "check", "checks"),
        length(&part)
    )?;
    writeln!(to, "<details><summary>Where</summary>\n")?;
    writeln!(to, "| looked for | passed | failed | first places |\n|---|---|---|---|")?;
    for one in full.into_iter().chain(part) {
        let named: Vec<String> = one.places.iter().take(EVIDENCE).map(|at| code(at)).collect();
        writeln!(
            to,
            "| {} | {} | {} | {} |",
            sentence(&one.title),
            one.passed,
            one.failed,
            listed(&named, one.further_places(EVIDENCE))
        )?;
    }
    writeln!(to, "\n</details>")
}

fn gaps(to: &mut dyn Write, framework: &FrameworkResult) -> io::Result<()> {
    writeln!(to, "\n## Gaps: {}\n", escape(&framework.title))?;
    writeln!(to, "{}\n", escape(&framework.counts()))?;
    for control in framework.controls.iter().filter(|control| control.is_gap()) {
        let (id, title) = (escape(&control.id), escape(&control.title));
        writeln!(to, "- **{}** {id}, {title}", control.status_text())?;
        for evidence in control.against.iter().take(EVIDENCE) {
            let first = code(&evidence.first);
            let count = counted(evidence.findings, "finding", "findings");
            writeln!(to, "  - {}: {count}, first at {first}", sentence(&evidence.title))?;
        }
        let further = control.against.len().saturating_sub(EVIDENCE);
        if further > 0 {
            let checks = counted(u64::try_from(further).unwrap_or(u64::MAX), "check", "checks");
            writeln!(to, "  - evidence against it from {checks} more")?;
        }
    }
    writeln!(to, "\n<details><summary>Every control with its evidence</summary>\n")?;
    writeln!(
        to,
        "| status | control | about | against | for | notes |\n|---|---|---|---|---|---|"
    )?;
    for control in &framework.controls {
        let against: Vec<String> = control
            .against
            .iter()
            .map(|one| format!("{} {}", one.findings, code(&one.check)))
            .collect();
        let support: Vec<String> =
            control.support.iter().take(EVIDENCE).map(|at| code(at)).collect();
        let notes: Vec<String> = control.notes.iter().map(|note| sentence(note)).collect();
        writeln!(
            to,
            "| {} | {} | {} | {} | {} | {} |",
            control.status_text(),
            escape(&control.id),
            escape(&control.title),
            against.join(", "),
            listed(&support, control.further_support(EVIDENCE)),
            notes.join("; ")
        )?;
    }
    writeln!(to, "\n</details>")
}

fn accepted(to: &mut dyn Write, audit: &Audit) -> io::Result<()> {
    writeln!(to, "\n## Accepted risks\n")?;
    if audit.accepted.is_empty() {
        return writeln!(to, "No finding is accepted.");
    }
    writeln!(
        to,
        "| severity | finding | where | reason | owner | until |\n|---|---|---|---|---|---|"
    )?;
    for risk in &audit.accepted {
        writeln!(
            to,
            "| {} | {} | {} | {} | {} | {} |",
            risk.severity,
            sentence(&risk.message),
            code(&risk.at),
            sentence(&risk.reason),
            risk.owner.as_deref().map_or_else(|| "not named".to_owned(), escape),
            risk.expires.as_deref().map_or_else(|| "no expiry".to_owned(), escape),
        )?;
    }
    Ok(())
}

fn not_seen(to: &mut dyn Write, audit: &Audit) -> io::Result<()> {
    writeln!(to, "\n## Not seen\n")?;
    if audit.not_seen.is_empty() {
        return writeln!(to, "Every input was read in full, and every evaluation was decided.");
    }
    writeln!(to, "What was not seen counts neither for nor against.\n")?;
    writeln!(to, "| what | where | how to let it be seen |\n|---|---|---|")?;
    for one in audit.not_seen.iter().take(PLACES) {
        let (what, remedy) = (sentence(&one.what), sentence(&one.remedy));
        writeln!(to, "| {what} | {} | {remedy} |", escape(&one.at))?;
    }
    more(to, audit.not_seen.len().saturating_sub(PLACES), "entries; the JSON lists all")
}

fn more(to: &mut dyn Write, count: usize, what: &str) -> io::Result<()> {
    if count > 0 { writeln!(to, "\nand {count} more {what}") } else { Ok(()) }
}
