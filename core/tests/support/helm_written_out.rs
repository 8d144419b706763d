//! Whether judging the files of a chart says the same as judging the plain objects that it renders. Also a
//! part of `cargo dev oracle helm`.

use std::collections::BTreeSet;

use asepsis::checks::{AnyCheck, Reads};
use asepsis::internal::derivation::helm::{Release, Request, Template, render};
use asepsis::internal::source::{Source, Span};
use asepsis::internal::syntax::{Format, parse};
use asepsis::internal::tree::{Limits, NodeRef, Origin};
use asepsis::report::{CheckSummary, Finding, InputSummary, ProblemCode, Report};
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

/// What is said of the files of a chart, and of what it renders. `None` if it is not rendered.
pub(crate) fn said(checker: &Checker, files: &[(&str, &str)]) -> Option<Said> {
    let files: Vec<(&str, &str)> =
        files.iter().copied().filter(|(path, _)| !is_left_out(path)).collect();
    let name = name(files.iter().find(|(path, _)| *path == "Chart.yaml")?.1)?;
    let release = Release { name: name.to_owned(), ..Release::default() };
    let rendered = render(&Request { files: &files, values: &[], set: &[], release });
    if rendered.failure.is_some() {
        return None;
    }
    let is_data = |template: &&Template| {
        !template.path.ends_with("NOTES.txt") && !template.text.trim().is_empty()
    };
    let templates = || rendered.templates.iter().filter(is_data);
    // A text with braces among templates would be one of them.
    let path =
        |path: &str| path.split_once('/').map(|(_, path)| path.replace("templates/", "rendered/"));
    let texts: Vec<(String, &str)> =
        templates().filter_map(|of| Some((path(&of.path)?, of.text.as_str()))).collect();
    let texts = texts.iter().map(|(path, text)| (path.as_str(), *text));
    let others = files.iter().copied().filter(|(path, _)| !is_of_chart(path));
    let plain: Vec<(&str, &str)> = texts.chain(others).collect();
    let check = |files: &[(&str, &str)]| {
        checker.check(files.iter().map(|(path, text)| Input::text(*path, *text)))
    };
    let (apart, together) = (check(&files), check(&plain));
    let unknown: BTreeSet<String> = templates().flat_map(unknown).collect();
    let left_out = left_out(&apart, &together);
    let mut differences = differences(&apart, &together, &unknown);
    if unknown.is_empty() {
        differences.extend(tallies(&apart, &together));
    }
    differences.retain(|(check, _)| !left_out.contains(check));
    let differences = differences.into_iter().map(|(_, what)| what).collect();
    let examined = apart.checks().iter().map(|check| check.examined).sum();
    Some(Said { differences, findings: apart.findings().len(), examined })
}

/// The objects of which something is not known before the chart is installed.
fn unknown(template: &Template) -> Vec<String> {
    let source = Source::new(&*template.path, &*template.text);
    let (tree, _) = parse(source, Format::YAML, Origin::Text, Limits::default());
    let is_open = |document: &Span| {
        template
            .open
            .iter()
            .any(|open| open.start < document.end as usize && document.start as usize <= open.end)
    };
    let documents = tree.documents().filter(|(document, _)| is_open(&document.span));
    let name = |root| {
        let name = entry(entry(root, "metadata")?, "name")?;
        Some(format!("{}/{}", entry(root, "kind")?.text(), name.text()))
    };
    documents.filter_map(|(_, root)| name(root)).collect()
}

fn entry<'t>(node: NodeRef<'t>, key: &str) -> Option<NodeRef<'t>> {
    let entry = node.own_entries().find(|(name, _)| name.text() == key);
    entry.map(|(_, value)| value)
}

/// The checks that say other things on purpose: those about the files of charts themselves, those with
/// findings in values, and those that know that charts are missing.
fn left_out(apart: &Report, together: &Report) -> BTreeSet<String> {
    let is_missing = |input: &InputSummary| {
        let codes = input.problems.iter().map(|problem| problem.code);
        input.path.ends_with("Chart.yaml")
            && codes.flatten().any(|code| code == ProblemCode::MissingReference)
    };
    let is_missing = apart.inputs().iter().any(is_missing);
    let is_less_known = |of: &&CheckSummary| {
        let objects = together.check(&of.declared.id).map_or(0, |of| of.unknown);
        is_of_files(&of.declared.id) || (is_missing && of.unknown > objects)
    };
    let less_known =
        apart.checks().iter().filter(is_less_known).map(|of| of.declared.id.to_string());
    let is_of_values =
        |of: &&Finding| of.resource.as_ref().is_some_and(|resource| &*resource.kind == "values");
    let of_values = apart.findings().iter().filter(is_of_values).flat_map(|of| {
        [&of.check].into_iter().chain(of.covers.iter().map(|covered| &covered.check))
    });
    less_known.chain(of_values.map(|check| check.to_string())).collect()
}

/// The findings for the files and not for the objects, and vice versa, each with its check.
fn differences(
    apart: &Report,
    together: &Report,
    unknown: &BTreeSet<String>,
) -> Vec<(String, String)> {
    let (apart, together) = (lines(apart, unknown), lines(together, unknown));
    let only = apart.symmetric_difference(&together).map(|line| {
        let side = if apart.contains(line) { "files" } else { "objects" };
        let check = line.split(' ').next().unwrap_or_default();
        (check.to_owned(), format!("only for the {side}: {line}"))
    });
    only.collect()
}

/// The checks with another tally. Values may be examined besides what they render.
fn tallies(apart: &Report, together: &Report) -> Vec<(String, String)> {
    let mut differences = Vec::new();
    for files in apart.checks() {
        let id = &*files.declared.id;
        let Some(objects) = together.check(id) else { continue };
        let same = (files.failed, files.unknown) == (objects.failed, objects.unknown);
        if !same || files.passed < objects.passed {
            let tally = |of: &CheckSummary| (of.failed, of.unknown, of.passed);
            let (files, objects) = (tally(files), tally(objects));
            let what = format!("{id}: {files:?} of the files, {objects:?} of the objects");
            differences.push((id.to_owned(), what));
        }
    }
    differences
}

/// Whether a file is not rendered with the default values.
fn is_left_out(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_template = path.contains("templates/") || name.ends_with(".tpl");
    let is_values = name.contains("values") && name != "values.yaml" && !is_template;
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

/// Every finding, including those that another one covers: the check, the object and the message.
fn lines(report: &Report, unknown: &BTreeSet<String>) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for finding in report.findings() {
        let named = finding
            .resource
            .as_ref()
            .map(|of| format!("{}/{}", of.kind, of.name.as_deref().unwrap_or_default()));
        if named.is_some_and(|named| unknown.contains(&named)) {
            continue;
        }
        let named = self::named(finding);
        let severity = finding.severity;
        lines.insert(format!("{} {severity:?} {named}: {}", finding.check, finding.message));
        for covered in &finding.covers {
            lines.insert(format!("{} {:?} {named}", covered.check, covered.severity));
        }
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
