//! Edits of what a tree has from another one, as edits of that one.

use super::Refusal;
use crate::tree::{Dialect, Edit, Kind, Role, Spot, Step, Tree, Written};

/// The edit in the tree that a person wrote, with that tree.
pub(super) fn written<'t>(
    tree_of: &impl Fn(u32) -> Option<&'t Tree>,
    edit: &Edit,
) -> Result<(&'t Tree, Edit), Refusal> {
    let (Edit::Set(spot, _) | Edit::Remove(spot)) = edit;
    let tree = tree_of(spot.place.tree()).ok_or(Refusal::NoPlace)?;
    if tree.provenance().is_none() {
        return Ok((tree, edit.clone()));
    }
    let node = spot.place.node();
    let written = tree.written(node, None);
    if let Some(why) = written.unwritable {
        return Err(Refusal::Unwritable(why));
    }
    if written.tree.dialect() == Dialect::Text {
        return Err(Refusal::Layout);
    }
    if matches!(edit, Edit::Remove(_)) && spot.missing.is_none() {
        refuse_removal(tree, node, &written)?;
    }
    let place = crate::tree::Place::new(spot.place.tree(), written.node);
    let spot = Spot { place, ..spot.clone() };
    let edit = match edit {
        Edit::Set(_, value) => Edit::Set(spot, value.clone()),
        Edit::Remove(_) => Edit::Remove(spot),
    };
    Ok((written.tree, edit))
}

/// Refuses to remove what would come back from elsewhere, and what is no entry or item of its own
/// where it is written.
fn refuse_removal(tree: &Tree, node: u32, written: &Written<'_>) -> Result<(), Refusal> {
    if written.contributors.iter().any(|one| one.role == Role::Base) {
        return Err(Refusal::Overrides);
    }
    let stands_alike = match tree.path(node).last() {
        Some(Step::Key(key)) => {
            let (of, key) = tree.decided(key.index());
            let key = of.node(key);
            std::ptr::eq(of, written.tree) && key.next() == written.node
        }
        Some(Step::Item(..)) => {
            let above = written.tree.path(written.node);
            matches!(above.last(), Some(Step::Item(..)))
        }
        None => false,
    };
    let is_whole = written.tree.node(written.node).kind() != Kind::Alias;
    if stands_alike && is_whole { Ok(()) } else { Err(Refusal::Derived) }
}
