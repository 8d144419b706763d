//! One cause, one finding: of the failures of one concern and unit, one covers the others.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::causes::Causes;
use super::judgement::Finding;
use super::owned::same_in_owner;
use super::walk::Walk;
use crate::checks::{AnyCheck, Concern, Unit};
use crate::inventory::EnvironmentSet;
use crate::tree::{Kind, NodeRef, Place, Step};

/// A check, with a value or the part of one that it rejects.
type Spotted = (usize, Place, Option<Range<usize>>);

/// What findings of one group have in common. Resources are never mixed.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Group {
    resource: Option<usize>,
    concern: Concern,
    at: At,
}

/// The unit of a concern.
#[derive(Clone, PartialEq, Eq, Hash)]
enum At {
    Resource,
    Container(usize),
    Node(Place),
    Block(Place, String),
    Scalar(Place, Arc<str>),
}

/// Folds the findings of a set. Accepted findings are not folded: they hide nothing.
pub(super) fn fold(walk: &Walk<'_>, checks: &[AnyCheck], findings: &mut Vec<Finding>) {
    let mut folding = Folding::of(findings);
    for (owners, own) in same_in_owner(walk, &folding.findings) {
        let is_open = |index| folding.get(index).is_some_and(|one| one.accepted().is_none());
        if is_open(owners) && is_open(own) {
            folding.cover(owners, own);
        }
    }
    let mut groups: HashMap<Group, Vec<usize>> = HashMap::new();
    for (index, finding) in folding.present() {
        let concern = checks.get(finding.check()).map(AnyCheck::concern).unwrap_or_default();
        let at = unit(walk, concern.unit(), finding).filter(|_| finding.accepted().is_none());
        if let Some(at) = at {
            let group = Group { resource: finding.resource, concern, at };
            groups.entry(group).or_default().push(index);
        }
    }
    for mut members in groups.into_values().filter(|members| members.len() > 1) {
        members.sort_by(|left, right| folding.by_weight(checks, *left, *right));
        folding.fold_group(&members);
    }
    for (leader, other) in folding.implied(walk, checks, |finding| finding.accepted().is_none()) {
        folding.cover(leader, other);
    }
    for (taken, default) in folding.defaults(walk, checks) {
        folding.cover(taken, default);
    }
    *findings = folding.left();
}

/// Accepts, with each accepted finding, the findings that it implies.
pub(super) fn accept_implied(walk: &Walk<'_>, checks: &[AnyCheck], findings: &mut Vec<Finding>) {
    let mut folding = Folding::of(findings);
    for (cause, other) in folding.implied(walk, checks, |finding| finding.accepted().is_some()) {
        folding.accept(cause, other);
    }
    for (owners, own) in same_in_owner(walk, &folding.findings) {
        let is_accepted = |index| folding.get(index).is_some_and(|one| one.accepted().is_some());
        if is_accepted(owners) && !is_accepted(own) {
            folding.accept(owners, own);
        }
    }
    *findings = folding.left();
}

pub(super) struct Folding {
    /// Covered findings are removed.
    findings: Vec<Option<Finding>>,
}

impl Folding {
    pub(super) fn of(findings: &mut Vec<Finding>) -> Self {
        Self { findings: std::mem::take(findings).into_iter().map(Some).collect() }
    }

    /// The findings that no other covers.
    #[expect(clippy::filter_map_identity, reason = "in the same memory, unlike `flatten`")]
    pub(super) fn left(self) -> Vec<Finding> {
        self.findings.into_iter().filter_map(std::convert::identity).collect()
    }

    fn present(&self) -> impl Iterator<Item = (usize, &Finding)> {
        let all = self.findings.iter().enumerate();
        all.filter_map(|(index, finding)| Some((index, finding.as_ref()?)))
    }

    fn get(&self, index: usize) -> Option<&Finding> {
        self.findings.get(index).and_then(Option::as_ref)
    }

    /// Credentials in the objects of a template, each with the same credential as the default of a
    /// parameter.
    fn defaults(&self, walk: &Walk<'_>, checks: &[AnyCheck]) -> Vec<(usize, usize)> {
        let of = |resource: Option<usize>| resource.and_then(|index| walk.resources.get(index));
        let open = self.findings.iter().enumerate().filter_map(|(index, finding)| {
            let finding = finding.as_ref().filter(|finding| finding.accepted().is_none())?;
            let concern = checks.get(finding.check()).map(AnyCheck::concern);
            (concern == Some(Concern::Credential)).then_some((index, finding))
        });
        let mut defaults: HashMap<Place, usize> = HashMap::new();
        for (index, finding) in open.clone() {
            if of(finding.resource).is_some_and(|resource| !resource.carried.is_empty()) {
                defaults.entry(finding.failure.spot.place).or_insert(index);
            }
        }
        let taken = open.filter(|(_, finding)| {
            of(finding.resource).is_some_and(|resource| resource.is_carried)
        });
        let default =
            |finding: &Finding| defaults.get(&walk.written(finding.failure.spot.place)).copied();
        taken.filter_map(|(index, finding)| Some((index, default(finding)?))).collect()
    }

