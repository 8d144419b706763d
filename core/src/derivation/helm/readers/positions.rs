//! Positions in the values of a release, and how templates reach them.

use std::collections::BTreeMap;
use std::rc::Rc;

/// A position: a path of keys, where any key or item may be one step.
pub(super) type Position = u32;

/// The values themselves.
pub(super) const ROOT: Position = 0;

/// Maximum length of a path; what is deeper is reached with its end.
const DEPTH: u32 = 32;

/// Maximum number of positions.
const MOST: usize = 100_000;

/// The positions that templates reach.
#[derive(Debug)]
pub(in crate::derivation::helm) struct Positions {
    all: Vec<Reached>,
}

#[derive(Debug, Default)]
struct Reached {
    keys: BTreeMap<Rc<str>, Position>,
    /// The position of a key that is not known, or of any item of a list.
    any: Option<Position>,
    /// Whether everything below is reached as well.
    is_whole: bool,
    depth: u32,
    outer: Option<Position>,
}

/// The positions that a value is at.
#[derive(Clone, Debug)]
pub(in crate::derivation::helm) struct At {
    positions: Vec<Position>,
    is_whole: bool,
}

impl Default for Positions {
    fn default() -> Self {
        Self { all: vec![Reached::default()] }
    }
}

impl Positions {
    /// The position of a key.
    pub(super) fn key(&mut self, of: Position, key: &str) -> Position {
        let known = self.all.get(of as usize).and_then(|of| of.keys.get(key).copied());
        known.unwrap_or_else(|| {
            self.add(of, |of, new| {
                of.keys.insert(key.into(), new);
            })
        })
    }

    /// The position of a path of keys.
    pub(super) fn path<'k>(
        &mut self,
        of: Position,
        keys: impl IntoIterator<Item = &'k str>,
    ) -> Position {
        keys.into_iter().fold(of, |of, key| self.key(of, key))
    }

    /// The position of any key or item.
    pub(super) fn any(&mut self, of: Position) -> Position {
        let known = self.all.get(of as usize).and_then(|of| of.any);
        known.unwrap_or_else(|| self.add(of, |of, new| of.any = Some(new)))
    }

    /// Everything at a position is reached.
    pub(super) fn whole(&mut self, of: Position) {
        if let Some(of) = self.all.get_mut(of as usize) {
            of.is_whole = true;
        }
    }

    /// Whether everything at a position is reached.
    pub(super) fn is_whole(&self, of: Position) -> bool {
        self.all.get(of as usize).is_some_and(|of| of.is_whole)
    }

    /// Whether everything at a position, or around it, is reached.
    pub(super) fn is_within_whole(&self, of: Position) -> bool {
        let outer = |at: &Position| self.all.get(*at as usize).and_then(|of| of.outer);
        std::iter::successors(Some(of), outer).any(|at| self.is_whole(at))
    }

    fn add(&mut self, of: Position, put: impl FnOnce(&mut Reached, Position)) -> Position {
        let new = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let is_full = self.all.len() >= MOST;
        let Some(outer) = self.all.get_mut(of as usize) else { return of };
        if outer.depth >= DEPTH || is_full {
            outer.is_whole = true;
            return of;
        }
        put(outer, new);
        let depth = outer.depth + 1;
        self.all.push(Reached { depth, outer: Some(of), ..Reached::default() });
        new
    }
}

impl At {
    /// A position.
    pub(super) fn of(position: Position, positions: &Positions) -> Self {
        Self { positions: vec![position], is_whole: positions.is_whole(position) }
    }

    /// Adds the positions of another one.
    pub(super) fn add(&mut self, other: Self) {
        self.positions.extend(other.positions);
        self.is_whole |= other.is_whole;
    }

    /// Whether no template reaches the value.
    pub(in crate::derivation::helm) fn is_nowhere(&self) -> bool {
        self.positions.is_empty() && !self.is_whole
    }

    /// Whether a template reaches everything in the value.
    pub(in crate::derivation::helm) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The positions of a key of the value, or of an item.
    pub(in crate::derivation::helm) fn below(
        &self,
        key: Option<&str>,
        positions: &Positions,
    ) -> Self {
        let of = self.positions.iter().filter_map(|at| positions.all.get(*at as usize));
        let below = of.flat_map(|of| {
            let own = key.and_then(|key| of.keys.get(key));
            own.into_iter().chain(&of.any).copied()
        });
        let below: Vec<Position> = below.collect();
        let is_whole = self.is_whole || below.iter().any(|at| positions.is_whole(*at));
        Self { positions: below, is_whole }
    }
}
