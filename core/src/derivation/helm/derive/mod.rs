//! Renders the charts of a bundle: each for its default values and for each of its environments.

mod broken;
mod said;
mod unread;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use crate::derivation::helm::chart::{self, Chart, ChartFile, Nulls, Settings};
use crate::derivation::helm::charts::{Root, roots};
use crate::derivation::helm::fault::{Cause, Fault};
use crate::derivation::helm::object::Version;
use crate::derivation::helm::origin::TEMPLATE;
use crate::derivation::helm::output::{Output as Writer, Parsed};
use crate::derivation::helm::schema::Violation;
use crate::derivation::helm::sources::Sources;
use crate::derivation::helm::templates::{Output, Templates};
use crate::derivation::helm::text::Text;
use crate::derivation::helm::value::{Map, Value};
use crate::derivation::helm::yaml::values_of;
use crate::derivation::lookup::at;
use crate::derivation::stage::{Applied, Deriver, Key, Membership, Reading, Role, Stage};
use crate::frontends::Recognised;
use crate::frontends::helm::RENDERED;
use crate::frontends::kubernetes::MANIFEST;
use crate::model::WrittenName;
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

/// Renders the charts of a bundle.
pub(in crate::derivation) fn derive(texts: &[usize], stage: &mut Stage<'_>) -> Rendered {
    let mut rendered = Rendered::default();
    for root in roots(texts, stage) {
        if root.has_templates() && !root.is_library(stage) {
            let made = Release::new(&root, stage).run(stage);
            rendered.homes.insert(root.home.clone());
            rendered.made.extend(made.map(|made| (root.home.clone(), Arc::new(made))));
        }
    }
    rendered
}

/// A chart while it is rendered.
struct Release<'r> {
    root: &'r Root,
    sources: Sources,
    /// The number of the text of each template, by the number of its tree.
    texts: HashMap<u32, usize>,
    name: Rc<str>,
    limits: Limits,
    /// What values break in an environment, until it is said.
    violations: Vec<Violation>,
    /// What was said of values, by text and node.
    said: BTreeSet<(usize, u32, String)>,
}

/// What a template renders in some environments.
struct Made {
    /// The number of the template's text.
    number: usize,
    template: Text,
    parsed: Parsed,
    environments: Vec<usize>,
}

impl<'r> Release<'r> {
    fn new(root: &'r Root, stage: &Stage<'_>) -> Self {
        let name = root.description(stage).and_then(|root| at(root, "name"));
        let name = name.map_or("", NodeRef::text).into();
        Self {
            root,
            sources: Sources::default(),
            texts: HashMap::new(),
            name,
            limits: stage.limits(),
            violations: Vec::new(),
            said: BTreeSet::new(),
        }
    }

