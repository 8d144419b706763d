//! What a kustomization says.

use std::collections::HashMap;

use crate::derivation::lookup::{at, is_local, list, shown};
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
    /// The files of patches.
    pub(super) patches: Vec<Named<'p>>,
    /// The files of variables for generators.
    pub(super) variables: Vec<Named<'p>>,
    /// The files that generators take in whole.
    pub(super) taken: Vec<Taken<'p>>,
    /// The files of values for charts.
    pub(super) values: Vec<Named<'p>>,
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

/// A file that a generator takes in whole.
pub(super) struct Taken<'p> {
    pub(super) named: Named<'p>,
    /// The key of the object's entry that it becomes.
    pub(super) key: &'p str,
    /// Whether that object is a Secret.
    pub(super) is_secret: bool,
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
pub(in crate::derivation) const GENERATORS: [&str; 2] = ["configMapGenerator", "secretGenerator"];

/// Where a kustomization of a folder is: the first one wins.
pub(crate) const NAMES: [&str; 3] = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

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
    let at_path = |node: NodeRef<'p>, path: &str, may_be_folder: bool| {
        let is_local = is_local(path);
        let mut names = NAMES.iter().filter(|_| may_be_folder);
        let below = names.find_map(|name| find(&format!("{path}/{name}")));
        let text = find(path).or(below).filter(|_| is_local);
        let path = shown(own, path);
        Named { path, node, text, is_local }
    };
    let named = |node: NodeRef<'p>, may_be_folder| at_path(node, node.text(), may_be_folder);
    let whole = |(node, is_secret): (NodeRef<'p>, bool)| {
        let (key, path) = match node.text().split_once('=') {
            Some(pair) => pair,
            None => (file_name(node.text()), node.text()),
        };
        Taken { named: at_path(node, path, false), key, is_secret }
    };
    let fields = ["resources", "bases", "components"].into_iter();
    let listed = fields.flat_map(|field| list(root, field));
    let kind = at(root, "kind").map_or("", NodeRef::text);
    Some(Kustomization {
        path: text.path,
        root,
        is_component: kind == "Component",
        namespace: at(root, "namespace").filter(|node| !node.text().is_empty()),
        named: listed.map(|node| named(node, true)).collect(),
        patches: patches(root).into_iter().map(|node| named(node, false)).collect(),
        variables: of_generators(root, &["env", "envs"]).map(|node| named(node, false)).collect(),
        taken: taken(root).into_iter().map(whole).collect(),
        values: values(root).into_iter().map(|node| named(node, false)).collect(),
        changes: changes(root),
    })
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The scalars that name files of patches.
fn patches(root: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    let mut found = list(root, "patchesStrategicMerge");
    // The others are patches themselves.
    found.retain(|node| !node.text().contains('\n') && !node.text().contains('{'));
    for field in ["patches", "patchesJson6902"] {
        found.extend(list(root, field).into_iter().filter_map(|patch| at(patch, "path")));
    }
    found
}

/// What generators list under keys.
fn of_generators<'t>(
    root: NodeRef<'t>,
    keys: &'static [&'static str],
) -> impl Iterator<Item = NodeRef<'t>> {
    let generators = GENERATORS.into_iter().flat_map(move |field| list(root, field));
    generators.flat_map(move |one| keys.iter().flat_map(move |key| list(one, key)))
}

/// The files that generators take in whole: `path`, or `key=path`.
fn taken(root: NodeRef<'_>) -> Vec<(NodeRef<'_>, bool)> {
    let of = |field: &str| {
        let is_secret = field == "secretGenerator";
        let files = list(root, field).into_iter().flat_map(|one| list(one, "files"));
        files.map(move |node| (node, is_secret)).collect::<Vec<_>>()
    };
    GENERATORS.into_iter().flat_map(of).collect()
}

/// The files of values that charts are rendered with.
pub(in crate::derivation) fn values(root: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    let of = |field: &str, keys: &[&str]| {
        let charts = list(root, field).into_iter();
        charts.flat_map(|chart| keys.iter().flat_map(move |key| list(chart, key))).collect()
    };
    let mut found: Vec<NodeRef<'_>> = of("helmCharts", &["valuesFile", "additionalValuesFiles"]);
    found.extend::<Vec<NodeRef<'_>>>(of("helmChartInflationGenerator", &["values"]));
    found
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

impl<'p> Kustomization<'p> {
    /// Everything that it names by a path.
    pub(super) fn files(&self) -> impl Iterator<Item = &Named<'p>> {
        self.named.iter().chain(&self.patches).chain(&self.variables)
    }
}

/// Whether one of some generators takes in files.
fn takes_files(generators: NodeRef<'_>) -> bool {
    let mut all = generators.items().filter_map(NodeRef::follow);
    all.any(|one| ["files", "env", "envs"].iter().any(|key| at(one, key).is_some()))
}
