//! Compares the loader of Compose projects with the recorded answers of Compose's own.
//!
//! `cargo dev oracle compose --record` writes them.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

#[path = "support/compose_answers.rs"]
mod compose_answers;
#[path = "support/node_value.rs"]
mod node_value;

use compose_answers::{Answer, agree, ours, reference};
use serde_json::Value;

#[test]
fn recorded_projects_are_what_compose_makes_of_them() {
    let cases = include_str!("oracle/compose.jsonl");
    let (mut models, mut refused) = (0, 0);
    for line in cases.lines() {
        let recorded: Value = serde_json::from_str(line).unwrap();
        let case = recorded.get("case").unwrap();
        let reference = reference(recorded.get("answer").unwrap());
        let ours = ours(case);
        assert!(
            agree(&ours, &reference),
            "{case}\n  ours      {ours:?}\n  reference {reference:?}"
        );
        match reference {
            Answer::Model(_) => models += 1,
            Answer::Refused(_) => refused += 1,
            Answer::NotRead | Answer::NotByTheSchema => {}
        }
    }
    assert!(models > 90 && refused > 5, "only {models} projects and {refused} refused");
}
