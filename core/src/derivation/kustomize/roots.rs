//! The kustomizations that nothing includes, and which of them are alternatives.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::flux::Flux;
use super::read::Kustomization;
use crate::model::path::folder;

/// A kustomization that nothing includes.
#[derive(Debug)]
pub(super) struct Root {
    pub(super) what: What,
    /// The number of its text.
    pub(super) number: usize,
    /// The set of alternatives that it is in, and its name there; `None` if there are no others.
    pub(super) alternative: Option<(Arc<str>, Arc<str>)>,
}

/// What describes a kustomization.
#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    File,
    /// The Flux object with this position.
    Flux(usize),
}

/// A root, before it is known which ones are alternatives.
struct Candidate<'k> {
    what: What,
    number: usize,
    /// The path of its file.
    path: &'k str,
    /// The Flux object.
    flux: Option<&'k Flux<'k>>,
    /// The bases and resources.
    texts: BTreeSet<usize>,
}

/// What alternatives have in common.
#[derive(PartialEq, Eq, Hash)]
enum Shared<'k> {
    /// A base or a resource.
    Text(usize),
    /// The namespace and name of the Flux object: a cluster has one with them.
    Identity(&'k str, &'k str),
}

/// The kustomizations that nothing includes. Those that share a base or a resource are alternatives,
/// named after the folder in which they differ: the overlays of an application.
///
/// Those that others include are alternatives as well if `has_bases`.
pub(super) fn roots(
    all: &BTreeMap<usize, Kustomization<'_>>,
    flux: &[Flux<'_>],
    has_bases: bool,
) -> Vec<Root> {
    let mut included = HashSet::new();
    if !has_bases {
        included = super::applied(all);
        included.extend(flux.iter().flat_map(|one| &one.included));
    }
    let files = all
        .iter()
        .filter(|(number, of)| !included.contains(number) && !of.is_component)
        .map(|(number, of)| {
            let (texts, path) = (resources(all, [*number]), of.path);
            Candidate { what: What::File, number: *number, path, flux: None, texts }
        });
    let objects = flux.iter().enumerate().map(|(at, of)| {
        let mut texts = resources(all, of.included.iter().copied());
        texts.extend(&of.included);
        let (number, path) = (of.text, of.path);
        Candidate { what: What::Flux(at), number, path, flux: Some(of), texts }
    });
    let candidates: Vec<Candidate<'_>> = files.chain(objects).collect();
    // The first root of each text, and for each root one that it shares a text with.
    let mut first: HashMap<Shared<'_>, usize> = HashMap::new();
    let mut joined: Vec<usize> = (0..candidates.len()).collect();
    for (at, candidate) in candidates.iter().enumerate() {
        let texts = candidate.texts.iter().copied().map(Shared::Text);
        let identity = candidate.flux.map(|of| Shared::Identity(of.namespace, of.name));
        for shared in texts.chain(identity) {
            let other = *first.entry(shared).or_insert(at);
            let (one, other) = (leader(&joined, at), leader(&joined, other));
            if let Some(leader) = joined.get_mut(one.max(other)) {
                *leader = one.min(other);
            }
        }
    }
    let mut sets: BTreeMap<usize, Vec<&Candidate<'_>>> = BTreeMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        sets.entry(leader(&joined, at)).or_default().push(candidate);
    }
    let mut roots = Vec::new();
    for members in sets.values() {
        let set: Arc<str> = members.iter().map(|one| one.path).min().unwrap_or_default().into();
        for (of, name) in members.iter().zip(names_of(members)) {
            let alternative = (members.len() > 1).then(|| (Arc::clone(&set), name.into()));
            roots.push(Root { what: of.what, number: of.number, alternative });
        }
    }
    roots.sort_by_key(|root| root.number);
    roots
}

/// The names of alternatives: by the folders of their files, which for Flux objects is that of the
/// cluster; if several are in one folder, by the folders that they build, or by their own names.
fn names_of(members: &[&Candidate<'_>]) -> Vec<String> {
    let of = |one: &&Candidate<'_>| match one.flux {
        Some(flux) => flux.named_after(),
        None => std::array::from_fn(|_| one.path.to_owned()),
    };
    let ways: Vec<[String; 3]> = members.iter().map(of).collect();
    let by = |way: usize| -> Vec<&str> {
        ways.iter().filter_map(|one| one.get(way)).map(|path| &**path).collect()
    };
    let is_told_apart = |paths: &Vec<&str>| {
        let folders: HashSet<&str> = paths.iter().map(|path| folder(path)).collect();
        folders.len() == paths.len()
    };
    names(&(0..2).map(by).find(is_told_apart).unwrap_or_else(|| by(2)))
}

fn leader(joined: &[usize], mut at: usize) -> usize {
    while let Some(next) = joined.get(at).copied().filter(|next| *next != at) {
        at = next;
    }
    at
}

/// The bases and resources of a kustomization, and what these include. What components bring in is
/// shared by applications that have nothing else in common.
fn resources(
    all: &BTreeMap<usize, Kustomization<'_>>,
    roots: impl IntoIterator<Item = usize>,
) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open: Vec<usize> = roots.into_iter().collect();
    let mut known: HashSet<usize> = open.iter().copied().collect();
    while let Some(number) = open.pop() {
        let Some(of) = all.get(&number) else { continue };
        for text in of.named.iter().filter_map(|named| named.text) {
            if all.get(&text).is_some_and(|of| of.is_component) {
                continue;
            }
            found.insert(text);
            if known.insert(text) {
                open.push(text);
            }
        }
    }
    found
}

/// The shortest ends of the folders of paths that tell them apart.
fn names(paths: &[&str]) -> Vec<String> {
    let end = |path: &str, steps: usize| {
        let parts: Vec<&str> = folder(path).split('/').collect();
        parts.get(parts.len().saturating_sub(steps)..).unwrap_or_default().join("/")
    };
    let most = paths.iter().map(|path| path.matches('/').count()).max().unwrap_or_default().max(1);
    let mut names = vec![None; paths.len()];
    for steps in 1..=most {
        let ends: Vec<String> = paths.iter().map(|path| end(path, steps)).collect();
        let mut counts: HashMap<&str, usize> = HashMap::with_capacity(ends.len());
        for end in &ends {
            *counts.entry(end).or_default() += 1;
        }
        for (name, end) in names.iter_mut().zip(&ends) {
            let is_own = steps == most || counts.get(&**end) == Some(&1);
            if name.is_none() && is_own {
                *name = Some(if end.is_empty() { ".".to_owned() } else { end.clone() });
            }
        }
        if names.iter().all(Option::is_some) {
            break;
        }
    }
    names.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn alternatives_are_named_after_the_folder_in_which_they_differ() {
        let of = |paths: &[&str]| names(paths);
        assert_eq!(of(&["o/prod/k.yaml", "o/dev/k.yaml"]), ["prod", "dev"]);
        assert_eq!(of(&["eu/prod/k.yaml", "us/prod/k.yaml"]), ["eu/prod", "us/prod"]);
        assert_eq!(of(&["k.yaml", "dev/k.yaml"]), [".", "dev"]);
    }
}
