//! The defaults of LimitRanges for containers.
//!
//! Source of the precedence: `SetDefaults_LimitRangeItem` of the API. A missing default limit is
//! the maximum; a missing default request is the default limit, otherwise the minimum.

use super::Inventory;
use super::asked::{Question, Topic};
use super::doubt::Doubt;
use super::namespace::{ByNamespace, namespace};
use super::order::{First, Numbered};
use crate::model::namespaces::{Amounts, Limit};
use crate::model::{Body, Quantity, Resource};
use crate::tree::{Field, State};

/// The defaults of a namespace for containers.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct ContainerDefaults<'r, 'a> {
    /// CPU request of a container that has neither request nor limit.
    pub cpu_request: Supplied<'r, 'a>,
    /// CPU limit of a container that has none.
    pub cpu_limit: Supplied<'r, 'a>,
    /// Memory request of a container that has neither request nor limit.
    pub memory_request: Supplied<'r, 'a>,
    /// Memory limit of a container that has none.
    pub memory_limit: Supplied<'r, 'a>,
}

/// A default amount of a namespace.
#[derive(Clone, Copy, Debug, Default)]
pub enum Supplied<'r, 'a> {
    /// Set by this field of this LimitRange.
    By(&'r Resource<'a>, &'r Field<Quantity<'a>>),
    /// Not set; zero counts as not set.
    #[default]
    Nothing,
    /// Unknown, with the reason.
    Unknown(Doubt),
}

impl Supplied<'_, '_> {
    fn or(self, other: Self) -> Self {
        match (&self, &other) {
            (Self::Nothing, _) | (Self::Unknown(_), Self::By(..)) => other,
            _ => self,
        }
    }

    fn in_doubt(self, doubt: Option<Doubt>) -> Self {
        match (&self, doubt) {
            (Self::By(..), Some(doubt)) => Self::Unknown(doubt),
            _ => self,
        }
    }
}

impl<'r, 'a> ContainerDefaults<'r, 'a> {
    fn of(resource: &'r Resource<'a>, limit: &'r Limit<'a>) -> Self {
        let doubt = match limit.kind.state() {
            State::Set("Container", _) => None,
            State::Set(..) | State::Unset(..) => return Self::default(),
            State::Unresolved(place, why) => Some(Doubt::unresolved(*place, *why)),
        };
        let doubt = doubt.or_else(|| Doubt::about(&resource.metadata.namespace));
        let first = |amounts: &[&'r Amounts<'a>], amount: Amount| {
            let fields = amounts.iter().map(|amounts| amount.of(amounts));
            supplied(resource, fields).in_doubt(doubt)
        };
        let limits = [&limit.default, &limit.max];
        let requests = [&limit.default_request, &limit.default, &limit.max, &limit.min];
        Self {
            cpu_request: first(&requests, Amount::Cpu),
            cpu_limit: first(&limits, Amount::Cpu),
            memory_request: first(&requests, Amount::Memory),
            memory_limit: first(&limits, Amount::Memory),
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            cpu_request: self.cpu_request.or(other.cpu_request),
            cpu_limit: self.cpu_limit.or(other.cpu_limit),
            memory_request: self.memory_request.or(other.memory_request),
            memory_limit: self.memory_limit.or(other.memory_limit),
        }
    }
}

#[derive(Clone, Copy)]
enum Amount {
    Cpu,
    Memory,
}

impl Amount {
    fn of<'r, 'a>(self, amounts: &'r Amounts<'a>) -> &'r Field<Quantity<'a>> {
        match self {
            Self::Cpu => &amounts.cpu,
            Self::Memory => &amounts.memory,
        }
    }
}

/// The first amount that is set decides, even if it is zero.
fn supplied<'r, 'a>(
    resource: &'r Resource<'a>,
    fields: impl Iterator<Item = &'r Field<Quantity<'a>>>,
) -> Supplied<'r, 'a> {
    for field in fields {
        match field.state() {
            State::Unset(..) => {}
            State::Set(amount, _) if amount.is_zero() => return Supplied::Nothing,
            State::Set(..) => return Supplied::By(resource, field),
            State::Unresolved(place, why) => {
                return Supplied::Unknown(Doubt::unresolved(*place, *why));
            }
        }
    }
    Supplied::Nothing
}

/// The first amount that the LimitRanges of one namespace set, and the first that they may set.
#[derive(Clone, Copy, Debug, Default)]
struct Gift<'r, 'a> {
    by: First<(&'r Resource<'a>, &'r Field<Quantity<'a>>)>,
    unknown: First<Doubt>,
}

impl<'r, 'a> Gift<'r, 'a> {
    fn add(&mut self, number: usize, supplied: Supplied<'r, 'a>) {
        match supplied {
            Supplied::By(resource, field) => self.by.add(number, (resource, field)),
            Supplied::Unknown(doubt) => self.unknown.add(number, doubt),
            Supplied::Nothing => {}
        }
    }

