//! What texts are because files name them: a file of variables has any name, and so has one whose
//! services others extend.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::path::{clean, folder, join};
use crate::derivation::lookup::{at, list, listed};
use crate::derivation::stage::{Reading, Stage};
use crate::frontends::compose::{COMPOSE, RECOGNISED};
use crate::frontends::{Certainty, Recognised, VARIABLES};
use crate::tree::{NodeRef, Tree};

/// The texts that are something else than their names and contents tell, read as what they are.
pub(super) fn readings(texts: &[usize], stage: &Stage<'_>) -> BTreeMap<usize, Reading> {
    let mut readings = BTreeMap::new();
    let doubtful: HashMap<String, usize> = texts
        .iter()
        .filter_map(|number| {
            let text = stage.text(*number)?;
            let may_be = text.kind.certainty == Certainty::Possible && text.source.is_some();
            may_be.then(|| (clean(text.path), *number))
        })
        .collect();
    if doubtful.is_empty() {
        return readings;
    }
    let own = texts.iter().filter_map(|number| stage.text(*number));
    let own: Vec<(String, &Tree)> = own
        .filter(|text| text.kind == &COMPOSE)
        .filter_map(|text| Some((clean(text.path), &**text.tree?)))
        .collect();
    let trees: HashMap<&str, &Tree> =
        own.iter().map(|(path, tree)| (path.as_str(), *tree)).collect();
    let mut seen: HashSet<(String, String)> = HashSet::new();
    let own_folder = |path: &String| (path.clone(), folder(path).to_owned());
    let mut unseen: Vec<(String, String)> = own.iter().map(|(path, _)| own_folder(path)).collect();
    // A file that is named may name others.
    while let Some((path, folder)) = unseen.pop() {
        if !seen.insert((path.clone(), folder.clone())) {
            continue;
        }
        let read = doubtful.get(&path).and_then(|number| readings.get(number));
        let tree = read.map(|reading: &Reading| &*reading.tree);
        let Some(tree) = tree.or_else(|| trees.get(path.as_str()).copied()) else { continue };
        for named in named(&folder, tree) {
            let number = doubtful.get(&named.path).filter(|number| !readings.contains_key(number));
            let text = number.and_then(|&number| Some((number, stage.text(number)?.source?)));
            if let Some((number, source)) = text {
                readings.insert(number, Reading::new(source, named.recognised, stage.limits()));
            }
            if named.recognised.kind == &COMPOSE {
                unseen.push((named.path, named.folder));
            }
        }
    }
    readings
}

/// A file that another one names.
struct Named {
    path: String,
    /// What must be there.
    recognised: Recognised,
    /// The folder from which it names others.
    folder: String,
}

/// The files that a file names from a folder.
fn named(from: &str, tree: &Tree) -> Vec<Named> {
    let mut found = Vec::new();
    for (_, root) in tree.documents() {
        let mut add = |nodes: Vec<NodeRef<'_>>, recognised, below: Option<&str>| {
            found.extend(nodes.into_iter().map(|node| {
                let path = join(from, node.text());
                let folder = below.unwrap_or_else(|| folder(&path)).to_owned();
                Named { path, recognised, folder }
            }));
        };
        for include in list(root, "include") {
            let paths = at(include, "path").map_or_else(|| vec![include], listed);
            let first = paths.first().map(|path| join(from, path.text())).unwrap_or_default();
            let project = at(include, "project_directory").map(|named| join(from, named.text()));
            let below = project.as_deref().unwrap_or_else(|| folder(&first));
            add(paths, RECOGNISED, Some(below));
            add(list(include, "env_file"), VARIABLES, None);
        }
        for section in ["services", "jobs"] {
            let services = at(root, section).map(NodeRef::entries).unwrap_or_default();
            for service in services.into_iter().filter_map(|(_, service)| service.follow()) {
                let base = at(service, "extends").and_then(|extends| at(extends, "file"));
                add(base.into_iter().collect(), RECOGNISED, None);
                for key in ["env_file", "label_file"] {
                    let files = list(service, key).into_iter();
                    let paths = files.map(|file| at(file, "path").unwrap_or(file));
                    add(paths.collect(), VARIABLES, None);
                }
            }
        }
    }
    found
}
