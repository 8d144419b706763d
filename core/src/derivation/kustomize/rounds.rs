//! Builds everything that nothing includes, in rounds: what is built may contain Flux objects, which
//! build more.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::build::Build;
use super::fault::Cause;
use super::flux::{self, Flux, Place, Repository};
use super::level::Level;
use super::object::Object;
use super::read::Kustomization;
use super::roots::{Root, What, roots};
use super::sources::Sources;
use super::value::Value;
use super::write::write;
use crate::derivation::stage::Stage;
use crate::frontends::kubernetes::MANIFEST;
use crate::source::ProblemCode;
use crate::tree::{Lineage, Passage, Tree};

/// Maximum number of rounds: objects that build objects that build others.
const ROUNDS: usize = 8;

/// What was built.
pub(super) struct Outcome {
    pub(super) levels: Vec<(Root, Level)>,
    /// What is wrong, each with its place.
    pub(super) faults: Vec<Cause>,
    /// The texts of Flux objects that build nothing, each with the reason.
    pub(super) unseen: Vec<(usize, String)>,
}

/// The Flux objects that were found, by where they are written and what they ask for there; each with
/// its place, and whether it is as it is written.
type Found = BTreeMap<Passage, BTreeMap<String, (Place, bool)>>;

/// Builds what nothing includes.
pub(super) fn build(
    texts: &[usize],
    all: &BTreeMap<usize, Kustomization<'_>>,
    paths: &HashMap<String, usize>,
    unread: &HashSet<String>,
    sources: &mut Sources,
    stage: &Stage<'_>,
) -> Outcome {
    let manifests: Vec<usize> = texts
        .iter()
        .copied()
        .filter(|number| stage.text(*number).is_some_and(|text| text.kind == &MANIFEST))
        .collect();
    let own: HashMap<usize, &str> = all.iter().map(|(number, of)| (*number, of.path)).collect();
    let mut found = written(&manifests, all, sources, stage);
    let mut round = 1;
    loop {
        let places = found.values().flat_map(BTreeMap::values);
        let places: Vec<Place> = places.map(|(place, _)| *place).collect();
        let mut objects = Vec::new();
        let mut refused = Vec::new();
        if !places.is_empty() {
            let repository = Repository::new(sources, paths, unread, &own, &manifests, &places);
            for place in &places {
                match Flux::read(*place, sources, &repository) {
                    Ok(object) => objects.push(object),
                    Err(cause) => refused.push((*place, cause)),
                }
            }
        }
        // Flux builds with files of the whole source.
        let is_restricted = found.is_empty();
        let limit = u64::from(stage.limits().nodes);
        let mut builder = Build::new(sources, paths, unread, own.clone(), is_restricted, limit);
        let mut levels = Vec::new();
        for root in roots(all, &objects, stage.asked().has_bases) {
            let level = match root.what {
                What::File => builder.output(root.number),
                What::Flux(at) => match objects.get(at) {
                    Some(object) => builder.flux(object),
                    None => continue,
                },
            };
            levels.extend(level.ok().map(|level| (root, level)));
        }
        for (_, cause) in &refused {
            builder.note(cause.clone());
        }
        // What was wrong before all objects were known may not be any more.
        let mut faults = builder.faults;
        let made = levels.iter().flat_map(|(_, level)| level.objects.iter());
        let made: Vec<Object> = made.filter(|one| flux::is_built_flux(one)).cloned().collect();
        drop(objects);
        let mut is_new = false;
        if !made.is_empty() {
            let trees: Arc<[_]> = sources.trees.clone().into();
            for object in &made {
                is_new |= add(object, &mut found, &trees, sources, stage);
            }
        }
        if is_new && round < ROUNDS {
            round += 1;
            continue;
        }
        let mut unseen = Vec::new();
        for (place, cause) in refused {
            let at = Passage { source: place.source, node: place.root, bytes: (0, 0) };
            if let Some((text, _)) = sources.place(at) {
                unseen.push((text, cause.message));
            }
        }
        if is_new {
            let message = format!("Flux Kustomizations are nested more than {ROUNDS} levels deep");
            let last = found.keys().next_back().copied();
            let cause = Cause::from(message).with(ProblemCode::TooDeep);
            faults.push(Cause { at: last, ..cause });
        }
        return Outcome { levels, faults, unseen };
    }
}

/// The Flux objects as they are written in files that no kustomization includes.
fn written(
    manifests: &[usize],
    all: &BTreeMap<usize, Kustomization<'_>>,
    sources: &mut Sources,
    stage: &Stage<'_>,
) -> Found {
    let included = super::applied(all);
    let mut found = Found::new();
    let mut inline = Vec::new();
    for number in manifests.iter().filter(|number| !included.contains(number)) {
        let Some((source, tree)) = sources.of_text(*number) else { continue };
        for (_, root) in tree.documents().filter(|(_, root)| flux::is_flux(*root)) {
            let Ok(value) = Value::of(root, source, &Lineage::default()) else { continue };
            let place = Place { source, root: root.index() };
            let origin = Passage::of(source, root);
            let asked = flux::asked(&value);
            found.entry(origin).or_default().insert(asked, (place, true));
            inline.extend(flux::inline(root).into_iter().map(|scalar| (source, scalar)));
        }
    }
    for (source, scalar) in inline {
        sources.add_inside(source, scalar, stage.limits());
    }
    found
}

/// Adds a Flux object that was built, in place of the one that is written there, if it asks for
/// anything else; returns whether that is so.
fn add(
    object: &Object,
    found: &mut Found,
    trees: &Arc<[Arc<Tree>]>,
    sources: &mut Sources,
    stage: &Stage<'_>,
) -> bool {
    let origin = object.root.lineage.from;
    let asked = flux::asked(&object.root);
    let known = found.entry(origin).or_default();
    if known.contains_key(&asked) {
        return false;
    }
    let Some((text, _)) = sources.place(origin) else { return false };
    let Some(name) = stage.text(text).and_then(|text| text.source) else { return false };
    let (objects, name) = (std::iter::once(object), name.shared_name());
    let written = write(objects, trees, &name, stage.limits(), false);
    let Ok(tree) = written.map(Arc::new) else { return false };
    let Some(root) = tree.documents().next().map(|(_, root)| root.index()) else { return false };
    let inline = flux::inline(tree.node(root));
    let source = sources.add(tree, text);
    for scalar in inline {
        sources.add_inside(source, scalar, stage.limits());
    }
    known.retain(|_, (_, is_written)| !*is_written);
    known.insert(asked, (Place { source, root }, false));
    true
}
