//! Determines which files form which projects.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use super::path::{folder, join};
use super::plan::{Plan, plans};
use super::run::{Files, Run};
use super::template::Environment;
use super::value::{Map, Value};
use super::{environment, finish, hooks, include, load, write};
use crate::source::{Problem, ProblemCode, Source};
use crate::tree::{Abandoned, Builder, Dialect, Limits, NodeRef, Origin, Provenance, Tree, Why};

/// A text of the bundle that a project may be made of.
#[derive(Clone, Copy, Debug)]
pub struct File<'p> {
    /// The number of its tree in the run.
    pub number: u32,
    /// Its path, with `/`.
    pub path: &'p str,
    /// The content: a Compose file, or variables.
    pub tree: &'p Arc<Tree>,
    /// Whether it is a Compose file only because others reference it, and not a project by itself.
    pub is_part: bool,
}

/// A Compose project: its files merged and interpolated as Compose does it.
#[derive(Debug)]
pub struct Project {
    /// The project in long forms only, without aliases and merge keys.
    pub tree: Arc<Tree>,
    /// The trees that it was made of, the base first: also overrides, extended and included files,
    /// and environment files.
    pub files: Vec<u32>,
    /// The problems, each with the number of its tree.
    pub problems: Vec<(u32, Problem)>,
    /// `prod` of `compose.prod.yaml`; `None` for the default project.
    pub environment: Option<String>,
    /// Whether its services are never started, only extended by others.
    pub is_part: bool,
}

/// How a variable is treated that no file sets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unset {
    /// Not known: it may be set in the environment of the process that starts the project.
    Unknown,
    /// An empty string, as in Compose if the environment does not set it.
    Empty,
}

