//! Whether judging the files of a chart says the same as judging the plain objects that it renders. Also a
//! part of `cargo dev oracle helm`.

use std::collections::BTreeSet;

use asepsis::checks::{AnyCheck, Reads};
use asepsis::internal::derivation::helm::{Release, Request, render};
use asepsis::report::{Finding, Report};
use asepsis::{Checker, Input};

/// The checks that read what is in force: texts are checked where they are written.
pub(crate) fn checker() -> Checker {
    let texts = AnyCheck::built_in().filter(|check| check.reads() == Reads::AsWritten);
    let builder = texts.fold(Checker::builder(), |builder, check| builder.ignore(check.id()));
    builder.build().unwrap_or_default()
}

/// What is said of a chart with its default values.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// The findings for the files and not for what they render, and vice versa.
    pub(crate) differences: Vec<String>,
    /// The number of findings for the files.
    pub(crate) findings: usize,
    /// The number of values that were examined.
    pub(crate) examined: u64,
}

/// What is said of the files of a chart, and of what it renders. `None` if it is not rendered, or some
/// of that is not known before it is installed.
pub(crate) fn said(checker: &Checker, files: &[(&str, &str)]) -> Option<Said> {
    let files: Vec<(&str, &str)> =
        files.iter().copied().filter(|(path, _)| !is_left_out(path)).collect();
    let name = name(files.iter().find(|(path, _)| *path == "Chart.yaml")?.1)?;
    let release = Release { name: name.to_owned(), ..Release::default() };
    let rendered = render(&Request { files: &files, values: &[], set: &[], release });
    let is_known = rendered.templates.iter().all(|template| template.open.is_empty());
    if rendered.failure.is_some() || !is_known {
        return None;
    }
    let texts = rendered.templates.iter().filter_map(|template| {
        let (_, path) = template.path.split_once('/')?;
        let is_data = !path.ends_with("NOTES.txt") && !template.text.trim().is_empty();
        is_data.then_some((path, template.text.as_str()))
    });
    let others = files.iter().copied().filter(|(path, _)| !is_of_chart(path));
    let plain: Vec<(&str, &str)> = texts.chain(others).collect();
    let check = |files: &[(&str, &str)]| {
        checker.check(files.iter().map(|(path, text)| Input::text(*path, *text)))
    };
    let (apart, together) = (check(&files), check(&plain));
    let (findings, examined) = (apart.findings().len(), examined(&apart));
    let (apart, together) = (lines(&apart), lines(&together));
    let differences = apart.symmetric_difference(&together).map(|line| {
        let side = if apart.contains(line) { "files" } else { "objects" };
        format!("only for the {side}: {line}")
    });
    Some(Said { differences: differences.collect(), findings, examined })
}

/// Whether a file is not rendered with the default values.
fn is_left_out(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_values = name.contains("values") && name != "values.yaml";
    is_values || path.starts_with("ci/") || path.contains("/ci/")
}

/// Whether Helm reads a file as more than content.
fn is_of_chart(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_description = ["Chart", "values", "requirements"]
        .iter()
        .any(|begin| name.strip_prefix(begin).is_some_and(|end| matches!(end, ".yaml" | ".lock")));
    is_description || path.split('/').any(|folder| folder == "templates")
}

fn name(description: &str) -> Option<&str> {
    let line = description.lines().find_map(|line| line.strip_prefix("name:"))?;
    Some(line.trim().trim_matches(['"', '\'']))
}

fn examined(report: &Report) -> u64 {
    report.checks().iter().map(|check| check.examined).sum()
}

/// Every finding, including those that another one covers: the check, the object and the message; and
/// the tally of each check.
fn lines(report: &Report) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for finding in report.findings().iter().filter(|finding| !is_of_files(&finding.check)) {
        let named = named(finding);
        let severity = finding.severity;
        lines.insert(format!("{} {severity:?} {named}: {}", finding.check, finding.message));
        for covered in &finding.covers {
            lines.insert(format!("{} {:?} {named}", covered.check, covered.severity));
        }
    }
    for of in report.checks().iter().filter(|of| !is_of_files(&of.declared.id)) {
        let id = &of.declared.id;
        // The files of values are examined too, where most is not applicable.
        let (failed, passed, unknown) = (of.failed, of.passed, of.unknown);
        lines.insert(format!("{id}: {failed} failed, {passed} passed, {unknown} unknown"));
    }
    lines
}

/// Whether a check is about the files of charts themselves.
fn is_of_files(check: &str) -> bool {
    check.starts_with("chart-") || check.starts_with("values-")
}

fn named(finding: &Finding) -> String {
    let Some(of) = &finding.resource else { return String::new() };
    format!(
        "{} {:?}/{:?} {:?} {}",
        of.kind, of.namespace, of.name, of.container, finding.fingerprint
    )
}
