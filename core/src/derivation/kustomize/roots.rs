//! The kustomizations that nothing includes, and which of them are alternatives.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::read::Kustomization;
use crate::model::path::folder;

/// A kustomization that nothing includes.
#[derive(Debug)]
pub(super) struct Root {
    pub(super) number: usize,
    /// The set of alternatives that it is in, and its name there; `None` if there are no others.
    pub(super) alternative: Option<(Arc<str>, Arc<str>)>,
}

/// The kustomizations that nothing includes. Those that share a base or a resource are alternatives,
/// named after the folder in which they differ: the overlays of an application.
pub(super) fn roots(all: &BTreeMap<usize, Kustomization<'_>>) -> Vec<Root> {
    let included = super::applied(all);
    let numbers: Vec<usize> = all
        .iter()
        .filter(|(number, of)| !included.contains(number) && !of.is_component)
        .map(|(number, _)| *number)
        .collect();
    // The first root of each text, and for each root one that it shares a text with.
    let mut first: HashMap<usize, usize> = HashMap::new();
    let mut joined: Vec<usize> = (0..numbers.len()).collect();
    for (at, number) in numbers.iter().enumerate() {
        for text in resources(all, *number) {
            let other = *first.entry(text).or_insert(at);
            let (one, other) = (leader(&joined, at), leader(&joined, other));
            if let Some(leader) = joined.get_mut(one.max(other)) {
                *leader = one.min(other);
            }
        }
    }
    let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..numbers.len() {
        sets.entry(leader(&joined, at)).or_default().push(at);
    }
    let path = |at: &usize| {
        let number = numbers.get(*at).and_then(|number| all.get(number));
        number.map_or("", |of| of.path)
    };
    let mut roots = Vec::new();
    for members in sets.values() {
        let paths: Vec<&str> = members.iter().map(path).collect();
        let set: Arc<str> = paths.iter().min().copied().unwrap_or_default().into();
        for (at, name) in members.iter().zip(names(&paths)) {
            let Some(number) = numbers.get(*at).copied() else { continue };
            let alternative = (members.len() > 1).then(|| (Arc::clone(&set), name.into()));
            roots.push(Root { number, alternative });
        }
    }
    roots.sort_by_key(|root| root.number);
    roots
}

fn leader(joined: &[usize], mut at: usize) -> usize {
    while let Some(next) = joined.get(at).copied().filter(|next| *next != at) {
        at = next;
    }
    at
}

/// The bases and resources of a kustomization, and what these include. What components bring in is
/// shared by applications that have nothing else in common.
fn resources(all: &BTreeMap<usize, Kustomization<'_>>, root: usize) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut known = HashSet::from([root]);
    let mut open = vec![root];
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
