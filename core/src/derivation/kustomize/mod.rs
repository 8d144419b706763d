//! Kustomizations, built as Kustomize does it: each that nothing includes is a separate environment.
//!
//! A kustomization that cannot be built is a problem; its resources are checked as written, and whatever
//! depends on the result is unknown.

mod build;
mod declared;
mod defaults;
mod entries;
mod fault;
mod fields;
mod files;
mod flux;
mod generate;
mod generators;
mod identity;
mod include;
mod kinds;
mod level;
mod lists;
mod members;
mod merge;
mod metadata;
mod object;
mod objects;
mod one;
mod operations;
mod order;
mod patches;
mod paths;
mod read;
mod roots;
mod rounds;
mod selector;
mod sources;
mod transform;
mod value;
mod write;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

pub(super) use files::derive as derive_files;
pub use one::{Built, build};
pub(super) use read::GENERATORS;
use read::{Kustomization, NAMES, read};

use level::Level;
use object::Object;
use roots::Root;
use sources::Sources;
use write::write;

use super::stage::{Applied, Deriver, Key, Membership, Namespaces, Reading, Role, Stage, Text};
use crate::frontends::kubernetes::{KUSTOMIZATION, MANIFEST, PATCH};
use crate::frontends::{Recognised, VARIABLES, recognise};
use crate::model::WrittenName;
use crate::model::path::clean;
use crate::source::{Problem, ProblemCode};
use crate::syntax::Format;
use crate::tree::Tree;

/// Builds the kustomizations of a bundle.
pub(super) fn derive(texts: &[usize], stage: &mut Stage<'_>) {
    let of = |number: &usize| stage.text(*number).filter(|text| text.kind == &KUSTOMIZATION);
    let is_any = |number: &usize| of(number).is_some() || has_flux(stage.text(*number));
    if !texts.iter().any(is_any) {
        return;
    }
    let (paths, unread) = paths(texts, stage);
    let all: BTreeMap<usize, Kustomization<'_>> =
        texts.iter().filter_map(|number| Some((*number, read(of(number)?, &paths)?))).collect();
    let applied = applied(&all);
    for kustomization in all.values() {
        roles(kustomization, &applied, stage);
    }
    let mut faulty = HashSet::new();
    let mut sources = Sources::new(texts, all.iter().map(|(number, of)| (*number, of)), stage);
    let rounds::Outcome { levels: built, faults, unseen: without } =
        rounds::build(texts, &all, &paths, &unread, &mut sources, stage);
    for cause in faults {
        let Some((text, node)) = cause.at.and_then(|at| sources.place(at)) else { continue };
        let problem = Problem::new(cause.code, cause.message).at(node.span());
        let document = node.tree().document_of(node.index());
        stage.problem(text, problem.in_document(document.map_or(0, |document| document.number)));
        faulty.insert(text);
    }
    for (text, why) in without {
        stage.unseen(text, None, why);
    }
    let mut parts: BTreeMap<usize, Vec<Arc<str>>> = BTreeMap::new();
    for (root, level) in &built {
        for text in &level.texts {
            let name = root.alternative.as_ref().map(|(_, name)| Arc::clone(name));
            parts.entry(*text).or_default().extend(name);
        }
    }
    let trees: Arc<[Arc<Tree>]> = sources.trees.into();
    add(&built, &trees, stage);
    drop(built);
    for (number, kustomization) in &all {
        if !parts.contains_key(number) {
            for problem in problems(kustomization, &unread, faulty.contains(number)) {
                stage.problem(*number, problem);
            }
        }
        for why in unseen(kustomization) {
            stage.unseen(*number, None, why);
        }
        generate::generate(*number, kustomization, stage);
    }
    let mut memberships = memberships(&all);
    for (text, environments) in parts {
        let membership = memberships.entry(text).or_default();
        membership.environments = environments;
        membership.is_part = true;
        membership.is_unused = false;
        membership.namespaces = Namespaces::Own;
    }
    for (number, membership) in memberships {
        *stage.membership(number) = membership;
    }
}

/// Whether a text contains a Flux object.
fn has_flux(text: Option<&Text<'_>>) -> bool {
    let tree = text.filter(|text| text.kind == &MANIFEST).and_then(|text| text.tree);
    tree.is_some_and(|tree| tree.documents().any(|(_, root)| flux::is_flux(root)))
}

/// Objects that are the same in some environments.
struct Group<'l> {
    root: usize,
    set: Option<Arc<str>>,
    environments: Vec<Arc<str>>,
    objects: Vec<&'l Object>,
    /// Whether variables in them were replaced.
    is_rendered: bool,
    /// Of each object, the root that builds it and its position there, in each environment.
    positions: Vec<Vec<(usize, usize)>>,
}

