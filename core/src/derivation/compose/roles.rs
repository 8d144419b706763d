//! What texts are because files name them: a file of variables has any name, and so has one whose
//! services others extend.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::environment::{NOTHING, RAW, with_files};
use super::path::{clean, folder, join};
use super::project::File;
use super::run::{Files, Run};
use super::template::{Environment, substitute};
use crate::derivation::lookup::{at, is_local, list, listed};
use crate::derivation::stage::{Reading, Stage, Text};
use crate::frontends::compose::{COMPOSE, RECOGNISED};
use crate::frontends::{Certainty, FileKind, RAW_VARIABLES, Recognised, VARIABLES};
use crate::source::Source;
use crate::tree::{Limits, NodeRef, Passage, Tree};

/// The texts that are something else than their names and contents tell, read as what they are.
pub(super) fn readings(texts: &[usize], stage: &Stage<'_>) -> BTreeMap<usize, Reading> {
    let mut names = Names::new(stage.limits());
    let mut numbers = HashMap::new();
    for number in texts {
        let Some(text) = stage.text(*number) else { continue };
        numbers.insert(clean(text.path), *number);
        names.take(text);
    }
    let readings = names.readings.into_iter();
    readings.filter_map(|(path, reading)| Some((*numbers.get(&path)?, reading))).collect()
}

/// Follows names from file to file, also to those that come later.
#[derive(Debug)]
pub(crate) struct Names {
    limits: Limits,
    texts: HashMap<String, Taken>,
    /// Those that were read again as what others say that they are.
    readings: HashMap<String, Reading>,
    /// What is named and has not come, by its path.
    awaited: HashMap<String, Vec<Visit>>,
    /// The folders from which each file that was looked through names others, and the variables in the
    /// names.
    seen: HashMap<String, HashSet<(String, Variables)>>,
    /// The files with variables in the names, by a path of variables that have not come.
    unsettled: HashMap<String, Vec<(String, Visit)>>,
    /// How many bytes may still be looked through once more: files that name each other from two
    /// folders multiply.
    bytes_left: usize,
}

/// How many bytes may be looked through once more.
const MORE: usize = 4 << 20;

/// What it costs at least to look through a file once more.
const LEAST: usize = 1 << 10;

/// Files that name files that name files: more than Compose takes.
const DEPTH: usize = 64;

/// A file to look through.
#[derive(Clone, Debug)]
struct Visit {
    recognised: Recognised,
    /// The folder from which it names others.
    folder: String,
    /// The variables in the names.
    variables: Variables,
    /// The files that led to it: none is looked through for what it names itself.
    chain: Chain,
}

/// Files, each of which names the next.
type Chain = Arc<[Arc<str>]>;

/// The files that set the variables of a project, those of the projects around it first.
type Variables = Arc<[Vec<String>]>;

/// A text that was taken in.
#[derive(Debug)]
struct Taken {
    kind: &'static FileKind,
    source: Source,
    tree: Option<Arc<Tree>>,
}

/// A file that another one names.
pub(crate) struct Named {
    /// The file that names it.
    pub(crate) by: String,
    pub(crate) path: String,
    visit: Visit,
}

