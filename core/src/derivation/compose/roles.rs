//! What texts are because files name them: a file of variables has any name, and so has one whose
//! services others extend.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::environment::NOTHING;
use super::path::{clean, folder, join};
use crate::derivation::lookup::{at, is_local, list, listed};
use crate::derivation::stage::{Reading, Stage, Text};
use crate::frontends::compose::{COMPOSE, RECOGNISED};
use crate::frontends::{Certainty, FileKind, Recognised, VARIABLES};
use crate::source::Source;
use crate::tree::{Limits, NodeRef, Tree};

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
    /// The folders from which each file that was looked through names others.
    seen: HashMap<String, HashSet<String>>,
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
#[derive(Debug)]
struct Visit {
    recognised: Recognised,
    /// The folder from which it names others.
    folder: String,
    /// The files that led to it: none is looked through for what it names itself.
    chain: Chain,
}

/// Files, each of which names the next.
type Chain = Arc<[Arc<str>]>;

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
            missing.extend(self.name(variables_of(&chain, &folder), &mut open));
            let visit = Visit { recognised: RECOGNISED, folder, chain: Chain::from([]) };
            open.push((path.clone(), visit));
        }
        for visit in self.awaited.remove(&path).unwrap_or_default() {
            self.is(&path, visit.recognised);
            open.push((path.clone(), visit));
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
        let Visit { recognised, folder, chain } = visit;
        let visit =
            Visit { recognised: *recognised, folder: folder.clone(), chain: Arc::clone(chain) };
        self.awaited.entry(path.clone()).or_default().push(visit);
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
        if is_cycle || visit.chain.len() >= DEPTH || folders.contains(&visit.folder) {
            return Vec::new();
        }
        let cost = if folders.is_empty() { 0 } else { text.source.text().len().max(LEAST) };
        let Some(left) = self.bytes_left.checked_sub(cost) else { return Vec::new() };
        self.bytes_left = left;
        folders.insert(visit.folder.clone());
        let chain = visit.chain.iter().cloned().chain([Arc::from(path)]).collect();
        named(&chain, &visit.folder, tree)
    }
}

/// The variables that a project in a folder has without naming a file.
fn variables_of(chain: &Chain, folder: &str) -> Named {
    Named::new(chain, join(folder, ".env"), VARIABLES, folder.to_owned())
}

impl Named {
    fn new(chain: &Chain, path: String, recognised: Recognised, folder: String) -> Self {
        let by = chain.last().map(|by| (**by).to_owned()).unwrap_or_default();
        Self { by, path, visit: Visit { recognised, folder, chain: Arc::clone(chain) } }
    }
}

/// The files that the last file of a chain names from a folder.
fn named(chain: &Chain, from: &str, tree: &Tree) -> Vec<Named> {
    let mut found = Vec::new();
    for (_, root) in tree.documents() {
        let add =
            |found: &mut Vec<Named>, nodes: Vec<NodeRef<'_>>, recognised, below: Option<&str>| {
                // What a variable is part of is not known.
                let is_path = |node: &NodeRef<'_>| {
                    let text = node.text();
                    !["", NOTHING].contains(&text) && is_local(text) && !text.contains('$')
                };
                found.extend(nodes.into_iter().filter(is_path).map(|node| {
                    let path = join(from, node.text());
                    let folder = below.unwrap_or_else(|| folder(&path)).to_owned();
                    Named::new(chain, path, recognised, folder)
                }));
            };
        for include in list(root, "include") {
            let paths = at(include, "path").map_or_else(|| vec![include], listed);
            let first = paths.first().map(|path| join(from, path.text())).unwrap_or_default();
            let project = at(include, "project_directory").map(|named| join(from, named.text()));
            let below = project.as_deref().unwrap_or_else(|| folder(&first));
            let below = below.to_owned();
            let variables = list(include, "env_file");
            let has_own = !variables.is_empty();
            add(&mut found, paths, RECOGNISED, Some(&below));
            add(&mut found, variables, VARIABLES, None);
            found.extend((!has_own).then(|| variables_of(chain, &below)));
        }
        for section in ["services", "jobs"] {
            let services = at(root, section).map(NodeRef::entries).unwrap_or_default();
            for service in services.into_iter().filter_map(|(_, service)| service.follow()) {
                let base = at(service, "extends").and_then(|extends| at(extends, "file"));
                add(&mut found, base.into_iter().collect(), RECOGNISED, None);
                for key in ["env_file", "label_file"] {
                    let files = list(service, key).into_iter();
                    let paths = files.map(|file| at(file, "path").unwrap_or(file));
                    add(&mut found, paths.collect(), VARIABLES, None);
                }
            }
        }
    }
    found
}