/// Adds the built objects as trees: one for all that are in the same environments.
fn add(built: &[(Root, Level)], trees: &Arc<[Arc<Tree>]>, stage: &mut Stage<'_>) {
    // The roots of each object, in order: an object that no overlay changes is shared.
    let mut by_object: HashMap<(*const value::Value, &Arc<str>), usize> = HashMap::new();
    let mut objects: Vec<(&Object, Vec<(usize, usize)>)> = Vec::new();
    let mut next: HashMap<usize, usize> = HashMap::new();
    for (at, (root, level)) in built.iter().enumerate() {
        // A text may have several Flux objects, one after the other.
        let first = next.entry(root.number).or_default();
        let positions = *first..;
        *first += level.objects.iter().len();
        for (position, object) in positions.zip(level.objects.iter()) {
            let known = root.alternative.as_ref().map(|(set, _)| (Rc::as_ptr(&object.root), set));
            let known = known.map(|key| *by_object.entry(key).or_insert(objects.len()));
            match known.and_then(|known| objects.get_mut(known)) {
                Some((_, roots)) => roots.push((at, position)),
                None => objects.push((object, vec![(at, position)])),
            }
        }
    }
    let mut groups: BTreeMap<Vec<usize>, Group<'_>> = BTreeMap::new();
    for (object, places) in objects {
        let at: Vec<usize> = places.iter().map(|(at, _)| *at).collect();
        let members = || at.iter().filter_map(|at| built.get(*at)).map(|(root, _)| root);
        let Some(first) = members().next() else { continue };
        let positions = members().zip(&places).map(|(root, (_, at))| (root.number, *at)).collect();
        let named = |root: &Root| Some(Arc::clone(&root.alternative.as_ref()?.1));
        let group = groups.entry(at.clone()).or_insert_with(|| Group {
            root: first.number,
            set: first.alternative.as_ref().map(|(set, _)| Arc::clone(set)),
            environments: members().filter_map(named).collect(),
            objects: Vec::new(),
            is_rendered: at.iter().filter_map(|at| built.get(*at)).all(|(_, of)| of.is_rendered),
            positions: Vec::new(),
        });
        group.objects.push(object);
        group.positions.push(positions);
    }
    for (at, group) in groups {
        let Some(name) = stage.text(group.root).and_then(|text| text.source) else { continue };
        let name = name.shared_name();
        let names = group.objects.iter().map(|object| written_name(object)).collect();
        let (objects, limits) = (group.objects.into_iter(), stage.limits());
        match write(objects, trees, &name, limits, group.is_rendered) {
            Ok(tree) => {
                let (set, environments) = (group.set, group.environments);
                let positions = group.positions;
                let namespace = None;
                let applied = Applied { set, environments, namespace, names, positions };
                let key = Key::new(Deriver::Overlays, group.root).with(&at);
                stage.add(key, Arc::new(tree), &MANIFEST, Role::Applied(applied));
            }
            Err(problem) => stage.problem(group.root, problem),
        }
    }
}

fn written_name(object: &Object) -> WrittenName {
    let id = object.original();
    let is_default = matches!(id.effective_namespace(), identity::DEFAULT | identity::NONE);
    WrittenName::new(&id.name, if is_default { "" } else { &id.namespace })
}

/// The texts by their paths, and the paths of files that were not read.
fn paths(texts: &[usize], stage: &Stage<'_>) -> (HashMap<String, usize>, HashSet<String>) {
    let mut paths = HashMap::new();
    let mut unread = HashSet::new();
    for number in texts {
        let Some(text) = stage.text(*number) else { continue };
        if text.source.is_some() || text.tree.is_some() {
            paths.insert(clean(text.path), *number);
        } else {
            unread.insert(clean(text.path));
        }
    }
    (paths, unread)
}

/// A file or folder that a kustomization references.
pub(crate) struct Mention {
    pub(crate) path: String,
    /// The possible names of the file if the path is that of a folder.
    pub(crate) in_folder: &'static [&'static str],
    /// Whether it contains values and no objects.
    pub(crate) has_values: bool,
}

/// The files that a text references, if it is a kustomization.
pub(crate) fn named(text: &Text<'_>) -> Vec<Mention> {
    if text.kind != &KUSTOMIZATION {
        return Vec::new();
    }
    let Some(kustomization) = read(text, &HashMap::new()) else { return Vec::new() };
    let whole = kustomization.taken.iter().map(|taken| &taken.named);
    let values = kustomization.values.iter();
    let files = whole.chain(values).filter(|named| named.is_local && !named.node.text().is_empty());
    let files = files.map(|named| (named.path.clone(), &[][..], false));
    let lists = [
        (&kustomization.named, &NAMES[..], false),
        (&kustomization.patches, &[][..], false),
        (&kustomization.variables, &[][..], true),
    ];
    let lists = lists.into_iter().flat_map(|(list, in_folder, has_values)| {
        let local = list.iter().filter(|named| named.is_local && !named.node.text().is_empty());
        local.map(move |named| (named.path.clone(), in_folder, has_values))
    });
    let all = lists.chain(files);
    all.map(|(path, in_folder, has_values)| Mention { path, in_folder, has_values }).collect()
}

