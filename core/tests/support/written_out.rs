//! Whether judging the files of a Compose project says the same as judging the one plain file that
//! Compose itself writes of them. Also a part of `cargo dev oracle written-out`.

use std::collections::BTreeSet;
use std::sync::Arc;

use asepsis::checks::{AnyCheck, Reads};
use asepsis::internal::derivation::compose::{File, Unset, project};
use asepsis::internal::source::Source;
use asepsis::internal::syntax::{Format, parse};
use asepsis::internal::tree::{Limits, NodeRef, Origin, Tree};
use asepsis::report::Finding;
use asepsis::{Checker, Input, recognise};
use serde_json::{Value, json};

/// The checks of ports that are published.
const PORTS: [&str; 3] =
    ["duplicate-host-port ", "port-published-on-all-interfaces ", "privileged-host-port "];

/// The checks that read what is in force.
pub(crate) fn checker() -> Checker {
    let builder = Checker::builder();
    let written = AnyCheck::built_in().filter(|check| check.reads() == Reads::AsWritten);
    written.fold(builder, |builder, check| builder.ignore(check.id())).build().unwrap_or_default()
}

/// The case with only the files that its project is made of; nothing where a value of it is not
/// known, or its files are not those that are taken together without being asked for.
pub(crate) fn known(case: &Value) -> Option<Value> {
    let texts = texts(case);
    let trees: Vec<Arc<Tree>> =
        texts.iter().map(|(path, text)| Arc::new(tree(path, text))).collect();
    let files: Vec<File<'_>> = (0..)
        .zip(texts.iter().zip(&trees))
        .map(|(number, ((path, _), tree))| File { number, path, tree, is_part: false })
        .collect();
    let main = main(case);
    if !matches!(main.as_slice(), ["compose.yaml"] | ["compose.yaml", "compose.override.yaml"]) {
        return None;
    }
    let project = project(&files, &main, Unset::Unknown, Limits::default())?;
    let mut nodes = (0..).take(project.tree.node_count()).map(|at| project.tree.node(at));
    if !project.problems.is_empty() || nodes.any(NodeRef::is_open) {
        return None;
    }
    let used = files.iter().filter(|file| project.files.contains(&file.number));
    let kept: Vec<&str> = used.map(|file| file.path).collect();
    let files = case.get("files")?.as_array()?.iter();
    let is_kept = |file: &&Value| {
        let path = file.get("path").and_then(Value::as_str);
        path.is_some_and(|path| kept.contains(&path))
    };
    let files: Vec<&Value> = files.filter(is_kept).collect();
    Some(json!({"files": files, "main": case.get("main")?}))
}

/// The findings for the files and not for the one that was written of them, and vice versa; and the
/// number of common findings.
pub(crate) fn differences(checker: &Checker, case: &Value, written: &str) -> (Vec<String>, usize) {
    let texts = texts(case);
    let main = main(case);
    let is_main = |path: &str| main.contains(&path);
    let is_variables = |path: &str| !is_yaml(path);
    let others: Vec<_> = texts.iter().copied().filter(|(path, _)| !is_main(path)).collect();
    let variables: Vec<_> = texts.iter().copied().filter(|(path, _)| is_variables(path)).collect();
    let mut plain = variables.clone();
    plain.push(("compose.yaml", written));
    // Findings of the other files by themselves do not belong to the project.
    let mut apart = &said(checker, &texts) - &said(checker, &others);
    let mut together = &said(checker, &plain) - &said(checker, &variables);
    // A range of ports is one finding; the loader writes each port of it.
    if texts.iter().any(|(_, text)| has_range(text)) {
        let is_of_ports = |line: &str| PORTS.iter().any(|check| line.starts_with(check));
        apart.retain(|line| !is_of_ports(line));
        together.retain(|line| !is_of_ports(line));
    }
    let only = |these: &BTreeSet<String>, those: &BTreeSet<String>, sign: &str| {
        these.difference(those).map(|line| format!("{sign} {line}")).collect::<Vec<_>>()
    };
    let found = [only(&apart, &together, "files  "), only(&together, &apart, "written")].concat();
    (found, apart.intersection(&together).count())
}

/// Whether a text may have a range of ports.
fn has_range(text: &str) -> bool {
    let is_range = |three: &[u8]| matches!(three, [first, b'-', last] if first.is_ascii_digit() && last.is_ascii_digit());
    text.as_bytes().windows(3).any(is_range)
}

/// Every finding about what is used, including those that another one covers: the check, and what tells
/// its subject and the part of it from others.
fn said(checker: &Checker, texts: &[(&str, &str)]) -> BTreeSet<String> {
    let inputs = texts.iter().map(|(path, text)| Input::text(*path, *text));
    let report = checker.check(inputs);
    let mut said = BTreeSet::new();
    let is_used = |finding: &&Finding| !finding.resource.as_ref().is_some_and(|of| of.unused);
    for finding in report.findings().iter().filter(is_used) {
        let (severity, message) = (finding.severity, &finding.message);
        said.insert(format!("{} {} {severity:?} {message}", finding.check, finding.fingerprint));
        for covered in &finding.covers {
            let severity = covered.severity;
            said.insert(format!("{} {} {severity:?}", covered.check, covered.fingerprint));
        }
    }
    said
}

fn tree(path: &str, text: &str) -> Tree {
    let lines = || recognise(".env").map_or(Format::LINES, |known| known.format);
    let format = if is_yaml(path) { Format::COMPOSE } else { lines() };
    parse(Source::new(path, text), format, Origin::Text, Limits::default()).0
}

fn is_yaml(path: &str) -> bool {
    matches!(path.rsplit('.').next(), Some("yml" | "yaml"))
}

fn texts(case: &Value) -> Vec<(&str, &str)> {
    let files = case.get("files").and_then(Value::as_array).into_iter().flatten();
    files
        .filter_map(|file| Some((file.get("path")?.as_str()?, file.get("text")?.as_str()?)))
        .collect()
}

fn main(case: &Value) -> Vec<&str> {
    let main = case.get("main").and_then(Value::as_array).into_iter().flatten();
    main.filter_map(Value::as_str).collect()
}
