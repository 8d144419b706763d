//! Refuses edits of values that templates print, where the result would not be what is meant.

use std::collections::HashSet;
use std::rc::Rc;

use super::Refusal;
use super::values::scalar;
use crate::tree::{
    Contributor, Edit, Kind, NewValue, NodeRef, Role, Spot, Style, Tree, Unwritable, Use, Written,
};

/// A field that a value or a literal decides.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field<'t> {
    pub(crate) tree: &'t Tree,
    pub(crate) node: u32,
    pub(crate) how: Use,
}

const COMPUTED: Refusal = Refusal::Unwritable(Unwritable::Computed);

/// Refuses an edit whose value a template would print as something else.
pub(super) fn refuse(
    tree: &Tree,
    node: u32,
    written: &Written<'_>,
    edit: &Edit,
) -> Result<(), Refusal> {
    let Edit::Set(spot, value) = edit else { return Ok(()) };
    let rendered = tree.node(node);
    if spot.missing.is_some() {
        return if is_copied(rendered, written) { Ok(()) } else { Err(COMPUTED) };
    }
    let is_plain = rendered.kind() == Kind::Scalar && rendered.style() == Style::Plain;
    let is_same = match value {
        NewValue::Bool(_) | NewValue::Integer(_) => is_plain,
        NewValue::Text(text) => is_plain && scalar(text) == text.as_str(),
        NewValue::Texts(_) => rendered.kind() == Kind::Sequence,
    };
    if is_same { Ok(()) } else { Err(COMPUTED) }
}

/// Whether one expression prints all of a mapping, so that it would print a new entry, too.
fn is_copied(rendered: NodeRef<'_>, written: &Written<'_>) -> bool {
    let source = written.tree.node(written.node);
    if rendered.kind() != Kind::Mapping || source.kind() != Kind::Mapping {
        return false;
    }
    let is_there = |(key, _): (NodeRef<'_>, NodeRef<'_>)| rendered.entry(&key.key_text()).is_some();
    if !source.entries().into_iter().all(is_there) {
        return false;
    }
    let entries = rendered.entries();
    let mut nodes = entries.iter().flat_map(|(key, value)| [key, value]);
    let first = nodes.next().map(|node| expressions(*node));
    nodes.all(|node| Some(expressions(*node)) == first)
}

/// The expressions that print a node.
fn expressions(node: NodeRef<'_>) -> Vec<Contributor> {
    let all = node.tree().provenance().into_iter().flat_map(|of| of.contributors(node.index()));
    all.filter(|one| one.role == Role::Expression).collect()
}

/// Whether another file of values sets the same value, which would apply without this one.
///
/// A value of a chart inside of another one has a shorter path in its own files.
pub(super) fn is_overriding(tree: &Tree, written: &Written<'_>) -> bool {
    let Some(provenance) = tree.provenance() else { return false };
    if !written.contributors.iter().any(|one| one.role == Role::Expression) {
        return false;
    }
    let path = names(written.tree, written.node);
    let others = provenance
        .sources()
        .iter()
        .filter(|other| other.id() != written.tree.id() && !other.is_one_text());
    let mut roots = others.flat_map(|other| other.documents().map(|(_, root)| root));
    roots.any(|root| {
        let has = |skipped: usize| has(root, path.get(skipped..).unwrap_or_default());
        (0..path.len()).any(has)
    })
}

fn has(root: NodeRef<'_>, path: &[String]) -> bool {
    let mut here = Some(root);
    for name in path {
        here = here.and_then(|node| Some(node.follow().unwrap_or(node).entry(name)?.1));
    }
    here.is_some()
}

/// Refuses an edit of what decides other fields than those of the same name in the same parent.
pub(super) fn refuse_shared(tree: &Tree, spot: &Spot, uses: &[Field<'_>]) -> Result<(), Refusal> {
    let own = kind(tree, spot.place.node());
    let refused = uses.iter().find_map(|field| match field.how {
        // A mapping with one more entry is not empty either.
        Use::Condition => spot.missing.is_none().then_some(Refusal::Decides),
        Use::Computed => Some(Refusal::Shared),
        Use::Copied => (kind(field.tree, field.node) != own).then_some(Refusal::Shared),
    });
    refused.map_or(Ok(()), Err)
}

/// One of all fields that are alike for the refusal of edits.
pub(crate) fn of_kinds<'t>(fields: &[Field<'t>]) -> Rc<[Field<'t>]> {
    let mut known = HashSet::new();
    let is_new = |field: &&Field<'t>| {
        let kind = match field.how {
            Use::Copied => kind(field.tree, field.node),
            Use::Computed | Use::Condition => Vec::new(),
        };
        known.insert((field.how, kind))
    };
    fields.iter().filter(is_new).copied().collect()
}

/// The last names in the path of a node.
fn kind(tree: &Tree, node: u32) -> Vec<String> {
    let mut names = names(tree, node);
    names.split_off(names.len().saturating_sub(2))
}

fn names(tree: &Tree, node: u32) -> Vec<String> {
    tree.path(node).iter().filter_map(|step| Some(step.key()?.into_owned())).collect()
}
