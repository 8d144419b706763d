//! The trees that objects are built from, each with its number in their provenance.

use std::collections::HashMap;
use std::sync::Arc;

use super::read::Kustomization;
use crate::derivation::stage::Stage;
use crate::model::path::clean;
use crate::source::Source;
use crate::syntax::{self, Format};
use crate::tree::{Limits, NodeRef, Origin, Passage, Provenance, Tree};

/// The trees of a bundle.
#[derive(Debug, Default)]
pub(super) struct Sources {
    pub(super) trees: Vec<Arc<Tree>>,
    /// The number of the text of each tree.
    texts: Vec<usize>,
    /// The tree of a text.
    own: HashMap<usize, u32>,
    /// The tree with all of a text as one value.
    whole: HashMap<usize, u32>,
    /// The tree of a text inside a scalar, by the number of the tree around it.
    inside: HashMap<(u32, u32), u32>,
}

impl Sources {
    /// The trees of texts, and of what kustomizations contain and include.
    pub(super) fn new<'k>(
        texts: &[usize],
        kustomizations: impl Iterator<Item = (usize, &'k Kustomization<'k>)>,
        stage: &Stage<'_>,
    ) -> Self {
        let mut sources = Self::default();
        for number in texts {
            if let Some((_, tree)) = stage.read(*number) {
                let at = sources.add(tree, *number);
                sources.own.insert(*number, at);
            }
        }
        for (number, kustomization) in kustomizations {
            let Some(text) = stage.text(number) else { continue };
            if let Some(own) = sources.own.get(&number).copied() {
                for tree in text.inner {
                    if let Some((_, scalar)) = tree.holder() {
                        let at = sources.add(Arc::clone(tree), number);
                        sources.inside.insert((own, scalar), at);
                    }
                }
                for scalar in kustomization.inline() {
                    sources.add_inside(own, scalar.index(), stage.limits());
                }
            }
            let whole = kustomization.taken.iter().map(|taken| &taken.named);
            for named in whole.chain(&kustomization.variables) {
                named.text.into_iter().for_each(|text| sources.add_whole(text, stage));
            }
            for named in kustomization.patches.iter().chain(&kustomization.named) {
                named.text.into_iter().for_each(|text| sources.add_yaml(text, stage));
            }
        }
        sources
    }

    /// Adds a tree of a text.
    pub(super) fn add(&mut self, tree: Arc<Tree>, text: usize) -> u32 {
        let number = u32::try_from(self.trees.len()).unwrap_or(u32::MAX);
        self.trees.push(tree);
        self.texts.push(text);
        number
    }

    /// Reads the text inside a scalar of a tree.
    pub(super) fn add_inside(&mut self, outer: u32, scalar: u32, limits: Limits) {
        let known = self.trees.get(outer as usize).zip(self.texts.get(outer as usize));
        let Some((tree, text)) = known.filter(|_| !self.inside.contains_key(&(outer, scalar)))
        else {
            return;
        };
        let node = tree.node(scalar);
        let source = Source::new(tree.source().shared_name(), node.text());
        let origin = Origin::Derived(Provenance::of_scalar(tree, node));
        let (inner, _) = syntax::parse(source, Format::YAML, origin, limits);
        let at = self.add(Arc::new(inner), *text);
        self.inside.insert((outer, scalar), at);
    }

    fn add_whole(&mut self, text: usize, stage: &Stage<'_>) {
        let source = stage.text(text).and_then(|text| text.source);
        let Some(source) = source.filter(|_| !self.whole.contains_key(&text)) else { return };
        let (tree, _) = syntax::parse(source.clone(), Format::TEXT, Origin::Text, stage.limits());
        let at = self.add(Arc::new(tree), text);
        self.whole.insert(text, at);
    }

    /// A file that is a manifest only because a kustomization names it.
    fn add_yaml(&mut self, text: usize, stage: &Stage<'_>) {
        let source = stage.text(text).and_then(|text| text.source);
        let Some(source) = source.filter(|_| !self.own.contains_key(&text)) else { return };
        let (tree, _) = syntax::parse(source.clone(), Format::YAML, Origin::Text, stage.limits());
        let at = self.add(Arc::new(tree), text);
        self.own.insert(text, at);
    }

    /// The tree of a text.
    pub(super) fn of_text(&self, text: usize) -> Option<(u32, &Tree)> {
        self.numbered(self.own.get(&text))
    }

    /// The scalar with all of a text.
    pub(super) fn all_of(&self, text: usize) -> Option<(u32, NodeRef<'_>)> {
        let (number, tree) = self.numbered(self.whole.get(&text))?;
        Some((number, tree.documents().next()?.1))
    }

    /// The tree of the text inside a scalar.
    pub(super) fn inside(&self, outer: u32, scalar: NodeRef<'_>) -> Option<(u32, &Tree)> {
        self.numbered(self.inside.get(&(outer, scalar.index())))
    }

    fn numbered(&self, number: Option<&u32>) -> Option<(u32, &Tree)> {
        let number = *number?;
        Some((number, self.trees.get(number as usize)?))
    }

    /// The path of the file of a tree.
    pub(super) fn path(&self, source: u32) -> Option<String> {
        Some(clean(self.trees.get(source as usize)?.source().name()))
    }

    /// A node of a tree.
    pub(super) fn node(&self, source: u32, node: u32) -> Option<NodeRef<'_>> {
        Some(self.trees.get(source as usize)?.node(node))
    }

    /// The text of a passage, and the node that decides it there.
    pub(super) fn place(&self, passage: Passage) -> Option<(usize, NodeRef<'_>)> {
        let at = passage.source as usize;
        let own = self.trees.get(at)?;
        let (tree, node) = own.decided(passage.node);
        let is = |known: &Arc<Tree>| std::ptr::eq(Arc::as_ptr(known), tree);
        // Most are places of a file.
        let written = if is(own) { None } else { self.trees.iter().position(is) };
        Some((*self.texts.get(written.unwrap_or(at))?, tree.node(node)))
    }
}
