//! Roles that texts have because files reference them: an environment file may have any name, and
//! so may a file whose services are extended.

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
use crate::frontends::{Certainty, FileKind, HAS_COMPOSE, RAW_VARIABLES, Recognised, VARIABLES};
use crate::source::Source;
use crate::tree::{Limits, NodeRef, Passage, Tree};

/// The texts whose role differs from what their names and contents imply, read according to their
/// role.
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

/// Follows references from file to file, including files that arrive later.
#[derive(Debug)]
pub(crate) struct Names {
    limits: Limits,
    texts: HashMap<String, Taken>,
    /// The texts that were read again in the role that others give them.
    readings: HashMap<String, Reading>,
    /// The references to files that have not arrived, by path.
    awaited: HashMap<String, Vec<Visit>>,
    /// The folders and variables with which the references of each file were already followed.
    seen: HashMap<String, HashSet<(String, Variables)>>,
    /// The files with variables in their references, by the path of a variables file that has not
    /// arrived.
    unsettled: HashMap<String, Vec<(String, Visit)>>,
    /// How many bytes may still be scanned again: files that reference each other from two folders
    /// multiply.
    bytes_left: usize,
}

/// The budget of bytes to scan again.
const MORE: usize = 4 << 20;

/// The minimum cost of scanning a file again.
const LEAST: usize = 1 << 10;

/// Maximum length of a chain of references: more than Compose allows.
const DEPTH: usize = 64;

/// A file to scan for references.
#[derive(Clone, Debug)]
struct Visit {
    recognised: Recognised,
    /// The folder that its references are resolved against.
    folder: String,
    /// The variables in its references.
    variables: Variables,
    /// The files that led to it: a file is not scanned again for its references.
    chain: Chain,
}

/// Files, each of which references the next.
type Chain = Arc<[Arc<str>]>;

/// The files that set the variables of a project, those of the outer projects first.
type Variables = Arc<[Vec<String>]>;

/// A text that has arrived.
#[derive(Debug)]
struct Taken {
    kind: &'static FileKind,
    source: Source,
    tree: Option<Arc<Tree>>,
}

/// A file that another one references.
pub(crate) struct Named {
    /// The file that contains the reference.
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

    /// Adds a text; returns the new references to files that have not arrived.
    pub(crate) fn take(&mut self, text: &Text<'_>) -> Vec<Named> {
        let Some(source) = text.source.cloned().filter(|_| HAS_COMPOSE) else { return Vec::new() };
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

    /// Records a reference to a file; returns it if the file has not arrived.
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

    /// Reads a text in the role that another one gives it, unless its own kind is certain.
    fn is(&mut self, path: &str, recognised: Recognised) {
        let Some(text) = self.texts.get(path) else { return };
        let is_open = text.kind.certainty != Certainty::Certain && text.kind != &COMPOSE;
        if is_open && !self.readings.contains_key(path) {
            let reading = Reading::new(&text.source, recognised, self.limits);
            self.readings.insert(path.to_owned(), reading);
        }
    }

    /// Follows the references of a file.
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

    /// The known values of variables. A variable that no file sets may be set in the environment of
    /// the process that starts the project.
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
    /// The inputs that make another scan of a file necessary.
    fn key(&self) -> (String, Variables) {
        (self.folder.clone(), Arc::clone(&self.variables))
    }

    /// A reference from the last file of the chain.
    fn names(&self, path: String, recognised: Recognised, folder: String) -> Named {
        let by = self.chain.last().map(|by| (**by).to_owned()).unwrap_or_default();
        Named { by, path, visit: Self { recognised, folder, ..self.clone() } }
    }
}

/// The references of the last file of a chain.
fn named<'e>(within: &Visit, tree: &Tree, environment: &dyn Fn() -> &'e Environment) -> Vec<Named> {
    // A text with an unknown variable is not known either.
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
            // The folder of the project determines which files are meant.
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
