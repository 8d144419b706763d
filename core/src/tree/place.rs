//! Positions: small symbolic places that become lines and columns late.

use std::ops::Range;
use std::sync::Arc;

use super::missing::MissingPath;

/// A node of a tree in a run, or no place for a value built in code.
///
/// It is the node that was judged, which may be in a derived tree. It becomes file, line and column
/// once, when the report is made, and that cannot fail.
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

    /// Whether this is not a place.
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

/// The position of a finding: a place, and the missing path.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Spot {
    /// The value itself, or the nearest existing parent of a missing one.
    pub place: Place,
    /// The path below `place` that is missing.
    pub missing: Option<MissingPath>,
    /// Whether the value exists but is unresolved.
    pub unresolved: bool,
    /// The part of the scalar at `place`; `None` for all of it.
    pub part: Option<Box<Part>>,
}

/// A part of a scalar's text: the password in a URL, one option of a command line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// Its bytes in the decoded text of the scalar.
    pub range: Range<usize>,
    /// Its name among the parts of the scalar: `--password`. Empty if there is no other part.
    pub name: Arc<str>,
}

impl Part {
    /// A named part.
    pub fn new(range: Range<usize>, name: impl Into<Arc<str>>) -> Self {
        Self { range, name: name.into() }
    }

    /// The only part of a scalar that is used.
    pub fn only(range: Range<usize>) -> Self {
        Self::new(range, "")
    }
}

impl Spot {
    /// The same spot, narrowed to a part of its scalar. The range is one of the part that the spot
    /// already is, or of the whole scalar.
    #[must_use]
    pub fn narrowed(mut self, range: Range<usize>) -> Self {
        self.part = Some(Box::new(match self.part {
            Some(part) => {
                let start = part.range.start;
                Part { range: start + range.start..start + range.end, name: part.name }
            }
            None => Part::only(range),
        }));
        self
    }
}

/// Anything with a position for findings and evidence.
pub trait Anchor {
    /// Its position.
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
