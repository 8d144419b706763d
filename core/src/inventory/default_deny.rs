//! Whether a namespace has a default deny policy.

use super::doubt::Doubt;
use super::network::Direction;
use super::order::{First, Numbered};
use super::selector::Matches;
use crate::model::Resource;
use crate::model::network::{NetworkPolicy, Peer, PolicyRule};
use crate::tree::{Field, Place, State};

/// Whether a namespace denies one direction by default.
#[derive(Clone, Copy, Debug)]
pub enum DefaultDeny<'r, 'a> {
    /// This policy selects every pod, and no policy that does so allows all traffic in the
    /// direction.
    Denied(&'r Resource<'a>),
    /// No policy selects every pod.
    Missing,
    /// This rule of a policy that selects every pod allows all traffic in the direction.
    Opened(&'r Resource<'a>, Place),
    /// Unknown, with the reason.
    Unknown(Doubt),
}

/// The combined effect of the policies that select every pod.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Denials<'r, 'a> {
    denied: First<&'r Resource<'a>>,
    opened: First<(&'r Resource<'a>, Place)>,
    perhaps_denied: First<Doubt>,
    perhaps_opened: First<Doubt>,
}

impl<'r, 'a> Denials<'r, 'a> {
    /// Adds a policy for the direction; `all` tells whether it selects every pod.
    pub(super) fn add(
        &mut self,
        (number, resource): Numbered<&'r Resource<'a>>,
        policy: &'r NetworkPolicy<'a>,
        direction: Direction,
        all: Matches,
    ) {
        let rules = match direction {
            Direction::Ingress => &policy.ingress,
            Direction::Egress => &policy.egress,
        };
        let (opens, place) = opens_to_all(rules);
        match (all, opens) {
            (Matches::No, _) => {}
            (Matches::Yes, Matches::Yes) => self.opened.add(number, (resource, place)),
            (Matches::Yes, Matches::No) => self.denied.add(number, resource),
            (Matches::Unknown(doubt), Matches::No) => self.perhaps_denied.add(number, doubt),
            (Matches::Unknown(doubt), _) | (_, Matches::Unknown(doubt)) => {
                self.perhaps_opened.add(number, doubt);
            }
        }
    }

    /// The same, if it is unknown whether the policies belong to the namespace.
    pub(super) fn in_doubt(self) -> Self {
        let about = |resource: &Resource<'a>| Doubt::about(&resource.metadata.namespace);
        let denied = self.denied.and_then(about);
        let opened = self.opened.and_then(|(resource, _)| about(resource));
        Self {
            denied: First::default(),
            opened: First::default(),
            perhaps_denied: denied.or(self.perhaps_denied),
            perhaps_opened: opened.or(self.perhaps_opened),
        }
    }

    /// The combination of two layers.
    pub(super) fn earlier(self, other: Self) -> Self {
        Self {
            denied: self.denied.earlier(other.denied),
            opened: self.opened.earlier(other.opened),
            perhaps_denied: self.perhaps_denied.earlier(other.perhaps_denied),
            perhaps_opened: self.perhaps_opened.earlier(other.perhaps_opened),
        }
    }

    /// These, or others if these are inconclusive.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            denied: self.denied.or(other.denied),
            opened: self.opened.or(other.opened),
            perhaps_denied: self.perhaps_denied.or(other.perhaps_denied),
            perhaps_opened: self.perhaps_opened.or(other.perhaps_opened),
        }
    }

    pub(super) fn verdict(self, other: Option<Doubt>) -> DefaultDeny<'r, 'a> {
        if let Some((resource, place)) = self.opened.get() {
            return DefaultDeny::Opened(resource, place);
        }
        if let Some(doubt) = self.perhaps_opened.get() {
            return DefaultDeny::Unknown(doubt);
        }
        if let Some(resource) = self.denied.get() {
            return DefaultDeny::Denied(resource);
        }
        self.perhaps_denied.get().or(other).map_or(DefaultDeny::Missing, DefaultDeny::Unknown)
    }
}

/// Whether a rule allows all traffic, and where it is.
fn opens_to_all(rules: &Field<Vec<PolicyRule<'_>>>) -> (Matches, Place) {
    let rules = match rules.state() {
        State::Set(rules, _) => rules.as_slice(),
        State::Unset(..) => &[],
        State::Unresolved(place, why) => {
            return (Matches::Unknown(Doubt::unresolved(*place, *why)), *place);
        }
    };
    rules.iter().fold((Matches::No, Place::NONE), |found, rule| {
        let opens = is_empty(&rule.ports).and(has_every_peer(rule));
        // The first certain yes decides, otherwise the first doubt.
        let stronger = match found.0 {
            Matches::No => opens != Matches::No,
            Matches::Unknown(_) => opens == Matches::Yes,
            Matches::Yes => false,
        };
        if stronger { (opens, rule.place) } else { found }
    })
}

fn has_every_peer(rule: &PolicyRule<'_>) -> Matches {
    let any = match rule.peers.state() {
        State::Set(peers, _) => {
            peers.iter().fold(Matches::No, |found, peer| found.or(is_every_address(peer)))
        }
        State::Unset(..) | State::Unresolved(..) => Matches::No,
    };
    any.or(is_empty(&rule.peers))
}

fn is_every_address(peer: &Peer<'_>) -> Matches {
    let cidr = match peer.cidr.state() {
        State::Set(cidr, _) if cidr.ends_with("/0") => Matches::Yes,
        State::Set(..) | State::Unset(..) => Matches::No,
        State::Unresolved(place, why) => Matches::Unknown(Doubt::unresolved(*place, *why)),
    };
    cidr.and(is_empty(&peer.except))
}

fn is_empty<T>(field: &Field<Vec<T>>) -> Matches {
    match field.state() {
        State::Set(entries, _) if !entries.is_empty() => Matches::No,
        State::Set(..) | State::Unset(..) => Matches::Yes,
        State::Unresolved(place, why) => Matches::Unknown(Doubt::unresolved(*place, *why)),
    }
}
