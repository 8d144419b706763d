//! What a kustomization says.

use std::collections::HashMap;

use crate::derivation::lookup::{at, list};
use crate::derivation::stage::Text;
use crate::model::path::{folder, join};
use crate::tree::{Kind, NodeRef};

/// A kustomization.
pub(super) struct Kustomization<'p> {
    pub(super) path: &'p str,
    /// The mapping that it is.
    pub(super) root: NodeRef<'p>,
    pub(super) is_component: bool,
    /// The namespace of all resources.
    pub(super) namespace: Option<NodeRef<'p>>,
    /// The resources, bases and components.
    pub(super) named: Vec<Named<'p>>,
    /// The texts that hold patches.
    pub(super) patches: Vec<usize>,
    /// The texts that hold variables for generators.
    pub(super) variables: Vec<usize>,
    /// What makes the result something else than what is listed.
    pub(super) changes: Vec<Change<'p>>,
}

/// Something that a kustomization takes in.
pub(super) struct Named<'p> {
    /// As messages call it.
    pub(super) path: String,
    pub(super) node: NodeRef<'p>,
    /// The text of it; nothing of what is not among the inputs.
    pub(super) text: Option<usize>,
    /// Whether it is beside the kustomization, and not fetched from elsewhere.
    pub(super) is_local: bool,
}

/// A field that changes what is listed.
pub(super) struct Change<'p> {
    pub(super) field: &'p str,
    pub(super) node: NodeRef<'p>,
    /// Whether it may bring objects of any kind.
    pub(super) adds: bool,
}

/// Fields that take things in or say something of the kustomization itself.
const LISTS: &[&str] = &[
    "apiVersion",
    "bases",
    "buildMetadata",
    "components",
    "configurations",
    "crds",
    "generatorOptions",
    "kind",
    "metadata",
    "openapi",
    "resources",
    "sortOptions",
];

/// Fields that bring objects which only another program knows.
const ADDS: &[&str] = &["generators", "helmChartInflationGenerator", "helmCharts", "transformers"];

/// Fields that make objects of literals and files.
pub(super) const GENERATORS: [&str; 2] = ["configMapGenerator", "secretGenerator"];

/// The names that a kustomization can have, the first one wins.
const NAMES: [&str; 3] = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/// Reads a kustomization; the inputs are given by their paths.
pub(super) fn read<'p>(
    text: &Text<'p>,
    paths: &HashMap<String, usize>,
) -> Option<Kustomization<'p>> {
    let root = text.tree?.documents().next()?.1;
    if root.kind() != Kind::Mapping {
        return None;
    }
    let own = folder(text.path);
    let find = |path: &str| paths.get(&join(own, path)).copied();
    let mut named = Vec::new();
    for field in ["resources", "bases", "components"] {
        for node in list(root, field) {
            let path = node.text();
            let is_local = is_local(path);
            let below = NAMES.iter().find_map(|name| find(&format!("{path}/{name}")));
            let text = find(path).or(below).filter(|_| is_local);
            let path = if is_local { join(own, path) } else { path.to_owned() };
            named.push(Named { path, node, text, is_local });
        }
    }
    let kind = at(root, "kind").map_or("", NodeRef::text);
    Some(Kustomization {
        path: text.path,
        root,
        is_component: kind == "Component",
        namespace: at(root, "namespace").filter(|node| !node.text().is_empty()),
        named,
        patches: patches(root).into_iter().filter_map(|node| find(node.text())).collect(),
        variables: variables(root).into_iter().filter_map(|node| find(node.text())).collect(),
        changes: changes(root),
    })
}

/// Whether something that is named is a path, and no URL of a repository.
fn is_local(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or(path);
    let is_host =
        first.contains('.') && first.trim_matches('.').contains('.') && path.contains("//");
    !(path.contains("://")
        || path.contains("?ref=")
        || path.starts_with("git@")
        || path.starts_with("github.com/")
        || is_host)
}

/// The scalars that name patches, or are patches themselves.
fn patches(root: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    let mut found = list(root, "patchesStrategicMerge");
    for field in ["patches", "patchesJson6902"] {
        found.extend(list(root, field).into_iter().filter_map(|patch| at(patch, "path")));
    }
    found
}

/// The scalars that name files of variables for generators.
fn variables(root: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    let generators = GENERATORS.iter().flat_map(|field| list(root, field));
    generators
        .flat_map(|one| ["env", "envs"].into_iter().flat_map(move |key| list(one, key)))
        .collect()
}

/// The fields that change what is listed, in the order of the text.
fn changes(root: NodeRef<'_>) -> Vec<Change<'_>> {
    let mut changes = Vec::new();
    for (key, value) in root.entries() {
        let Some(value) = value.follow().filter(|value| !value.is_null()) else { continue };
        let field = key.text();
        let is_empty = value.kind() != Kind::Scalar && value.is_empty();
        let is_of_literals = GENERATORS.contains(&field) && !takes_files(value);
        if is_empty || is_of_literals || LISTS.contains(&field) {
            continue;
        }
        changes.push(Change { field, node: key, adds: ADDS.contains(&field) });
    }
    changes
}

/// Whether one of some generators takes in files.
fn takes_files(generators: NodeRef<'_>) -> bool {
    let mut all = generators.items().filter_map(NodeRef::follow);
    all.any(|one| ["files", "env", "envs"].iter().any(|key| at(one, key).is_some()))
}
