//! Groups the resources that are judged together, by their standing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::judgement::Mask;
use super::walk::Walk;
use crate::frontends::environment::is_production;
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
        self.shared.len() + self.alternatives.iter().map(|one| one.own.len()).sum::<usize>()
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
    let mut alternatives: Vec<Alternative> = environments
        .map(|environment| Alternative { own: own(&members, environment.as_ref()), environment })
        .collect();
    if let ([only], true) = (alternatives.as_mut_slice(), members.is_empty()) {
        only.own = std::mem::take(&mut shared);
    }
    let are_overlays = all().all(|standing| !standing.applied_by.is_empty());
    let scope = whole.scope().to_owned();
    Set { bundle: bundle.into(), scope, shared, alternatives, are_overlays }
}

/// The resources of an environment that are not in every one: of each set of alternatives the member
/// for it, or else the default. There is never a product of two sets.
fn own(members: &BTreeMap<&str, Vec<&Run<'_>>>, environment: Option<&Arc<str>>) -> Vec<usize> {
    let mut own = Vec::new();
    for runs in members.values() {
        let of = |run: &&&Run<'_>| match environment {
            Some(name) => run.standing.environments.contains(name),
            None => run.standing.environments.is_empty(),
        };
        let mut mine: Vec<&&Run<'_>> = runs.iter().filter(of).collect();
        if mine.is_empty() {
            mine = runs.iter().filter(|run| run.standing.environments.is_empty()).collect();
        }
        own.extend(mine.into_iter().flat_map(|run| run.resources.clone()));
    }
    own.sort_unstable();
    own
}

/// The environments that are production, as bits of their set.
pub(super) fn production(alternatives: &[Alternative]) -> Mask {
    let is_production = |one: &Alternative| one.environment.as_deref().is_some_and(is_production);
    let bits = alternatives.iter().enumerate().filter(|(_, one)| is_production(one));
    bits.fold(0, |mask, (number, _)| mask | 1 << number)
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
        let named = vec![("dev".to_owned(), vec![2]), ("prod".to_owned(), vec![1, 2])];
        assert_eq!(environments(&all), (vec![0], named));
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
