//! Port ranges: their names in messages, and the owner of each.

use std::collections::BTreeMap;

/// `port 80`, `ports 80-85`.
pub(super) fn in_words(first: i64, last: i64) -> String {
    if first == last { format!("port {first}") } else { format!("ports {first}-{last}") }
}

/// The first owner of each port.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// By the first port of each range: its last port and the number of its owner.
    by_first: BTreeMap<i64, (i64, usize)>,
    /// All ports with an owner, as ranges that are neither overlapping nor adjacent.
    covered: BTreeMap<i64, i64>,
}

impl Taken {
    /// The lowest subrange of a range that has an owner, and the number of the owner.
    pub(super) fn find(&self, first: i64, last: i64) -> Option<(i64, i64, usize)> {
        let below = self.by_first.range(..=first).next_back().filter(|(_, (end, _))| *end >= first);
        let (begin, (end, by)) = below.or_else(|| self.by_first.range(first..=last).next())?;
        Some((first.max(*begin), last.min(*end), *by))
    }

    /// Assigns the ports of a range without an owner.
    pub(super) fn take(&mut self, first: i64, last: i64, by: usize) {
        let touches = |(begin, end): (&i64, &i64)| (*end >= first - 1).then_some((*begin, *end));
        let (mut from, mut until) = (first, last);
        let mut next = first;
        let below = self.covered.range(..first).next_back().and_then(touches);
        let inner =
            self.covered.range(first..=last.saturating_add(1)).map(|(begin, end)| (*begin, *end));
        // INVARIANT: each range is visited once, since they are merged into one.
        let met: Vec<(i64, i64)> = below.into_iter().chain(inner).collect();
        for (begin, end) in met {
            if next < begin.min(last + 1) {
                self.by_first.insert(next, (begin.min(last + 1) - 1, by));
            }
            next = next.max(end + 1);
            (from, until) = (from.min(begin), until.max(end));
            self.covered.remove(&begin);
        }
        if next <= last {
            self.by_first.insert(next, (last, by));
        }
        self.covered.insert(from, until);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn the_first_that_takes_a_port_has_it() {
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..200 {
            let mut taken = Taken::default();
            let mut owners: HashMap<i64, usize> = HashMap::new();
            for by in 0..30 {
                let first = random.i64(1..60);
                let last = first + random.i64(0..9);
                let lowest = (first..=last).find(|port| owners.contains_key(port));
                let found = taken.find(first, last);
                assert_eq!(found.map(|(port, ..)| port), lowest);
                if let Some((begin, end, owner)) = found {
                    assert!((begin..=end).all(|port| owners.get(&port) == Some(&owner)));
                }
                taken.take(first, last, by);
                for port in first..=last {
                    owners.entry(port).or_insert(by);
                }
            }
        }
    }
}
