//! Text to tree.

use asepsis::internal::source::{Source, Span};
use asepsis::internal::syntax::{Format, parse};
use asepsis::internal::tree::{Limits, Origin};

/// Every place is of the text, what was read of a node can be asked, and what lies verbatim in the
/// text is what the node says.
pub(super) fn ask(bytes: &[u8], format: Format) {
    let source = Source::decoded("fuzz", bytes);
    let (tree, problems) = parse(source.clone(), format, Origin::Text, Limits::default());
    let text = source.text();
    let inside = |span: Span| {
        assert!(text.get(span.range()).is_some(), "{span:?} is not of the text");
    };
    for index in 0..u32::try_from(tree.node_count()).unwrap() {
        let node = tree.node(index);
        inside(node.span());
        if let Some(span) = node.verbatim_span() {
            inside(span);
            assert_eq!(&text[span.range()], node.text());
        }
        let _ = (node.scalar(), node.key_text(), node.entries());
    }
    // A pointer is as long as the way to the node: those of all nodes would be quadratic.
    let step = tree.node_count() / 64 + 1;
    for index in (0..tree.node_count()).step_by(step) {
        let pointer = tree.pointer(u32::try_from(index).unwrap());
        assert!(pointer.is_empty() || pointer.starts_with('/'), "{pointer}");
    }
    let _ = tree.duplicate_keys().count();
    tree.comments().iter().for_each(|comment| inside(comment.span));
    assert!(tree.comments().is_sorted_by_key(|comment| comment.span.start));
    problems.iter().filter_map(|problem| problem.span).for_each(inside);
    tree.documents().for_each(|(document, _)| inside(document.span));
    assert!(tree.documents().is_sorted_by_key(|(document, _)| document.number));
}
