//! Where values come from while templates are rendered.

use std::rc::Rc;

use crate::tree::{Contributor, Made, Passage, Role};

/// Maximum number of contributors that are kept for a value.
const MOST: usize = 32;

/// The source of a value that no passage is known for yet: the expression that prints it.
const NOWHERE: u32 = u32::MAX;

/// Marks the sources that are texts of templates: what is written there is no value that a
/// user sets.
pub(super) const TEMPLATE: u32 = 1 << 30;

/// The contributors to a value, shared by what depends on the same ones: each once, those of
/// the value itself first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Reads(Option<Rc<[Contributor]>>);

impl Reads {
    /// One contributor.
    pub(super) fn of(from: Passage, role: Role) -> Self {
        Self(Some([Contributor { from, role }].into()))
    }

    /// All contributors.
    pub(super) fn all(&self) -> &[Contributor] {
        self.0.as_deref().unwrap_or_default()
    }

    /// The contributors of both; beyond a limit the first ones are kept.
    #[must_use]
    pub(super) fn with(&self, other: &Self) -> Self {
        let (Some(own), Some(others)) = (&self.0, &other.0) else {
            return if self.0.is_some() { self.clone() } else { other.clone() };
        };
        let is_known = |one: &&Contributor| !own.contains(one);
        if Rc::ptr_eq(own, others) || own.len() >= MOST {
            return self.clone();
        }
        let new: Vec<Contributor> = others.iter().filter(is_known).copied().collect();
        if new.is_empty() {
            return self.clone();
        }
        let all: Vec<Contributor> = own.iter().copied().chain(new).take(MOST).collect();
        Self(Some(all.into()))
    }

    /// Whether they are the same ones in the same place.
    pub(super) fn is_shared(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(own), Some(other)) => Rc::ptr_eq(own, other),
            (None, None) => true,
            _ => false,
        }
    }

    /// The contributors of several values, those of the first one first.
    fn of_values<'t>(values: impl IntoIterator<Item = &'t Trace>) -> Self {
        // Most values depend on the same ones as others.
        let mut only: Option<&Self> = None;
        let mut all: Vec<Contributor> = Vec::new();
        for value in values {
            let from = Contributor { from: value.from, role: Role::Variable };
            let own = value.is_variable().then_some(from);
            if own.is_none()
                && (value.reads.0.is_none() || only.is_some_and(|one| one.is_shared(&value.reads)))
            {
                continue;
            }
            match only.take() {
                Some(first) => all.extend_from_slice(first.all()),
                None if own.is_none() && all.is_empty() => {
                    only = Some(&value.reads);
                    continue;
                }
                None => {}
            }
            for one in own.iter().chain(value.reads.all()) {
                if all.len() < MOST && !all.contains(one) {
                    all.push(*one);
                }
            }
        }
        only.cloned().unwrap_or_else(|| Self((!all.is_empty()).then(|| all.into())))
    }

    /// The same contributors as conditions.
    #[must_use]
    pub(super) fn as_conditions(&self) -> Self {
        if self.all().iter().all(|one| one.role == Role::Condition) {
            return self.clone();
        }
        let mut all: Vec<Contributor> = Vec::with_capacity(self.all().len());
        for one in self.all() {
            let one = Contributor { role: Role::Condition, ..*one };
            if !all.contains(&one) {
                all.push(one);
            }
        }
        Self(Some(all.into()))
    }
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

    /// The origin of a value that is computed from others.
    pub(super) fn computed<'t>(from: impl IntoIterator<Item = &'t Self>) -> Self {
        let mut made = Made::Computed;
        let reads = Reads::of_values(from.into_iter().inspect(|one| {
            if one.made == Made::Open {
                made = Made::Open;
            }
        }));
        Self { made, reads, ..Self::default() }
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
        Reads::of_values([self])
    }

    /// Whether it is a value that a user sets, or that is computed from such ones.
    fn is_variable(&self) -> bool {
        !self.is_literal() && self.made != Made::Open
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
