//! The charts of a bundle, and the environments that they are rendered for.

use std::collections::BTreeMap;
use std::sync::Arc;

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
    /// The files of values of the only release, if the caller says them.
    pub(in crate::derivation) values: Vec<usize>,
    /// The environments, each with its files of values.
    pub(in crate::derivation) environments: Vec<(Arc<str>, Vec<usize>)>,
}

/// The charts of texts that are in no other chart.
pub(in crate::derivation) fn roots(texts: &[usize], stage: &Stage<'_>) -> Vec<Root> {
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
    let release = stage.asked().release;
    if release.values.is_empty() && release.set.is_empty() {
        for number in texts {
            values(*number, stage, &mut roots);
        }
    }
    let named = |path: &String| {
        let of =
            |number: &&usize| stage.text(**number).is_some_and(|of| clean(of.path) == clean(path));
        texts.iter().find(of).copied()
    };
    let given: Vec<usize> = release.values.iter().filter_map(named).collect();
    let roots = roots.into_values();
    roots.map(|root| Root { values: given.clone(), ..root }).collect()
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
fn values(number: usize, stage: &Stage<'_>, roots: &mut BTreeMap<&str, Root>) {
    let Some(text) = stage.text(number) else { return };
    let is_values = stage.read(number).is_some_and(|(kind, _)| kind == &helm::VALUES);
    let path = clean(text.path);
    let of_path = helm::values(&path);
    let Some(root) = roots.get_mut(&*of_path.chart).filter(|_| is_values) else { return };
    // Values for tests of the chart are not an environment, and neither is any other file beside it.
    let is_test = below(&root.home, &path).is_some_and(|path| path.starts_with("ci/"))
        || !helm::is_of_environment(&path);
    let own = match text.environments {
        [] => of_path.environment.map(Arc::from).into_iter().collect(),
        given => given.to_vec(),
    };
    for name in own.into_iter().filter(|_| !is_test) {
        match root.environments.iter_mut().find(|(known, _)| *known == name) {
            Some((_, files)) => files.push(number),
            None => root.environments.push((name, vec![number])),
        }
    }
}

impl Root {
    /// Whether it is rendered by itself. One that others take is rendered in them, unless files of values say
    /// that it is installed by itself.
    pub(in crate::derivation) fn is_installed(&self, stage: &Stage<'_>) -> bool {
        !self.is_included || !self.environments.is_empty() || stage.asked().has_bases
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
