//! What the provenance of built objects names is what decides: each scalar of each file is changed,
//! and exactly the values change that come from it.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

#[path = "support/kustomize_answers.rs"]
#[allow(dead_code, reason = "the answers themselves are not compared here")]
mod kustomize_answers;
#[path = "support/leaves.rs"]
#[allow(dead_code, reason = "what is around a scalar does not matter here")]
mod leaves;
#[path = "support/node_value.rs"]
mod node_value;

use std::collections::BTreeMap;
use std::path::Path;

use asepsis::internal::derivation::kustomize::build;
use asepsis::internal::source::Source;
use asepsis::internal::syntax::{Format, parse};
use asepsis::internal::tree::{Kind, Limits, NodeRef, Origin, Tree};
use kustomize_answers::{files, root};
use serde_json::Value;

/// A value of a built object: its path, its text, and the scalars it was made from, by file and start.
struct Leaf {
    path: String,
    text: String,
    from: Vec<(String, u32)>,
    /// Whether exactly one scalar decides.
    is_single: bool,
}

fn leaves(tree: &Tree) -> Vec<Leaf> {
    leaves::leaves(tree).into_iter().map(|one| leaf(tree, one.node, one.path)).collect()
}

fn leaf(tree: &Tree, node: NodeRef<'_>, path: String) -> Leaf {
    let written = tree.written(node.index(), None);
    let place =
        |tree: &Tree, node: u32| (tree.source().name().to_owned(), tree.node(node).span().start);
    let mut from = vec![place(written.tree, written.node)];
    let parts = written.contributors.iter().filter(|one| one.role.as_str() == "other");
    from.extend(parts.map(|one| place(one.tree, one.node)));
    let is_file = !matches!(written.tree.origin(), Origin::Derived(_));
    let is_single = written.unwritable.is_none() && is_file && from.len() == 1;
    Leaf { path, text: node.text().to_owned(), from, is_single }
}

/// Keys whose values are names, targets, conditions or files: these may change anything.
const NAMES: &[&str] = &[
    "apiVersion",
    "behavior",
    "claimName",
    "components",
    "containerPort",
    "delimiter",
    "env",
    "envs",
    "fieldPaths",
    "fieldpath",
    "fieldPath",
    "files",
    "from",
    "image",
    "includeSelectors",
    "includeTemplates",
    "index",
    "kind",
    "labelSelector",
    "name",
    "namePrefix",
    "nameSuffix",
    "namespace",
    "newName",
    "op",
    "options",
    "order",
    "orderFirst",
    "orderLast",
    "path",
    "patch",
    "patchesStrategicMerge",
    "port",
    "protocol",
    "resourceNames",
    "resources",
    "secretName",
    "serviceAccountName",
    "serviceName",
    "storageClassName",
    "version",
    "group",
    "$patch",
    "create",
    "disableNameSuffixHash",
    "type",
    "tagSuffix",
    "app",
];

/// The scalars of a file that are values, with another text for each.
fn scalars(path: &str, text: &str) -> Vec<(u32, String)> {
    let (tree, _) = parse(Source::new(path, text), Format::YAML, Origin::Text, Limits::default());
    let mut found = Vec::new();
    for (_, root) in tree.documents() {
        let mut open = vec![(root, String::new(), false)];
        while let Some((node, key, is_named)) = open.pop() {
            let is_named = is_named || NAMES.contains(&key.as_str());
            match node.kind() {
                Kind::Mapping => open.extend(node.own_entries().map(|(key, value)| {
                    // A mapping below a name has separate values.
                    (value, key.text().to_owned(), is_named && value.kind() == Kind::Scalar)
                })),
                Kind::Sequence => {
                    open.extend(node.items().map(|item| (item, key.clone(), is_named)));
                }
                Kind::Scalar if !is_named => {
                    let Some(span) = node.verbatim_span().filter(|span| !span.is_empty()) else {
                        continue;
                    };
                    let Some(other) = leaves::other(node) else { continue };
                    let mut changed = text.to_owned();
                    changed.replace_range(span.range(), &other);
                    found.push((node.span().start, changed));
                }
                Kind::Scalar | Kind::Alias => {}
            }
        }
    }
    found
}

#[test]
fn a_value_changes_with_the_scalar_that_its_provenance_names_and_with_no_other() {
    let (mut nodes, mut tried) = (0, 0);
    for line in include_str!("oracle/kustomize.jsonl").lines() {
        let recorded: Value = serde_json::from_str(line).unwrap();
        let case = recorded.get("case").unwrap();
        let files = files(case);
        let texts: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let built = build(&texts, root(case), Limits::default());
        let Some(tree) = built.tree.filter(|_| built.problems.is_empty()) else { continue };
        let before = leaves(&tree);
        nodes += before.iter().filter(|leaf| leaf.is_single).count();
        for (at, (path, text)) in texts.iter().enumerate() {
            if Path::new(path).extension().is_none_or(|extension| extension != "yaml") {
                continue;
            }
            for (start, changed) in scalars(path, text) {
                let mut again = texts.clone();
                again[at].1 = &changed;
                let built = build(&again, root(case), Limits::default());
                // What selects objects, and what is tested, is a condition.
                let Some(tree) = built.tree.filter(|_| built.problems.is_empty()) else { continue };
                let after: BTreeMap<String, String> =
                    leaves(&tree).into_iter().map(|leaf| (leaf.path, leaf.text)).collect();
                if after.len() != before.len() {
                    continue;
                }
                tried += 1;
                for leaf in &before {
                    // The suffix of a name depends on all of the content.
                    if leaf.path.ends_with("/name") || leaf.path.ends_with("Name") {
                        continue;
                    }
                    let is_from = leaf.from.contains(&((*path).to_owned(), start));
                    let is_changed = after.get(&leaf.path) != Some(&leaf.text);
                    let is_right =
                        if leaf.is_single { is_from == is_changed } else { is_from || !is_changed };
                    assert!(
                        is_right,
                        "{}: `{}` from {:?}, changed: {is_changed}, with {path}:{start}\n{changed}\n{case}",
                        leaf.path, leaf.text, leaf.from
                    );
                }
            }
        }
    }
    assert!(nodes >= 500 && tried >= 500, "{nodes} values, {tried} scalars");
}
