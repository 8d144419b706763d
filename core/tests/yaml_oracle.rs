//! Compares the parser with the recorded answers of the Kubernetes project's own code.
//!
//! `cargo dev oracle yaml --record` writes them.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

#[path = "support/yaml_answers.rs"]
mod yaml_answers;

use serde_json::Value;

#[test]
fn recorded_texts_mean_what_they_mean_to_kubernetes() {
    let cases = include_str!("oracle/yaml.jsonl");
    let mut count = 0;
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let text = case["text"].as_str().unwrap();
        let reference = yaml_answers::reference(&case["answer"]);
        let ours = yaml_answers::ours(text);
        assert!(
            yaml_answers::agree(&ours, &reference),
            "{text:?}\n  ours      {ours:?}\n  reference {reference:?}"
        );
        count += 1;
    }
    assert!(count > 300, "only {count} recorded cases");
}
