//! Where things stand: small symbolic places that become lines and columns late.

use super::field::MissingPath;

/// A node of a tree in a run, or no place at all for what was built in code.
///
/// It becomes file, line and column once, when the report is made, and that cannot fail.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    tree: u32,
    node: u32,
}

impl Place {
    /// No place: the value was built in code.
    pub const NONE: Self = Self { tree: u32::MAX, node: u32::MAX };

    pub(crate) const fn new(tree: u32, node: u32) -> Self {
        Self { tree, node }
    }

    /// Whether this is no place.
    pub fn is_none(self) -> bool {
        self == Self::NONE
    }

    /// The number of the tree in the run.
    pub(crate) const fn tree(self) -> u32 {
        self.tree
    }

    /// The node's index in its tree.
    pub(crate) const fn node(self) -> u32 {
        self.node
    }
}

impl Default for Place {
    fn default() -> Self {
        Self::NONE
    }
}

impl std::fmt::Debug for Place {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_none() {
            formatter.write_str("Place(none)")
        } else {
            write!(formatter, "Place({}:{})", self.tree, self.node)
        }
    }
}

/// Where a finding points: a place, and what is missing there.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Spot {
    /// The thing itself, or the nearest thing that exists above what is missing.
    pub place: Place,
    /// The path below `place` that is missing.
    pub missing: Option<MissingPath>,
    /// Whether the thing is there and could not be understood: nothing may be said of its value.
    pub unresolved: bool,
}

/// Whatever a finding or a piece of evidence can point at.
pub trait Anchor {
    /// Where it stands.
    fn spot(&self) -> Spot;
}

impl Anchor for Place {
    fn spot(&self) -> Spot {
        Spot { place: *self, ..Spot::default() }
    }
}

impl Anchor for Spot {
    fn spot(&self) -> Spot {
        self.clone()
    }
}

impl<A: Anchor + ?Sized> Anchor for &A {
    fn spot(&self) -> Spot {
        (**self).spot()
    }
}
