//! Independent tasks of a run, which a caller may run at once.

use std::ops::Range;
use std::sync::Mutex;

/// Runs independent tasks of a run: the library itself starts no threads.
///
/// Reports are the same, byte for byte, in whatever order and on however many threads the tasks run.
pub trait Pool: Sync {
    /// The number of tasks that can run at once: work is split into a few times as many.
    fn width(&self) -> usize;

    /// Runs `task` for each number below `count`, and returns when all are done.
    fn run(&self, count: usize, task: &(dyn Fn(usize) + Sync));
}

/// Runs one task after the other, in the current thread.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct InTurn;

impl Pool for InTurn {
    fn width(&self) -> usize {
        1
    }

    fn run(&self, count: usize, task: &(dyn Fn(usize) + Sync)) {
        (0..count).for_each(task);
    }
}

/// The results of a task for each of some items, in order.
pub(crate) fn each<I: Send, T: Send>(
    pool: &dyn Pool,
    items: Vec<I>,
    task: impl Fn(I) -> T + Sync,
) -> Vec<T> {
    if items.len() < 2 || pool.width() < 2 {
        return items.into_iter().map(task).collect();
    }
    let slots: Vec<Mutex<Slot<I, T>>> =
        items.into_iter().map(|item| Mutex::new(Slot::Open(item))).collect();
    let at = |number: usize| {
        let slot = slots.get(number).map(Mutex::lock);
        let Some(Ok(mut slot)) = slot else { return };
        match std::mem::replace(&mut *slot, Slot::Taken) {
            Slot::Open(item) => *slot = Slot::Done(task(item)),
            done => *slot = done,
        }
    };
    pool.run(slots.len(), &at);
    // A pool that leaves a task out loses nothing.
    (0..slots.len()).for_each(at);
    let results = slots.into_iter().filter_map(|slot| match slot.into_inner() {
        Ok(Slot::Done(result)) => Some(result),
        _ => None,
    });
    results.collect()
}

enum Slot<I, T> {
    Open(I),
    Taken,
    Done(T),
}

/// Ranges of about the same size, a few for each task that can run at once; one if there is little to do.
pub(crate) fn parts(pool: &dyn Pool, count: usize) -> Vec<Range<usize>> {
    /// Fewer items are not worth a task.
    const FEWEST: usize = 64;
    /// So that a task with much to do does not leave the others idle.
    const FOR_EACH: usize = 4;
    let most = if pool.width() > 1 { pool.width() * FOR_EACH } else { 1 };
    let parts = (count / FEWEST).clamp(1, most);
    (0..parts).map(|part| count * part / parts..count * (part + 1) / parts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs every second task, from the last to the first.
    struct Lazy;

    impl Pool for Lazy {
        fn width(&self) -> usize {
            2
        }

        fn run(&self, count: usize, task: &(dyn Fn(usize) + Sync)) {
            (0..count).rev().step_by(2).for_each(task);
        }
    }

    #[test]
    fn results_are_in_order_and_complete_in_every_pool() {
        let numbers: Vec<usize> = (0..9).collect();
        for pool in [&InTurn as &dyn Pool, &Lazy] {
            assert_eq!(
                each(pool, numbers.clone(), |number| number * 2),
                [0, 2, 4, 6, 8, 10, 12, 14, 16]
            );
        }
    }

    #[test]
    fn parts_cover_everything_once() {
        for count in [0, 1, 63, 64, 1000] {
            for pool in [&InTurn as &dyn Pool, &Lazy] {
                let parts = parts(pool, count);
                assert_eq!(
                    parts.iter().cloned().flatten().collect::<Vec<_>>(),
                    (0..count).collect::<Vec<_>>()
                );
            }
        }
        assert_eq!(parts(&Lazy, 10_000).len(), 8);
        assert_eq!(parts(&InTurn, 10_000).len(), 1);
    }
}
