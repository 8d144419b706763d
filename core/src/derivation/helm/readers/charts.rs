//! Where the values of charts are in those of a release.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::positions::{Position, Positions, ROOT};
use super::reach::Reach;
use crate::derivation::helm::chart::{Chart, Dependency};

/// A chart, by one of the names under which it is installed.
#[derive(Debug)]
pub(super) struct Placed<'c> {
    pub(super) chart: &'c Chart,
    /// The position of its values.
    pub(super) values: Position,
    /// The positions of values that it shares with the charts around it.
    pub(super) globals: Vec<Position>,
    /// The charts in it, by name.
    pub(super) inner: BTreeMap<Rc<str>, usize>,
    name: Rc<str>,
    /// Its folder, from the name of the outermost chart on.
    folder: Rc<str>,
}

/// The key of the values that all charts share.
pub(super) const GLOBAL: &str = "global";

/// The fields of `.Chart` besides its name.
const CHART: &[&str] = &[
    "APIVersion",
    "Annotations",
    "AppVersion",
    "Condition",
    "Dependencies",
    "Deprecated",
    "Description",
    "Home",
    "Icon",
    "IsRoot",
    "Keywords",
    "KubeVersion",
    "Maintainers",
    "Sources",
    "Tags",
    "Type",
    "Version",
];

/// All charts of a release, the outermost first. What is read outside of templates is reached.
pub(super) fn placed<'c>(chart: &'c Chart, positions: &mut Positions) -> Vec<Placed<'c>> {
    let mut all = Vec::new();
    let name: Rc<str> = chart.name().into();
    let folder = Rc::clone(&name);
    add(Placed::new(chart, ROOT, Vec::new(), name, &folder), positions, &mut all);
    let has_tags = |of: &Placed<'_>| of.chart.dependencies().iter().any(|of| !of.tags.is_empty());
    if all.iter().any(has_tags) {
        let tags = positions.key(ROOT, "tags");
        positions.whole(tags);
    }
    all
}

// INVARIANT: charts are no deeper than their loader allows.
fn add<'c>(mut own: Placed<'c>, positions: &mut Positions, all: &mut Vec<Placed<'c>>) -> usize {
    let (chart, values, number) = (own.chart, own.values, all.len());
    let mut globals = own.globals.clone();
    globals.push(positions.key(values, GLOBAL));
    if let Some(schema) = &chart.schema {
        for path in &schema.named {
            let named = positions.path(values, path.keys.iter().map(|key| &**key));
            if path.is_end {
                positions.whole(named);
            }
        }
    }
    for of in chart.dependencies() {
        outside_of_templates(chart, of, (values, &globals), positions);
    }
    let folder = Rc::clone(&own.folder);
    own.globals.clone_from(&globals);
    all.push(own);
    for inner in &chart.charts {
        let declared = chart.dependencies().iter().filter(|of| &*of.name == inner.name());
        let mut names: Vec<Rc<str>> = declared.map(|of| Rc::clone(of.known_as())).collect();
        if names.is_empty() {
            names.push(inner.name().into());
        }
        for name in names {
            let below = positions.key(values, &name);
            let folder = format!("{folder}/charts/{name}");
            let inner = Placed::new(inner, below, globals.clone(), Rc::clone(&name), &folder);
            let inner = add(inner, positions, all);
            if let Some(own) = all.get_mut(number) {
                own.inner.insert(name, inner);
            }
        }
    }
    number
}

/// What a declared dependency reads: its condition, the values that the chart imports from it, and
/// anything if it is not in the input.
fn outside_of_templates(
    chart: &Chart,
    of: &Dependency,
    (values, globals): (Position, &[Position]),
    positions: &mut Positions,
) {
    for condition in of.condition.split(',').map(str::trim).filter(|path| !path.is_empty()) {
        positions.path(values, condition.split('.'));
    }
    let below = positions.key(values, of.known_as());
    if !chart.charts.iter().any(|inner| inner.name() == &*of.name) {
        positions.whole(below);
        for global in globals {
            positions.whole(*global);
        }
    }
    for import in &of.imports {
        let from = positions.path(below, import.child.split('.'));
        positions.whole(from);
    }
}

impl<'c> Placed<'c> {
    fn new(
        chart: &'c Chart,
        values: Position,
        globals: Vec<Position>,
        name: Rc<str>,
        folder: &str,
    ) -> Self {
        let folder = folder.into();
        Self { chart, values, globals, inner: BTreeMap::new(), name, folder }
    }

    /// A field of the data of its templates, apart from values that are set there.
    pub(super) fn field(&self, key: &str) -> Reach {
        let dictionary = |word: (&str, &str), others: &[&str]| {
            let others = others.iter().map(|key| (Rc::from(*key), Reach::computed()));
            let entries = others.chain([(Rc::from(word.0), Reach::word(word.1))]);
            Reach::dictionary(entries.collect(), Reach::default())
        };
        match key {
            "Values" => Reach::values([self.values]),
            "Chart" => dictionary(("Name", &self.name), CHART),
            "Template" => {
                dictionary(("BasePath", &format!("{}/templates", self.folder)), &["Name"])
            }
            "Release" | "Capabilities" => Reach::computed(),
            "Files" => Reach::files(),
            "Subcharts" => {
                let inner = self.inner.iter();
                let inner = inner.map(|(name, number)| (Rc::clone(name), Reach::chart(*number)));
                Reach::dictionary(inner.collect(), Reach::default())
            }
            _ => Reach::default(),
        }
    }

    /// The keys that lead to its values.
    pub(super) fn keys(&self) -> Vec<String> {
        self.folder.split("/charts/").skip(1).map(str::to_owned).collect()
    }

    /// The path of one of its templates, as Helm names it.
    pub(super) fn path(&self, template: &str) -> String {
        format!("{}/{template}", self.folder)
    }
}
