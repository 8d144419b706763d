//! Renders the charts of a bundle: each for each of its releases.

mod broken;
mod given;
mod names;
mod said;
mod unread;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use crate::derivation::helm::chart::{self, Chart, ChartFile, Nulls, Settings};
use crate::derivation::helm::charts::{Root, alternatives, roots};
use crate::derivation::helm::declared::{
    Declarations, Declared, Installed, may_install, read as declarations,
};
use crate::derivation::helm::fault::{Cause, Fault};
use crate::derivation::helm::ignore::leave_out;
use crate::derivation::helm::local::lay_in;
use crate::derivation::helm::object::Version;
use crate::derivation::helm::origin::TEMPLATE;
use crate::derivation::helm::output::{Output as Writer, Parsed};
use crate::derivation::helm::schema::Violation;
use crate::derivation::helm::sources::Sources;
use crate::derivation::helm::templates::{Output, Templates};
use crate::derivation::helm::text::Text;
use crate::derivation::lookup::at;
use crate::derivation::stage::{Applied, Deriver, Key, Reading, Role, Stage};
use crate::frontends::Recognised;
use crate::frontends::helm::RENDERED;
use crate::frontends::kubernetes::MANIFEST;
use crate::model::settings::Templates as Rendering;
use crate::syntax::Format;
use crate::tree::{Limits, NodeRef, Tree};

/// The charts of a bundle that were rendered, by their folders.
#[derive(Debug, Default)]
pub(in crate::derivation) struct Rendered {
    /// Those whose templates are in the input.
    pub(in crate::derivation) homes: HashSet<String>,
    /// What those render that render with some values.
    pub(in crate::derivation) made: HashMap<String, Arc<Rendering>>,
}

/// Renders the charts of a bundle: those first that may render objects which install others.
pub(in crate::derivation) fn derive(
    texts: &[usize],
    mut declared: Declarations,
    stage: &mut Stage<'_>,
) -> Rendered {
    let mut rendered = Rendered::default();
    let (first, mut others): (Vec<Root>, Vec<Root>) = charts(texts, &declared.releases, stage)
        .into_iter()
        .partition(|root| installs(root, stage));
    rendered.render(&first, stage);
    if !first.is_empty() && !others.is_empty() {
        declared.extend(declarations(texts, true, stage));
        others = charts(texts, &declared.releases, stage);
        others.retain(|root| first.iter().all(|one| one.number != root.number));
    }
    rendered.render(&others, stage);
    declared.say(stage);
    rendered
}

/// The charts with the files that Helm reads of them.
fn charts(texts: &[usize], declared: &[Declared], stage: &mut Stage<'_>) -> Vec<Root> {
    let mut roots = roots(texts, declared, stage);
    for root in &mut roots {
        leave_out(root, stage);
    }
    lay_in(&mut roots, stage);
    roots
}

/// Whether a template of a chart may render an object that installs a chart.
fn installs(root: &Root, stage: &Stage<'_>) -> bool {
    let templates = root.files.iter().filter(|(path, _)| path.contains("templates/"));
    let mut sources = templates.filter_map(|(_, number)| stage.text(*number)?.source);
    sources.any(|source| may_install(source.text()))
}

impl Rendered {
    fn render(&mut self, roots: &[Root], stage: &mut Stage<'_>) {
        for root in roots {
            if !root.has_templates() || root.is_library(stage) {
                continue;
            }
            self.homes.insert(root.home.clone());
            if root.is_loaded && root.is_installed(stage) {
                let made = Release::new(root, stage).run(stage);
                self.made.extend(made.map(|made| (root.home.clone(), Arc::new(made))));
            }
        }
    }
}

/// A chart while it is rendered.
struct Release<'r> {
    root: &'r Root,
    sources: Sources,
    /// The number of the text of each template, by the number of its tree.
    texts: HashMap<u32, usize>,
    /// The number of the text of each template, by the path that Helm gives it.
    paths: HashMap<Rc<str>, usize>,
    name: Rc<str>,
    limits: Limits,
    /// What values break for a release, until it is said.
    violations: Vec<Violation>,
    /// What was said of values, by text and node.
    said: BTreeSet<(usize, u32, String)>,
}

/// What a template renders for some releases.
struct Made {
    /// The number of the template's text.
    number: usize,
    template: Text,
    parsed: Parsed,
    /// The namespace of objects that name none.
    namespace: Option<Rc<str>>,
    /// The releases, by their position.
    releases: Vec<usize>,
}

/// Environments that objects are added for: all of them, or those with some names; without a name, the
/// default.
type Environments = Option<Vec<Arc<str>>>;

impl<'r> Release<'r> {
    fn new(root: &'r Root, stage: &Stage<'_>) -> Self {
        let name = root.description(stage).and_then(|root| at(root, "name"));
        let name = name.map_or("", NodeRef::text).into();
        Self {
            root,
            sources: Sources::default(),
            texts: HashMap::new(),
            paths: HashMap::new(),
            name,
            limits: stage.limits(),
            violations: Vec::new(),
            said: BTreeSet::new(),
        }
    }

