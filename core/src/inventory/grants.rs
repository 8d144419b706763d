//! The grants of bindings: the referenced role, and the roles that are aggregated into it.
//!
//! Source: the aggregation controller of Kubernetes. The rules of a ClusterRole with an aggregation rule
//! are those of the ClusterRoles that its selectors match; its own rules are ignored.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use super::Inventory;
use super::access::{RBAC, RoleOf};
use super::asked::{Question, Topic};
use super::built_in::{BuiltInRole, LEVELS, Rights, built_in_cluster_role, is_built_in_role};
use super::doubt::{Doubt, Reason};
use super::namespace::namespace;
use super::order::{Numbered, in_order};
use super::selector::{Labels, Matches, Selector};
use crate::model::access::{Binding, Role};
use crate::model::meta::StringEntry;
use crate::model::{Body, LabelSelector, Resource};
use crate::tree::{Anchor, Field, Place, State};

/// A role with its resource.
pub type RoleWith<'r, 'a> = (&'r Resource<'a>, &'r Role<'a>);

/// The grant of a binding.
#[derive(Clone, Debug)]
pub enum Granted {
    /// By each role that it may refer to: one, or several of the same name.
    By(Vec<Arc<Grant>>),
    /// The role is not in the input.
    NotInInput,
    /// Unknown, with the reason.
    Unknown(Doubt),
}

/// The grant of one role.
#[derive(Clone, Debug, Default)]
pub struct Grant {
    /// The roles in the input whose rules it has, by the address of the resource.
    roles: Vec<usize>,
    /// The built-in roles whose rules it has.
    pub built_in: Vec<BuiltInRole>,
    /// Why it may have more.
    pub doubt: Option<Doubt>,
    /// Conclusions of checks from it, each computed once for all bindings.
    pub(crate) conclusions: Conclusions,
}

/// The conclusion of a check from all rules of a grant.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conclusion {
    /// The rule that decides.
    pub(crate) place: Option<Place>,
    /// The values that could not be read.
    pub(crate) unknown: Vec<(Place, Cow<'static, str>)>,
}

/// The conclusions from a grant, by check.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conclusions(Arc<Mutex<HashMap<&'static str, Arc<Conclusion>>>>);

impl Conclusions {
    /// The conclusion of a check: a cached one, or computed from all rules.
    pub(crate) fn of(
        &self,
        who: &'static str,
        find: impl FnOnce() -> Conclusion,
    ) -> Arc<Conclusion> {
        // A cancelled run leaves no partial result.
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(who).cloned();
        known.unwrap_or_else(|| {
            let found = Arc::new(find());
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            all.insert(who, Arc::clone(&found));
            found
        })
    }
}

/// Aggregated roles, each computed once.
#[derive(Debug, Default)]
pub(super) struct Sums(Mutex<HashMap<Origin, Arc<Grant>>>);

/// The start of an aggregation: a role in the input by its address, or a built-in role by its name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Origin {
    OfInput(usize),
    BuiltIn(&'static str),
}

impl Grant {
    /// The roles of the input whose rules it has.
    pub fn roles<'i, 'r, 'a>(
        &'i self,
        inventory: &'i Inventory<'r, 'a>,
    ) -> impl Iterator<Item = RoleWith<'r, 'a>> + 'i {
        self.roles.iter().filter_map(|address| {
            let mut layers = inventory.layers().into_iter();
            layers.find_map(|layer| layer.cluster_roles.by_address.get(address)).copied()
        })
    }

    /// The highest permissions among the built-in roles.
    pub fn rights(&self) -> Rights {
        self.built_in.iter().map(|role| role.rights).max().unwrap_or(Rights::Ordinary)
    }
}

/// The identity of a resource in a run.
fn address(resource: &Resource<'_>) -> usize {
    std::ptr::from_ref(resource).addr()
}

