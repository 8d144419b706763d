//! The identity of list items: their names, or else their content.

use std::borrow::Cow;
use std::collections::HashMap;

use sha2::{Digest as _, Sha256};

use super::{hex, push};
use crate::credentials;
use crate::engine::Walk;
use crate::model::Body;
use crate::report::known::{Scalars, Secrets};
use crate::tree::{Kind, NodeRef, Place, Scalar, Tree, TreeId};

/// A node of any tree of the run.
type Node = (TreeId, u32);

/// The content of a node, independent of its notation. Secrets are left out, so that a fingerprint
/// cannot be used to verify a guessed secret.
type Digest = [u8; 16];

/// Content that does not identify a mapping: empty collections, and booleans, which are settings.
const VACUOUS: Digest = [0; 16];

/// The contents of the lists of a run: each node is hashed once, independent of the number of
/// findings below it.
pub(super) struct Contents<'w, 'p> {
    walk: &'w Walk<'p>,
    known: HashMap<Node, Digest>,
    /// The secrets in scalars, by the trees alone.
    scalars: &'w Scalars,
    /// All secrets of each tree, computed on demand.
    secrets: HashMap<TreeId, Secrets>,
    /// The files of settings of each tree, by its number.
    settings: Option<HashMap<u32, Vec<usize>>>,
}

impl<'w, 'p> Contents<'w, 'p> {
    pub(super) fn new(walk: &'w Walk<'p>, scalars: &'w Scalars) -> Self {
        let (known, secrets) = (HashMap::new(), HashMap::new());
        Self { walk, known, scalars, secrets, settings: None }
    }

    /// The identity of a list item, independent of its index. `list` is the key of the list.
    pub(super) fn name<'t>(&mut self, item: NodeRef<'t>, list: &'t str) -> Cow<'t, str> {
        let name = match item.follow() {
            Some(node) => own_name(node, list).filter(|name| !self.is_secret(node, name)),
            None => return Cow::Borrowed("[]"),
        };
        let name = name.unwrap_or_else(|| format!("#{}", hex(&self.digest(item))).into());
        Cow::Owned(format!("[{name}]"))
    }

    /// Whether the name of a scalar is part of a secret: base64 may end with the `=` of
    /// `KEY=value`.
    fn is_secret(&mut self, node: NodeRef<'_>, name: &str) -> bool {
        let secrets = self.secrets(node.tree()).get(&node.index()).into_iter().flatten();
        node.kind() == Kind::Scalar && secrets.into_iter().any(|range| range.start < name.len())
    }

    /// The content of a node. Notation and the order of keys and items do not matter.
    fn digest(&mut self, node: NodeRef<'_>) -> Digest {
        // INVARIANT: an alias names a node before it that is not an ancestor, so that a node is complete
        // when all that was put over it is.
        let mut open = vec![node];
        while let Some(node) = open.last().copied() {
            let above = open.len();
            if self.of(node).is_none() {
                let children = children(node).filter(|child| self.of(*child).is_none());
                open.extend(children);
            }
            if open.len() == above {
                open.pop();
                if self.of(node).is_none() {
                    let digest = self.complete(node);
                    self.known.insert(key(node), digest);
                }
            }
        }
        self.of(node).unwrap_or(VACUOUS)
    }

    /// The state of a node.
    fn of(&self, node: NodeRef<'_>) -> Option<Digest> {
        self.known.get(&key(node)).copied()
    }

    /// The digest of a node whose children are known.
    fn complete(&mut self, node: NodeRef<'_>) -> Digest {
        let known = |node: NodeRef<'_>| self.of(node).unwrap_or(VACUOUS);
        match node.kind() {
            Kind::Alias => node.follow().map_or(VACUOUS, known),
            Kind::Scalar => self.scalar(node),
            Kind::Sequence => {
                let mut items: Vec<Digest> = node.items().map(known).collect();
                items.sort_unstable();
                if items.is_empty() { VACUOUS } else { of_members("list", &items) }
            }
            Kind::Mapping => {
                let entries = node.own_entries().map(|(key, value)| (key, known(value)));
                let mut entries: Vec<Digest> = entries
                    .filter(|(_, value)| *value != VACUOUS)
                    .map(|(key, value)| of_members(&key.key_text(), &[value]))
                    .collect();
                entries.sort_unstable();
                if entries.is_empty() { VACUOUS } else { of_members("mapping", &entries) }
            }
        }
    }

