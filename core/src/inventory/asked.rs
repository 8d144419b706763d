//! What an answer rested on.

/// Kinds of things that were asked about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Asked(u64);

impl Asked {
    /// Every kind of thing.
    pub const EVERYTHING: Self = Self(u64::MAX);
    /// Nothing.
    pub const NOTHING: Self = Self(0);

    /// Whether nothing was asked.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the two have a kind of thing in common.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
