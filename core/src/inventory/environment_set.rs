//! Sets of the environments of a set of resources.

use std::sync::Arc;

/// The environments to which something applies, by their numbers.
///
/// Most sets and every single environment fit into one word, without allocation.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct EnvironmentSet(Bits);

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum Bits {
    /// All are in the word of this number; of no environment it is the first.
    Word { at: u32, bits: u64 },
    /// They are in several words; the last one is not zero.
    Words(Arc<Vec<u64>>),
}

impl Default for EnvironmentSet {
    fn default() -> Self {
        Self::NONE
    }
}

impl EnvironmentSet {
    /// No environment.
    pub(crate) const NONE: Self = Self(Bits::Word { at: 0, bits: 0 });

    /// One environment.
    pub(crate) fn one(number: usize) -> Self {
        let at = u32::try_from(number / WIDTH).unwrap_or(u32::MAX);
        Self(Bits::Word { at, bits: 1 << (number % WIDTH) })
    }

    /// The first environments.
    pub(crate) fn first(count: usize) -> Self {
        if count == 0 {
            return Self::NONE;
        }
        let last = u64::MAX >> (WIDTH - 1 - (count - 1) % WIDTH);
        let mut words = vec![u64::MAX; (count - 1) / WIDTH];
        words.push(last);
        Self::of(words)
    }

    /// The set of the environments in words, in the only form that it has.
    fn of(mut words: Vec<u64>) -> Self {
        while words.last() == Some(&0) {
            words.pop();
        }
        match words.split_last() {
            None => Self::NONE,
            Some((bits, before)) if before.iter().all(|word| *word == 0) => {
                let at = u32::try_from(before.len()).unwrap_or(u32::MAX);
                Self(Bits::Word { at, bits: *bits })
            }
            Some(_) => Self(Bits::Words(Arc::new(words))),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        matches!(self.0, Bits::Word { bits: 0, .. })
    }

    pub(crate) fn contains(&self, number: usize) -> bool {
        self.word(number / WIDTH) >> (number % WIDTH) & 1 != 0
    }

    /// Whether the sets have an environment in common.
    pub(crate) fn intersects(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Bits::Word { at, bits }, Bits::Word { at: of_other, bits: others }) => {
                at == of_other && bits & others != 0
            }
            (Bits::Word { at, bits }, Bits::Words(_)) => other.word(*at as usize) & bits != 0,
            (Bits::Words(_), Bits::Word { at, bits }) => self.word(*at as usize) & bits != 0,
            (Bits::Words(own), Bits::Words(others)) => {
                own.iter().zip(&**others).any(|(own, other)| own & other != 0)
            }
        }
    }

    /// Whether all of the environments are also in the other set.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        match &self.0 {
            Bits::Word { at, bits } => bits & !other.word(*at as usize) == 0,
            Bits::Words(words) => {
                let mut words = words.iter().enumerate();
                words.all(|(at, bits)| bits & !other.word(at) == 0)
            }
        }
    }

    /// Adds an environment.
    pub(crate) fn insert(&mut self, number: usize) {
        self.unite(&Self::one(number));
    }

    /// Adds the environments of the other set.
    pub(crate) fn unite(&mut self, other: &Self) {
        if let (Bits::Word { at, bits }, Bits::Word { at: of_other, bits: others }) =
            (&mut self.0, &other.0)
        {
            if at == of_other {
                *bits |= others;
                return;
            }
        }
        if other.is_within(self) {
            return;
        }
        if self.is_within(other) {
            self.clone_from(other);
            return;
        }
        let length = self.length().max(other.length());
        if let Bits::Words(words) = &mut self.0 {
            let words = Arc::make_mut(words);
            words.resize(length, 0);
            for (at, word) in words.iter_mut().enumerate() {
                *word |= other.word(at);
            }
        } else {
            *self = Self::of((0..length).map(|at| self.word(at) | other.word(at)).collect());
        }
    }

    /// The environments that are in both sets.
    pub(crate) fn common(&self, other: &Self) -> Self {
        if self.is_within(other) {
            return self.clone();
        }
        match &self.0 {
            Bits::Word { at, bits } => match bits & other.word(*at as usize) {
                0 => Self::NONE,
                bits => Self(Bits::Word { at: *at, bits }),
            },
            Bits::Words(words) => {
                let words = words.iter().enumerate();
                Self::of(words.map(|(at, word)| word & other.word(at)).collect())
            }
        }
    }

    /// The environments that are not in the other set.
    pub(crate) fn without(&self, other: &Self) -> Self {
        if !self.intersects(other) {
            return self.clone();
        }
        match &self.0 {
            Bits::Word { at, bits } => match bits & !other.word(*at as usize) {
                0 => Self::NONE,
                bits => Self(Bits::Word { at: *at, bits }),
            },
            Bits::Words(words) => {
                let words = words.iter().enumerate();
                Self::of(words.map(|(at, word)| word & !other.word(at)).collect())
            }
        }
    }

    /// The numbers of the environments, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        let first = match &self.0 {
            Bits::Word { at, .. } => *at as usize,
            Bits::Words(_) => 0,
        };
        (first..self.length()).flat_map(|at| {
            let mut left = self.word(at);
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros() as usize;
                let after = left.checked_sub(1)?;
                left &= after;
                Some(at * WIDTH + bit)
            })
        })
    }

    /// The number of words up to the last environment.
    fn length(&self) -> usize {
        match &self.0 {
            Bits::Word { bits: 0, .. } => 0,
            Bits::Word { at, .. } => *at as usize + 1,
            Bits::Words(words) => words.len(),
        }
    }

    fn word(&self, number: usize) -> u64 {
        match &self.0 {
            Bits::Word { at, bits } if *at as usize == number => *bits,
            Bits::Word { .. } => 0,
            Bits::Words(words) => words.get(number).copied().unwrap_or_default(),
        }
    }
}

