//! An inventory in two layers against one that has indexed everything together.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod answers;
mod generated;

use std::collections::BTreeMap;

use self::answers::answers;
use self::generated::{Dice, documents};
use super::Inventory;
use crate::frontends::kubernetes::read_documents;
use crate::model::{Resource, Technology};
use crate::source::Source;
use crate::syntax::{Format, parse};
use crate::tree::{Limits, Origin, Tree};

/// A tree of generated documents.
fn tree(dice: &mut Dice) -> Tree {
    let text = documents(dice).join("\n---\n");
    let source = Source::new("generated.yaml", text.as_str());
    let (tree, problems) = parse(source, Format::YAML, Origin::Text, Limits::default());
    assert_eq!(problems, [], "{text}");
    tree
}

fn resources(tree: &Tree) -> Vec<Resource<'_>> {
    let mut resources = Vec::new();
    read_documents(0, tree, &mut resources);
    for resource in &mut resources {
        match resource.kind {
            "service" => resource.technology = Technology::Compose,
            "values" => resource.technology = Technology::Helm,
            _ => {}
        }
    }
    resources
}

/// Picks some of the resources, each with its number.
fn some<'r, 'a>(
    resources: &'r [Resource<'a>],
    mut picks: impl FnMut(usize) -> bool,
) -> Vec<(usize, &'r Resource<'a>)> {
    resources.iter().enumerate().filter(|(number, _)| picks(*number)).collect()
}

#[test]
fn two_layers_answer_as_one_does() {
    let mut asked: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in 0..1_000 {
        let mut dice = Dice::new(seed);
        let tree = tree(&mut dice);
        let resources = resources(&tree);
        let is_own: Vec<bool> = resources.iter().map(|_| dice.below(3) == 0).collect();
        let all: Vec<_> = resources.iter().collect();
        let plain = Inventory::new(&resources);
        let layered = Inventory::shared(some(&resources, |number| !is_own[number]))
            .with(some(&resources, |number| is_own[number]));
        let (expected, found) = (answers(&plain, &all), answers(&layered, &all));
        for (expected, found) in expected.iter().zip(&found) {
            assert_eq!(expected, found, "seed {seed}, own {is_own:?}:\n{}", tree.source().text());
            *asked.entry(found.method).or_default() += 1;
        }
        assert_eq!(expected.len(), found.len());
    }
    // Every question has been asked, and often.
    assert_eq!(asked.len(), 20, "{asked:?}");
    assert!(asked.values().all(|count| *count > 300), "{asked:?}");
}
