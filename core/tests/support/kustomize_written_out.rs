//! Whether judging the files of a kustomization says the same as judging the plain objects that are
//! built of them. Also a part of `cargo dev oracle kustomize`.

use std::collections::BTreeSet;

use asepsis::checks::{AnyCheck, Reads};
use asepsis::internal::derivation::kustomize::build;
use asepsis::internal::tree::{Kind, Limits, NodeRef, Tree};
use asepsis::report::Report;
use asepsis::{Checker, Input};
use serde_json::Value;

use super::kustomize_answers::{files, root};
use super::node_value::value;

/// The checks that read what is in force: texts are checked where they are written.
pub(crate) fn checker() -> Checker {
    let texts = AnyCheck::built_in().filter(|check| check.reads() == Reads::AsWritten);
    let builder = texts.fold(Checker::builder(), |builder, check| builder.ignore(check.id()));
    builder.build().unwrap_or_default()
}

/// The findings for the files and not for the objects, and vice versa; and the number of findings for
/// the files. `None` if the kustomization is not built.
pub(crate) fn differences(checker: &Checker, case: &Value) -> Option<(Vec<String>, usize)> {
    let files = files(case);
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let built = build(&files, root(case), Limits::default());
    let written = text_of(&*built.tree?);
    // The other files of a case are not part of it.
    let used = files.iter().filter(|(path, _)| built.files.contains(*path));
    let apart = said(&checker.check(used.map(|(path, text)| Input::text(*path, *text))));
    let together = said(&checker.check([Input::text("objects.yaml", written.as_str())]));
    let differences = apart.symmetric_difference(&together).map(|line| {
        let side = if apart.contains(line) { "files" } else { "objects" };
        format!("only for the {side}: {line}")
    });
    Some((differences.collect(), apart.len()))
}

/// Every finding, including those that another one covers: the check, the object and the message.
fn said(report: &Report) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    for finding in report.findings() {
        let resource = finding.resource.as_ref();
        let named = resource.map(|of| format!("{} {:?}/{:?}", of.kind, of.namespace, of.name));
        let named = named.unwrap_or_default();
        let severity = finding.severity;
        said.insert(format!("{} {severity:?} {named}: {}", finding.check, finding.message));
        for covered in &finding.covers {
            said.insert(format!("{} {:?} {named}", covered.check, covered.severity));
        }
    }
    said
}

/// Objects as plain text, with the order of their keys.
fn text_of(tree: &Tree) -> String {
    let mut text = String::new();
    for (_, root) in tree.documents() {
        text.push_str("---\n");
        write(root, &mut text);
        text.push('\n');
    }
    text
}

/// Writes a node as JSON, with its own order of keys.
fn write(node: NodeRef<'_>, text: &mut String) {
    let mut separator = "";
    match node.kind() {
        Kind::Mapping => {
            text.push('{');
            for (key, inner) in node.own_entries() {
                text.push_str(separator);
                text.push_str(&Value::String(key.text().to_owned()).to_string());
                text.push_str(": ");
                write(inner, text);
                separator = ",\n";
            }
            text.push('}');
        }
        Kind::Sequence => {
            text.push('[');
            for item in node.items() {
                text.push_str(separator);
                write(item, text);
                separator = ",\n";
            }
            text.push(']');
        }
        Kind::Scalar | Kind::Alias => text.push_str(&value(node).to_string()),
    }
}