/// The number of environments in a word.
const WIDTH: usize = u64::BITS as usize;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn set(numbers: &BTreeSet<usize>) -> EnvironmentSet {
        let mut set = EnvironmentSet::NONE;
        for number in numbers {
            set.insert(*number);
        }
        set
    }

    #[test]
    fn it_behaves_like_a_set_of_numbers() {
        let lists: [&[usize]; 9] = [
            &[],
            &[0],
            &[3, 63],
            &[64],
            &[64, 100, 127],
            &[0, 64],
            &[3, 63, 64, 500, 4095],
            &[500, 4095],
            &[4095],
        ];
        let all = || lists.iter().map(|list| list.iter().copied().collect::<BTreeSet<usize>>());
        for one in all() {
            let own = set(&one);
            assert_eq!(own.iter().collect::<BTreeSet<_>>(), one);
            assert_eq!(own.is_empty(), one.is_empty());
            for number in [0, 3, 63, 64, 65, 500, 4095, 4096] {
                assert_eq!(own.contains(number), one.contains(&number), "{number} in {one:?}");
            }
            for two in all() {
                let other = set(&two);
                let case = format!("{one:?} and {two:?}");
                assert_eq!(own == other, one == two, "{case}");
                assert_eq!(own.intersects(&other), !one.is_disjoint(&two), "{case}");
                assert_eq!(own.is_within(&other), one.is_subset(&two), "{case}");
                assert_eq!(own.common(&other), set(&(&one & &two)), "{case}");
                assert_eq!(own.without(&other), set(&(&one - &two)), "{case}");
                let mut both = own.clone();
                both.unite(&other);
                assert_eq!(both, set(&(&one | &two)), "{case}");
                assert_eq!(own, set(&one), "a clone changed: {case}");
            }
        }
    }

    #[test]
    fn the_first_ones_are_all_below_a_number() {
        for count in [0, 1, 63, 64, 65, 128, 1000] {
            let first = EnvironmentSet::first(count);
            assert_eq!(first, set(&(0..count).collect()), "{count}");
        }
    }

    #[test]
    fn it_is_small() {
        assert_eq!(size_of::<EnvironmentSet>(), 16);
    }
}
