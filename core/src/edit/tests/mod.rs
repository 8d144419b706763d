#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may panic")]

mod cases;
mod property;
mod refusals;

use super::{Refusal, apply, rewrite};
use crate::source::Source;
use crate::syntax::{Format, parse};
use crate::tree::{Edit, Kind, Limits, MissingPath, NewValue, NodeRef, Origin, Place, Spot, Tree};

/// A tree of a text without problems.
fn tree(text: &str, format: Format) -> Tree {
    let (tree, problems) =
        parse(Source::new("test", text), format, Origin::Text, Limits::default());
    assert!(problems.is_empty(), "{problems:?} in\n{text}");
    tree
}

/// The node at a pointer, in the last document that has it.
fn find<'t>(tree: &'t Tree, pointer: &str) -> NodeRef<'t> {
    let found = tree.documents().filter_map(|(_, root)| descend(root, pointer)).last();
    found.unwrap_or_else(|| panic!("nothing at {pointer}"))
}

fn descend<'t>(root: NodeRef<'t>, pointer: &str) -> Option<NodeRef<'t>> {
    pointer.split('/').skip(1).try_fold(root, |node, step| {
        let node = node.follow()?;
        match node.kind() {
            Kind::Mapping => node.entry(&step.replace("~1", "/")).map(|(_, value)| value),
            _ => node.items().nth(step.parse().ok()?),
        }
    })
}

fn spot(node: NodeRef<'_>, missing: &str) -> Spot {
    let missing = (!missing.is_empty()).then(|| {
        missing.split('.').fold(MissingPath::default(), |path, key| path.below(key.to_owned()))
    });
    Spot { place: node.place(0), missing, ..Spot::default() }
}

fn set(
    text: &str,
    format: Format,
    pointer: &str,
    missing: &str,
    value: NewValue,
) -> Result<String, Refusal> {
    let tree = tree(text, format);
    let edit = Edit::Set(spot(find(&tree, pointer), missing), value);
    Ok(rewrite(text, &apply(&tree, &edit)?))
}

fn remove(text: &str, format: Format, pointer: &str) -> Result<String, Refusal> {
    let tree = tree(text, format);
    let edit = Edit::Remove(spot(find(&tree, pointer), ""));
    Ok(rewrite(text, &apply(&tree, &edit)?))
}