    /// Renders the chart for all of its releases; returns what it renders, if it does with some
    /// values.
    fn run(&mut self, stage: &mut Stage<'_>) -> Option<Rendering> {
        let limits = self.limits;
        let mut files = Vec::new();
        for (path, number) in &self.root.files {
            let Some(text) = stage.text(*number) else { continue };
            let Some(source) = text.source else { continue };
            files.push(ChartFile { path, source, tree: text.tree });
            if path.contains("templates/") {
                let tree = self.sources.text(source, true, limits).trace_at(0..0).from.source;
                self.texts.insert(tree & !TEMPLATE, *number);
            }
        }
        let chart = match chart::load(&files, &mut self.sources, limits) {
            Ok(chart) => chart,
            Err(cause) => {
                self.refuse(cause.message, stage);
                return None;
            }
        };
        let templates = Templates::of(&chart);
        let mut made: BTreeMap<Rc<str>, Vec<Made>> = BTreeMap::new();
        let mut is_any = false;
        let root = self.root;
        for (number, release) in root.releases.iter().enumerate() {
            match self.render(&chart, &templates, release, stage) {
                Ok(outputs) => {
                    is_any = true;
                    release.object.into_iter().for_each(|object| stage.installed(object));
                    for one in outputs {
                        self.collect(one, number, &mut made, stage);
                    }
                }
                Err(fault) => self.fault(&fault, release, stage),
            }
        }
        let dependencies = self.missing(&chart, stage);
        if !is_any {
            return None;
        }
        self.add(&made, stage);
        self.are_parts(stage);
        self.unread(&chart, &templates, stage);
        let kinds = kinds(&made);
        Some(Rendering { is_rendered: true, kinds, unseen: None, dependencies })
    }

