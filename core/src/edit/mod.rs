//! Converts symbolic fixes to byte changes that keep comments, indentation and line breaks.
//!
//! If the text is shared, derived or laid out so that a change would affect more than requested,
//! the edit is refused with the reason.

mod block;
mod flow;
mod layout;
mod literal;
mod plan;
mod refusal;
mod rendered;
mod replace;
mod values;
mod written;

#[cfg(test)]
mod tests;

use std::rc::Rc;

use crate::source::Span;
use crate::tree::{Edit, Tree};

pub(crate) use refusal::Refusal;
pub(crate) use rendered::{Field, of_kinds};
pub(crate) use values::{literal, scalar};

use plan::Plan;
use written::{How, Made, refuse_overridden};

/// A piece of a text and its replacement.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Change {
    /// The bytes to remove; empty for an insertion.
    pub span: Span,
    /// The text to insert.
    pub text: String,
}

/// The changes of one edit to the tree of its spot, sorted and not overlapping.
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
/// Edits of one fix are made together: two that need the same missing parent share it. Content that
/// a tree has from another one is edited there, unless it decides other fields that it might break:
/// `uses_of` returns the fields that a node, or the part of its text from an offset on, decides.
///
/// # Errors
/// With the reason of the first edit that cannot be made; a fix is applied completely or not at
/// all.
pub(crate) fn changes<'t>(
    tree_of: impl Fn(u32) -> Option<&'t Tree>,
    uses_of: &impl Fn(&Tree, u32, usize) -> Rc<[Field<'t>]>,
    edits: &[Edit],
) -> Result<Vec<(&'t Tree, Change)>, Refusal> {
    let written = edits.iter().map(|edit| written::written(&tree_of, uses_of, edit));
    let written: Vec<Made<'t>> = written.collect::<Result<_, _>>()?;
    refuse_overridden(&written)?;
    let mut plans: Vec<(&'t Tree, Plan<'_>)> = Vec::new();
    let mut literals: Vec<(&'t Tree, Change)> = Vec::new();
    for Made { tree, how, .. } in &written {
        let edit = match how {
            How::Edit(edit) => edit,
            How::Literal(change) => {
                literal::add(&mut literals, (tree, change.clone()))?;
                continue;
            }
        };
        if let Some((_, plan)) = plans.iter_mut().find(|(known, _)| std::ptr::eq(*known, *tree)) {
            plan.add(edit)?;
            continue;
        }
        let mut plan = Plan::new(tree);
        plan.add(edit)?;
        plans.push((tree, plan));
    }
    let mut all = Vec::new();
    for (tree, plan) in plans {
        all.extend(plan.changes()?.into_iter().map(|change| (tree, change)));
    }
    all.extend(literals);
    all.sort_by(|(one, first), (other, second)| {
        (one.source().name(), first).cmp(&(other.source().name(), second))
    });
    Ok(all)
}

/// Applies sorted changes that do not overlap; a change outside of the text is skipped.
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
