//! The sections of the page, in order.

use std::io::{self, Write};

use super::chart::{Bar, bars};
use super::text::{code, escape, sentence};
use crate::checks::Severity;
use crate::report::ControlStatus;
use crate::report::audit::words::{effort, reach};
use crate::report::audit::{Audit, Cause, ControlResult, FrameworkResult, ranking};
use crate::report::words::{by_severity, listed};

/// Maximum number of places of a cause, of evidence of a control, and of entries that were not seen.
const PLACES: usize = 40;
const EVIDENCE: usize = 3;

pub(super) fn head(to: &mut dyn Write, audit: &Audit) -> io::Result<()> {
    writeln!(to, "<header>\n<h1>{}</h1>\n<dl>", escape(&audit.title))?;
    for (name, text) in audit.scope.rows() {
        writeln!(to, "<dt>{name}</dt><dd>{}</dd>", escape(&text))?;
    }
    writeln!(to, "</dl>\n<nav aria-label=\"Sections\"><ul>")?;
    let sections = [
        ("summary", "Summary"),
        ("recommendations", "Recommendations"),
        ("findings", "Findings"),
        ("practice", "Good practice"),
        ("frameworks", "Controls"),
        ("accepted", "Accepted risks"),
        ("unseen", "Not seen"),
        ("next", "Next steps"),
    ];
    for (id, title) in sections {
        writeln!(to, "<li><a href=\"#{id}\">{title}</a></li>")?;
    }
    writeln!(to, "</ul></nav>\n</header>")
}

fn section(to: &mut dyn Write, id: &str, title: &str) -> io::Result<()> {
    writeln!(
        to,
        "<section id=\"{id}\" aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\">{title}</h2>"
    )
}

pub(super) fn summary(to: &mut dyn Write, audit: &Audit) -> io::Result<()> {
    section(to, "summary", "Summary")?;
    writeln!(to, "<ul>")?;
    for said in &audit.summary {
        writeln!(to, "<li>{}</li>", sentence(said))?;
    }
    writeln!(to, "</ul>\n<div class=\"charts\">")?;
    let severity = |severity: &Severity| {
        let count = audit.severities.get(severity).copied().unwrap_or_default();
        (severity.as_str(), severity.to_string(), count)
    };
    let severities: Vec<Bar> = Severity::ALL.iter().rev().map(severity).collect();
    bars(to, "Findings by severity", &severities)?;
    for framework in &audit.frameworks {
        let bar = |(status, count): (&ControlStatus, &u64)| {
            (status.as_str(), status.as_str().replace('_', " "), *count)
        };
        let statuses: Vec<Bar> = framework.statuses.iter().map(bar).collect();
        bars(to, &framework.title, &statuses)?;
    }
    writeln!(to, "</div>\n</section>")
}

fn table(to: &mut dyn Write, caption: &str, names: &[&str]) -> io::Result<()> {
    writeln!(
        to,
        "<div class=\"wide\"><table class=\"stack\"><caption>{caption}</caption><thead><tr>"
    )?;
    for name in names {
        write!(to, "<th scope=\"col\">{name}</th>")?;
    }
    writeln!(to, "</tr></thead><tbody>")
}

/// A row: its first cell is its header; cells are HTML.
fn row(to: &mut dyn Write, names: &[&str], cells: &[String]) -> io::Result<()> {
    write!(to, "<tr>")?;
    for (index, (name, cell)) in names.iter().zip(cells).enumerate() {
        if index == 0 {
            write!(to, "<th scope=\"row\">{cell}</th>")?;
        } else {
            write!(to, "<td data-name=\"{name}\">{cell}</td>")?;
        }
    }
    writeln!(to, "</tr>")
}

fn end_table(to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "</tbody></table></div>")
}

fn badge(class: &str, text: &str) -> String {
    format!("<span class=\"badge {class}\">{}</span>", escape(text))
}

