//! Invariants of every tree, whatever text it was read from. Also used by the fuzzer.

use asepsis::internal::source::Span;
use asepsis::internal::tree::Tree;

/// Every place is of the text, in order, what was read of a node can be asked, and what lies verbatim in
/// the text is what the node says.
pub(crate) fn is_of_its_text(tree: &Tree) {
    let text = tree.source().text();
    for index in 0..u32::try_from(tree.node_count()).unwrap() {
        let node = tree.node(index);
        is_inside(text, node.span());
        if let Some(span) = node.verbatim_span() {
            is_inside(text, span);
            assert_eq!(&text[span.range()], node.text());
        }
        let _ = (node.scalar(), node.key_text(), node.entries());
    }
    tree.comments().iter().for_each(|comment| is_inside(text, comment.span));
    assert!(tree.comments().is_sorted_by_key(|comment| comment.span.start));
    tree.documents().for_each(|(document, _)| is_inside(text, document.span));
    assert!(tree.documents().is_sorted_by_key(|(document, _)| document.number));
}

/// A span is of a text, on the boundaries of its characters.
pub(crate) fn is_inside(text: &str, span: Span) {
    assert!(text.get(span.range()).is_some(), "{span:?} is not of {text:?}");
}
