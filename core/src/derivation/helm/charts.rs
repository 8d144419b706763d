//! The charts of a bundle, and the releases that they are rendered for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::declared::{Declared, Installed, Layer};
use crate::derivation::lookup::{above, at};
use crate::derivation::stage::{Stage, Text};
use crate::frontends::helm::{self, is_description};
use crate::model::path::{clean, folder};
use crate::tree::NodeRef;

/// A chart that is in no other one.
#[derive(Debug, Default)]
pub(in crate::derivation) struct Root {
    /// The number of `Chart.yaml`.
    pub(in crate::derivation) number: usize,
    /// The folder of the chart.
    pub(in crate::derivation) home: String,
    /// The files of the chart: each path below the chart with the number of its text.
    pub(in crate::derivation) files: Vec<(String, usize)>,
    /// The files that `.helmignore` leaves out.
    pub(in crate::derivation) ignored: Vec<(String, usize)>,
    /// The dependencies in folders of the input that it cannot take, for a reason that is said.
    pub(in crate::derivation) refused: Vec<String>,
    /// Whether others take it from its folder.
    pub(in crate::derivation) is_included: bool,
    /// Whether Helm reads the chart, as far as `.helmignore` says.
    pub(in crate::derivation) is_loaded: bool,
    /// The releases to render: those without an environment first, at least one.
    pub(in crate::derivation) releases: Vec<Installed>,
}

/// The files of values of the environments of a chart, by the names of the files.
type Environments = Vec<(Arc<str>, Vec<usize>)>;

/// The charts of texts that are in no other chart.
pub(in crate::derivation) fn roots(
    texts: &[usize],
    declared: &[Declared],
    stage: &Stage<'_>,
) -> Vec<Root> {
    let is_chart = |text: &Text<'_>| text.kind == &helm::CHART && is_description(text.path);
    let of = |number: &usize| stage.text(*number).filter(|text| !text.is_context);
    let mut homes: BTreeMap<String, usize> = BTreeMap::new();
    for number in texts {
        if let Some(text) = of(number).filter(|text| is_chart(text)) {
            homes.entry(folder(&clean(text.path)).to_owned()).or_insert(*number);
        }
    }
    if homes.is_empty() {
        return Vec::new();
    }
    let mut roots: BTreeMap<&str, Root> = BTreeMap::new();
    for (home, number) in &homes {
        if !is_inner(home, &homes) {
            let (number, home_of) = (*number, home.clone());
            roots.insert(home, Root { number, home: home_of, ..Root::default() });
        }
    }
    for number in texts {
        let Some(text) = stage.text(*number).filter(|text| text.source.is_some()) else { continue };
        let path = clean(text.path);
        // The innermost root whose folder contains the file.
        let mut folders = above(&path).into_iter().rev();
        let home = folders.find(|folder| roots.contains_key(folder));
        let Some(root) = home.and_then(|home| roots.get_mut(home)) else { continue };
        if let Some(path) = below(&root.home, &path) {
            root.files.push((path.to_owned(), *number));
        }
    }
    let asked = stage.asked().release;
    let mut roots: Vec<Root> = roots.into_values().collect();
    if !asked.values.is_empty() || !asked.set.is_empty() {
        let named = |path: &String| {
            let is_one = |of: &Text<'_>| clean(of.path) == clean(path);
            texts.iter().find(|number| stage.text(**number).is_some_and(is_one)).copied()
        };
        let values: Vec<Layer> = asked.values.iter().filter_map(named).map(Layer::File).collect();
        for root in &mut roots {
            root.releases = vec![Installed { values: values.clone(), ..Installed::default() }];
        }
        return roots;
    }
    let mut environments: BTreeMap<&str, Environments> = BTreeMap::new();
    let of_home: BTreeMap<&str, &Root> = roots.iter().map(|root| (&*root.home, root)).collect();
    for number in texts {
        values(*number, stage, &of_home, &mut environments);
    }
    let releases: Vec<Vec<Installed>> = roots
        .iter()
        .map(|root| {
            let own = declared.iter().filter(|one| one.home == root.home);
            let own = own.map(|one| one.release.clone()).collect();
            releases(own, environments.get(&*root.home).map_or(&[][..], Vec::as_slice))
        })
        .collect();
    for (root, releases) in roots.iter_mut().zip(releases) {
        root.releases = releases;
    }
    roots
}

