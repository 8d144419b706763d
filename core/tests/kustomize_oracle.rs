//! Compares the building of kustomizations with the recorded answers of Kustomize itself, and the
//! findings for them with those for the plain objects that it writes.
//!
//! `cargo dev oracle kustomize --record` writes them.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

#[path = "support/kustomize_answers.rs"]
mod kustomize_answers;
#[path = "support/node_value.rs"]
mod node_value;

use std::collections::BTreeSet;

use asepsis::checks::{AnyCheck, Reads};
use asepsis::internal::derivation::kustomize::build;
use asepsis::internal::tree::{Kind, Limits, NodeRef};
use asepsis::report::Report;
use asepsis::{Checker, Input};
use kustomize_answers::{Answer, agree, files, ours, reference, root};
use node_value::value;
use serde_json::Value;

/// Each case with its recorded answer.
fn cases() -> impl Iterator<Item = (Value, Value)> {
    include_str!("oracle/kustomize.jsonl").lines().map(|line| {
        let recorded: Value = serde_json::from_str(line).unwrap();
        (recorded.get("case").unwrap().clone(), recorded.get("answer").unwrap().clone())
    })
}

#[test]
fn recorded_kustomizations_are_built_as_kustomize_does_it() {
    let (mut built, mut refused) = (0, 0);
    for (case, answer) in cases() {
        let (reference, ours) = (reference(&answer), ours(&case));
        assert!(
            agree(&ours, &reference),
            "{case}\n  ours      {ours:?}\n  reference {reference:?}"
        );
        match reference {
            Answer::Objects(_) => built += 1,
            Answer::Refused(_) => refused += 1,
        }
    }
    assert!(built > 35 && refused > 5, "only {built} built and {refused} refused");
}

#[test]
fn a_kustomization_is_judged_as_its_written_out_objects_are() {
    // Texts are checked where they are written.
    let texts = AnyCheck::built_in().filter(|check| check.reads() == Reads::AsWritten);
    let builder = texts.fold(Checker::builder(), |builder, check| builder.ignore(check.id()));
    let checker = builder.build().unwrap();
    let (mut agreed, mut differences) = (0, Vec::new());
    for (number, (case, answer)) in cases().enumerate() {
        if !matches!(reference(&answer), Answer::Objects(_)) {
            continue;
        }
        let files = files(&case);
        let apart = said(
            &checker
                .check(files.iter().map(|(path, text)| Input::text(path.as_str(), text.as_str()))),
        );
        let text = written(&case).unwrap();
        let together = said(&checker.check([Input::text("objects.yaml", text.as_str())]));
        for line in apart.symmetric_difference(&together) {
            let side = if apart.contains(line) { "files" } else { "objects" };
            differences.push(format!("{number}: only for the {side}: {line}"));
        }
        agreed += apart.len();
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(agreed > 500, "{agreed}");
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

/// The objects that this library builds, as plain text with the order of their keys.
fn written(case: &Value) -> Option<String> {
    let files = files(case);
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let tree = build(&files, root(case), Limits::default()).tree?;
    let mut text = String::new();
    for (_, root) in tree.documents() {
        text.push_str("---\n");
        write(root, &mut text);
        text.push('\n');
    }
    Some(text)
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
