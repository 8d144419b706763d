//! Which faults are tried.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::places::Mutant;

/// Faults in an order of chance, of which the first ones are tried.
pub(super) struct Chosen {
    all: Vec<Mutant>,
    count: usize,
}

impl Chosen {
    /// The same seed chooses the same faults, also where others have come or gone: each is drawn by what
    /// it does and not by its line.
    pub(super) fn new(all: Vec<Mutant>, count: usize, seed: u64) -> Self {
        let mut alike: BTreeMap<[String; 4], usize> = BTreeMap::new();
        let drawn = all.into_iter().map(|mutant| {
            let Mutant { file, function, was, fault, .. } = &mutant;
            let name = [file, function, was, fault].map(Clone::clone);
            let same = alike.entry(name.clone()).or_default();
            *same += 1;
            (draw(&name.join("\n"), *same, seed), mutant)
        });
        let mut drawn: Vec<(u64, Mutant)> = drawn.collect();
        drawn.sort_by_key(|(number, _)| *number);
        let all: Vec<Mutant> = drawn.into_iter().map(|(_, mutant)| mutant).collect();
        let count = count.min(all.len());
        Self { all, count }
    }

    pub(super) fn tried(&self) -> &[Mutant] {
        self.all.get(..self.count).unwrap_or_default()
    }

    /// Without some of those that are tried, by number; others take their place.
    pub(super) fn without(mut self, refused: &[usize]) -> Self {
        let mut number = 0;
        self.all.retain(|_| {
            number += 1;
            !refused.contains(&(number - 1))
        });
        self.count = self.count.min(self.all.len());
        self
    }
}

/// A number for a name, one of several of the same name, and a seed.
fn draw(name: &str, same: usize, seed: u64) -> u64 {
    // FNV-1a, which says the same on every platform.
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let same = u64::try_from(same).unwrap_or_default();
    Rng::with_seed(hash ^ seed.rotate_left(32) ^ same).u64(..)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::places;

    #[test]
    fn a_seed_chooses_and_what_is_refused_is_replaced() {
        let text = "fn f() -> bool { a && b || c == d }";
        let all = places::of("core/src/checks/a.rs", text).unwrap();
        assert!(all.len() > 4);
        let everything = all.clone();
        let one = Chosen::new(all.clone(), 3, 7);
        assert_eq!(one.tried(), Chosen::new(all, 3, 7).tried());
        let without_first: Vec<Mutant> = everything.iter().skip(1).cloned().collect();
        let fewer = Chosen::new(without_first, 3, 7);
        let is_first = |mutant: &&Mutant| **mutant == everything[0];
        let kept_all = one.tried().iter().filter(|mutant| !is_first(mutant));
        assert!(kept_all.into_iter().all(|mutant| fewer.tried().contains(mutant)));
        let kept = one.tried()[2].clone();
        let other = one.without(&[0, 1]);
        assert_eq!(other.tried().len(), 3);
        assert_eq!(other.tried()[0], kept);
    }
}