    /// The most severe first, then the one nearest to the value that decides, then by id.
    fn by_weight(&self, checks: &[AnyCheck], left: usize, right: usize) -> Ordering {
        let key = |index| {
            let finding = self.get(index)?;
            let spot = &finding.failure.spot;
            let id = checks.get(finding.check()).map(AnyCheck::id);
            Some((std::cmp::Reverse(finding.severity), spot.missing.is_some(), id, spot.place))
        };
        key(left).cmp(&key(right)).then(left.cmp(&right))
    }

    /// Lets the most severe finding of a group cover the others if one change fixes them: two
    /// values that a check rejects are two changes.
    fn fold_group(&mut self, members: &[usize]) {
        // A finding covers no others if an equal one has already covered them in all of its
        // environments.
        let mut spoken: HashMap<usize, EnvironmentSet> = HashMap::new();
        let mut by_spot: HashMap<Spotted, Vec<usize>> = HashMap::new();
        for member in members {
            let of = self.get(*member).map(|one| (one.check(), &one.failure.spot));
            let Some((check, spot)) = of.filter(|(_, spot)| spot.missing.is_none()) else {
                continue;
            };
            let part = spot.part.as_ref().map(|part| part.range.clone());
            by_spot.entry((check, spot.place, part)).or_default().push(*member);
        }
        for (number, leader) in members.iter().enumerate() {
            let Some(first) = self.get(*leader) else { continue };
            let (check, spot) = (first.check(), first.failure.spot.clone());
            let is_peer = |other: &Finding| {
                let own = &other.failure.spot;
                other.check() != check || own.missing.is_some() || *own == spot
            };
            let spoken = spoken.entry(check).or_default();
            let others = if first.found_in.is_within(spoken) {
                let part = spot.part.as_ref().map(|part| part.range.clone());
                by_spot.get(&(check, spot.place, part)).map_or(&[][..], Vec::as_slice)
            } else {
                spoken.unite(&first.found_in);
                members.get(number + 1..).unwrap_or_default()
            };
            for other in others.iter().filter(|other| *other != leader) {
                if self.get(*other).is_some_and(is_peer) {
                    self.cover(*leader, *other);
                }
            }
        }
    }

    /// Lets a finding cover another one in the environments that have both.
    fn cover(&mut self, leader: usize, other: usize) {
        let (Some(first), Some(second)) = (self.get(leader), self.get(other)) else { return };
        let common = first.found_in.common(&second.found_in);
        let rest = second.found_in.without(&common);
        if common.is_empty() {
            return;
        }
        let Some(slot) = self.findings.get_mut(other) else { return };
        let mut covered = if rest.is_empty() { slot.take() } else { slot.clone() };
        if let Some(left) = slot {
            left.found_in = rest;
        }
        let inner = covered.as_mut().map(Finding::take_covers).unwrap_or_default();
        if let Some(Some(leader)) = self.findings.get_mut(leader) {
            if let Some(covered) = &covered {
                let other = covered.failure.details();
                if other.class.is_some() || other.secret.is_some() {
                    let own = leader.failure.details_mut();
                    own.class = own.class.or(other.class);
                    own.secret = own.secret.take().or(other.secret.clone());
                }
            }
            for one in covered.into_iter().chain(inner) {
                leader.speak_for(one);
            }
        }
    }

    /// Lets the more severe of two findings of different sets cover both.
    pub(super) fn join(&mut self, checks: &[AnyCheck], one: usize, other: usize) {
        let is_first = self.by_weight(checks, one, other) == Ordering::Less;
        let (leader, other) = if is_first { (one, other) } else { (other, one) };
        let Some(mut covered) = self.findings.get_mut(other).and_then(Option::take) else { return };
        if let Some(Some(leader)) = self.findings.get_mut(leader) {
            let inner = covered.take_covers();
            let covers = &mut leader.surroundings_mut().covers;
            covers.push(covered);
            covers.extend(inner);
        }
    }

