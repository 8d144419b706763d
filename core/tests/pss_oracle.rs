//! The Pod Security Standards mean what the evaluator of pod admission says: its recorded answers
//! hold in every version and both profiles.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/pss_answers.rs"]
mod pss_answers;

use std::collections::BTreeSet;

use asepsis::frameworks::{CHANGES, PssControl};
use pss_answers::Versions;

/// From which minor version on, and what baseline and restricted find.
type Change = (usize, BTreeSet<String>, BTreeSet<String>);

#[test]
fn recorded_pods_violate_what_the_evaluator_says() {
    let versions = Versions::new();
    let mut alone = BTreeSet::new();
    for line in include_str!("oracle/pss.jsonl").lines() {
        let (name, text, changes): (String, String, Vec<Change>) =
            serde_json::from_str(line).expect("each line is a name, a text and the answers");
        for (minor, verdicts) in versions.verdicts(&name, &text).iter().enumerate() {
            let answer = changes.iter().rev().find(|(from, ..)| *from <= minor);
            let (_, baseline, restricted) = answer.expect("the answers begin with 1.0");
            for (verdict, expected) in verdicts.iter().zip([baseline, restricted]) {
                assert_eq!(verdict.violated, *expected, "1.{minor}: {text}");
                assert!(verdict.undecided.is_empty(), "1.{minor}: {verdict:?} of {text}");
                if expected.len() == 1 {
                    alone.insert((minor, expected.clone()));
                }
            }
        }
    }
    for control in PssControl::ALL {
        for version in CHANGES.iter().filter(|version| control.first_version() <= **version) {
            let one = BTreeSet::from([control.id().to_owned()]);
            let cell = (usize::from(version.minor()), one);
            assert!(alone.contains(&cell), "{} decides alone in no Pod of {version}", control.id());
        }
    }
}