    /// The texts of the templates for a release.
    fn render<'t>(
        &mut self,
        chart: &Chart,
        templates: &'t Templates<'t>,
        installed: &Installed,
        stage: &Stage<'_>,
    ) -> Result<Vec<Output>, Box<Fault>> {
        let at = |cause: Cause| Box::new(Fault { cause, places: Vec::new() });
        let asked = stage.asked();
        let given = self.layers(&installed.values, stage).map_err(at)?;
        for text in asked.release.set {
            chart::set(text, &given).map_err(at)?;
        }
        let mut chart = chart.clone();
        if !installed.defaults.is_empty() {
            chart.values = self.layers(&installed.defaults, stage).map_err(at)?;
        }
        chart::process(&mut chart, &given).map_err(at)?;
        let values = chart::coalesce(&chart, &given, Nulls::Remove).map_err(at)?;
        self.match_schemas(&chart, &values).map_err(at)?;
        let kubernetes = installed.kubernetes.as_deref().unwrap_or(&asked.kubernetes);
        let kubernetes = Version::parse(kubernetes).map_err(|cause| at(cause.into()))?;
        let (release, defaults) = (asked.release, asked.release.defaults);
        let namespace = release.namespace.or(installed.namespace.as_deref()).or(defaults.1);
        let versions = installed.api_versions.iter().chain(release.api_versions);
        let settings = Settings {
            name: self.release_name(installed, stage).into(),
            namespace: namespace.unwrap_or("default").into(),
            kubernetes,
            api_versions: versions.map(|one| Rc::from(&**one)).collect(),
        };
        chart::require(&chart, &settings.kubernetes).map_err(at)?;
        let renderables = chart::renderables(&chart, values, &settings);
        for one in &renderables {
            let tree = one.text.trace_at(0..0).from.source & !TEMPLATE;
            self.paths.extend(self.texts.get(&tree).map(|of| (Rc::clone(&one.path), *of)));
        }
        templates.render(&renderables)
    }

    /// Adds what a template renders to what it renders for other releases.
    fn collect(
        &self,
        one: Output,
        release: usize,
        made: &mut BTreeMap<Rc<str>, Vec<Made>>,
        stage: &Stage<'_>,
    ) {
        let name = one.path.rsplit('/').next().unwrap_or(&one.path);
        if name == "NOTES.txt" || one.text.as_str().trim().is_empty() {
            return;
        }
        let tree = one.template.trace_at(0..0).from.source & !TEMPLATE;
        let Some(number) = self.texts.get(&tree).copied() else { return };
        let installed = self.root.releases.get(release);
        let own = installed.and_then(|one| one.target.as_deref().or(one.namespace.as_deref()));
        let release_of = stage.asked().release;
        let namespace: Option<Rc<str>> =
            release_of.namespace.or(own).or(release_of.defaults.1).map(Rc::from);
        let known = made.entry(Rc::clone(&one.path)).or_default();
        let is_same = |known: &&mut Made| {
            known.namespace == namespace && known.parsed.text.is_same(&one.text)
        };
        if let Some(same) = known.iter_mut().find(is_same) {
            same.releases.push(release);
            return;
        }
        let parsed = Parsed::new(&one.path, one.text, self.limits);
        let (template, releases) = (one.template, vec![release]);
        known.push(Made { number, template, parsed, namespace, releases });
    }

    /// Adds the rendered objects as trees: for each template one for all that are in the same
    /// environments.
    fn add(&mut self, made: &BTreeMap<Rc<str>, Vec<Made>>, stage: &mut Stage<'_>) {
        let trees: Arc<[Arc<Tree>]> = self.sources.trees.clone().into();
        for (path, all) in made {
            for one in all {
                for problem in &one.parsed.problems {
                    self.not_yaml(one, problem, stage);
                }
                for (environments, of) in self.divided(&one.releases) {
                    self.write((path, &of), one, environments, &trees, stage);
                }
            }
        }
    }

    /// The sets of environments that objects of releases are added for, each with its releases: all of
    /// them, the default, or those with a name.
    fn divided(&self, releases: &[usize]) -> Vec<(Environments, Vec<usize>)> {
        let of = |number: &usize| self.root.releases.get(*number);
        let all: BTreeSet<_> = self.root.releases.iter().flat_map(alternatives).collect();
        let own: BTreeSet<_> = releases.iter().filter_map(of).flat_map(alternatives).collect();
        if own.len() == all.len() {
            return vec![(None, releases.to_vec())];
        }
        let is_default = |number: &usize| of(number).is_some_and(|of| of.environments.is_empty());
        let (default, others): (Vec<usize>, Vec<usize>) =
            releases.iter().copied().partition(is_default);
        let names: Vec<Arc<str>> = own.into_iter().flatten().cloned().collect();
        let parts = [(Some(Vec::new()), default), (Some(names), others)];
        parts.into_iter().filter(|(_, releases)| !releases.is_empty()).collect()
    }

    fn write(
        &self,
        (path, releases): (&Rc<str>, &[usize]),
        made: &Made,
        environments: Environments,
        trees: &Arc<[Arc<Tree>]>,
        stage: &mut Stage<'_>,
    ) {
        let Some(name) = stage.text(made.number).and_then(|text| text.source) else { return };
        let name = name.shared_name();
        let mut writer = Writer::new(&name, &made.template, Arc::clone(trees), stage.limits());
        let release = self.distinct_name(releases, stage).map(str::to_owned);
        let mut names = Vec::new();
        for root in made.parsed.documents() {
            names.push(names::written_name(root, release.as_deref()));
            if let Err(problem) = writer.document(&made.parsed.text, root) {
                stage.problem(made.number, problem);
            }
        }
        let home = self.root.home.as_str();
        let is_named = self.root.releases.iter().any(|one| !one.environments.is_empty());
        let set = match environments {
            Some(_) => Some(Arc::from(home)),
            None if !is_named => None,
            // The same in all environments: a set without a member for any of them.
            None => Some(Arc::from(format!("{home} {path}"))),
        };
        let key = Key::new(Deriver::Charts, made.number)
            .in_environment(Some(Arc::from(&**path)))
            .with(&[releases, &[self.root.number]].concat());
        let (environments, positions) = (environments.unwrap_or_default(), Vec::new());
        let namespace = made.namespace.as_deref().map(Arc::from);
        let applied = Applied { set, environments, namespace, names, positions };
        stage.add(key, Arc::new(writer.finish()), &MANIFEST, Role::Applied(applied));
    }

    /// The files of the chart are checked in what they render.
    fn are_parts(&self, stage: &mut Stage<'_>) {
        let all = self.root.releases.iter().flat_map(|release| &release.environments);
        let names: Vec<Arc<str>> = all.collect::<BTreeSet<_>>().into_iter().cloned().collect();
        for (path, number) in &self.root.files {
            let Some(text) = stage.text(*number) else { continue };
            let Some(source) = text.source.filter(|_| path.contains("templates/")) else {
                continue;
            };
            self.unread_files(*number, path, source.text(), stage);
            let kind = text.kind;
            let recognised = Recognised::new(&RENDERED, Format::TEMPLATE);
            if kind != &MANIFEST || source.text().contains("{{") {
                stage.reading(*number, Reading::new(source, recognised, stage.limits()));
            }
            let membership = stage.membership(*number);
            membership.is_part = true;
            let known = membership.environments.clone();
            let new = names.iter().filter(|name| !known.contains(name));
            membership.environments.extend(new.cloned());
        }
    }
}

/// The kinds of rendered objects.
fn kinds(made: &BTreeMap<Rc<str>, Vec<Made>>) -> Vec<String> {
    let roots = made.values().flatten().flat_map(|one| one.parsed.documents());
    let kinds = roots.filter_map(|root| Some(at(root, "kind")?.text().to_owned()));
    let kinds: BTreeSet<String> = kinds.filter(|kind| !kind.is_empty()).collect();
    kinds.into_iter().collect()
}