    /// Accepts a finding like another one, in the environments that have both.
    fn accept(&mut self, cause: usize, other: usize) {
        let (Some(first), Some(second)) = (self.get(cause), self.get(other)) else { return };
        let common = first.found_in.common(&second.found_in);
        let rest = second.found_in.without(&common);
        let implied = first.accepted().map(|accepted| accepted.implied_by(first.check()));
        let (Some(implied), true) = (implied, !common.is_empty()) else { return };
        let Some(Some(finding)) = self.findings.get_mut(other) else { return };
        let mut left = (!rest.is_empty()).then(|| finding.clone());
        finding.found_in = common;
        finding.accept(implied);
        if let Some(left) = &mut left {
            left.found_in = rest;
        }
        self.findings.extend(left.map(Some));
    }

    /// Pairs of a finding and another one that it implies.
    fn implied(
        &self,
        walk: &Walk<'_>,
        checks: &[AnyCheck],
        is_cause: impl Fn(&Finding) -> bool,
    ) -> Vec<(usize, usize)> {
        let concern = |finding: &Finding| {
            checks.get(finding.check()).map(AnyCheck::concern).unwrap_or_default()
        };
        let mut causes: HashMap<Option<usize>, Causes> = HashMap::new();
        for (index, finding) in self.present() {
            if !concern(finding).implies().is_empty() && is_cause(finding) {
                let resource = || finding.resource.and_then(|index| walk.resources.get(index));
                let causes = causes.entry(finding.resource);
                causes.or_insert_with(|| Causes::of(resource())).add(index, finding);
            }
        }
        let mut pairs = Vec::new();
        if causes.is_empty() {
            return pairs;
        }
        for (index, finding) in self.present().filter(|(_, finding)| finding.accepted().is_none()) {
            let Some(causes) = causes.get(&finding.resource) else { continue };
            for cause in causes.reaching(finding) {
                let Some(first) = self.get(cause) else { continue };
                if concern(first).implies().contains(&concern(finding)) {
                    pairs.push((cause, index));
                }
            }
        }
        pairs
    }
}

/// The group of a finding; none if it is not folded.
fn unit(walk: &Walk<'_>, unit: Unit, finding: &Finding) -> Option<At> {
    let spot = &finding.failure.spot;
    let resource = finding.resource.and_then(|index| walk.resources.get(index));
    match unit {
        Unit::Finding => None,
        Unit::Resource => Some(At::Resource),
        Unit::Container => match &finding.container {
            Some(container) => Some(At::Container(container.identity)),
            None if resource.is_some_and(|resource| resource.workload().is_some()) => {
                Some(At::Resource)
            }
            None => block(walk, finding),
        },
        Unit::Item => item(walk, spot.place),
        Unit::Block => block(walk, finding),
        Unit::Scalar => {
            let part = spot.part.as_ref().map(|part| Arc::clone(&part.name));
            let known = !spot.place.is_none();
            known.then(|| At::Scalar(spot.place, part.unwrap_or_default()))
        }
    }
}

/// The innermost item of a list that contains a place; a mapping takes precedence over a scalar in a
/// nested list: the verbs of a rule are not separate items. Else the place itself.
fn item(walk: &Walk<'_>, place: Place) -> Option<At> {
    let tree = walk.tree(place.tree())?;
    let steps = tree.path(place.node());
    let mut items = steps.iter().rev().filter_map(|step| match step {
        Step::Item(_, node) => Some(node),
        Step::Key(_) => None,
    });
    let is_mapping = |node: &&NodeRef<'_>| node.kind() == Kind::Mapping;
    let item = items.clone().find(is_mapping).or_else(|| items.next());
    Some(At::Node(item.map_or(place, |node| node.place(place.tree()))))
}

/// The mapping around a field, whether or not the field is set.
fn block(walk: &Walk<'_>, finding: &Finding) -> Option<At> {
    let spot = &finding.failure.spot;
    if spot.place.is_none() {
        return None;
    }
    if let Some(missing) = &spot.missing {
        let keys: Vec<&str> = missing.keys().collect();
        let above = keys.split_last().map_or(String::new(), |(_, above)| above.join("."));
        return Some(At::Block(spot.place, above));
    }
    let tree = walk.tree(spot.place.tree())?;
    let steps = tree.path(spot.place.node());
    let document = tree.document_of(spot.place.node())?;
    let root = tree.node(document.root);
    let parent = steps.split_last().map(|(_, above)| {
        above.iter().fold(root, |node: NodeRef<'_>, step| match step {
            Step::Key(key) => node.entry(&key.key_text()).map_or(node, |(_, value)| value),
            Step::Item(_, item) => *item,
        })
    });
    Some(At::Block(parent.unwrap_or(root).place(spot.place.tree()), String::new()))
}
