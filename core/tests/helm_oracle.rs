//! Compares what charts render to with the recorded answers of Helm's own engine.
//!
//! `cargo dev oracle helm --record` writes them.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

#[path = "support/helm_answers.rs"]
mod helm_answers;
#[path = "support/yaml_answers.rs"]
#[allow(dead_code, reason = "only the values of texts are compared")]
mod yaml_answers;

use std::collections::BTreeMap;

use helm_answers::{Answer, Comparison, Text, compare, ours, reference};
use serde_json::Value;

#[test]
fn recorded_charts_render_as_helm_does_it() {
    let (mut rendered, mut failed) = (0, 0);
    for line in include_str!("oracle/helm.jsonl").lines() {
        let recorded: Value = serde_json::from_str(line).unwrap();
        let case = recorded.get("case").unwrap();
        let reference = reference(recorded.get("answer").unwrap());
        let comparison = compare(&ours(case), &reference);
        let what: Vec<String> =
            comparison.different.iter().map(|(path, what)| format!("{path} {what}")).collect();
        assert!(what.is_empty() && comparison.equal_values == 0, "{case}\n{}", what.join("\n"));
        match reference {
            Answer::Templates(_) => rendered += 1,
            Answer::Failed(_) => failed += 1,
        }
    }
    assert!(rendered > 150 && failed > 30, "only {rendered} rendered and {failed} failed");
}

/// Compares one template, of ours with what is not known between `<` and `>`.
fn compared(path: &str, ours: &str, reference: &str) -> Comparison {
    let mut text = String::new();
    let mut open = Vec::new();
    for (number, part) in ours.split(['<', '>']).enumerate() {
        let start = text.len();
        text.push_str(part);
        if number % 2 == 1 {
            open.push(start..text.len());
        }
    }
    let answer = |text: &str, open| {
        let text = Text { text: text.to_owned(), open };
        Answer::Templates(BTreeMap::from([(path.to_owned(), text)]))
    };
    compare(&answer(&text, open), &answer(reference, Vec::new()))
}

#[test]
fn what_is_not_known_may_be_anything() {
    for (ours, reference) in
        [("a: <x>\n", "a: other\n"), ("<x>", ""), ("a: <x> b <y>", "a: 1 b 2"), ("a<x>bab", "abab")]
    {
        assert_eq!(compared("c/a.txt", ours, reference).equal, 1, "{ours} {reference}");
    }
    for (ours, reference) in [("a: <x> b", "a: 1 c"), ("a<>a", "a"), ("a<x>bc<y>bc", "abc")] {
        assert_eq!(compared("c/a.txt", ours, reference).different.len(), 1, "{ours} {reference}");
    }
}

#[test]
fn texts_with_the_same_values_are_told_from_others() {
    let equal = compared("c/a.yaml", "a: 1\nb: <x>\n", "b: 'y'\na: 1\n");
    assert_eq!((equal.equal, equal.equal_values, equal.different.len()), (0, 1, 0));
    assert_eq!(compared("c/NOTES.txt", "a: 1", "'a': 1").different.len(), 1);
    let different = compared("c/a.yaml", "a: 1\nb: <x>\nc: 2\n", "a: 1\nb: z\nc: 3\n");
    assert!(different.different[0].1.starts_with("line 3\n"), "{different:?}");
}

#[test]
fn failures_are_alike_by_line_and_cause() {
    let chain = "template: c/templates/a.yaml:1:3: executing \"c/templates/a.yaml\" at <include \"x\" .>: \
                 error calling include: template: c/templates/a.yaml:2:5: executing \"x\" at <.a.b>: nil pointer: x";
    let short = "template: c/templates/a.yaml:2:9: executing \"x\" at <.a>: nil pointer: x";
    let alike = |ours: &str, reference: &str| {
        compare(&Answer::Failed(ours.to_owned()), &Answer::Failed(reference.to_owned()))
    };
    let comparison = alike(chain, short);
    assert!(comparison.failed_alike && !comparison.same_words);
    assert!(alike(chain, chain).same_words);
    assert!(!alike(chain, &short.replace(":2:9", ":3:5")).failed_alike);
    assert!(!alike(chain, &short.replace("pointer", "value")).failed_alike);
    let own = "execution error at (c/templates/a.yaml:2:5): no: b,a";
    assert!(alike(own, &own.replace(":5", ":7").replace("b,a", "a,b")).failed_alike);
    assert!(!alike(own, &own.replace("no", "yes")).failed_alike);
}