/// The ClusterRoles of a layer by their labels.
#[derive(Clone, Debug, Default)]
pub(super) struct ClusterRoles<'r, 'a> {
    all: Vec<Numbered<RoleWith<'r, 'a>>>,
    by_pair: HashMap<(&'r str, &'a str), Vec<Numbered<RoleWith<'r, 'a>>>>,
    /// Those with unknown labels.
    uncertain: Vec<Numbered<RoleWith<'r, 'a>>>,
    /// All roles, also those of namespaces, by the address of the resource.
    by_address: HashMap<usize, RoleWith<'r, 'a>>,
}

impl<'r, 'a> ClusterRoles<'r, 'a> {
    pub(super) fn new(resources: &[Numbered<&'r Resource<'a>>]) -> Self {
        let mut roles = Self::default();
        for (number, resource) in resources {
            let Body::Role(role) = &resource.body else { continue };
            roles.by_address.insert(address(resource), (*resource, role));
            if !role.cluster {
                continue;
            }
            let own = (*number, (*resource, role));
            let labels = Labels::of_object(&resource.metadata.labels);
            for pair in labels.known() {
                roles.by_pair.entry(pair).or_default().push(own);
            }
            if labels.hidden().next().is_some() || labels.may_have_more() {
                roles.uncertain.push(own);
            }
            roles.all.push(own);
        }
        roles
    }

    pub(super) fn changes(&self) -> Vec<Question> {
        let any = (!self.all.is_empty()).then_some(Question::whole(Topic::ClusterRoles));
        any.into_iter().collect()
    }
}

/// A role that is still to be resolved.
#[derive(Clone, Copy)]
enum Open<'r, 'a> {
    OfInput(RoleWith<'r, 'a>),
    BuiltIn(BuiltInRole),
}

impl<'r, 'a> Inventory<'r, 'a> {
    /// The grant of a binding.
    pub fn granted(&self, resource: &Resource<'a>, binding: &Binding<'a>) -> Granted {
        self.record.ask(|| Question::whole(Topic::ClusterRoles));
        match self.role_of(resource, binding) {
            RoleOf::Found(resource, role) => {
                Granted::By(vec![self.sum(Open::OfInput((resource, role)))])
            }
            RoleOf::Several(first) => {
                let of_name = self.all_like(first);
                let roles = of_name.filter_map(|same| match &same.body {
                    Body::Role(role) => Some(self.sum(Open::OfInput((same, role)))),
                    _ => None,
                });
                Granted::By(roles.collect())
            }
            RoleOf::Unknown(doubt) => Granted::Unknown(doubt),
            RoleOf::NotInInput => match (binding.role_kind.state(), binding.role_name.state()) {
                (State::Set("ClusterRole", _), State::Set(name, _)) => built_in_cluster_role(name)
                    .map_or(Granted::NotInInput, |role| {
                        Granted::By(vec![self.sum(Open::BuiltIn(role))])
                    }),
                (State::Set("Role", _), State::Set(name, _)) => {
                    let own = namespace(&resource.metadata.namespace);
                    // None of them grants more than its component needs.
                    let is_built_in = own.is_ok_and(|own| is_built_in_role(own, name));
                    if is_built_in {
                        Granted::By(vec![Arc::default()])
                    } else {
                        Granted::NotInInput
                    }
                }
                _ => Granted::NotInInput,
            },
        }
    }

    /// A role with everything that is aggregated into it. A role that selects itself adds nothing.
    fn sum(&self, first: Open<'r, 'a>) -> Arc<Grant> {
        let origin = match first {
            Open::OfInput((resource, _)) => Origin::OfInput(address(resource)),
            Open::BuiltIn(role) => Origin::BuiltIn(role.name),
        };
        let known =
            self.sums.0.lock().unwrap_or_else(PoisonError::into_inner).get(&origin).cloned();
        if let Some(known) = known {
            // Asking again records the same questions.
            self.doubt_about(RBAC, "ClusterRole");
            return known;
        }
        let sum = Arc::new(self.add_up(first));
        let mut all = self.sums.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(origin, Arc::clone(&sum));
        sum
    }

