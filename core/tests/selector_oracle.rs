//! Selectors mean what the Kubernetes project's own code says: its recorded answers are the same.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/selector_answers.rs"]
mod selector_answers;

use selector_answers::{Answer, ours};
use serde_json::{Value, json};

#[test]
fn recorded_selectors_select_as_the_api_machinery_does() {
    let (mut selects, mut does_not, mut refused) = (0, 0, 0);
    for line in include_str!("oracle/selectors.jsonl").lines() {
        let [selector, labels, answer]: [Value; 3] =
            serde_json::from_str(line).expect("each line is three values");
        let expected = match answer.as_bool() {
            Some(true) => Answer::Selects,
            Some(false) => Answer::DoesNotSelect,
            None => Answer::Refused,
        };
        let ours = ours(&json!({"selector": selector, "labels": labels}));
        assert_eq!(ours, expected, "{line}");
        *match expected {
            Answer::Selects => &mut selects,
            Answer::DoesNotSelect => &mut does_not,
            _ => &mut refused,
        } += 1;
    }
    let counts = [selects, does_not, refused];
    assert!(counts.iter().all(|count| *count >= 50), "too one-sided: {counts:?}");
}