pub(super) fn recommendations(to: &mut dyn Write, audit: &Audit) -> io::Result<()> {
    section(to, "recommendations", "Recommendations")?;
    if audit.recommendations.is_empty() {
        return writeln!(to, "<p>Nothing to recommend.</p>\n</section>");
    }
    writeln!(to, "<p>{}</p>", escape(&ranking::rule()))?;
    let names = ["Rank", "What to do", "Severity", "Findings", "Effort"];
    table(to, "Recommendations by rank", &names)?;
    for one in &audit.recommendations {
        let what = format!(
            "<strong>{}</strong>. {}<details class=\"reason\"><summary>Why rank {}</summary>{}</details>",
            escape(one.topic.title()),
            sentence(&one.action),
            one.rank,
            sentence(&one.reason)
        );
        let severity = badge(one.severity.as_str(), one.severity.as_str());
        let patients = if one.phi > 0 { format!(", {} PHI", one.phi) } else { String::new() };
        let findings = format!("{} on {} resources{patients}", one.findings, one.resources);
        let effort = effort(one.effort, one.changes);
        row(to, &names, &[one.rank.to_string(), what, severity, findings, effort])?;
    }
    end_table(to)?;
    writeln!(to, "</section>")
}

pub(super) fn findings(to: &mut dyn Write, audit: &Audit) -> io::Result<()> {
    section(to, "findings", "Findings by topic and cause")?;
    writeln!(
        to,
        "<fieldset id=\"filter\" hidden><legend>Filter</legend><label>Severity<select name=\"severity\"><option value=\"\">all</option>"
    )?;
    for severity in Severity::ALL.iter().rev() {
        writeln!(to, "<option>{severity}</option>")?;
    }
    writeln!(
        to,
        "</select></label><label>Topic<select name=\"topic\"><option value=\"\">all</option>"
    )?;
    for (number, topic) in audit.topics.iter().enumerate() {
        writeln!(to, "<option value=\"topic-{number}\">{}</option>", escape(topic.title))?;
    }
    writeln!(
        to,
        "</select></label><label>Text<input name=\"text\" type=\"search\" autocomplete=\"off\"></label><output id=\"count\"></output></fieldset>"
    )?;
    for (number, topic) in audit.topics.iter().enumerate() {
        let (title, counts) = (escape(topic.title), by_severity(&topic.severities));
        writeln!(
            to,
            "<div class=\"topic\" id=\"topic-{number}\">\n<h3>{title}</h3>\n<p class=\"quiet\">{counts}</p>"
        )?;
        for cause in &topic.causes {
            self::cause(to, cause)?;
        }
        writeln!(to, "</div>")?;
    }
    writeln!(to, "</section>")
}

fn cause(to: &mut dyn Write, cause: &Cause) -> io::Result<()> {
    let severity = cause.severity.as_str();
    writeln!(
        to,
        "<div class=\"cause {severity}\"><h4>{} {}</h4><p class=\"quiet\">{}</p><p>{}</p><p><strong>Fix</strong>: {}</p>",
        badge(severity, severity),
        sentence(&cause.statement),
        escape(&reach(cause)),
        sentence(&cause.why),
        sentence(&cause.fix)
    )?;
    writeln!(to, "<details><summary>Places</summary><ul>")?;
    for place in cause.places.iter().take(PLACES) {
        let phi = if place.phi { " <strong>PHI</strong>" } else { "" };
        writeln!(to, "<li>{}: {}{phi}</li>", code(&place.at), sentence(&place.message))?;
    }
    more(to, cause.places.len().saturating_sub(PLACES))?;
    writeln!(to, "</ul></details></div>")
}

fn more(to: &mut dyn Write, count: usize) -> io::Result<()> {
    if count > 0 { writeln!(to, "<li>and {count} more; the JSON lists all</li>") } else { Ok(()) }
}

pub(super) fn good_practice(to: &mut dyn Write, audit: &Audit) -> io::Result<()> {
    section(to, "practice", "Good practice confirmed")?;
    let names = ["Looked for", "Passed", "Failed", "First places"];
    writeln!(
        to,
        "<p>Each row is a problem that was looked for, and where the configuration is correct.</p>\n<details><summary>{} checks with evidence</summary>",
        audit.good_practice.len()
    )?;
    table(to, "Good practice", &names)?;
    for one in &audit.good_practice {
        let places: Vec<String> = one.places.iter().take(EVIDENCE).map(|at| code(at)).collect();
        let places = listed(&places, one.further_places(EVIDENCE));
        row(
            to,
            &names,
            &[sentence(&one.title), one.passed.to_string(), one.failed.to_string(), places],
        )?;
    }
    end_table(to)?;
    writeln!(to, "</details></section>")
}

