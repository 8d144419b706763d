//! The content of a kustomization.

use std::collections::HashMap;

use crate::derivation::lookup::{at, is_local, list, shown};
use crate::derivation::stage::Text;
use crate::model::path::{folder, join};
use crate::tree::{Kind, NodeRef};

/// A kustomization.
pub(super) struct Kustomization<'p> {
    pub(super) path: &'p str,
    /// Its root mapping.
    pub(super) root: NodeRef<'p>,
    pub(super) is_component: bool,
    /// The namespace of all resources.
    pub(super) namespace: Option<NodeRef<'p>>,
    /// The resources, bases and components.
    pub(super) named: Vec<Named<'p>>,
    /// The patch files.
    pub(super) patches: Vec<Named<'p>>,
    /// The environment files for generators.
    pub(super) variables: Vec<Named<'p>>,
    /// The files that generators include as a whole.
    pub(super) taken: Vec<Taken<'p>>,
    /// The values files for charts.
    pub(super) values: Vec<Named<'p>>,
    /// The fields that make the result differ from the listed resources.
    pub(super) changes: Vec<Change<'p>>,
    /// The patches inside of it.
    inline: Vec<NodeRef<'p>>,
}

/// A file or folder that a kustomization references.
pub(super) struct Named<'p> {
    /// The path as messages show it.
    pub(super) path: String,
    pub(super) node: NodeRef<'p>,
    /// The number of its text; `None` if it is not in the input.
    pub(super) text: Option<usize>,
    /// Whether it is a local path and not a remote resource.
    pub(super) is_local: bool,
}

/// A file that a generator includes as a whole.
pub(super) struct Taken<'p> {
    pub(super) named: Named<'p>,
    /// The key of the object's entry that contains it.
    pub(super) key: &'p str,
    /// Whether the object is a Secret.
    pub(super) is_secret: bool,
}

/// A field that changes the listed resources.
pub(super) struct Change<'p> {
    pub(super) field: &'p str,
    pub(super) node: NodeRef<'p>,
    /// Whether it may add objects of any kind.
    pub(super) adds: bool,
}

/// Fields that reference files or describe the kustomization itself.
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

/// Fields that add objects which only another program can create.
const ADDS: &[&str] = &["generators", "helmChartInflationGenerator", "helmCharts", "transformers"];

/// Fields that create objects from literals and files.
pub(in crate::derivation) const GENERATORS: [&str; 2] = ["configMapGenerator", "secretGenerator"];

/// The file names of a kustomization in a folder: the first one wins.
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
        inline: inline(root),
    })
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether an item of `patchesStrategicMerge` is a patch and not the path of one.
fn is_inline(node: NodeRef<'_>) -> bool {
    node.text().contains(['\n', '{'])
}

/// The scalars that contain patches.
fn inline(root: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    let mut found = list(root, "patchesStrategicMerge");
    found.retain(|node| is_inline(*node));
    for field in ["patches", "patchesJson6902"] {
        found.extend(list(root, field).into_iter().filter_map(|patch| at(patch, "patch")));
    }
    found
}

/// The scalars that reference patch files.
fn patches(root: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    let mut found = list(root, "patchesStrategicMerge");
    found.retain(|node| !is_inline(*node));
    for field in ["patches", "patchesJson6902"] {
        found.extend(list(root, field).into_iter().filter_map(|patch| at(patch, "path")));
    }
    found
}

/// The items under a key of the generators.
fn of_generators<'t>(
    root: NodeRef<'t>,
    keys: &'static [&'static str],
) -> impl Iterator<Item = NodeRef<'t>> {
    let generators = GENERATORS.into_iter().flat_map(move |field| list(root, field));
    generators.flat_map(move |one| keys.iter().flat_map(move |key| list(one, key)))
}

/// The files that generators include as a whole: `path`, or `key=path`.
fn taken(root: NodeRef<'_>) -> Vec<(NodeRef<'_>, bool)> {
    let of = |field: &str| {
        let is_secret = field == "secretGenerator";
        let files = list(root, field).into_iter().flat_map(|one| list(one, "files"));
        files.map(move |node| (node, is_secret)).collect::<Vec<_>>()
    };
    GENERATORS.into_iter().flat_map(of).collect()
}

/// The values files of charts.
fn values(root: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    let of = |field: &str, keys: &[&str]| {
        let charts = list(root, field).into_iter();
        charts.flat_map(|chart| keys.iter().flat_map(move |key| list(chart, key))).collect()
    };
    let mut found: Vec<NodeRef<'_>> = of("helmCharts", &["valuesFile", "additionalValuesFiles"]);
    found.extend::<Vec<NodeRef<'_>>>(of("helmChartInflationGenerator", &["values"]));
    found
}

/// The fields that change the listed resources, in the order of the text.
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
    /// The patches inside of it.
    pub(super) fn inline(&self) -> impl Iterator<Item = NodeRef<'p>> + '_ {
        self.inline.iter().copied()
    }

    /// Every reference to a path.
    pub(super) fn files(&self) -> impl Iterator<Item = &Named<'p>> {
        self.named.iter().chain(&self.patches).chain(&self.variables)
    }
}

/// Whether any of the generators includes files.
fn takes_files(generators: NodeRef<'_>) -> bool {
    let mut all = generators.items().filter_map(NodeRef::follow);
    all.any(|one| ["files", "env", "envs"].iter().any(|key| at(one, key).is_some()))
}
