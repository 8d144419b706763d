//! Determines which nodes of a tree the edits of one fix affect, before any bytes are computed.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::{Link, chain};
use super::{Change, Refusal, block, flow, replace};
use crate::tree::{
    Dialect, Edit, Kind, MissingPath, NewValue, NodeRef, Origin, Scalar, Spot, Style, Tree,
};

/// A missing path below a node, and the value at its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Addition<'e> {
    pub(super) value: &'e NewValue,
    at: usize,
}

/// Missing paths below one node, grouped by common parents.
#[derive(Default, Debug)]
pub(super) struct Additions<'e> {
    leaves: Vec<(Vec<&'e str>, Addition<'e>)>,
}

impl<'e> Additions<'e> {
    /// Adds a path after those that share its longest prefix.
    fn add(&mut self, path: Vec<&'e str>, value: &'e NewValue) -> Result<(), Refusal> {
        let mut best = (0, self.leaves.len());
        for (index, (known, leaf)) in self.leaves.iter().enumerate() {
            let common = common(known, &path);
            if common == known.len() || common == path.len() {
                let same = known.len() == path.len() && leaf.value == value;
                return if same { Ok(()) } else { Err(Refusal::Conflict) };
            }
            if common > 0 && common >= best.0 {
                best = (common, index + 1);
            }
        }
        let at = path.len();
        self.leaves.insert(best.1, (path, Addition { value, at }));
        Ok(())
    }

