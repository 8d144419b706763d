//! Templates of charts.

use asepsis::internal::syntax::gotemplate::{Node, parse};

/// Every text is a template, or refused at a place of the text.
pub(super) fn ask(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match parse(&text) {
        Ok(file) => {
            let defined = file.defined.iter().map(|one| &one.nodes);
            [&file.nodes].into_iter().chain(defined).for_each(|nodes| places(nodes, &text));
        }
        Err(fault) => assert!(text.get(fault.span.range()).is_some(), "{fault:?}"),
    }
}

fn places(nodes: &[Node<'_>], text: &str) {
    for node in nodes {
        match node {
            Node::Text(span) | Node::Break(span) | Node::Continue(span) => {
                assert!(text.get(span.range()).is_some(), "{node:?}");
            }
            Node::If(branch) | Node::With(branch) | Node::Range(branch) => {
                places(&branch.nodes, text);
                branch.otherwise.iter().for_each(|nodes| places(nodes, text));
            }
            Node::Action(pipeline) => {
                for operand in pipeline.commands.iter().flat_map(|command| &command.operands) {
                    assert!(text.get(operand.span.range()).is_some(), "{operand:?}");
                }
            }
            Node::Template { span, .. } => assert!(text.get(span.range()).is_some(), "{node:?}"),
        }
    }
}