pub(super) fn frameworks(to: &mut dyn Write, audit: &Audit) -> io::Result<()> {
    section(to, "frameworks", "Controls")?;
    if audit.frameworks.is_empty() {
        writeln!(to, "<p>No framework was selected.</p>")?;
    }
    for framework in &audit.frameworks {
        self::framework(to, framework)?;
    }
    writeln!(to, "</section>")
}

fn framework(to: &mut dyn Write, framework: &FrameworkResult) -> io::Result<()> {
    let title = escape(&framework.title);
    writeln!(to, "<h3>{title}</h3><p class=\"quiet\">{}</p>", escape(&framework.counts()))?;
    let names = ["Control", "Status", "Evidence against", "Evidence for", "Notes"];
    table(to, &format!("Controls: {title}"), &names)?;
    for control in &framework.controls {
        row(to, &names, &cells(control))?;
    }
    end_table(to)
}

fn cells(control: &ControlResult) -> [String; 5] {
    let against: Vec<String> = control
        .against
        .iter()
        .take(EVIDENCE)
        .map(|one| {
            format!("{} × {}, first at {}", one.findings, sentence(&one.title), code(&one.first))
        })
        .collect();
    let further = control.against.len().saturating_sub(EVIDENCE);
    let support: Vec<String> = control.support.iter().take(EVIDENCE).map(|at| code(at)).collect();
    let notes: Vec<String> = control.notes.iter().map(|note| sentence(note)).collect();
    [
        format!("{} {}", escape(&control.id), escape(&control.title)),
        badge(control.status.as_str(), &control.status_text()),
        listed(&against, further),
        listed(&support, control.further_support(EVIDENCE)),
        notes.join("; "),
    ]
}

pub(super) fn accepted(to: &mut dyn Write, audit: &Audit) -> io::Result<()> {
    section(to, "accepted", "Accepted risks")?;
    if audit.accepted.is_empty() {
        return writeln!(to, "<p>No finding is accepted.</p></section>");
    }
    let names = ["Finding", "Severity", "Where", "Reason", "Owner", "Until"];
    table(to, "Accepted risks", &names)?;
    for risk in &audit.accepted {
        let cells = [
            sentence(&risk.message),
            badge(risk.severity.as_str(), risk.severity.as_str()),
            code(&risk.at),
            sentence(&risk.reason),
            escape(risk.owner.as_deref().unwrap_or("not named")),
            escape(risk.expires.as_deref().unwrap_or("no expiry")),
        ];
        row(to, &names, &cells)?;
    }
    end_table(to)?;
    writeln!(to, "</section>")
}

pub(super) fn not_seen(to: &mut dyn Write, audit: &Audit) -> io::Result<()> {
    section(to, "unseen", "Not seen")?;
    if audit.not_seen.is_empty() {
        return writeln!(
            to,
            "<p>Every input was read in full, and every evaluation was decided.</p></section>"
        );
    }
    writeln!(to, "<p>What was not seen counts neither for nor against.</p>")?;
    let names = ["What", "Where", "How to let it be seen"];
    table(to, "Not seen", &names)?;
    for one in audit.not_seen.iter().take(PLACES) {
        row(to, &names, &[sentence(&one.what), escape(&one.at), sentence(&one.remedy)])?;
    }
    end_table(to)?;
    if let Some(more) = audit.not_seen.len().checked_sub(PLACES).filter(|more| *more > 0) {
        writeln!(to, "<p>And {more} more; the JSON lists all.</p>")?;
    }
    writeln!(to, "</section>")
}

pub(super) fn next_steps(to: &mut dyn Write, audit: &Audit) -> io::Result<()> {
    section(to, "next", "Next steps")?;
    writeln!(to, "<ol>")?;
    for step in &audit.next_steps {
        writeln!(to, "<li>{}</li>", sentence(step))?;
    }
    writeln!(to, "</ol></section>")
}
