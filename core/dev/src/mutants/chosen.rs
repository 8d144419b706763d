//! Which faults are tried.

use fastrand::Rng;

use super::places::Mutant;

/// Faults in an order of chance, of which the first ones are tried.
pub(super) struct Chosen {
    all: Vec<Mutant>,
    count: usize,
}

impl Chosen {
    /// The same seed chooses the same faults of the same tree.
    pub(super) fn new(mut all: Vec<Mutant>, count: usize, seed: u64) -> Self {
        Rng::with_seed(seed).shuffle(&mut all);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::places;

    #[test]
    fn a_seed_chooses_and_what_is_refused_is_replaced() {
        let text = "fn f() -> bool { a && b || c == d }";
        let all = places::of("core/src/checks/a.rs", text).unwrap();
        assert!(all.len() > 4);
        let one = Chosen::new(all.clone(), 3, 7);
        assert_eq!(one.tried(), Chosen::new(all, 3, 7).tried());
        let kept = one.tried()[2].clone();
        let other = one.without(&[0, 1]);
        assert_eq!(other.tried().len(), 3);
        assert_eq!(other.tried()[0], kept);
    }
}
