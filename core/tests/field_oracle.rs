//! Compares the reader of fields with the recorded answers of the Kubernetes project's strict decoder.
//!
//! `cargo dev oracle fields --record` writes them.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

#[path = "support/field_answers.rs"]
mod field_answers;

use field_answers::{Compared, compare};
use serde_json::Value;

#[test]
fn recorded_documents_have_the_fields_that_the_decoder_knows() {
    let cases = include_str!("oracle/fields.jsonl");
    let mut count = 0;
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let text = case["text"].as_str().unwrap();
        let compared = compare(text, |request| {
            let answers = case["answers"].as_array().unwrap();
            let asked = answers.iter().find(|answer| answer["blank"] == request["blank"]);
            asked.map(|asked| asked["answer"].clone()).ok_or_else(|| {
                format!("other values are of the wrong type than before: {}", request["blank"])
            })
        });
        assert_eq!(compared, Ok(Compared::Same), "{text}");
        count += 1;
    }
    assert!(count > 250, "only {count} recorded cases");
}
