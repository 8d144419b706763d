//! The Pod Security Standards mean what the evaluator of pod admission says: its recorded answers are
//! the same in every version and both profiles.

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
    let lines = include_str!("oracle/pss.jsonl").lines();
    let cases: Vec<(String, String, Vec<Change>)> = lines
        .map(|line| serde_json::from_str(line).expect("a name, a text and the answers"))
        .collect();
    let pods: Vec<_> = cases.iter().map(|(name, text, _)| (name.as_str(), text.as_str())).collect();
    for ((_, text, changes), ours) in cases.iter().zip(versions.verdicts(&pods)) {
        for (minor, verdicts) in ours.iter().enumerate() {
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
