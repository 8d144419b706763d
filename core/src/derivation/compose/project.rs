//! Which files make which projects.

use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use super::path::{folder, join};
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
    /// What was read from it: a Compose file, or variables.
    pub tree: &'p Arc<Tree>,
    /// Whether it is one only because others name it, and no project by itself.
    pub is_part: bool,
}

/// A Compose project: its files merged and interpolated as Compose does it.
#[derive(Debug)]
pub struct Project {
    /// The project in long forms only, without aliases and merge keys.
    pub tree: Arc<Tree>,
    /// The trees that it was made of, the base first: overrides, extended and included files, and
    /// files of variables too.
    pub files: Vec<u32>,
    /// What could not be understood, with the number of the tree in which it lies.
    pub problems: Vec<(u32, Problem)>,
    /// `prod` of `compose.prod.yaml`; none for the default project.
    pub environment: Option<String>,
}

/// What a variable is that no file sets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unset {
    /// Nobody knows: whoever starts the project may have set it.
    Unknown,
    /// An empty text, as for Compose itself where its environment is empty too.
    Empty,
}

/// All projects that the files make, in the order of their paths.
///
/// Of the files of a bundle, those in its own language and those of variables are read. In each
/// folder the file with the first default name is the base, and the first override is put
/// over it. `compose.prod.yaml` beside it is put over it too, in an environment of its own, unless
/// it stands alone. Any other file is a project of its own, if no other project includes it.
pub fn projects(files: &[File<'_>], limits: Limits) -> Vec<Project> {
    let reads = |file: &&File<'_>| matches!(file.tree.dialect(), Dialect::Compose | Dialect::Text);
    let files: Vec<File<'_>> = files.iter().filter(reads).copied().collect();
    let index = Files::new(&files);
    let mut made: Vec<(Plan<'_>, Project, Reach)> = Vec::new();
    for plan in plans(&files) {
        let (project, reach) = make(&index, &plan.files, limits, Unset::Unknown);
        made.push((plan, project, reach));
    }
    let covered: Vec<bool> = made.iter().map(|(plan, _, _)| is_covered(plan, &made)).collect();
    let kept = made.into_iter().zip(covered).filter(|(_, covered)| !covered);
    kept.map(|((plan, project, _), _)| Project { environment: plan.environment, ..project })
        .collect()
}

/// The project that the files at these paths make, the later ones over the earlier ones; the first
/// says where the project is.
pub fn project(
    files: &[File<'_>],
    paths: &[&str],
    unset: Unset,
    limits: Limits,
) -> Option<Project> {
    let index = Files::new(files);
    let files: Option<Vec<File<'_>>> = paths.iter().map(|path| index.at(path)).collect();
    let files = files.filter(|files| !files.is_empty())?;
    Some(make(&index, &files, limits, unset).0)
}

/// Files that make a project.
struct Plan<'p> {
    files: Vec<File<'p>>,
    environment: Option<String>,
    /// Whether the file is no project by its name.
    other: bool,
}

/// What else a project reached.
struct Reach {
    included: Vec<u32>,
    extended: HashSet<(u32, String)>,
}

/// Whether everything in the only file of a plan is judged as part of another project.
fn is_covered(plan: &Plan<'_>, made: &[(Plan<'_>, Project, Reach)]) -> bool {
    let ([file], None) = (plan.files.as_slice(), &plan.environment) else { return false };
    let others = || {
        made.iter().filter(|(other, ..)| !other.files.iter().any(|one| one.number == file.number))
    };
    let own = made.iter().find(|(other, ..)| std::ptr::eq(other, plan)).map(|(.., reach)| reach);
    // Two that include each other both stay.
    let included = others().any(|(other, _, reach)| {
        let back = other
            .files
            .first()
            .is_some_and(|first| own.is_some_and(|own| own.included.contains(&first.number)));
        reach.included.contains(&file.number) && !back
    });
    let services = service_names(file.tree);
    let extended = |name: &String| {
        others().any(|(.., reach)| reach.extended.contains(&(file.number, name.clone())))
    };
    included || plan.other && !services.is_empty() && services.iter().all(extended)
}

/// What a file of a name is in its folder.
enum Role {
    /// A base, by its precedence.
    Base(usize),
    /// An override, by its precedence.
    Override(usize),
    /// `prod` of `compose.prod.yaml`.
    Variant(String),
    Other,
}

const BASES: [&str; 4] =
    ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
const OVERRIDES: [&str; 4] = [
    "compose.override.yml",
    "compose.override.yaml",
    "docker-compose.override.yml",
    "docker-compose.override.yaml",
];

