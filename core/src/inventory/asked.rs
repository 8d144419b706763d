//! What an answer rested on.
//!
//! An evaluation notes what it asks about, and an environment knows which answers its own resources
//! can change. Where the two do not meet, an evaluation of what environments share ends alike in
//! all of them.

use std::ops::BitOr;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many words the hashed names take.
const NAMES: usize = 4;

/// Things that were asked about, or about which answers can change. It may say too much, never too
/// little.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Asked {
    /// Topics of which everything is meant, one bit each.
    whole: u64,
    /// Topics of which only some names are meant.
    named: u64,
    /// One bit for each name.
    names: [u64; NAMES],
}

impl Asked {
    /// Everything.
    pub(crate) const EVERYTHING: Self = Self { whole: u64::MAX, named: 0, names: [0; NAMES] };
    /// Nothing.
    pub(crate) const NOTHING: Self = Self { whole: 0, named: 0, names: [0; NAMES] };

    /// Everything of a topic.
    pub(super) const fn whole(topic: Topic) -> Self {
        Self { whole: topic.0, ..Self::NOTHING }
    }

    /// What of a topic has a name, which may have several parts.
    pub(super) fn named(topic: Topic, name: &[&str]) -> Self {
        let hash = hash(topic.0, name);
        let mut names = [0; NAMES];
        let word = usize::try_from(hash >> 6).unwrap_or_default() % NAMES;
        if let Some(word) = names.get_mut(word) {
            *word = 1 << (hash & 63);
        }
        Self { whole: 0, named: topic.0, names }
    }

    /// Whether nothing was asked.
    pub(crate) const fn is_empty(self) -> bool {
        self.whole | self.named == 0
    }

    /// Whether something was asked that files beside those of one project can answer.
    pub(crate) const fn is_of_other_files(self) -> bool {
        (self.whole | self.named) & !Topic::AWAITED.0 != 0
    }

    /// Whether the two have something in common.
    pub(crate) fn meets(self, other: Self) -> bool {
        let whole = self.whole & (other.whole | other.named) | self.named & other.whole;
        let mut names = self.names.iter().zip(other.names);
        whole != 0 || self.named & other.named != 0 && names.any(|(one, two)| one & two != 0)
    }
}

impl BitOr for Asked {
    type Output = Self;

    fn bitor(mut self, other: Self) -> Self {
        self.whole |= other.whole;
        self.named |= other.named;
        for (word, other) in self.names.iter_mut().zip(other.names) {
            *word |= other;
        }
        self
    }
}

impl FromIterator<Self> for Asked {
    fn from_iter<I: IntoIterator<Item = Self>>(all: I) -> Self {
        all.into_iter().fold(Self::NOTHING, Self::bitor)
    }
}

/// What a question is about, as a bit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Topic(u64);

impl Topic {
    /// All resources in their order.
    pub(super) const RESOURCES: Self = Self(1);
    /// All workloads in their order.
    pub(super) const WORKLOADS: Self = Self(1 << 1);
    /// Files of values.
    pub(super) const VALUES: Self = Self(1 << 2);
    /// Objects whose name nobody knows, by group and kind.
    pub(super) const NAMELESS: Self = Self(1 << 3);
    /// The namespaces that hold workloads.
    pub(super) const NAMESPACES: Self = Self(1 << 4);
    /// Which pods a selector means, by namespace and label.
    pub(super) const PODS: Self = Self(1 << 5);
    /// Which policies mean a pod, by namespace and label.
    pub(super) const POLICIES: Self = Self(1 << 6);
    /// What a namespace denies, by its name.
    pub(super) const DENIALS: Self = Self(1 << 7);
    /// Which Services mean a pod, by namespace and label.
    pub(super) const SERVICES: Self = Self(1 << 8);
    /// Autoscalers, by kind, namespace and name of what they scale.
    pub(super) const AUTOSCALERS: Self = Self(1 << 9);
    /// LimitRanges, by namespace.
    pub(super) const LIMIT_RANGES: Self = Self(1 << 10);
    /// Volumes, by namespace and name of the claim for which they are reserved.
    pub(super) const VOLUMES: Self = Self(1 << 11);
    /// The StorageClass of the cluster.
    pub(super) const DEFAULT_CLASS: Self = Self(1 << 12);
    /// Bindings, by namespace and name of the role.
    pub(super) const BINDINGS_OF_ROLE: Self = Self(1 << 13);
    /// Bindings, by namespace and name of the account.
    pub(super) const BINDINGS_OF_ACCOUNT: Self = Self(1 << 14);
    /// Which services of a project are waited for, by name.
    pub(super) const AWAITED: Self = Self(1 << 15);
    /// How many topics there are besides the kinds.
    const FIXED: u64 = 16;

    /// Objects of a kind, by group, kind, namespace and name. Several kinds may share a bit.
    pub(super) fn of_kind(group: &str, kind: &str) -> Self {
        Self(1 << (Self::FIXED + hash(0, &[group, kind]) % (64 - Self::FIXED)))
    }
}

/// The same for the same texts, in every run; well enough spread in its lowest bits.
fn hash(seed: u64, parts: &[&str]) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01B3;
    let mut hash = 0xCBF2_9CE4_8422_2325 ^ seed;
    for part in parts {
        // No text has this byte, so that it ends a part.
        for byte in part.bytes().chain([0xFF]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
        }
    }
    hash ^ hash >> 32
}

/// Notes what is asked, also where several threads ask.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Whether it is noted what was asked, and not only that something was.
    is_exact: bool,
    whole: AtomicU64,
    named: AtomicU64,
    names: [AtomicU64; NAMES],
}

impl Record {
    /// A record that tells questions apart.
    pub(super) fn exact() -> Self {
        Self { is_exact: true, ..Self::default() }
    }

    /// Forgets what was asked.
    pub(super) fn begin(&self) {
        if !self.is_empty() {
            for word in [&self.whole, &self.named].into_iter().chain(&self.names) {
                word.store(0, Ordering::Relaxed);
            }
        }
    }

    /// Notes a question; where questions are not told apart, that everything was asked.
    pub(super) fn ask(&self, question: impl FnOnce() -> Asked) {
        if self.is_exact {
            self.note(question());
        } else if self.whole.load(Ordering::Relaxed) != Asked::EVERYTHING.whole {
            self.whole.store(Asked::EVERYTHING.whole, Ordering::Relaxed);
        }
    }

    /// Notes what was asked.
    pub(super) fn note(&self, asked: Asked) {
        let names = self.names.iter().zip(asked.names);
        let words = [(&self.whole, asked.whole), (&self.named, asked.named)];
        for (word, bits) in words.into_iter().chain(names) {
            // Most questions are asked again and again, and writing costs more than looking.
            if word.load(Ordering::Relaxed) & bits != bits {
                word.fetch_or(bits, Ordering::Relaxed);
            }
        }
    }

    /// What was asked since the beginning.
    pub(super) fn asked(&self) -> Asked {
        // Most evaluations ask nothing.
        if self.is_empty() {
            return Asked::NOTHING;
        }
        let load = |word: &AtomicU64| word.load(Ordering::Relaxed);
        Asked {
            whole: load(&self.whole),
            named: load(&self.named),
            names: self.names.each_ref().map(load),
        }
    }

    fn is_empty(&self) -> bool {
        self.whole.load(Ordering::Relaxed) | self.named.load(Ordering::Relaxed) == 0
    }
}