/// The releases of a chart: those that documents declare, and one for each environment of its files of
/// values that no document declares one for or uses the values of.
fn releases(declared: Vec<Installed>, environments: &[(Arc<str>, Vec<usize>)]) -> Vec<Installed> {
    let used: BTreeSet<usize> = declared.iter().flat_map(Installed::files).collect();
    let is_new = |(name, files): &&(Arc<str>, Vec<usize>)| {
        let is_declared = declared.iter().any(|one| one.environments.contains(name));
        !is_declared && !files.iter().any(|file| used.contains(file))
    };
    let by_name: Vec<Installed> = environments
        .iter()
        .filter(is_new)
        .map(|(name, files)| Installed {
            environments: vec![Arc::clone(name)],
            values: files.iter().copied().map(Layer::File).collect(),
            ..Installed::default()
        })
        .collect();
    let (mut all, named): (Vec<Installed>, Vec<Installed>) =
        declared.into_iter().partition(|one| one.environments.is_empty());
    if all.is_empty() {
        all.push(Installed::default());
    }
    all.extend(named);
    all.extend(by_name);
    all
}

/// Whether a chart is in the `charts` folder of another one.
fn is_inner(home: &str, homes: &BTreeMap<String, usize>) -> bool {
    let mut outer = above(home).into_iter().filter(|outer| homes.contains_key(*outer));
    outer.any(|outer| below(outer, home).is_some_and(|path| path.starts_with("charts/")))
}

/// The path of a file below a folder.
fn below<'p>(home: &str, path: &'p str) -> Option<&'p str> {
    if home.is_empty() { Some(path) } else { path.strip_prefix(home)?.strip_prefix('/') }
}

/// Adds a file of values to the environments of its chart.
fn values<'r>(
    number: usize,
    stage: &Stage<'_>,
    roots: &BTreeMap<&'r str, &Root>,
    environments: &mut BTreeMap<&'r str, Environments>,
) {
    let Some(text) = stage.text(number) else { return };
    let is_values = stage.read(number).is_some_and(|(kind, _)| kind == &helm::VALUES);
    let path = clean(text.path);
    let of_path = helm::values(&path);
    let Some((home, _)) = roots.get_key_value(&*of_path.chart).filter(|_| is_values) else {
        return;
    };
    // Values for tests of the chart are not an environment, and neither is any other file beside it.
    let is_test = below(home, &path).is_some_and(|path| path.starts_with("ci/"))
        || !helm::is_of_environment(&path);
    let own = match text.environments {
        [] => of_path.environment.map(Arc::from).into_iter().collect(),
        given => given.to_vec(),
    };
    let known = environments.entry(home).or_default();
    for name in own.into_iter().filter(|_| !is_test) {
        match known.iter_mut().find(|(known, _)| *known == name) {
            Some((_, files)) => files.push(number),
            None => known.push((name, vec![number])),
        }
    }
}

impl Root {
    /// Whether it is rendered by itself. One that others take is rendered in them, unless a document or files of
    /// values say that it is installed by itself.
    pub(in crate::derivation) fn is_installed(&self, stage: &Stage<'_>) -> bool {
        let is_release = |one: &Installed| !one.by.is_empty() || !one.environments.is_empty();
        !self.is_included || self.releases.iter().any(is_release) || stage.asked().has_bases
    }

    /// Whether the chart, or one in it, has templates in the input.
    pub(in crate::derivation) fn has_templates(&self) -> bool {
        let has = |path: &str| self.files.iter().any(|(own, _)| own == path);
        let is_inner = |path: &str| {
            let home = path.split_once("/templates/").map(|(home, _)| home);
            home.is_some_and(|home| has(&format!("{home}/Chart.yaml")))
        };
        let is_own = |path: &str| path.starts_with("templates/");
        self.files.iter().any(|(path, _)| is_own(path))
            || self.files.iter().any(|(path, _)| path.starts_with("charts/") && is_inner(path))
    }

    /// The root of `Chart.yaml`.
    pub(in crate::derivation) fn description<'p>(&self, stage: &Stage<'p>) -> Option<NodeRef<'p>> {
        let tree = stage.text(self.number)?.tree?;
        Some(tree.documents().next()?.1)
    }

    /// Whether it only defines templates for others.
    pub(in crate::derivation) fn is_library(&self, stage: &Stage<'_>) -> bool {
        let kind = self.description(stage).and_then(|root| at(root, "type"));
        kind.is_some_and(|kind| kind.text().eq_ignore_ascii_case("library"))
    }
}

/// The environments of a release as alternatives; without one, it is in the default.
pub(in crate::derivation) fn alternatives(
    release: &Installed,
) -> impl Iterator<Item = Option<&Arc<str>>> {
    let default = release.environments.is_empty().then_some(None);
    default.into_iter().chain(release.environments.iter().map(Some))
}