    /// Each missing key in the order of writing: its depth, and its value unless it is a parent.
    pub(super) fn keys(&self) -> impl Iterator<Item = (usize, &'e str, Option<&'e NewValue>)> {
        let mut before: &[&'e str] = &[];
        self.leaves.iter().flat_map(move |(path, leaf)| {
            let shared = common(before, path);
            before = path;
            let keys = path.iter().enumerate().skip(shared);
            keys.map(|(depth, key)| (depth, *key, (depth + 1 == leaf.at).then_some(leaf.value)))
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.leaves.is_empty()
    }
}

fn common(one: &[&str], other: &[&str]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

/// The changes to the entries or items of one collection.
#[derive(Default, Debug)]
pub(super) struct Rework<'e> {
    pub(super) additions: Additions<'e>,
    /// Positions of entries or items to remove.
    pub(super) removed: BTreeSet<usize>,
}

/// The edits of one fix to one tree.
#[derive(Debug)]
pub(super) struct Plan<'e> {
    tree: &'e Tree,
    replaced: BTreeMap<u32, &'e NewValue>,
    reworked: BTreeMap<u32, Rework<'e>>,
}

impl<'e> Plan<'e> {
    pub(super) fn new(tree: &'e Tree) -> Self {
        Self { tree, replaced: BTreeMap::new(), reworked: BTreeMap::new() }
    }

    /// Adds an edit.
    pub(super) fn add(&mut self, edit: &'e Edit) -> Result<(), Refusal> {
        let (Edit::Set(spot, _) | Edit::Remove(spot)) = edit;
        if spot.place.is_none() || spot.place.node() as usize >= self.tree.node_count() {
            return Err(Refusal::NoPlace);
        }
        match self.tree.origin() {
            Origin::Text => {}
            Origin::Object => return Err(Refusal::NoText),
            Origin::Derived(provenance) if provenance.is_of_text() => {
                return Err(Refusal::Embedded);
            }
            Origin::Derived(_) => return Err(Refusal::Derived),
        }
        if self.tree.source().unpacked().is_some() {
            return Err(Refusal::Packed);
        }
        if !self.tree.source().encoding_problems().is_empty() {
            return Err(Refusal::Encoding);
        }
        let links = chain(self.tree, spot.place.node())?;
        refuse_shared(self.tree, &links)?;
        match edit {
            Edit::Set(spot, value) => self.set(spot, &links, value),
            Edit::Remove(spot) if spot.missing.is_some() => Err(Refusal::Absent),
            Edit::Remove(_) => self.remove(&links),
        }
    }

    fn set(
        &mut self,
        spot: &'e Spot,
        links: &[Link<'_>],
        value: &'e NewValue,
    ) -> Result<(), Refusal> {
        if links.last().is_some_and(|link| link.child.index() != spot.place.node()) {
            // A key is not a value.
            return Err(Refusal::Layout);
        }
        let keys: Vec<&str> = spot.missing.iter().flat_map(MissingPath::keys).collect();
        let (here, missing) = self.descend(self.tree.node(spot.place.node()), &keys)?;
        if missing.is_empty() {
            refuse_anchors_inside(self.tree, here.index(), here)?;
            let known = self.replaced.insert(here.index(), value);
            let same = known.is_none_or(|known| known == value);
            return if same { Ok(()) } else { Err(Refusal::Conflict) };
        }
        let is_null = here.kind() == Kind::Scalar && here.scalar() == Scalar::Null;
        let is_expression = self.tree.source().slice(here.span()).starts_with("{{");
        if is_null || (here.kind() == Kind::Mapping && !is_expression) {
            let rework = self.reworked.entry(here.index()).or_default();
            return rework.additions.add(missing.to_vec(), value);
        }
        Err(Refusal::NotAMapping)
    }

    /// Follows the part of a path that exists: a null, or a mapping without the rest.
    fn descend<'k>(
        &self,
        from: NodeRef<'e>,
        keys: &'k [&'e str],
    ) -> Result<(NodeRef<'e>, &'k [&'e str]), Refusal> {
        let (mut here, mut left) = (from, keys);
        while let Some((name, rest)) = left.split_first() {
            if here.kind() != Kind::Mapping {
                break;
            }
            let Some((key, value)) = here.entry(name) else { break };
            if !here.own_entries().any(|(own, _)| own == key) {
                return Err(Refusal::Merge);
            }
            refuse_shared_node(self.tree, value)?;
            (here, left) = (value, rest);
        }
        Ok((here, left))
    }

    fn remove(&mut self, links: &[Link<'_>]) -> Result<(), Refusal> {
        let link = links.last().ok_or(Refusal::WholeDocument)?;
        let first = link.key.unwrap_or(link.child);
        refuse_anchors_inside(self.tree, first.index(), link.child)?;
        if let Some(key) = link.key {
            let name = key.key_text();
            if link.container.own_entries().filter(|(own, _)| own.key_text() == name).count() > 1 {
                return Err(Refusal::DuplicateKey);
            }
            let entries = link.container.own_entries();
            let mut merged =
                entries.filter(|(key, _)| key.is_merge_key()).flat_map(|(_, value)| value.merged());
            if merged.any(|mapping| mapping.entry(&name).is_some()) {
                return Err(Refusal::Merge);
            }
        }
        let rework = self.reworked.entry(link.container.index()).or_default();
        rework.removed.insert(link.position);
        Ok(())
    }

    /// All changes, sorted.
    pub(super) fn changes(&self) -> Result<Vec<Change>, Refusal> {
        self.refuse_conflicts()?;
        let mut changes = Vec::new();
        for (index, value) in &self.replaced {
            replace::replace(self.tree, self.tree.node(*index), value, &mut changes)?;
        }
        for (index, rework) in &self.reworked {
            let node = self.tree.node(*index);
            match (node.kind(), node.style()) {
                (Kind::Mapping | Kind::Sequence, Style::Block) => {
                    block::rework(self.tree, node, rework, &mut changes)?;
                }
                (Kind::Mapping | Kind::Sequence, _) if !node.is_empty() => {
                    flow::rework(self.tree, node, rework, &mut changes)?;
                }
                _ => replace::fill(self.tree, node, &rework.additions, &mut changes)?,
            }
        }
        changes.retain(|change| !change.span.is_empty() || !change.text.is_empty());
        changes.sort();
        let source = self.tree.source();
        if self.tree.dialect() != Dialect::Json
            && changes.iter().any(|change| source.has_separator(change.span))
        {
            // One line here is two lines for the reader of the text.
            return Err(Refusal::Layout);
        }
        let apart = changes.iter().zip(changes.iter().skip(1)).all(|(one, next)| {
            one.span.end <= next.span.start && !(one.span.is_empty() && one.span == next.span)
        });
        if apart { Ok(changes) } else { Err(Refusal::Conflict) }
    }

    /// Refuses edits inside a node that is removed.
    fn refuse_conflicts(&self) -> Result<(), Refusal> {
        let touched = self.replaced.keys().map(|index| (*index, false));
        for (index, reworked) in touched.chain(self.reworked.keys().map(|index| (*index, true))) {
            let links = chain(self.tree, index)?;
            let goes = links.iter().any(|link| {
                let rework = self.reworked.get(&link.container.index());
                rework.is_some_and(|rework| rework.removed.contains(&link.position))
                    || self.replaced.contains_key(&link.container.index())
            });
            if goes || (reworked && self.replaced.contains_key(&index)) {
                return Err(Refusal::Conflict);
            }
        }
        Ok(())
    }
}

/// Refuses a path that passes through a merge key or through an aliased node.
fn refuse_shared(tree: &Tree, links: &[Link<'_>]) -> Result<(), Refusal> {
    if let Some(link) = links.first() {
        refuse_shared_node(tree, link.container)?;
    }
    for link in links {
        if link.key.is_some_and(NodeRef::is_merge_key) {
            return Err(Refusal::Merge);
        }
        refuse_shared_node(tree, link.child)?;
    }
    Ok(())
}

fn refuse_shared_node(tree: &Tree, node: NodeRef<'_>) -> Result<(), Refusal> {
    if node.kind() == Kind::Alias {
        return Err(Refusal::Alias);
    }
    if !node.is_anchored() {
        return Ok(());
    }
    match tree.aliases_of(&(node.index()..node.index() + 1)).first() {
        None => Ok(()),
        Some((_, alias)) => {
            let merges =
                chain(tree, *alias)?.iter().any(|link| link.key.is_some_and(NodeRef::is_merge_key));
            Err(if merges { Refusal::Merge } else { Refusal::Alias })
        }
    }
}

/// Refuses to remove nodes from `first` to the end of `last` that are aliased elsewhere.
fn refuse_anchors_inside(tree: &Tree, first: u32, last: NodeRef<'_>) -> Result<(), Refusal> {
    let gone = first..last.next();
    if !gone.clone().any(|index| tree.node(index).is_anchored()) {
        return Ok(());
    }
    let shared = tree.aliases_of(&gone).iter().any(|(_, alias)| !gone.contains(alias));
    if shared { Err(Refusal::Alias) } else { Ok(()) }
}
