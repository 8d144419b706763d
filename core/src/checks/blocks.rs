//! The blocks of a configuration file in HCL, or in its JSON syntax.

use crate::tree::{Cursor, NodeRef};

/// An entry of a mapping: a block under its type or label, or a value under its name.
#[derive(Clone, Debug)]
pub(super) struct Block<'c> {
    /// The type, the label or the name.
    pub(super) key: Cursor<'c>,
    /// The content of the block, or the value.
    pub(super) content: Cursor<'c>,
}

impl<'c> Block<'c> {
    pub(super) fn name(&self) -> &'c str {
        text(&self.key)
    }

    /// The value as written.
    pub(super) fn value(&self) -> &'c str {
        text(&self.content)
    }
}

/// The entries of a mapping in the order of the text, including duplicate keys. Each item of a list
/// is an entry: in JSON, blocks of one type are a list.
pub(super) fn blocks<'c>(within: &Cursor<'c>) -> Vec<Block<'c>> {
    let tree = within.place().tree();
    let mut found = Vec::new();
    for (key, value) in within.node().into_iter().flat_map(NodeRef::own_entries) {
        let content = Cursor::new(tree, value);
        let mut items = content.node().into_iter().flat_map(NodeRef::items).peekable();
        if items.peek().is_none() {
            found.push(Block { key: Cursor::new(tree, key), content });
            continue;
        }
        let block = |item| Block { key: Cursor::new(tree, key), content: Cursor::new(tree, item) };
        found.extend(items.map(block));
    }
    found
}

fn text<'c>(cursor: &Cursor<'c>) -> &'c str {
    cursor.node().map_or("", NodeRef::text)
}