    /// Renders the chart in all of its environments; returns what it renders, if it does with some
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
        for environment in 0..=self.root.environments.len() {
            match self.render(&chart, &templates, environment, stage) {
                Ok(outputs) => {
                    is_any = true;
                    for one in outputs {
                        self.collect(one, environment, &mut made);
                    }
                }
                Err(fault) => self.fault(&fault, environment, stage),
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

    /// The texts of the templates in an environment; 0 are the default values.
    fn render<'t>(
        &mut self,
        chart: &Chart,
        templates: &'t Templates<'t>,
        environment: usize,
        stage: &Stage<'_>,
    ) -> Result<Vec<Output>, Box<Fault>> {
        let at = |cause: Cause| Box::new(Fault { cause, places: Vec::new() });
        let release = stage.asked().release;
        let mut given = Vec::new();
        let own = environment.checked_sub(1).and_then(|at| self.root.environments.get(at));
        for number in own.map_or(&self.root.values, |(_, files)| files) {
            let values = self.values(*number, stage);
            given.extend(values.map_err(|cause| at(cause.into()))?);
        }
        let given = chart::merge_files(given);
        for text in release.set {
            chart::set(text, &given).map_err(at)?;
        }
        let mut chart = chart.clone();
        chart::process(&mut chart, &given).map_err(at)?;
        let values = chart::coalesce(&chart, &given, Nulls::Remove).map_err(at)?;
        self.match_schemas(&chart, &values).map_err(at)?;
        let kubernetes =
            Version::parse(&stage.asked().kubernetes).map_err(|cause| at(cause.into()))?;
        let settings = Settings {
            name: release.name.map_or_else(|| Rc::clone(&self.name), Rc::from),
            namespace: release.namespace.unwrap_or("default").into(),
            kubernetes,
            api_versions: Vec::new(),
        };
        chart::require(&chart, &settings.kubernetes).map_err(at)?;
        templates.render(&chart::renderables(&chart, values, &settings))
    }

    fn values(&mut self, number: usize, stage: &Stage<'_>) -> Result<Option<Map>, String> {
        let Some((_, tree)) = stage.read(number) else { return Ok(None) };
        let source = self.sources.add(&tree);
        let Some((_, root)) = tree.documents().next() else { return Ok(None) };
        match values_of(root, source)? {
            Value::Map(map) => Ok(Some(map)),
            _ => Ok(None),
        }
    }

    /// Adds what a template renders to what it renders in other environments.
    fn collect(&self, one: Output, environment: usize, made: &mut BTreeMap<Rc<str>, Vec<Made>>) {
        let name = one.path.rsplit('/').next().unwrap_or(&one.path);
        if name == "NOTES.txt" || one.text.as_str().trim().is_empty() {
            return;
        }
        let tree = one.template.trace_at(0..0).from.source & !TEMPLATE;
        let Some(number) = self.texts.get(&tree).copied() else { return };
        let known = made.entry(Rc::clone(&one.path)).or_default();
        if let Some(same) = known.iter_mut().find(|known| known.parsed.text.is_same(&one.text)) {
            same.environments.push(environment);
            return;
        }
        let parsed = Parsed::new(&one.path, one.text, self.limits);
        let (template, environments) = (one.template, vec![environment]);
        known.push(Made { number, template, parsed, environments });
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
                for environments in self.divided(&one.environments) {
                    self.write(path, one, environments, &trees, stage);
                }
            }
        }
    }

    /// The sets of environments that objects are added for: all of them, the default, or those with a
    /// name.
    fn divided(&self, environments: &[usize]) -> Vec<Option<Vec<Arc<str>>>> {
        if environments.len() > self.root.environments.len() {
            return vec![None];
        }
        let named = environments.iter().filter_map(|at| at.checked_sub(1));
        let named = named.filter_map(|at| self.root.environments.get(at));
        let named: Vec<Arc<str>> = named.map(|(name, _)| Arc::clone(name)).collect();
        let default = environments.contains(&0).then(|| Some(Vec::new()));
        default.into_iter().chain((!named.is_empty()).then_some(Some(named))).collect()
    }

    fn write(
        &self,
        path: &Rc<str>,
        made: &Made,
        environments: Option<Vec<Arc<str>>>,
        trees: &Arc<[Arc<Tree>]>,
        stage: &mut Stage<'_>,
    ) {
        let Some(name) = stage.text(made.number).and_then(|text| text.source) else { return };
        let name = name.shared_name();
        let mut writer = Writer::new(&name, &made.template, Arc::clone(trees), stage.limits());
        let mut names = Vec::new();
        for root in made.parsed.documents() {
            names.push(written_name(root));
            if let Err(problem) = writer.document(&made.parsed.text, root) {
                stage.problem(made.number, problem);
            }
        }
        let set = environments.is_some().then(|| Arc::from(self.root.home.as_str()));
        let of: Vec<usize> = made.environments.clone();
        let is_default = environments.as_ref().is_some_and(Vec::is_empty);
        let of = if is_default { vec![0] } else { of };
        let key = Key::new(Deriver::Charts, made.number)
            .in_environment(Some(Arc::from(&**path)))
            .with(&of);
        let (environments, positions) = (environments.unwrap_or_default(), Vec::new());
        let applied = Applied { set, environments, names, positions };
        stage.add(key, Arc::new(writer.finish()), &MANIFEST, Role::Applied(applied));
    }

    /// The files of the chart are checked in what they render.
    fn are_parts(&self, stage: &mut Stage<'_>) {
        let names: Vec<Arc<str>> =
            self.root.environments.iter().map(|(name, _)| Arc::clone(name)).collect();
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
            let (environments, is_part) = (names.clone(), true);
            let membership = Membership { is_part, environments, ..Membership::default() };
            stage.membership(*number, membership);
        }
    }
}

/// The name of a rendered object.
fn written_name(root: NodeRef<'_>) -> WrittenName {
    let metadata = at(root, "metadata");
    let text = |key| metadata.and_then(|metadata| at(metadata, key)).map_or("", NodeRef::text);
    WrittenName::new(text("name"), text("namespace"))
}

/// The kinds of rendered objects.
fn kinds(made: &BTreeMap<Rc<str>, Vec<Made>>) -> Vec<String> {
    let roots = made.values().flatten().flat_map(|one| one.parsed.documents());
    let kinds = roots.filter_map(|root| Some(at(root, "kind")?.text().to_owned()));
    let kinds: BTreeSet<String> = kinds.filter(|kind| !kind.is_empty()).collect();
    kinds.into_iter().collect()
}