/// The texts that some kustomization applies unchanged.
fn applied(all: &BTreeMap<usize, Kustomization<'_>>) -> HashSet<usize> {
    let named = all.values().flat_map(|kustomization| &kustomization.named);
    named.filter_map(|named| named.text).collect()
}

/// Reads texts in the role in which a kustomization references them. A text that is also applied
/// unchanged is not read as a patch: what it lacks is missing.
fn roles(kustomization: &Kustomization<'_>, applied: &HashSet<usize>, stage: &mut Stage<'_>) {
    let patch = |path: &str| {
        let format = recognise(path).map_or(Format::YAML, |by_name| by_name.format);
        Recognised::new(&PATCH, format)
    };
    let patches = kustomization.patches.iter().map(|named| (named.text, false));
    let patches = patches.filter(|(text, _)| text.is_none_or(|text| !applied.contains(&text)));
    let variables = kustomization.variables.iter().map(|named| (named.text, true));
    for (number, is_variables) in patches.chain(variables) {
        let Some(number) = number else { continue };
        let Some(text) = stage.text(number) else { continue };
        let Some(source) = text.source else { continue };
        let recognised = if is_variables { VARIABLES } else { patch(text.path) };
        stage.reading(number, Reading::new(source, recognised, stage.limits()));
    }
}

/// The problems of a kustomization that was not built: references that are not found, and changes,
/// unless its own fault says why.
fn problems(
    kustomization: &Kustomization<'_>,
    unread: &HashSet<String>,
    has_fault: bool,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut missing = HashSet::new();
    for named in kustomization.files() {
        if named.text.is_none() && missing.insert(&named.path) {
            let what = if !named.is_local {
                "is remote and was not fetched"
            } else if unread.contains(&named.path) {
                "was not read"
            } else {
                "not found in the input"
            };
            let message = format!("`{}` {what}", named.path);
            let problem = Problem::new(ProblemCode::MissingReference, message);
            problems.push(problem.at(named.node.span()));
        }
    }
    let changes = kustomization.changes.iter();
    let fields: Vec<String> = changes.map(|change| format!("`{}`", change.field)).collect();
    if let Some(first) = kustomization.changes.first().filter(|_| !has_fault) {
        let message =
            format!("{} are not applied: the kustomization was not built", fields.join(", "));
        let message =
            if fields.len() == 1 { message.replacen(" are ", " is ", 1) } else { message };
        problems.push(Problem::new(ProblemCode::NotBuilt, message).at(first.node.span()));
    }
    problems.into_iter().map(|problem| problem.in_document(0)).collect()
}

/// The references that may add objects of any kind, and were not read.
fn unseen(kustomization: &Kustomization<'_>) -> Vec<String> {
    let away = kustomization.named.iter().filter(|named| named.text.is_none());
    let away = away.map(|named| &named.path);
    let made = kustomization.changes.iter().filter(|change| change.adds).map(|change| change.field);
    let own = kustomization.path;
    let away = away.map(|path| format!("`{path}`, referenced by `{own}`, was not read"));
    away.chain(made.map(|field| format!("`{field}` of `{own}` is not applied"))).collect()
}

/// The outermost kustomizations that texts belong to, and the namespaces that they set.
fn memberships(all: &BTreeMap<usize, Kustomization<'_>>) -> BTreeMap<usize, Membership> {
    let included = applied(all);
    // Two that set the same namespace agree; `Several` agrees with none.
    let called = |namespaces: &Namespaces| match namespaces {
        Namespaces::Own => Some(""),
        Namespaces::One(text, _) => Some(all.get(text)?.namespace?.text()),
        Namespaces::Several => None,
    };
    let mut memberships: BTreeMap<usize, Membership> = BTreeMap::new();
    for (root, kustomization) in all.iter().filter(|(number, _)| !included.contains(number)) {
        let mut seen = HashSet::from([*root]);
        let mut open = vec![(*root, None)];
        while let Some((number, above)) = open.pop() {
            let Some(own) = all.get(&number) else { continue };
            // The outermost kustomization is applied last.
            let namespace = above.or(own.namespace.map(|node| (number, node)));
            let mut join = |text| {
                let is_first = !memberships.contains_key(&text);
                let membership = memberships.entry(text).or_default();
                let given = namespace
                    .map_or(Namespaces::Own, |(text, node)| Namespaces::One(text, node.index()));
                if is_first {
                    membership.is_unused = true;
                    membership.namespaces = given;
                } else if called(&membership.namespaces) != called(&given) {
                    membership.namespaces = Namespaces::Several;
                }
                membership.is_unused &= kustomization.is_component;
                membership.roots.push(*root);
            };
            join(number);
            for text in own.named.iter().filter_map(|named| named.text) {
                if !all.contains_key(&text) {
                    join(text);
                } else if seen.insert(text) {
                    open.push((text, namespace));
                }
            }
        }
    }
    memberships
}
