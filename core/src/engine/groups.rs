//! Groups the resources that are judged together, by their standing.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::walk::Walk;
use crate::frontends::environment::is_production;
use crate::inventory::EnvironmentSet;
use crate::model::{Member, Standing, Whole};

/// Resources that are judged together, in each of their environments. Its alternatives are independent
/// of each other.
pub(super) struct Set {
    pub(super) bundle: Arc<str>,
    /// The project that scopes the resource names; empty if they are not scoped.
    pub(super) scope: String,
    /// The resources of every environment.
    pub(super) shared: Vec<usize>,
    pub(super) alternatives: Vec<Alternative>,
    /// Whether the alternatives are overlays: what they do not include is applied apart from them.
    pub(super) are_overlays: bool,
    /// The environments of the resources that are in several of them, but not in every one.
    pub(super) several: HashMap<usize, EnvironmentSet>,
}

/// One environment of a set.
pub(super) struct Alternative {
    pub(super) environment: Option<Arc<str>>,
    /// The resources that are not in every environment.
    pub(super) own: Vec<usize>,
}

impl Set {
    /// Whether resources of a standing are applied apart from the alternatives.
    pub(super) fn has_apart(&self, standing: &Standing) -> bool {
        self.are_overlays && standing.member == Member::Every
    }

    /// The number of resources to judge; environments with the same resource count once.
    pub(super) fn size(&self) -> usize {
        (0..self.alternatives.len()).map(|number| self.new_in(number).count()).sum()
    }

    /// The resources of an environment that no earlier one has.
    pub(super) fn new_in(&self, number: usize) -> impl Iterator<Item = usize> + '_ {
        let shared = self.shared.iter().filter(move |_| number == 0);
        let own = self.alternatives.get(number).map_or(&[][..], |one| &one.own);
        let is_new = move |index: &&usize| {
            let several = self.several.get(*index);
            several.is_none_or(|environments| environments.iter().next() == Some(number))
        };
        shared.chain(own.iter().filter(is_new)).copied()
    }

    /// The environments of a resource; `None` if it is in a single one.
    pub(super) fn environments(&self, index: usize) -> Option<EnvironmentSet> {
        if self.shared.binary_search(&index).is_ok() {
            return Some(EnvironmentSet::first(self.alternatives.len()));
        }
        self.several.get(&index).cloned()
    }

    /// All resources of an environment.
    pub(super) fn indices<'s>(
        &'s self,
        alternative: &'s Alternative,
    ) -> impl Iterator<Item = usize> + 's {
        self.shared.iter().chain(&alternative.own).copied()
    }
}

/// Consecutive resources with the same standing.
struct Run<'w> {
    standing: &'w Standing,
    resources: Range<usize>,
}

/// The sets of a walk, by bundle and whole.
pub(super) fn sets(walk: &Walk<'_>) -> Vec<Set> {
    let mut wholes: BTreeMap<(&str, &Whole), Vec<Run<'_>>> = BTreeMap::new();
    let mut next = 0;
    for of_tree in walk.resources.chunk_by(|one, other| one.place().tree() == other.place().tree())
    {
        let resources = next..next + of_tree.len();
        next = resources.end;
        let Some(standing) = of_tree.first().map(|resource| walk.standing(resource)) else {
            continue;
        };
        let runs = wholes.entry((&*standing.bundle, &standing.whole)).or_default();
        runs.push(Run { standing, resources });
    }
    wholes.into_iter().map(|((bundle, whole), runs)| set(bundle, whole, &runs)).collect()
}

