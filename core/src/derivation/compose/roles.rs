//! What texts are because files name them: a file of variables has any name, and so has one whose
//! services others extend.

use std::collections::{BTreeMap, HashMap};

use super::path::{clean, folder, join};
use crate::derivation::stage::{Reading, Stage};
use crate::frontends::compose::{COMPOSE, RECOGNISED};
use crate::frontends::{Certainty, Recognised, VARIABLES};
use crate::tree::{Kind, NodeRef, Tree};

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
    let own: Vec<(&str, &Tree)> = own
        .filter(|text| text.kind == &COMPOSE)
        .filter_map(|text| Some((text.path, &**text.tree?)))
        .collect();
    let mut folders: HashMap<String, Vec<String>> = HashMap::new();
    for (path, folder) in own.iter().flat_map(|(path, tree)| moved(path, tree)) {
        folders.entry(path).or_default().push(folder);
    }
    let mut unseen = Vec::new();
    for (path, tree) in own {
        let moved = folders.get(&clean(path)).map_or(&[][..], Vec::as_slice);
        for folder in moved.iter().map(String::as_str).chain([folder(path)]) {
            unseen.extend(named(folder, tree));
        }
    }
    // A file that is named may name others.
    while let Some((path, recognised)) = unseen.pop() {
        let Some(&number) = doubtful.get(&path) else { continue };
        let text = stage.text(number).filter(|_| !readings.contains_key(&number));
        let Some(source) = text.and_then(|text| text.source) else { continue };
        let reading = Reading::new(source, recognised, stage.limits());
        if recognised.kind == &COMPOSE {
            unseen.extend(named(folder(&path), &reading.tree));
        }
        readings.insert(number, reading);
    }
    readings
}

/// The files that a file includes as ones of another folder, each with that folder.
fn moved(path: &str, tree: &Tree) -> Vec<(String, String)> {
    let roots = tree.documents().filter_map(|(_, root)| at(root, "include"));
    let includes = roots.flat_map(listed).filter_map(|include| {
        let folder_of = at(include, "project_directory")?;
        let paths = at(include, "path").map(listed)?;
        let folder_of = join(folder(path), folder_of.text());
        let moved =
            paths.into_iter().map(|one| (join(folder(path), one.text()), folder_of.clone()));
        Some(moved.collect::<Vec<_>>())
    });
    includes.flatten().collect()
}

/// The paths that a file of a folder names, each with what must be there.
fn named(folder: &str, tree: &Tree) -> Vec<(String, Recognised)> {
    let mut found = Vec::new();
    for (_, root) in tree.documents() {
        let mut add = |nodes: Vec<NodeRef<'_>>, recognised: Recognised| {
            let paths = nodes.into_iter().map(|node| (join(folder, node.text()), recognised));
            found.extend(paths);
        };
        for include in at(root, "include").into_iter().flat_map(listed) {
            add(at(include, "path").map_or_else(|| vec![include], listed), RECOGNISED);
            add(at(include, "env_file").map(listed).unwrap_or_default(), VARIABLES);
        }
        for section in ["services", "jobs"] {
            let services = at(root, section).map(NodeRef::entries).unwrap_or_default();
            for service in services.into_iter().filter_map(|(_, service)| service.follow()) {
                let base = at(service, "extends").and_then(|extends| at(extends, "file"));
                add(base.into_iter().collect(), RECOGNISED);
                for key in ["env_file", "label_file"] {
                    let files = at(service, key).map(listed).unwrap_or_default().into_iter();
                    let paths = files.map(|file| at(file, "path").unwrap_or(file));
                    add(paths.collect(), VARIABLES);
                }
            }
        }
    }
    found
}

fn at<'t>(node: NodeRef<'t>, key: &str) -> Option<NodeRef<'t>> {
    if node.kind() != Kind::Mapping {
        return None;
    }
    node.entry(key)?.1.follow()
}

/// The items of a list, or what stands alone.
fn listed(node: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    match node.kind() {
        Kind::Sequence => node.items().filter_map(NodeRef::follow).collect(),
        _ => vec![node],
    }
}
