//! The trees that charts are rendered from, each with its number in the provenance.

use std::sync::Arc;

use super::origin::{TEMPLATE, Trace};
use super::text::Text;
use crate::source::Source;
use crate::syntax::{self, Format};
use crate::tree::{Limits, NodeRef, Origin, Passage, Tree};

/// The trees, in the order of their numbers.
#[derive(Debug, Default)]
pub(super) struct Sources {
    pub(super) trees: Vec<Arc<Tree>>,
}

impl Sources {
    /// Adds a tree; returns its number.
    pub(super) fn add(&mut self, tree: Arc<Tree>) -> u32 {
        let number = u32::try_from(self.trees.len()).unwrap_or(TEMPLATE - 1);
        self.trees.push(tree);
        number
    }

    /// Adds all of a text, as a template or as content.
    pub(super) fn text(&mut self, source: &Source, is_template: bool, limits: Limits) -> Text {
        let (tree, _) = syntax::parse(source.clone(), Format::TEXT, Origin::Text, limits);
        let tree = Arc::new(tree);
        let number = self.add(Arc::clone(&tree));
        let number = if is_template { number | TEMPLATE } else { number };
        let passage = tree.documents().next().map(|(_, root)| Passage::of(number, root));
        let trace = passage.map_or_else(Trace::default, Trace::of);
        Text::new(source.text(), trace)
    }

    /// The node of a passage.
    pub(super) fn node(&self, passage: Passage) -> Option<NodeRef<'_>> {
        let tree = self.trees.get((passage.source & !TEMPLATE) as usize)?;
        Some(tree.node(passage.node))
    }
}