    fn add_up(&self, first: Open<'r, 'a>) -> Grant {
        let mut grant = Grant::default();
        let mut seen: HashSet<usize> = HashSet::new();
        let mut open = vec![first];
        while let Some(next) = open.pop() {
            match next {
                Open::BuiltIn(role) => {
                    if grant.built_in.contains(&role) {
                        continue;
                    }
                    grant.built_in.push(role);
                    for level in LEVELS.iter().filter(|level| level.role == role.name) {
                        let parts =
                            level.parts.iter().filter_map(|name| built_in_cluster_role(name));
                        open.extend(parts.map(Open::BuiltIn));
                        let labels = Field::from(vec![StringEntry::new(level.label, "true")]);
                        let selector =
                            LabelSelector { match_labels: labels, ..LabelSelector::default() };
                        self.select(&selector, &mut open, &mut grant);
                    }
                }
                Open::OfInput((resource, role)) => {
                    if !seen.insert(address(resource)) {
                        continue;
                    }
                    match role.aggregation.state() {
                        State::Set(selectors, _) if role.cluster => {
                            for selector in selectors {
                                self.add_selected(selector, resource, &mut open, &mut grant);
                            }
                        }
                        State::Unresolved(place, why) if role.cluster => {
                            grant.doubt.get_or_insert(Doubt::unresolved(*place, *why));
                        }
                        _ => grant.roles.push(address(resource)),
                    }
                }
            }
        }
        grant
    }

    fn with_label<'i>(
        &'i self,
        pair: (&'i str, &'i str),
    ) -> impl Iterator<Item = RoleWith<'r, 'a>> + 'i {
        let of_pair = |roles: &'i ClusterRoles<'r, 'a>| {
            roles.by_pair.get(&pair).map_or(&[][..], Vec::as_slice)
        };
        in_order(self.layers().map(|layer| of_pair(&layer.cluster_roles))).copied()
    }

    /// Adds the ClusterRoles of the input that a selector matches.
    fn select(
        &self,
        selector: &LabelSelector<'a>,
        open: &mut Vec<Open<'r, 'a>>,
        grant: &mut Grant,
    ) {
        let asks = Selector::of_label_selector(selector);
        let mut add = |role: RoleWith<'r, 'a>| match asks
            .matches(&Labels::of_object(&role.0.metadata.labels))
        {
            Matches::Yes => open.push(Open::OfInput(role)),
            Matches::No => {}
            Matches::Unknown(doubt) => {
                grant.doubt.get_or_insert(doubt);
            }
        };
        if let Some(pair) = asks.known_pairs().next() {
            self.with_label(pair).for_each(&mut add);
            let uncertain = self.layers().map(|layer| &layer.cluster_roles.uncertain);
            in_order(uncertain).copied().for_each(&mut add);
        } else {
            let all = self.layers().map(|layer| &layer.cluster_roles.all);
            in_order(all).copied().for_each(&mut add);
        }
    }

    /// The same for a selector of a role, which may also match built-in roles of Kubernetes.
    fn add_selected(
        &self,
        selector: &'r LabelSelector<'a>,
        of: &'r Resource<'a>,
        open: &mut Vec<Open<'r, 'a>>,
        grant: &mut Grant,
    ) {
        let before = open.len();
        self.select(selector, open, grant);
        let asks = Selector::of_label_selector(selector);
        for level in &LEVELS {
            let labels = Field::from(vec![StringEntry::new(level.label, "true")]);
            if asks.matches(&Labels::of_object(&labels)) == Matches::Yes {
                let parts = level.parts.iter().filter_map(|name| built_in_cluster_role(name));
                open.extend(parts.map(Open::BuiltIn));
            }
        }
        if open.len() == before {
            // It is meant to select roles that other software provides.
            let reason = Reason::NotInInput("ClusterRole that matches the selector");
            grant.doubt.get_or_insert(Doubt::new(of.spot().place, reason));
        } else if let Some(doubt) = self.doubt_about(RBAC, "ClusterRole") {
            grant.doubt.get_or_insert(doubt);
        }
    }
}