fn set(bundle: &str, whole: &Whole, runs: &[Run<'_>]) -> Set {
    let mut shared = Vec::new();
    // The members of each set of alternatives: its default, and those of environments.
    let mut members: BTreeMap<&str, Vec<&Run<'_>>> = BTreeMap::new();
    for run in runs {
        match &run.standing.member {
            Member::Every => shared.extend(run.resources.clone()),
            Member::Alternative(name) => members.entry(name).or_default().push(run),
        }
    }
    let all = || members.values().flatten().map(|run| run.standing);
    let names: BTreeSet<&Arc<str>> = all().flat_map(|standing| &standing.environments).collect();
    let has_default = all().any(|standing| standing.environments.is_empty());
    let default = (has_default || names.is_empty()).then_some(None);
    let environments = default.into_iter().chain(names.into_iter().cloned().map(Some));
    let mut alternatives: Vec<Alternative> =
        environments.map(|environment| Alternative { environment, own: Vec::new() }).collect();
    if let ([only], true) = (alternatives.as_mut_slice(), members.is_empty()) {
        only.own = std::mem::take(&mut shared);
    }
    let are_overlays = all().all(|standing| !standing.applied_by.is_empty());
    let (bundle, scope) = (bundle.into(), whole.scope().to_owned());
    let mut set =
        Set { bundle, scope, shared, alternatives, are_overlays, several: HashMap::new() };
    for runs in members.values() {
        divide(runs, &mut set);
    }
    set.shared.sort_unstable();
    set.alternatives.iter_mut().for_each(|one| one.own.sort_unstable());
    set
}

/// Adds the members of a set of alternatives: to each environment the member for it, or else the
/// default. There is never a product of two sets.
fn divide(runs: &[&Run<'_>], set: &mut Set) {
    let alternatives = &mut set.alternatives;
    let of_name = |name: &Arc<str>| {
        alternatives.binary_search_by_key(&Some(name), |one| one.environment.as_ref()).ok()
    };
    let mut named = EnvironmentSet::NONE;
    let mut parts: Vec<(EnvironmentSet, &Range<usize>)> = Vec::with_capacity(runs.len());
    for run in runs.iter().filter(|run| !run.standing.environments.is_empty()) {
        let mut environments = EnvironmentSet::NONE;
        let numbers = run.standing.environments.iter().filter_map(of_name);
        numbers.for_each(|number| environments.insert(number));
        named.unite(&environments);
        parts.push((environments, &run.resources));
    }
    let all = EnvironmentSet::first(alternatives.len());
    let others = all.without(&named);
    let defaults = runs.iter().filter(|run| run.standing.environments.is_empty());
    parts.extend(defaults.map(|run| (others.clone(), &run.resources)));
    for (environments, resources) in parts {
        if alternatives.len() > 1 && environments == all {
            set.shared.extend(resources.clone());
            continue;
        }
        if environments.iter().nth(1).is_some() {
            set.several.extend(resources.clone().map(|index| (index, environments.clone())));
        }
        for number in environments.iter() {
            if let Some(one) = alternatives.get_mut(number) {
                one.own.extend(resources.clone());
            }
        }
    }
}

/// The environments that are production.
pub(super) fn production(alternatives: &[Alternative]) -> EnvironmentSet {
    let is_production = |one: &Alternative| one.environment.as_deref().is_some_and(is_production);
    let mut production = EnvironmentSet::NONE;
    let numbered = alternatives.iter().enumerate().filter(|(_, one)| is_production(one));
    numbered.for_each(|(number, _)| production.insert(number));
    production
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(member: Option<&str>, environments: &[&str]) -> Standing {
        Standing {
            member: member.map_or(Member::Every, |set| Member::Alternative(set.into())),
            environments: environments.iter().map(|name| Arc::from(*name)).collect(),
            ..Standing::default()
        }
    }

    /// Each environment with its own resources; each standing has one resource.
    fn environments(standings: &[Standing]) -> (Vec<usize>, Vec<(String, Vec<usize>)>) {
        let runs = standings.iter().enumerate();
        let runs: Vec<Run<'_>> =
            runs.map(|(at, standing)| Run { standing, resources: at..at + 1 }).collect();
        let set = set("", &Whole::default(), &runs);
        let named = set.alternatives.into_iter().map(|one| {
            (one.environment.map_or_else(String::new, |name| name.to_string()), one.own)
        });
        (set.shared, named.collect())
    }

    #[test]
    fn what_is_in_every_environment_is_shared_by_them() {
        let all = [
            standing(None, &[]),
            standing(Some(""), &["prod"]),
            standing(Some(""), &["dev", "prod"]),
        ];
        let named = vec![("dev".to_owned(), vec![]), ("prod".to_owned(), vec![1])];
        assert_eq!(environments(&all), (vec![0, 2], named));
    }

    #[test]
    fn without_environments_all_is_one() {
        let all = [standing(None, &[]), standing(None, &["prod"])];
        assert_eq!(environments(&all), (Vec::new(), vec![(String::new(), vec![0, 1])]));
    }

    #[test]
    fn alternatives_join_by_name_and_a_set_without_one_gives_its_default() {
        let all = [
            standing(Some("api"), &[]),
            standing(Some("api"), &["prod"]),
            standing(Some("portal"), &[]),
            standing(Some("portal"), &["dev"]),
            standing(None, &[]),
        ];
        let named = vec![
            (String::new(), vec![0, 2]),
            ("dev".to_owned(), vec![0, 3]),
            ("prod".to_owned(), vec![1, 2]),
        ];
        assert_eq!(environments(&all), (vec![4], named));
    }
}
