//! Symbolic fixes become changes of bytes that keep comments, indentation and line breaks.
//!
//! Where the text is shared, derived or laid out so that a change would touch more than was asked
//! for, the edit is refused with the reason.

mod block;
mod flow;
mod layout;
mod plan;
mod refusal;
mod replace;
mod values;
mod written;

#[cfg(test)]
mod tests;

use crate::source::Span;
use crate::tree::{Edit, Tree};

pub(crate) use refusal::Refusal;

use plan::Plan;
use written::{Made, refuse_overridden};

/// A piece of a text and what to write in its place.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Change {
    /// The bytes that go; empty where text is only added.
    pub span: Span,
    /// The text that comes.
    pub text: String,
}

/// The changes of one edit to the tree that its spot is in, sorted and apart from each other.
///
/// # Errors
/// With the reason why the edit cannot be written into the text.
pub fn apply(tree: &Tree, edit: &Edit) -> Result<Vec<Change>, Refusal> {
    let mut plan = Plan::new(tree);
    plan.add(edit)?;
    plan.changes()
}

/// The changes of all edits of one fix, each with the tree whose text it changes, sorted.
///
/// Edits of one fix are made together: two that need the same missing parent share it. What a tree
/// has from another one is edited there.
///
/// # Errors
/// With the reason of the first edit that cannot be made; a fix is made whole or not at all.
pub(crate) fn changes<'t>(
    tree_of: impl Fn(u32) -> Option<&'t Tree>,
    edits: &[Edit],
) -> Result<Vec<(&'t Tree, Change)>, Refusal> {
    let written = edits.iter().map(|edit| written::written(&tree_of, edit));
    let written: Vec<Made<'t>> = written.collect::<Result<_, _>>()?;
    refuse_overridden(&written)?;
    let mut plans: Vec<(&'t Tree, Plan<'_>)> = Vec::new();
    for Made { tree, edit, .. } in &written {
        if let Some((_, plan)) = plans.iter_mut().find(|(known, _)| std::ptr::eq(*known, *tree)) {
            plan.add(edit)?;
            continue;
        }
        let mut plan = Plan::new(tree);
        plan.add(edit)?;
        plans.push((tree, plan));
    }
    plans.sort_by(|(one, _), (other, _)| one.source().name().cmp(other.source().name()));
    let mut all = Vec::new();
    for (tree, plan) in plans {
        all.extend(plan.changes()?.into_iter().map(|change| (tree, change)));
    }
    Ok(all)
}

/// The text with sorted, separate changes made; a change that is not of this text is left out.
pub fn rewrite(text: &str, changes: &[Change]) -> String {
    let mut written = String::with_capacity(text.len());
    let mut at = 0;
    for change in changes {
        let range = change.span.range();
        let Some(kept) = text.get(at..range.start) else { continue };
        if !text.is_char_boundary(range.end) || range.end < range.start {
            continue;
        }
        written.push_str(kept);
        written.push_str(&change.text);
        at = range.end;
    }
    written.push_str(text.get(at..).unwrap_or_default());
    written
}
