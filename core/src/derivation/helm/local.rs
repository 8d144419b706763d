//! Dependencies whose repository is a folder of the input: `file://../common`.
//!
//! They are used as if `helm dependency build` had been run in each chart, from the inside out: the files of the
//! other chart are files of the chart that depends on it, below its `charts`.

use std::collections::{BTreeMap, BTreeSet};

use super::chart::is_compatible;
use super::charts::Root;
use crate::derivation::lookup::{at, list};
use crate::derivation::stage::Stage;
use crate::frontends::is_package;
use crate::model::path::join;
use crate::source::{Problem, ProblemCode, Span};
use crate::tree::NodeRef;

/// Maximum number of files that a chart takes from others: charts that include each other twice at each level
/// would have any number.
const FILES: usize = 20_000;

/// The charts by their folders, each with its position among all and the number of its `Chart.yaml`.
type Homes<'r> = BTreeMap<&'r str, (usize, usize)>;

/// A chart that a chart takes from a folder.
struct Local {
    name: String,
    /// The range of versions, and the version of the chart.
    versions: (String, String),
    /// The chart, by its position among all.
    chart: usize,
    /// The text and the place that declare it.
    number: usize,
    span: Span,
}

/// Gives the charts the files of the charts that they take from folders.
pub(super) fn lay_in(roots: &mut [Root], stage: &mut Stage<'_>) {
    let homes = roots.iter().enumerate();
    let homes = homes.map(|(index, root)| (root.home.as_str(), (index, root.number)));
    let homes: Homes<'_> = homes.collect();
    let locals: Vec<Vec<Local>> = roots.iter().map(|root| locals(root, &homes, stage)).collect();
    if locals.iter().all(Vec::is_empty) {
        return;
    }
    let mut laying = Laying {
        roots,
        locals: &locals,
        included: BTreeSet::new(),
        said: BTreeSet::new(),
        problems: Vec::new(),
    };
    let mut all = Vec::new();
    for index in 0..locals.len() {
        let mut files = Vec::new();
        let refused = laying.collect(index, "", &mut vec![index], &mut files);
        all.push((files, refused));
    }
    let Laying { included, problems, .. } = laying;
    for (index, (root, (files, refused))) in roots.iter_mut().zip(all).enumerate() {
        root.files.extend(files);
        root.refused = refused;
        root.is_included = included.contains(&index);
    }
    for (number, problem) in problems {
        stage.problem(number, problem);
    }
}

struct Laying<'l> {
    roots: &'l [Root],
    locals: &'l [Vec<Local>],
    /// The charts that others take.
    included: BTreeSet<usize>,
    /// The places of problems.
    said: BTreeSet<(usize, Span)>,
    problems: Vec<(usize, Problem)>,
}

impl Laying<'_> {
    /// Adds the files that a chart takes from others, below a path. Returns the names of those that it
    /// cannot take.
    // INVARIANT: no chart is twice on the way, and a chart has no more files than the limit.
    fn collect(
        &mut self,
        index: usize,
        below: &str,
        way: &mut Vec<usize>,
        files: &mut Vec<(String, usize)>,
    ) -> Vec<String> {
        let mut refused = Vec::new();
        let locals = self.locals;
        for local in locals.get(index).into_iter().flatten() {
            let Some(root) = self.roots.get(local.chart) else { continue };
            let (wanted, version) = (&local.versions.0, &local.versions.1);
            let refusal = if way.contains(&local.chart) {
                let message = format!("dependency `{}` depends on this chart", local.name);
                Some((ProblemCode::ReferenceCycle, message))
            } else if !is_compatible(wanted, version) {
                let message = format!(
                    "can't get a valid version for dependency `{}`: `{wanted}` excludes {version}",
                    local.name
                );
                Some((ProblemCode::MissingReference, message))
            } else if files.len() + root.files.len() > FILES {
                let message = format!("dependencies in folders have more than {FILES} files");
                Some((ProblemCode::NotBuilt, message))
            } else {
                None
            };
            if let Some((code, message)) = refusal {
                self.problem(local, code, message);
                refused.push(local.name.clone());
                continue;
            }
            self.included.insert(local.chart);
            let inside = format!("{below}charts/{}/", local.name);
            files.extend(root.files.iter().map(|(path, number)| (inside.clone() + path, *number)));
            way.push(local.chart);
            self.collect(local.chart, &inside, way, files);
            way.pop();
        }
        refused
    }

    fn problem(&mut self, local: &Local, code: ProblemCode, message: String) {
        if self.said.insert((local.number, local.span)) {
            let problem = Problem::new(code, message).at(local.span).in_document(0);
            self.problems.push((local.number, problem));
        }
    }
}

/// The charts that a chart takes from folders of the input, apart from those that are in its `charts`.
fn locals(root: &Root, homes: &Homes<'_>, stage: &Stage<'_>) -> Vec<Local> {
    let mut found: Vec<Local> = Vec::new();
    for (number, node) in declared(root, stage) {
        let text = |key| at(node, key).map_or("", NodeRef::text);
        let Some(path) = text("repository").strip_prefix("file://") else { continue };
        let name = text("name").to_owned();
        let home = join(&root.home, path);
        // What is not in the input is said like any other dependency.
        let home = if home == "." { "" } else { home.as_str() };
        let Some((chart, described)) = homes.get(home).copied() else { continue };
        let versions =
            (text("version").to_owned(), value_of(described, "version", stage).to_owned());
        if found.iter().any(|known| known.name == name) || has(root, &name, stage) {
            continue;
        }
        found.push(Local { name, versions, chart, number, span: node.span() });
    }
    found
}

/// The dependencies that a chart declares, each with its text.
fn declared<'p>(root: &Root, stage: &Stage<'p>) -> Vec<(usize, NodeRef<'p>)> {
    let older = root.files.iter().find(|(path, _)| path == "requirements.yaml");
    let texts = older.map(|(_, number)| *number).into_iter().chain([root.number]);
    let lists = texts.filter_map(|number| {
        let tree = stage.text(number)?.tree?;
        let root = tree.documents().next()?.1;
        Some(list(root, "dependencies").into_iter().map(|node| (number, node)).collect())
    });
    let mut lists = lists.filter(|list: &Vec<_>| !list.is_empty());
    lists.next().unwrap_or_default()
}

/// Whether a chart of this name is in the `charts` of a chart.
fn has(root: &Root, name: &str, stage: &Stage<'_>) -> bool {
    let descriptions = root.files.iter().filter(|(path, _)| {
        let below = path.strip_prefix("charts/").and_then(|path| path.strip_suffix("/Chart.yaml"));
        below.is_some_and(|folder| {
            let mut parts = folder.split('/');
            let first = parts.next().unwrap_or_default();
            parts.count() == usize::from(is_package(first))
        })
    });
    descriptions.into_iter().any(|(_, number)| value_of(*number, "name", stage) == name)
}

/// The value of a key of a description.
fn value_of<'p>(number: usize, key: &str, stage: &Stage<'p>) -> &'p str {
    let root = stage.text(number).and_then(|text| text.tree?.documents().next());
    root.and_then(|(_, root)| at(root, key)).map_or("", NodeRef::text)
}
