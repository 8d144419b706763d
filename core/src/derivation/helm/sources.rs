//! The trees that charts are rendered from, each with its number in the provenance.

use std::collections::HashMap;
use std::sync::Arc;

use super::origin::{TEMPLATE, Trace};
use super::text::Text;
use crate::source::Source;
use crate::syntax::{self, Format};
use crate::tree::{Limits, Origin, Passage, Tree};

/// The trees, in the order of their numbers.
#[derive(Debug, Default)]
pub(super) struct Sources {
    pub(super) trees: Vec<Arc<Tree>>,
    /// The numbers of trees, by address.
    numbers: HashMap<*const Tree, u32>,
    /// The texts that were added, by address.
    texts: HashMap<(*const u8, bool), Text>,
}

impl Sources {
    /// The number of a tree.
    pub(super) fn add(&mut self, tree: &Arc<Tree>) -> u32 {
        if let Some(known) = self.numbers.get(&Arc::as_ptr(tree)) {
            return *known;
        }
        let number = u32::try_from(self.trees.len()).unwrap_or(TEMPLATE - 1);
        self.trees.push(Arc::clone(tree));
        self.numbers.insert(Arc::as_ptr(tree), number);
        number
    }

    /// All of a text, as a template or as content.
    pub(super) fn text(&mut self, source: &Source, is_template: bool, limits: Limits) -> Text {
        let address = (source.text().as_ptr(), is_template);
        if let Some(known) = self.texts.get(&address).filter(|text| !text.is_empty()) {
            return known.clone();
        }
        let (tree, _) = syntax::parse(source.clone(), Format::TEXT, Origin::Text, limits);
        let tree = Arc::new(tree);
        let number = self.add(&tree);
        let number = if is_template { number | TEMPLATE } else { number };
        let passage = tree.documents().next().map(|(_, root)| Passage::of(number, root));
        let text = Text::new(source.text(), passage.map_or_else(Trace::default, Trace::of));
        self.texts.insert(address, text.clone());
        text
    }
}
