//! The scalars of a tree, and other texts for them: what a test changes to see what depends on it.

use std::fmt::Display;

use asepsis::internal::tree::{Kind, NodeRef, Style, Tree};

/// A scalar that is a value.
pub(crate) struct Leaf<'t> {
    /// Its path, from the number of the document on.
    pub(crate) path: String,
    /// The collections and keys around it.
    pub(crate) around: Vec<u32>,
    pub(crate) node: NodeRef<'t>,
}

/// The scalars of a tree that are values.
pub(crate) fn leaves(tree: &Tree) -> Vec<Leaf<'_>> {
    let mut leaves = Vec::new();
    for (document, node) in tree.documents() {
        let path = document.number.to_string();
        let mut open = vec![Leaf { path, around: Vec::new(), node }];
        while let Some(leaf) = open.pop() {
            match leaf.node.kind() {
                Kind::Mapping => {
                    let inner = leaf.node.own_entries();
                    open.extend(inner.map(|(key, value)| leaf.inner(key.text(), Some(key), value)));
                }
                Kind::Sequence => {
                    let items = leaf.node.items().enumerate();
                    open.extend(items.map(|(at, item)| leaf.inner(at, None, item)));
                }
                Kind::Scalar | Kind::Alias => leaves.push(leaf),
            }
        }
    }
    leaves
}

impl<'t> Leaf<'t> {
    /// What is inside of it, under a key or at a position.
    fn inner(&self, step: impl Display, key: Option<NodeRef<'t>>, node: NodeRef<'t>) -> Self {
        let nodes = [Some(self.node), key].into_iter().flatten().map(NodeRef::index);
        let around = self.around.iter().copied().chain(nodes).collect();
        Self { path: format!("{}/{step}", self.path), around, node }
    }
}

/// Another text of the same type; nothing for what is no plain value.
pub(crate) fn other(node: NodeRef<'_>) -> Option<String> {
    let text = node.text();
    if text.contains(['\n', '$', '=']) || matches!(node.style(), Style::Literal | Style::Folded) {
        return None;
    }
    match text {
        "true" => Some("false".to_owned()),
        "false" => Some("true".to_owned()),
        "null" | "~" => None,
        _ => match text.parse::<u32>() {
            Ok(number) if !text.starts_with('0') => Some((number + 7).to_string()),
            Ok(_) => None,
            Err(_) => Some(rotated(text)),
        },
    }
}

/// A text in which each letter and digit is another one.
pub(crate) fn rotated(text: &str) -> String {
    let next = |letter: char| match letter {
        'z' => 'a',
        'Z' => 'A',
        '9' => '1',
        'a'..='y' | 'A'..='Y' | '0'..='8' => char::from_u32(letter as u32 + 1).unwrap_or(letter),
        _ => letter,
    };
    text.chars().map(next).collect()
}
