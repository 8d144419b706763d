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
    /// What is named and has not come: as what, and the folder from which it would name others.
    awaited: HashMap<String, Vec<(Recognised, String)>>,
    /// The folders from which each file that was looked through names others.
    seen: HashMap<String, HashSet<String>>,
    /// How many bytes may still be looked through once more: what names itself from ever deeper
    /// folders has no end.
    bytes_left: u64,
}

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
    /// What must be there.
    recognised: Recognised,
    /// The folder from which it names others.
    folder: String,
}

impl Names {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            limits,
            texts: HashMap::new(),
            readings: HashMap::new(),
            awaited: HashMap::new(),
            seen: HashMap::new(),
            bytes_left: limits.bytes,
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
            let folder = folder(&path).to_owned();
            missing.extend(self.name(variables_of(&path, &folder), &mut open));
            open.push((path.clone(), folder));
        }
        for (recognised, folder) in self.awaited.remove(&path).unwrap_or_default() {
            self.is(&path, recognised);
            if recognised.kind == &COMPOSE {
                open.push((path.clone(), folder));
            }
        }
        while let Some((path, folder)) = open.pop() {
            for named in self.look_through(&path, &folder) {
                missing.extend(self.name(named, &mut open));
            }
        }
        missing
    }

    /// Notes that a file is named; the answer is what has not come.
    fn name(&mut self, named: Named, open: &mut Vec<(String, String)>) -> Option<Named> {
        if !self.texts.contains_key(&named.path) {
            let awaited = self.awaited.entry(named.path.clone()).or_default();
            awaited.push((named.recognised, named.folder.clone()));
            return Some(named);
        }
        self.is(&named.path, named.recognised);
        if named.recognised.kind == &COMPOSE {
            open.push((named.path, named.folder));
        }
        None
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

    /// What a file names from a folder.
    fn look_through(&mut self, path: &str, folder: &str) -> Vec<Named> {
        let Some(text) = self.texts.get(path) else { return Vec::new() };
        let read = self.readings.get(path).map(|reading| &reading.tree);
        let own = text.tree.as_ref().filter(|_| text.kind == &COMPOSE);
        let Some(tree) = read.or(own) else { return Vec::new() };
        let folders = self.seen.entry(path.to_owned()).or_default();
        let weight = if folders.is_empty() { 0 } else { text.source.text().len() as u64 };
        if !folders.insert(folder.to_owned()) {
            return Vec::new();
        }
        let Some(left) = self.bytes_left.checked_sub(weight) else { return Vec::new() };
        self.bytes_left = left;
        named(path, folder, tree)
    }
}

/// The variables that a project in a folder has without naming a file.
fn variables_of(by: &str, folder: &str) -> Named {
    let path = join(folder, ".env");
    Named { by: by.to_owned(), path, recognised: VARIABLES, folder: folder.to_owned() }
}

/// The files that a file names from a folder.
fn named(by: &str, from: &str, tree: &Tree) -> Vec<Named> {
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
                    Named { by: by.to_owned(), path, recognised, folder }
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
            found.extend((!has_own).then(|| variables_of(by, &below)));
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
