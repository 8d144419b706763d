//! Compares the building of kustomizations with the recorded answers of Kustomize itself, and the
//! findings for them with those for the plain objects that it writes.
//!
//! `cargo dev oracle kustomize --record` writes them.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

#[path = "support/kustomize_answers.rs"]
mod kustomize_answers;
#[path = "support/kustomize_written_out.rs"]
mod kustomize_written_out;
#[path = "support/node_value.rs"]
mod node_value;

use kustomize_answers::{Answer, agree, ours, reference};
use kustomize_written_out::{checker, differences};
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
    let checker = checker();
    let (mut agreed, mut found) = (0, Vec::new());
    for (number, (case, answer)) in cases().enumerate() {
        if !matches!(reference(&answer), Answer::Objects(_)) {
            continue;
        }
        let (differences, count) = differences(&checker, &case).unwrap();
        found.extend(differences.into_iter().map(|line| format!("{number}: {line}")));
        agreed += count;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(agreed > 500, "{agreed}");
}
