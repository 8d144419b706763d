//! `range`.

use super::reach::Reach;
use super::walk::{Frame, ROUNDS, Walk};
use crate::syntax::gotemplate::Branch;

impl Walk<'_> {
    pub(super) fn range<'f>(
        &mut self,
        frame: &mut Frame<'f>,
        branch: &'f Branch<'f>,
        dot: &Reach,
    ) -> Option<()> {
        let known = frame.variables.len();
        let value = self.commands(frame, &branch.pipeline, dot)?;
        let (key, item) = self.items(&value);
        // The items of a list that templates make are known in their order.
        let in_order = value.in_order();
        if let Some(items) = &in_order {
            for (key, item) in items {
                self.round(frame, branch, known, (key, item))?;
            }
        } else {
            self.rounds(frame, branch, known, (&key, &item))?;
        }
        self.nodes(frame, branch.otherwise.as_deref().unwrap_or_default(), dot)?;
        frame.variables.truncate(known);
        Some(())
    }

    /// Follows the nodes of `range` until its variables do not change any more.
    fn rounds<'f>(
        &mut self,
        frame: &mut Frame<'f>,
        branch: &'f Branch<'f>,
        known: usize,
        item: (&Reach, &Reach),
    ) -> Option<()> {
        let mut before = frame.variables.clone();
        for _ in 0..ROUNDS {
            before.clone_from(&frame.variables);
            self.round(frame, branch, known, item)?;
            if frame.variables == before {
                return Some(());
            }
        }
        // A path of keys that are not known.
        let changed = frame.variables.iter().zip(&before).filter(|(now, before)| now != before);
        changed.for_each(|((_, value), _)| self.read(value));
        Some(())
    }

    /// Follows the nodes of `range` with an item.
    fn round<'f>(
        &mut self,
        frame: &mut Frame<'f>,
        branch: &'f Branch<'f>,
        known: usize,
        (key, item): (&Reach, &Reach),
    ) -> Option<()> {
        if item.is_nothing() {
            return Some(());
        }
        let values = match branch.pipeline.variables.as_slice() {
            [only] => vec![(*only, item)],
            [first, second] => vec![(*first, key), (*second, item)],
            _ => Vec::new(),
        };
        for (name, value) in values {
            if branch.pipeline.is_assignment {
                frame.assign(name, value);
            } else {
                frame.variables.push((name, value.clone()));
            }
        }
        self.nodes(frame, &branch.nodes, item)?;
        frame.variables.truncate(known);
        Some(())
    }
}