    fn earlier(self, other: Self) -> Self {
        Self { by: self.by.earlier(other.by), unknown: self.unknown.earlier(other.unknown) }
    }

    fn supplied(self) -> Supplied<'r, 'a> {
        match (self.by.get(), self.unknown.get()) {
            (Some((resource, field)), _) => Supplied::By(resource, field),
            (None, Some(doubt)) => Supplied::Unknown(doubt),
            (None, None) => Supplied::Nothing,
        }
    }
}

/// The defaults of the LimitRanges of one namespace.
#[derive(Clone, Copy, Debug, Default)]
struct Gifts<'r, 'a> {
    cpu_request: Gift<'r, 'a>,
    cpu_limit: Gift<'r, 'a>,
    memory_request: Gift<'r, 'a>,
    memory_limit: Gift<'r, 'a>,
}

impl<'r, 'a> Gifts<'r, 'a> {
    fn add(&mut self, number: usize, defaults: ContainerDefaults<'r, 'a>) {
        self.cpu_request.add(number, defaults.cpu_request);
        self.cpu_limit.add(number, defaults.cpu_limit);
        self.memory_request.add(number, defaults.memory_request);
        self.memory_limit.add(number, defaults.memory_limit);
    }

    fn earlier(self, other: Self) -> Self {
        Self {
            cpu_request: self.cpu_request.earlier(other.cpu_request),
            cpu_limit: self.cpu_limit.earlier(other.cpu_limit),
            memory_request: self.memory_request.earlier(other.memory_request),
            memory_limit: self.memory_limit.earlier(other.memory_limit),
        }
    }

    /// The combined defaults of some layers of one namespace.
    fn of(layers: [Option<&Self>; 2]) -> ContainerDefaults<'r, 'a> {
        if let [None, None] = layers {
            return ContainerDefaults::default();
        }
        let gifts = layers.into_iter().flatten().copied().fold(Self::default(), Self::earlier);
        ContainerDefaults {
            cpu_request: gifts.cpu_request.supplied(),
            cpu_limit: gifts.cpu_limit.supplied(),
            memory_request: gifts.memory_request.supplied(),
            memory_limit: gifts.memory_limit.supplied(),
        }
    }
}

/// All LimitRanges.
#[derive(Clone, Debug, Default)]
pub(super) struct LimitRanges<'r, 'a>(ByNamespace<'a, Gifts<'r, 'a>>);

impl<'r, 'a> LimitRanges<'r, 'a> {
    pub(super) fn new(resources: &[Numbered<&'r Resource<'a>>]) -> Self {
        let mut ranges = Self::default();
        for (number, resource) in resources {
            let Body::LimitRange(range) = &resource.body else { continue };
            let gifts = ranges.0.entry(namespace(&resource.metadata.namespace));
            match range.limits.state() {
                State::Set(limits, _) => {
                    for limit in limits {
                        gifts.add(*number, ContainerDefaults::of(resource, limit));
                    }
                }
                State::Unset(..) => {}
                State::Unresolved(place, why) => {
                    gifts.add(*number, all_unknown(Doubt::unresolved(*place, *why)));
                }
            }
        }
        ranges
    }

    pub(super) fn changes(&self) -> Vec<Question> {
        let named = self.0.named().map(|(name, _)| Question::named(Topic::LimitRanges, &[name]));
        let adrift = self.0.adrift().map(|_| Question::whole(Topic::LimitRanges));
        named.chain(adrift).collect()
    }
}

fn all_unknown<'r, 'a>(doubt: Doubt) -> ContainerDefaults<'r, 'a> {
    let unknown = Supplied::Unknown(doubt);
    ContainerDefaults {
        cpu_request: unknown,
        cpu_limit: unknown,
        memory_request: unknown,
        memory_limit: unknown,
    }
}

impl<'r, 'a> Inventory<'r, 'a> {
    /// The defaults for the containers of a resource, from the LimitRanges of its namespace.
    pub fn container_defaults(&self, resource: &Resource<'a>) -> ContainerDefaults<'r, 'a> {
        let own = namespace(&resource.metadata.namespace);
        self.record.ask(|| match own {
            Ok(name) => Question::named(Topic::LimitRanges, &[name]),
            Err(_) => Question::whole(Topic::LimitRanges),
        });
        self.miss_named("LimitRange", own.ok());
        let ranges = self.layers().map(|layer| &layer.limit_ranges.0);
        match own {
            Ok(name) => {
                let own = Gifts::of(ranges.map(|ranges| ranges.get(name)));
                own.or(Gifts::of(ranges.map(ByNamespace::adrift)))
            }
            Err(doubt) if ranges.iter().any(|ranges| !ranges.is_empty()) => all_unknown(doubt),
            Err(_) => ContainerDefaults::default(),
        }
    }
}