impl Role {
    fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        if let Some(rank) = BASES.iter().position(|base| *base == name) {
            return Self::Base(rank);
        }
        if let Some(rank) = OVERRIDES.iter().position(|other| *other == name) {
            return Self::Override(rank);
        }
        let stem = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"));
        let prefixes = ["compose.", "docker-compose.", "docker-compose-"];
        let variant =
            stem.and_then(|stem| prefixes.iter().find_map(|prefix| stem.strip_prefix(prefix)));
        match variant {
            Some(variant) if !variant.is_empty() => Self::Variant(variant.to_owned()),
            _ => Self::Other,
        }
    }
}

/// The files of one folder by what they are.
#[derive(Default)]
struct Folder<'p> {
    bases: Vec<(usize, File<'p>)>,
    overrides: Vec<(usize, File<'p>)>,
    variants: Vec<(String, File<'p>)>,
    others: Vec<File<'p>>,
}

fn plans<'p>(files: &[File<'p>]) -> Vec<Plan<'p>> {
    let mut folders: BTreeMap<String, Folder<'p>> = BTreeMap::new();
    let mut sorted: Vec<File<'p>> = files.to_vec();
    sorted.sort_by_key(|file| (file.path, file.number));
    let own = |file: &File<'_>| file.tree.dialect() != Dialect::Text && !file.is_part;
    for file in sorted.into_iter().filter(own) {
        let folder = folders.entry(join("", folder(file.path))).or_default();
        match Role::of(file.path) {
            Role::Base(rank) => folder.bases.push((rank, file)),
            Role::Override(rank) => folder.overrides.push((rank, file)),
            Role::Variant(name) => folder.variants.push((name, file)),
            Role::Other => folder.others.push(file),
        }
    }
    folders.into_values().flat_map(Folder::plans).collect()
}

impl<'p> Folder<'p> {
    fn plans(mut self) -> Vec<Plan<'p>> {
        self.bases.sort_by_key(|(rank, _)| *rank);
        self.overrides.sort_by_key(|(rank, _)| *rank);
        let alone = |file, other| Plan { files: vec![file], environment: None, other };
        let mut plans = Vec::new();
        let mut bases = self.bases.into_iter().map(|(_, file)| file);
        let base = bases.next();
        let mut overrides = self.overrides.into_iter().map(|(_, file)| file);
        if let Some(base) = base {
            let files = std::iter::once(base).chain(overrides.next()).collect();
            plans.push(Plan { files, environment: None, other: false });
        }
        plans.extend(bases.map(|file| alone(file, false)));
        // Compose takes one override only; another one may be meant for another time.
        let spare = overrides.map(|file| ("override".to_owned(), file));
        for (name, file) in self.variants.into_iter().chain(spare) {
            plans.push(match base.filter(|base| !stands_alone(file.tree, base.tree)) {
                Some(base) => {
                    Plan { files: vec![base, file], environment: Some(name), other: false }
                }
                None => alone(file, true),
            });
        }
        plans.extend(self.others.into_iter().map(|file| alone(file, true)));
        plans
    }
}

/// Whether every service of a file has an image or a build of its own and none is of the base.
fn stands_alone(file: &Tree, base: &Tree) -> bool {
    let has_own = |(_, service): (NodeRef<'_>, NodeRef<'_>)| {
        let service = service.follow();
        service.is_some_and(|service| {
            service.entry("image").is_some() || service.entry("build").is_some()
        })
    };
    let shared = service_names(base);
    let names = service_names(file);
    !names.is_empty()
        && services(file).into_iter().all(has_own)
        && !names.iter().any(|name| shared.contains(name))
}

fn services(tree: &Tree) -> Vec<(NodeRef<'_>, NodeRef<'_>)> {
    let sections = tree.documents().filter_map(|(_, root)| root.entry("services"));
    let sections = sections.filter_map(|(_, services)| services.follow());
    sections.flat_map(NodeRef::entries).collect()
}

fn service_names(tree: &Tree) -> Vec<String> {
    services(tree).into_iter().map(|(key, _)| key.key_text().into_owned()).collect()
}

fn make(index: &Files<'_>, files: &[File<'_>], limits: Limits, unset: Unset) -> (Project, Reach) {
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
    if let Some(map) = model.map_mut() {
        hooks::complete(&mut run, map);
        environment::finish(&mut run, map, &variables, folder);
        finish::types(&mut run, map);
        unreadable(&mut run, map);
    }
    let tree = Arc::new(tree(&mut run, path, &model));
    let reach = Reach { included: run.included, extended: run.extended };
    let project = Project { tree, files: run.used, problems: run.problems, environment: None };
    (project, reach)
}

/// Says which sections, and which things in them, are not there as mappings.
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
    let origin = Origin::Derived(Provenance::of_nodes(sources.collect()));
    let source = Source::new(path, "");
    let mut builder = Builder::new(source, Dialect::Compose, origin, run.limits);
    if let Err(Abandoned(problem)) = write::write(model, &mut builder) {
        // A place in the tree that is made is none in a file.
        run.problem(model.from(), problem.code, problem.message);
    }
    let (tree, _) = builder.finish();
    tree
}
