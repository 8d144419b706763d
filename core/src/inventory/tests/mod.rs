//! An inventory in two layers against one that has indexed everything together.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod answers;
mod generated;

use std::collections::{BTreeMap, BTreeSet};

use self::answers::answers;
use self::generated::{Dice, documents};
use super::{Differences, Inventory};
use crate::frontends::kubernetes::read_documents;
use crate::model::{Resource, Technology};
use crate::source::Source;
use crate::syntax::{Format, parse};
use crate::tree::{Limits, Origin, Tree};

/// A tree of generated documents.
fn tree(dice: &mut Dice) -> Tree {
    tree_of(&documents(dice))
}

fn tree_of(documents: &[impl AsRef<str>]) -> Tree {
    let documents: Vec<&str> = documents.iter().map(AsRef::as_ref).collect();
    let text = documents.join("\n---\n");
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
    for seed in 0..700 {
        let mut dice = Dice::new(seed);
        let tree = tree(&mut dice);
        let resources = resources(&tree);
        let is_own: Vec<bool> = resources.iter().map(|_| dice.below(3) == 0).collect();
        let all: Vec<_> = resources.iter().collect();
        let plain = Inventory::new(&resources);
        let layered = Inventory::shared(some(&resources, |number| !is_own[number]))
            .with(some(&resources, |number| is_own[number]));
        let same = Differences::default();
        let expected = answers(&plain, &all, &same);
        let found = answers(&layered, &all, &same);
        for (expected, found) in expected.iter().zip(&found) {
            let text = tree.source().text();
            assert_eq!(expected.question, found.question);
            assert_eq!(expected.said, found.said, "seed {seed}, {is_own:?}: {found:?}\n{text}");
            *asked.entry(found.method).or_default() += 1;
        }
        assert_eq!(expected.len(), found.len());
    }
    // Every question has been asked, and often.
    assert_eq!(asked.keys().map(|name| (*name).to_owned()).collect::<Vec<_>>(), questions());
    assert!(asked.values().all(|count| *count > 300), "{asked:?}");
}

/// Constructors and readers of the record are not questions.
const NO_QUESTIONS: [&str; 8] = [
    "asked_about_other_files",
    "begin",
    "beside",
    "find_or_of_cluster",
    "miss",
    "miss_named",
    "missed",
    "with",
];

/// The methods by which an inventory is asked from outside.
fn questions() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/inventory");
    let mut questions = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let file = syn::parse_file(&std::fs::read_to_string(path).unwrap()).unwrap();
            questions.extend(file.items.iter().flat_map(methods));
        }
    }
    questions.sort();
    questions
}

fn methods(item: &syn::Item) -> Vec<String> {
    let syn::Item::Impl(block) = item else { return Vec::new() };
    let is_inventory = |segment: &syn::PathSegment| segment.ident == "Inventory";
    let syn::Type::Path(path) = &*block.self_ty else { return Vec::new() };
    if block.trait_.is_some() || !path.path.segments.last().is_some_and(is_inventory) {
        return Vec::new();
    }
    let method = |item: &syn::ImplItem| match item {
        syn::ImplItem::Fn(method) if !matches!(method.vis, syn::Visibility::Inherited) => {
            method.sig.receiver().map(|_| method.sig.ident.to_string())
        }
        _ => None,
    };
    let methods = block.items.iter().filter_map(method);
    methods.filter(|name| !NO_QUESTIONS.contains(&name.as_str())).collect()
}

#[test]
fn namespaces_know_their_object_and_their_first_workload() {
    let tree = tree_of(&[
        "{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: prod}, spec: {}}",
        "{apiVersion: v1, kind: Pod, metadata: {name: b}, spec: {}}",
        "{apiVersion: v1, kind: Pod, metadata: {name: c, namespace: prod}, spec: {}}",
        "{apiVersion: v1, kind: Pod, metadata: {name: d, namespace: '{{ .Values.n }}'}, spec: {}}",
        "{apiVersion: v1, kind: Namespace, metadata: {name: prod}}",
        "{apiVersion: v1, kind: Namespace, metadata: {name: empty}}",
    ]);
    let resources = resources(&tree);
    let place = |number: usize| resources[number].place();
    let found = Inventory::new(&resources).numbered_namespaces();
    let found: Vec<_> = found
        .into_iter()
        .map(|(number, namespace)| {
            let object = namespace.object.map(Resource::place);
            (number, namespace.name, object, namespace.workload.place())
        })
        .collect();
    assert_eq!(found, [(1, "default", None, place(1)), (4, "prod", Some(place(4)), place(0))]);
}

/// How resources are spread over two environments.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Part {
    Shared,
    First,
    Second,
    Both,
}

/// An evaluation that has asked about nothing that the own resources of two environments can change
/// ends alike in both of them, and has asked about the same.
#[test]
fn what_rests_on_nothing_that_differs_is_the_same() {
    let (mut kept, mut all): (usize, usize) = (0, 0);
    let mut noted = BTreeSet::new();
    for seed in 0..700 {
        let mut dice = Dice::new(seed);
        let tree = tree(&mut dice);
        let resources = resources(&tree);
        let parts = [Part::Shared, Part::Shared, Part::First, Part::Second, Part::Both];
        let most = if dice.below(3) == 0 { 5 } else { 20 };
        let parts: Vec<Part> = (resources.iter())
            .map(|_| parts.get(dice.below(most)).copied().unwrap_or(Part::Shared))
            .collect();
        let shared = Inventory::shared(some(&resources, |number| parts[number] == Part::Shared));
        let with = |part: Part| {
            let is_own = |number: usize| parts[number] == part || parts[number] == Part::Both;
            shared.with(some(&resources, is_own))
        };
        let environments = [with(Part::First), with(Part::Second)];
        let differences = Differences::new(&environments);
        let about = some(&resources, |number| parts[number] == Part::Shared);
        let about: Vec<_> = about.into_iter().map(|(_, resource)| resource).collect();
        let [first, second] = environments.each_ref().map(|one| answers(one, &about, &differences));
        for (one, other) in first.iter().zip(&second) {
            all += 1;
            if one.is_noted {
                noted.insert(one.method.to_owned());
            }
            if one.differs_in.is_empty() {
                kept += 1;
                let text = tree.source().text();
                assert_eq!(one.said, other.said, "seed {seed}, {parts:?}: {one:?}\n{text}");
                assert!(other.differs_in.is_empty(), "seed {seed}: {one:?}");
            }
        }
    }
    assert_eq!(noted.into_iter().collect::<Vec<_>>(), questions());
    // A record that says too much would be of no use.
    assert!(kept * 10 > all * 8, "{kept} of {all}");
}

#[test]
fn who_asks_about_very_many_names_has_asked_about_everything() {
    let tree = tree_of(&["{apiVersion: example.com/v1, kind: Widget, metadata: {name: own}}"]);
    let resources = resources(&tree);
    let environments = [
        Inventory::shared(None).with(some(&resources, |_| true)),
        Inventory::shared(None).with(None),
    ];
    let differences = Differences::new(&environments);
    let ask = |names: usize| {
        environments[1].begin();
        for number in 0..names {
            environments[1].find("example.com", "Widget", None, &number.to_string());
        }
        differences.environments(&environments[1]).contains(0)
    };
    assert_eq!([ask(0), ask(10), ask(1_000), ask(10)], [false, false, true, false]);
}