    fn scalar(&mut self, node: NodeRef<'_>) -> Digest {
        if node.is_null() || matches!(node.scalar(), Scalar::Bool(_)) {
            return VACUOUS;
        }
        let text = node.text();
        let secrets = self.secrets(node.tree()).get(&node.index());
        let Some(secrets) = secrets else { return of_members(&node.key_text(), &[]) };
        let mut open = Vec::with_capacity(text.len());
        let mut at = 0;
        for secret in secrets {
            push(&mut open, text.get(at..secret.start).unwrap_or_default().as_bytes());
            at = at.max(secret.end);
        }
        push(&mut open, text.get(at..).unwrap_or_default().as_bytes());
        cut(&Sha256::digest(open))
    }

    /// The secrets of a tree, in the order of each text.
    fn secrets(&mut self, tree: &Tree) -> &Secrets {
        let (walk, scalars, settings) = (self.walk, self.scalars, &mut self.settings);
        let tree_key = tree.id();
        self.secrets.entry(tree_key).or_insert_with(|| {
            let mut secrets = scalars.get(&tree_key).cloned().unwrap_or_default();
            let number = walk.numbered.place(tree, 0).map(Place::tree);
            let settings = settings.get_or_insert_with(|| settings_by_tree(walk));
            let resources = number.and_then(|number| settings.get(&number));
            for resource in resources.into_iter().flatten() {
                let here = walk.secrets_of_settings(*resource).iter();
                for (place, range) in here.filter(|(place, _)| Some(place.tree()) == number) {
                    secrets.entry(place.node()).or_default().push(range.clone());
                }
            }
            for ranges in secrets.values_mut() {
                ranges.sort_by_key(|range| range.start);
            }
            secrets
        })
    }
}

/// The name of an item of a list under a key.
fn own_name<'t>(item: NodeRef<'t>, list: &'t str) -> Option<Cow<'t, str>> {
    if item.kind() == Kind::Scalar {
        // `KEY=value` is an entry of a mapping that is written as a list.
        let (key, value) = credentials::assigned(list, item.text());
        return (value > 0).then_some(Cow::Borrowed(key));
    }
    let scalar = |of: NodeRef<'t>, key: &str| {
        let (_, value) = of.entry(key)?;
        value.follow().filter(|value| value.kind() == Kind::Scalar)
    };
    if let Some(name) = scalar(item, "name") {
        return Some(name.key_text());
    }
    let (_, metadata) = item.entry("metadata")?;
    let name = scalar(metadata.follow()?, "name")?.key_text();
    let kind = scalar(item, "kind")?.key_text();
    Some(Cow::Owned(format!("{kind}/{name}")))
}

fn children(node: NodeRef<'_>) -> impl Iterator<Item = NodeRef<'_>> {
    let alias = node.follow().filter(|_| node.kind() == Kind::Alias);
    let values = node.own_entries().map(|(_, value)| value);
    alias.into_iter().chain(node.items()).chain(values)
}

fn key(node: NodeRef<'_>) -> Node {
    (node.tree().id(), node.index())
}

/// The digest of a word and its content.
fn of_members(word: &str, members: &[Digest]) -> Digest {
    let mut bytes = Vec::with_capacity(word.len() + 16 * members.len() + 1);
    push(&mut bytes, word.as_bytes());
    bytes.extend(members.iter().flatten());
    cut(&Sha256::digest(bytes))
}

fn cut(hash: &[u8]) -> Digest {
    let mut digest = VACUOUS;
    digest.iter_mut().zip(hash).for_each(|(own, byte)| *own = *byte);
    digest
}

/// The files of settings, by their trees.
fn settings_by_tree(walk: &Walk<'_>) -> HashMap<u32, Vec<usize>> {
    let mut trees: HashMap<u32, Vec<usize>> = HashMap::new();
    for (index, resource) in walk.resources.iter().enumerate() {
        if matches!(resource.body, Body::Settings(_)) {
            trees.entry(resource.place().tree()).or_default().push(index);
        }
    }
    trees
}