impl Names {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            limits,
            texts: HashMap::new(),
            readings: HashMap::new(),
            awaited: HashMap::new(),
            seen: HashMap::new(),
            unsettled: HashMap::new(),
            bytes_left: MORE,
        }
    }

    /// Takes a text in; the answer is what is named now and has not come.
    pub(crate) fn take(&mut self, text: &Text<'_>) -> Vec<Named> {
        let Some(source) = text.source.cloned() else { return Vec::new() };
        let path = clean(text.path);
        let taken = Taken { kind: text.kind, source, tree: text.tree.cloned() };
        self.texts.insert(path.clone(), taken);
        let mut open = Vec::new();
        let mut missing = Vec::new();
        if text.kind == &COMPOSE {
            let chain = Chain::from([Arc::from(path.as_str())]);
            let folder = folder(&path).to_owned();
            let own = join(&folder, ".env");
            let variables = Variables::from([vec![own.clone()]]);
            let visit = Visit { recognised: VARIABLES, folder, variables, chain };
            let named = Named { by: path.clone(), path: own, visit: visit.clone() };
            missing.extend(self.name(named, &mut open));
            let visit = Visit { recognised: RECOGNISED, chain: Chain::from([]), ..visit };
            open.push((path.clone(), visit));
        }
        for visit in self.awaited.remove(&path).unwrap_or_default() {
            self.is(&path, visit.recognised);
            open.push((path.clone(), visit));
        }
        for (path, visit) in self.unsettled.remove(&path).unwrap_or_default() {
            if let Some(seen) = self.seen.get_mut(&path) {
                seen.remove(&visit.key());
            }
            open.push((path, visit));
        }
        while let Some((path, visit)) = open.pop() {
            for named in self.look_through(&path, &visit) {
                missing.extend(self.name(named, &mut open));
            }
        }
        missing
    }

    /// Notes that a file is named; the answer is what has not come.
    fn name(&mut self, named: Named, open: &mut Vec<(String, Visit)>) -> Option<Named> {
        let Named { path, visit, .. } = &named;
        if self.texts.contains_key(path) {
            self.is(path, visit.recognised);
            open.push((named.path, named.visit));
            return None;
        }
        self.awaited.entry(path.clone()).or_default().push(visit.clone());
        Some(named)
    }

    /// Reads a text as what another one says that it is, unless it can be nothing else than it is.
    fn is(&mut self, path: &str, recognised: Recognised) {
        let Some(text) = self.texts.get(path) else { return };
        let is_open = text.kind.certainty != Certainty::Certain && text.kind != &COMPOSE;
        if is_open && !self.readings.contains_key(path) {
            let reading = Reading::new(&text.source, recognised, self.limits);
            self.readings.insert(path.to_owned(), reading);
        }
    }

    /// What a file names.
    fn look_through(&mut self, path: &str, visit: &Visit) -> Vec<Named> {
        let is_compose = visit.recognised.kind == &COMPOSE;
        let Some(text) = self.texts.get(path).filter(|_| is_compose) else { return Vec::new() };
        let read = self.readings.get(path).map(|reading| &reading.tree);
        let own = text.tree.as_ref().filter(|_| text.kind == &COMPOSE);
        let Some(tree) = read.or(own) else { return Vec::new() };
        let is_cycle = visit.chain.iter().any(|above| **above == *path);
        let folders = self.seen.entry(path.to_owned()).or_default();
        if is_cycle || visit.chain.len() >= DEPTH || folders.contains(&visit.key()) {
            return Vec::new();
        }
        let cost = if folders.is_empty() { 0 } else { text.source.text().len().max(LEAST) };
        let Some(left) = self.bytes_left.checked_sub(cost) else { return Vec::new() };
        self.bytes_left = left;
        folders.insert(visit.key());
        let chain = visit.chain.iter().cloned().chain([Arc::from(path)]).collect();
        let within = Visit { chain, ..visit.clone() };
        let environment = OnceCell::new();
        let found = named(&within, tree, &|| {
            environment.get_or_init(|| self.environment(&visit.variables))
        });
        if environment.get().is_some() {
            let paths = visit.variables.iter().flatten();
            let texts = paths.clone().filter_map(|path| self.texts.get(path));
            let cost = texts.map(|text| text.source.text().len()).sum();
            self.bytes_left = self.bytes_left.saturating_sub(cost);
            for awaited in paths.filter(|path| !self.texts.contains_key(*path)) {
                let unsettled = self.unsettled.entry(awaited.clone()).or_default();
                unsettled.push((path.to_owned(), visit.clone()));
            }
        }
        found
    }

    /// What is known of variables. What no file sets, whoever starts the project may have set.
    fn environment(&self, variables: &Variables) -> Environment {
        let mut files = Vec::new();
        for path in variables.iter().flatten() {
            let read = self.readings.get(path).map(|reading| &reading.tree);
            let tree = read.or_else(|| self.texts.get(path)?.tree.as_ref());
            let number = u32::try_from(files.len()).unwrap_or(u32::MAX);
            files.extend(tree.map(|tree| File { number, path, tree, is_part: false }));
        }
        let index = Files::new(&files);
        let mut run = Run::new(&index, self.limits);
        let outside = Environment::default();
        variables.iter().fold(outside, |outer, paths| with_files(&mut run, &outer, paths, false))
    }
}

