//! Edits of derived content, as edits of the tree that it is derived from.

use std::rc::Rc;

use super::rendered::{self, Field};
use super::{Change, Refusal, literal};
use crate::tree::{Dialect, Edit, Kind, NewValue, Place, Role, Scalar, Spot, Step, Tree, Written};

/// An edit in the tree of the source file.
pub(super) struct Made<'t> {
    pub(super) tree: &'t Tree,
    pub(super) how: How,
    /// The values that would take effect again without the removed ones, by their trees and nodes.
    overridden: Vec<(&'t Tree, u32)>,
}

/// How the source file is edited.
pub(super) enum How {
    /// At a node.
    Edit(Edit),
    /// In a text without structure: the template.
    Literal(Change),
}

impl Made<'_> {
    /// Whether it removes a value that another edit would bring back.
    fn removes(&self, tree: &Tree, node: u32) -> bool {
        let How::Edit(Edit::Remove(spot)) = &self.how else { return false };
        std::ptr::eq(self.tree, tree) && spot.missing.is_none() && spot.place.node() == node
    }
}

/// Refuses edits after which a value takes effect again that none of them removes.
pub(super) fn refuse_overridden(all: &[Made<'_>]) -> Result<(), Refusal> {
    let mut overridden = all.iter().flat_map(|made| &made.overridden);
    let is_gone = |(tree, node): &(&Tree, u32)| all.iter().any(|made| made.removes(tree, *node));
    if overridden.all(is_gone) { Ok(()) } else { Err(Refusal::Overrides) }
}

/// The edit in the tree of the source file, with that tree.
pub(super) fn written<'t>(
    tree_of: &impl Fn(u32) -> Option<&'t Tree>,
    uses_of: &impl Fn(&Tree, u32, usize) -> Rc<[Field<'t>]>,
    edit: &Edit,
) -> Result<Made<'t>, Refusal> {
    let (Edit::Set(spot, _) | Edit::Remove(spot)) = edit;
    let tree = tree_of(spot.place.tree()).ok_or(Refusal::NoPlace)?;
    if tree.provenance().is_none() {
        return Ok(Made { tree, how: How::Edit(edit.clone()), overridden: Vec::new() });
    }
    let node = spot.place.node();
    if spot.missing.as_ref().is_some_and(|missing| tree.removal(node, missing).is_some()) {
        return Err(Refusal::Removed);
    }
    let written = tree.written(node, None);
    if let Some(why) = written.unwritable {
        return Err(Refusal::Unwritable(why));
    }
    if written.tree.dialect() == Dialect::Text {
        return Err(Refusal::Layout);
    }
    let is_text = written.tree.is_one_text();
    let mut edit = edit.clone();
    if !is_text && is_printed(&written) {
        rendered::refuse(tree, node, &written, &edit)?;
    }
    let mut overridden = Vec::new();
    if matches!(edit, Edit::Remove(_)) && spot.missing.is_none() && !is_text {
        let refused = refuse_removal(tree, node, &written);
        if refused.is_err() && is_printed(&written) && is_on(tree, node) {
            // The opposite of a value that has to go.
            edit = Edit::Set(spot.clone(), NewValue::Bool(false));
            rendered::refuse(tree, node, &written, &edit)?;
        } else {
            refused?;
            let base = written.contributors.iter().filter(|one| one.role == Role::Base);
            overridden = base.map(|one| (one.tree, one.node)).collect();
        }
    }
    let start = written.part.as_ref().map_or(0, |part| part.start);
    let uses = uses_of(written.tree, written.node, start);
    rendered::refuse_shared(tree, spot, &uses)?;
    if is_text {
        let how = How::Literal(literal::change(tree, node, &written, &edit)?);
        return Ok(Made { tree: written.tree, how, overridden });
    }
    let place = Place::new(spot.place.tree(), written.node);
    let spot = Spot { place, ..spot.clone() };
    let edit = match edit {
        Edit::Set(_, value) => Edit::Set(spot, value),
        Edit::Remove(_) => Edit::Remove(spot),
    };
    Ok(Made { tree: written.tree, how: How::Edit(edit), overridden })
}

/// Whether an expression prints the value.
fn is_printed(written: &Written<'_>) -> bool {
    written.contributors.iter().any(|one| one.role == Role::Expression)
}

/// Whether a value is `true`.
pub(super) fn is_on(tree: &Tree, node: u32) -> bool {
    let node = tree.node(node);
    node.kind() == Kind::Scalar && node.scalar() == Scalar::Bool(true)
}

/// Refuses to remove a value that is not a separate entry or item where it is written.
fn refuse_removal(tree: &Tree, node: u32, written: &Written<'_>) -> Result<(), Refusal> {
    let is_alike = match tree.path(node).last() {
        Some(Step::Key(key)) if written.contributors.iter().any(|one| one.role == Role::Base) => {
            // The key belongs to the base, whose value does not take effect.
            let own = written.tree.path(written.node);
            matches!(own.last(), Some(Step::Key(own)) if own.key_text() == key.key_text())
        }
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
    if is_alike && is_whole {
        return if rendered::is_overriding(tree, written) {
            Err(Refusal::Overrides)
        } else {
            Ok(())
        };
    }
    Err(if is_printed(written) { Refusal::Key } else { Refusal::Derived })
}