/// All projects that the files form, in the order of their paths.
///
/// Only files in the Compose format and environment files of a bundle are read. In each folder the
/// file with the first default name is the base, and the first override is merged over it. Any
/// other file whose services are complete is a separate project; `compose.prod.yaml` is also merged
/// over the base, as its own environment, if its services are not complete, or if its name is that
/// of an environment and it changes services of the base. Files that other projects include are
/// part of those projects. If the services of a file are extended by others, its remaining services
/// are parts.
pub fn projects(files: &[File<'_>], limits: Limits) -> Vec<Project> {
    let reads = |file: &&File<'_>| matches!(file.tree.dialect(), Dialect::Compose | Dialect::Text);
    let files: Vec<File<'_>> = files.iter().filter(reads).copied().collect();
    let index = Files::new(&files);
    let made: Vec<Made<'_>> = plans(&files)
        .into_iter()
        .map(|plan| {
            let (project, reach) = make(&index, &plan.files, limits, Unset::Unknown, |_| true);
            Made { plan, project, reach }
        })
        .collect();
    let taken = Taken::new(&made);
    let fates: Vec<Fate> = made.iter().map(|one| fate(one, &made, &taken)).collect();
    let extended: Extended =
        made.iter().flat_map(|one| one.reach.extended.iter().cloned()).collect();
    let is_included = |file: &File<'_>| taken.included.contains_key(&file.number);
    // A file that is read only for its values is not checked if no project includes it.
    let is_judged =
        |file: &&File<'_>| file.is_part && !file.tree.source().is_context() && !is_included(file);
    let mut parts: Vec<File<'_>> = files.iter().filter(is_judged).copied().collect();
    let mut known: HashSet<u32> = parts.iter().map(|file| file.number).collect();
    let mut projects = Vec::new();
    for (Made { plan, project, .. }, fate) in made.into_iter().zip(fates) {
        match fate {
            Fate::Project => projects.push(Project { environment: plan.environment, ..project }),
            Fate::Included => {}
            Fate::Part => {
                parts.extend(plan.files.last().filter(|file| known.insert(file.number)));
            }
        }
    }
    projects.extend(parts.into_iter().filter_map(|file| spare(&index, file, limits, &extended)));
    projects
}

/// The rest of a file of parts: the services that are not extended by others.
fn spare(
    index: &Files<'_>,
    file: File<'_>,
    limits: Limits,
    extended: &Extended,
) -> Option<Project> {
    let is_spare = |name: &str| !extended.contains(&(file.number, name.to_owned()));
    if !service_names(file.tree).iter().any(|name| is_spare(name)) {
        return None;
    }
    let (project, _) = make(index, &[file], limits, Unset::Unknown, is_spare);
    Some(Project { is_part: true, ..project })
}

/// The project that the files at these paths form, the later ones merged over the earlier ones; the
/// first one determines the folder of the project.
pub fn project(
    files: &[File<'_>],
    paths: &[&str],
    unset: Unset,
    limits: Limits,
) -> Option<Project> {
    let index = Files::new(files);
    let files: Option<Vec<File<'_>>> = paths.iter().map(|path| index.at(path)).collect();
    let files = files.filter(|files| !files.is_empty())?;
    Some(make(&index, &files, limits, unset, |_| true).0)
}

/// A project that may turn out to be part of others.
struct Made<'p> {
    plan: Plan<'p>,
    project: Project,
    reach: Reach,
}

/// Services that others extend, by the number of their tree.
type Extended = HashSet<(u32, String)>;

/// Other files that a project reached.
struct Reach {
    included: HashSet<u32>,
    extended: Extended,
    /// The files of the services that it extends.
    extended_files: HashSet<u32>,
}

/// The numbers of the projects that include or extend each file.
#[derive(Default)]
struct Taken {
    included: HashMap<u32, Vec<usize>>,
    extended: HashMap<u32, Vec<usize>>,
}

impl Taken {
    fn new(made: &[Made<'_>]) -> Self {
        let mut taken = Self::default();
        for (index, Made { reach, .. }) in made.iter().enumerate() {
            for file in &reach.included {
                taken.included.entry(*file).or_default().push(index);
            }
            for file in &reach.extended_files {
                taken.extended.entry(*file).or_default().push(index);
            }
        }
        taken
    }
}

/// The treatment of a project.
enum Fate {
    Project,
    /// It is included by others.
    Included,
    /// Services of its last file are extended by others.
    Part,
}

fn fate(one: &Made<'_>, made: &[Made<'_>], taken: &Taken) -> Fate {
    let Some(own) = one.plan.files.last().filter(|_| one.plan.may_be_in_others) else {
        return Fate::Project;
    };
    let takers = |by: &HashMap<u32, Vec<usize>>, back: &HashSet<u32>| {
        let takers = by.get(&own.number).into_iter().flatten().filter_map(|index| made.get(*index));
        let mut others = takers.filter(|other| {
            let files = &other.plan.files;
            // Of two projects that include each other, both are kept.
            let is_back = files.last().is_some_and(|file| back.contains(&file.number));
            !is_back && !files.iter().any(|file| file.number == own.number)
        });
        others.next().is_some()
    };
    if takers(&taken.included, &one.reach.included) {
        return Fate::Included;
    }
    if one.plan.may_be_part && takers(&taken.extended, &one.reach.extended_files) {
        return Fate::Part;
    }
    Fate::Project
}

pub(super) fn services(tree: &Tree) -> Vec<(NodeRef<'_>, NodeRef<'_>)> {
    let sections = tree.documents().filter_map(|(_, root)| root.entry("services"));
    let sections = sections.filter_map(|(_, services)| services.follow());
    sections.flat_map(NodeRef::entries).collect()
}

pub(super) fn service_names(tree: &Tree) -> Vec<String> {
    services(tree).into_iter().map(|(key, _)| key.key_text().into_owned()).collect()
}

fn make(
    index: &Files<'_>,
    files: &[File<'_>],
    limits: Limits,
    unset: Unset,
    is_wanted: impl Fn(&str) -> bool,
) -> (Project, Reach) {
    let mut run = Run::new(index, limits);
    for file in files {
        run.uses(file.number);
    }
    let path = files.first().map_or("", |file| file.path);
    let folder = folder(path);
    let outside = Environment { complete: unset == Unset::Empty, ..Environment::default() };
    let variables = environment::with_files(&mut run, &outside, &[join(folder, ".env")], false);
    let variables = Rc::new(variables);
    let mut included = include::Cache::default();
    let mut model = load::model(&mut run, files, folder, &variables, &[], &mut included);
    for section in ["services", "jobs"] {
        let services = model.map_mut().and_then(|map| map.get_mut(section));
        if let Some(services) = services.and_then(Value::map_mut) {
            services.retain(|entry| is_wanted(&entry.key));
        }
    }
    if let Some(map) = model.map_mut() {
        hooks::complete(&mut run, map);
        environment::finish(&mut run, map, &variables, folder);
        finish::types(&mut run, map);
        unreadable(&mut run, map);
    }
    let tree = Arc::new(tree(&mut run, path, &model));
    let reach = Reach {
        included: run.included.into_iter().collect(),
        extended_files: run.extended.iter().map(|(file, _)| *file).collect(),
        extended: run.extended,
    };
    let (files, problems) = (run.used, run.problems);
    let project = Project { tree, files, problems, environment: None, is_part: false };
    (project, reach)
}

/// Reports the sections, and the entries in them, that are not mappings.
fn unreadable(run: &mut Run<'_>, project: &Map) {
    const SECTIONS: [&str; 6] = ["services", "jobs", "networks", "volumes", "secrets", "configs"];
    let mut say = |name: &str, value: &Value| {
        if value.map().is_none() && (value.open || !value.is_null()) {
            let message = format!("`{name}`: {}", Why::Variable);
            run.problem(value.from(), ProblemCode::WrongShape, message);
        }
    };
    for section in SECTIONS {
        let Some(value) = project.get(section) else { continue };
        say(section, value);
        if matches!(section, "services" | "jobs") {
            for entry in value.map().into_iter().flat_map(Map::iter) {
                say(&entry.key, &entry.value);
            }
        }
    }
}

fn tree(run: &mut Run<'_>, path: &str, model: &Value) -> Tree {
    let sources = run.used.iter().filter_map(|number| run.files.tree(*number)).map(Arc::clone);
    let origin = Origin::Derived(Provenance::of_nodes(sources.collect::<Vec<_>>()));
    let source = Source::new(path, "");
    let mut builder = Builder::new(source, Dialect::Compose, origin, run.limits);
    if let Err(Abandoned(problem)) = write::write(model, &mut builder) {
        // A position in the generated tree is not a position in a file.
        run.problem(model.from(), problem.code, problem.message);
    }
    let (tree, _) = builder.finish();
    tree
}
