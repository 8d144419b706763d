//! Compares what templates are read as with the recorded answers of Go's `text/template/parse`.
//!
//! `cargo dev oracle gotemplate --record` writes them.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

#[path = "support/gotemplate_answers.rs"]
mod gotemplate_answers;

use gotemplate_answers::{Answer, ours, reference};
use serde_json::Value;

#[test]
fn recorded_templates_are_read_as_go_does_it() {
    let (mut read, mut refused) = (0, 0);
    for line in include_str!("oracle/gotemplate.jsonl").lines() {
        let recorded: Value = serde_json::from_str(line).unwrap();
        let text = recorded.get("text").and_then(Value::as_str).unwrap();
        let reference = reference(recorded.get("answer").unwrap());
        assert_eq!(ours(text), reference, "{text}");
        match reference {
            Answer::Templates(_) => read += 1,
            Answer::Refused(_) => refused += 1,
        }
    }
    assert!(read > 200 && refused > 50, "only {read} read and {refused} refused");
}
