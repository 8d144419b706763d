//! Holds what is said of Compose projects to what is said of the plain files that Compose's own
//! loader writes of them.
//!
//! `cargo dev oracle written-out --record` writes them.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

#[path = "support/written_out.rs"]
mod written_out;

use serde_json::Value;
use written_out::{checker, differences, is_known};

#[test]
fn a_project_is_judged_as_its_written_out_file_is() {
    let checker = checker();
    let cases = include_str!("oracle/written_out.jsonl");
    for line in cases.lines() {
        let recorded: Value = serde_json::from_str(line).unwrap();
        let (case, text) = (recorded.get("case").unwrap(), recorded.get("text").unwrap());
        assert!(is_known(case), "{case}");
        let found = differences(&checker, case, text.as_str().unwrap());
        assert!(found.is_empty(), "{case}\n{text}\n{}", found.join("\n"));
    }
    assert!(cases.lines().count() >= 300);
}