impl Visit {
    /// What makes looking through a file another time worth it.
    fn key(&self) -> (String, Variables) {
        (self.folder.clone(), Arc::clone(&self.variables))
    }

    /// A file that the last one of the chain names.
    fn names(&self, path: String, recognised: Recognised, folder: String) -> Named {
        let by = self.chain.last().map(|by| (**by).to_owned()).unwrap_or_default();
        Named { by, path, visit: Self { recognised, folder, ..self.clone() } }
    }
}

/// The files that the last file of a chain names.
fn named<'e>(within: &Visit, tree: &Tree, environment: &dyn Fn() -> &'e Environment) -> Vec<Named> {
    // What a variable is part of that nobody knows is not known either.
    let text = |node: &NodeRef<'_>| {
        let written = node.text();
        if !written.contains('$') {
            return Some(written.to_owned());
        }
        let known = environment();
        let replaced = substitute(written, Passage::default(), &|name| known.lookup(name));
        replaced.ok().filter(|text| !text.is_open()).map(|text| text.content)
    };
    let path = |node: &NodeRef<'_>| {
        let is_path = |text: &String| !["", NOTHING].contains(&text.as_str()) && is_local(text);
        text(node).filter(is_path).map(|text| join(&within.folder, &text))
    };
    let mut found = Vec::new();
    for (_, root) in tree.documents() {
        for include in list(root, "include") {
            let paths = at(include, "path").map_or_else(|| vec![include], listed);
            let first = paths.first().and_then(path).unwrap_or_default();
            let project = at(include, "project_directory");
            let project = project.map(|named| text(&named).map(|text| join(&within.folder, &text)));
            // Where the project is decides what is named there.
            let Some(below) = project.unwrap_or_else(|| Some(folder(&first).to_owned())) else {
                continue;
            };
            let own = list(include, "env_file");
            let variables: Vec<String> = if own.is_empty() {
                vec![join(&below, ".env")]
            } else {
                own.iter().filter_map(path).collect()
            };
            let all = within.variables.iter().chain([&variables]).cloned().collect();
            let inner = Visit { variables: all, ..within.clone() };
            for path in paths.iter().filter_map(path) {
                found.push(inner.names(path, RECOGNISED, below.clone()));
            }
            for path in variables {
                found.push(inner.names(path, VARIABLES, below.clone()));
            }
        }
        let mut add = |nodes: Vec<NodeRef<'_>>, recognised| {
            for path in nodes.iter().filter_map(path) {
                let folder = folder(&path).to_owned();
                found.push(within.names(path, recognised, folder));
            }
        };
        for section in ["services", "jobs"] {
            let services = at(root, section).map(NodeRef::entries).unwrap_or_default();
            for service in services.into_iter().filter_map(|(_, service)| service.follow()) {
                let base = at(service, "extends").and_then(|extends| at(extends, "file"));
                add(base.into_iter().collect(), RECOGNISED);
                for key in ["env_file", "label_file"] {
                    for file in list(service, key) {
                        let format = at(file, "format").and_then(|format| text(&format));
                        let is_raw = format.as_deref() == Some(RAW);
                        let recognised = if is_raw { RAW_VARIABLES } else { VARIABLES };
                        add(vec![at(file, "path").unwrap_or(file)], recognised);
                    }
                }
            }
        }
    }
    found
}
