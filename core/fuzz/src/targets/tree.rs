//! Text to tree.

use asepsis::internal::source::Source;
use asepsis::internal::syntax::{Format, parse};
use asepsis::internal::tree::{Limits, Origin};

#[path = "../../../tests/support/trees.rs"]
mod trees;

/// The tree satisfies the invariants of trees, and its problems are in its text.
pub(super) fn ask(bytes: &[u8], format: Format) {
    let source = Source::decoded("fuzz", bytes);
    let (tree, problems) = parse(source.clone(), format, Origin::Text, Limits::default());
    trees::is_of_its_text(&tree);
    // A pointer is as long as the path to its node: those of all nodes would be quadratic.
    let step = tree.node_count() / 64 + 1;
    for index in (0..tree.node_count()).step_by(step) {
        let pointer = tree.pointer(u32::try_from(index).unwrap());
        assert!(pointer.is_empty() || pointer.starts_with('/'), "{pointer}");
    }
    let _ = tree.duplicate_keys().count();
    let spans = problems.iter().filter_map(|problem| problem.span);
    spans.for_each(|span| trees::is_inside(source.text(), span));
}
