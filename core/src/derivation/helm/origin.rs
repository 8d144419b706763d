//! Where values come from while templates are rendered.

use std::borrow::Borrow;
use std::rc::Rc;

use crate::tree::{Contributor, Made, Passage, Role};

/// Maximum number of contributors that are kept for a value.
const MOST: usize = 32;

/// The source of a value that no passage is known for yet: the expression that prints it.
const NOWHERE: u32 = u32::MAX;

/// Marks the sources that are texts of templates: what is written there is no value that a
/// user sets.
pub(super) const TEMPLATE: u32 = 1 << 30;

const NO_CONTRIBUTOR: Contributor = Contributor {
    from: Passage { source: NOWHERE, node: 0, bytes: (0, 0) },
    role: Role::Condition,
};

/// The contributors to a value, shared by what depends on the same ones: each once, those of
/// the value itself first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Reads(Option<Rc<[Contributor]>>);

impl Reads {
    /// All contributors.
    pub(super) fn all(&self) -> &[Contributor] {
        self.0.as_deref().unwrap_or_default()
    }

    /// The contributors of both; beyond a limit the first ones are kept.
    #[must_use]
    pub(super) fn with(&self, other: &Self) -> Self {
        match (&self.0, &other.0) {
            (None, _) => other.clone(),
            (Some(own), Some(others)) if !Rc::ptr_eq(own, others) => {
                self.and(others.iter().copied())
            }
            _ => self.clone(),
        }
    }

    /// The same contributors and others; beyond a limit the first ones are kept.
    #[must_use]
    pub(super) fn and(&self, others: impl IntoIterator<Item = Contributor>) -> Self {
        let own = self.all();
        let mut new = [NO_CONTRIBUTOR; MOST];
        let mut count = 0;
        for one in others {
            let known = new.get(..count).unwrap_or_default();
            if own.len() + count >= MOST || own.contains(&one) || known.contains(&one) {
                continue;
            }
            if let Some(free) = new.get_mut(count) {
                *free = one;
                count += 1;
            }
        }
        let new = new.get(..count).unwrap_or_default();
        match (own, new) {
            (_, []) => self.clone(),
            ([], new) => Self(Some(new.into())),
            (own, new) => Self(Some(own.iter().chain(new).copied().collect())),
        }
    }

    /// The same contributors, and a value as a condition.
    #[must_use]
    pub(super) fn because_of(&self, value: &Trace) -> Self {
        self.and(value.contributors().map(as_condition))
    }

    /// Whether they are the same ones in the same place.
    pub(super) fn is_shared(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(own), Some(other)) => Rc::ptr_eq(own, other),
            (None, None) => true,
            _ => false,
        }
    }
}

fn as_condition(one: Contributor) -> Contributor {
    Contributor { role: Role::Condition, ..one }
}

/// The origin of a value, or of some bytes of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Trace {
    /// What it was made from: a node of values, or some bytes of a template.
    pub(super) from: Passage,
    /// How.
    pub(super) made: Made,
    /// What else contributed.
    pub(super) reads: Reads,
}

impl Default for Trace {
    /// The origin of a value that a rule of Helm sets.
    fn default() -> Self {
        let from = Passage { source: NOWHERE, ..Passage::default() };
        Self { from, made: Made::Implied, reads: Reads::default() }
    }
}

impl Trace {
    /// The origin of a copy of a passage.
    pub(super) fn of(from: Passage) -> Self {
        Self { from, made: Made::Copied, reads: Reads::default() }
    }

    /// The origin of a value that is computed from no other.
    pub(super) fn of_nothing() -> Self {
        Self { made: Made::Computed, ..Self::default() }
    }

    /// The origin of a value that is computed from others.
    pub(super) fn computed(from: impl IntoIterator<Item: Borrow<Self>>) -> Self {
        let mut computed = Self::of_nothing();
        for one in from {
            let one = one.borrow();
            computed.reads = match one.variable() {
                None => computed.reads.with(&one.reads),
                Some(_) => computed.reads.and(one.contributors()),
            };
            if one.made == Made::Open {
                computed.made = Made::Open;
            }
        }
        computed
    }

    /// The origin of a value that is not known before the chart is installed.
    pub(super) fn open() -> Self {
        Self { made: Made::Open, ..Self::default() }
    }

    /// Whether the value is not known before the chart is installed.
    pub(super) fn is_open(&self) -> bool {
        self.made == Made::Open
    }

    /// Whether what it was made from is known.
    pub(super) fn is_somewhere(&self) -> bool {
        self.from.source != NOWHERE
    }

    /// Whether it is written in a template.
    pub(super) fn is_literal(&self) -> bool {
        self.from.source & TEMPLATE != 0
    }

    /// The value as a contributor to another one, with its own contributors.
    pub(super) fn as_reads(&self) -> Reads {
        match self.variable() {
            None => self.reads.clone(),
            Some(_) => Reads::default().and(self.contributors()),
        }
    }

    /// The value as a contributor to another one, and its own contributors.
    fn contributors(&self) -> impl Iterator<Item = Contributor> + '_ {
        self.variable().into_iter().chain(self.reads.all().iter().copied())
    }

    /// The value as a contributor, if a user sets it or it is computed from such ones.
    fn variable(&self) -> Option<Contributor> {
        let is_variable = !self.is_literal() && self.made != Made::Open;
        is_variable.then_some(Contributor { from: self.from, role: Role::Variable })
    }

    /// The same with conditions for it.
    #[must_use]
    pub(super) fn under(mut self, conditions: &Reads) -> Self {
        self.reads = self.reads.with(conditions);
        self
    }

    /// Whether two adjacent runs of bytes have the same origin.
    pub(super) fn continues(&self, before: &Self, before_length: usize, length: usize) -> bool {
        if self.made != before.made
            || (self.from.source, self.from.node) != (before.from.source, before.from.node)
            || !(self.reads.is_shared(&before.reads) || self.reads == before.reads)
        {
            return false;
        }
        let size = |trace: &Self| (trace.from.bytes.1 - trace.from.bytes.0) as usize;
        match self.made {
            Made::Copied => {
                size(before) == before_length
                    && size(self) == length
                    && before.from.bytes.1 == self.from.bytes.0
            }
            _ => self.from.bytes == before.from.bytes,
        }
    }
}
