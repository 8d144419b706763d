//! Compares the findings for Compose projects with those for the plain files that Compose's own loader
//! writes of them.
//!
//! `cargo dev oracle written-out --record` writes them.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

#[path = "support/written_out.rs"]
mod written_out;

use asepsis::checks::{AnyCheck, Reads};
use serde_json::Value;
use written_out::{checker, differences, known};

#[test]
fn a_project_is_judged_as_its_written_out_file_is() {
    let checker = checker();
    let cases = include_str!("oracle/written_out.jsonl");
    let mut agreed = 0;
    for line in cases.lines() {
        let recorded: Value = serde_json::from_str(line).unwrap();
        let (case, text) = (recorded.get("case").unwrap(), recorded.get("text").unwrap());
        assert!(known(case).is_some(), "{case}");
        let (found, same) = differences(&checker, case, text.as_str().unwrap());
        agreed += same;
        assert!(found.is_empty(), "{case}\n{text}\n{}", found.join("\n"));
    }
    assert!(cases.lines().count() >= 300 && agreed > 3_000, "{agreed}");
}

#[test]
fn few_checks_read_as_written() {
    let (written, meant): (Vec<AnyCheck>, Vec<AnyCheck>) =
        AnyCheck::built_in().partition(|check| check.reads() == Reads::AsWritten);
    let mut ids: Vec<&str> = written.iter().map(AnyCheck::id).collect();
    ids.sort_unstable();
    assert_eq!(
        ids,
        [
            "duplicate-key",
            "hardcoded-secret-in-args",
            "hardcoded-secret-in-env",
            "jwt-signing-key-weak",
            "secret-in-annotation",
            "secret-in-config-map",
            "secret-in-configuration-file",
            "secret-in-custom-resource",
            "secret-in-dotenv",
            "secret-in-values",
            "unknown-field",
            "wrong-type",
        ]
    );
    assert!(written.len() * 100 <= 15 * (written.len() + meant.len()));
}
