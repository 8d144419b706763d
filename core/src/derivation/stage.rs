//! Derives until there is nothing new.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::inside::{Inside, inside, too_deep};
use super::{charts, compose, kustomize, templates};
use crate::frontends::{FileKind, Recognised, kubernetes, texts};
use crate::model::Standing;
use crate::model::settings::Templates;
use crate::source::{Problem, Source};
use crate::syntax;
use crate::tree::{Limits, Origin, Tree};

/// A text of a run, as derivers see it. Its number is its place in the order of the report.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'p> {
    /// Its path, with `/`.
    pub(crate) path: &'p str,
    pub(crate) bundle: &'p str,
    /// The environments that the caller names.
    pub(crate) environments: &'p [Arc<str>],
    pub(crate) kind: &'static FileKind,
    /// Whether it is read for its values alone.
    pub(crate) is_context: bool,
    /// The text itself; none of what is no text.
    pub(crate) source: Option<&'p Source>,
    /// What was read from it.
    pub(crate) tree: Option<&'p Arc<Tree>>,
}

/// What makes a derivation another one. Trees are numbered in this order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Key {
    deriver: Deriver,
    /// The text that it begins with.
    root: usize,
    environment: Option<Arc<str>>,
    /// The texts that it was asked to take in.
    arguments: Vec<usize>,
    /// The scalars that lead to a text inside of what was made.
    scalars: Vec<u32>,
}

/// Who makes trees.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Deriver {
    Compose,
    Kustomize,
    Templates,
    Values,
}

impl Key {
    pub(super) fn new(deriver: Deriver, root: usize) -> Self {
        let (arguments, scalars) = (Vec::new(), Vec::new());
        Self { deriver, root, environment: None, arguments, scalars }
    }

    pub(super) fn in_environment(self, environment: Option<Arc<str>>) -> Self {
        Self { environment, ..self }
    }

    pub(super) fn with(self, arguments: &[usize]) -> Self {
        Self { arguments: arguments.to_vec(), ..self }
    }

    fn inside(&self, scalar: u32) -> Self {
        let mut key = self.clone();
        key.scalars.push(scalar);
        key
    }

    /// The text that the derivation begins with.
    pub(crate) fn root(&self) -> usize {
        self.root
    }

    /// Whether it is what a kustomization itself makes, and no text inside of that.
    pub(crate) fn is_generated(&self) -> bool {
        self.deriver == Deriver::Kustomize && self.scalars.is_empty()
    }

    /// The environment that it is for.
    pub(crate) fn environment(&self) -> Option<&Arc<str>> {
        self.environment.as_ref()
    }
}

/// A tree that was made from others.
#[derive(Debug)]
pub(crate) struct Derived {
    pub(crate) key: Key,
    pub(crate) tree: Arc<Tree>,
    /// What it is read as.
    pub(crate) kind: &'static FileKind,
    pub(crate) role: Role,
}

/// What a tree is that was made.
#[derive(Debug)]
pub(crate) enum Role {
    /// A text of its own inside of another.
    Document,
    /// The settings of what holds it.
    Configuration,
    /// What several texts make together.
    Whole(Whole),
    /// What is in force of a text together with others.
    InForce,
}

/// What several texts make together.
#[derive(Debug)]
pub(crate) struct Whole {
    /// The texts, the first one first.
    pub(crate) texts: Vec<usize>,
    /// Where the resources of it belong, by its environment and by where those of the texts do.
    pub(crate) standing: fn(Option<&str>, &[&Standing]) -> Standing,
    /// Where a text belongs that is part of such, by where it would belong alone, and by these.
    pub(crate) part: fn(&Standing, &[&Standing]) -> Standing,
}

/// A text that was read again, since others say what it is.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) recognised: Recognised,
    pub(crate) tree: Arc<Tree>,
    pub(crate) problems: Vec<Problem>,
}

/// What others make of a text that is none of their own trees.
#[derive(Clone, Debug, Default)]
pub(crate) struct Membership {
    /// Whether nothing takes in what it belongs to.
    pub(crate) is_unused: bool,
    /// The texts that take it in, and that nobody takes in.
    pub(crate) roots: Vec<usize>,
    /// The namespaces that they put its objects into.
    pub(crate) namespaces: Namespaces,
}

/// The namespaces that objects are put into.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) enum Namespaces {
    /// Those that they name themselves.
    #[default]
    Own,
    /// The one that stands at a node of a text.
    One(usize, u32),
    /// Different ones.
    Several,
}

/// Everything that was made of the texts of a run.
#[derive(Debug, Default)]
pub(crate) struct Forest {
    /// The trees, in the order of their keys.
    pub(crate) derived: Vec<Derived>,
    /// What went wrong, each with the number of its text.
    pub(crate) problems: Vec<(usize, Problem)>,
    /// The texts that were read again, by their numbers.
    pub(crate) readings: BTreeMap<usize, Reading>,
    /// What others make of texts, by their numbers.
    pub(crate) memberships: BTreeMap<usize, Membership>,
    /// What the templates of the charts of files of values make, by the numbers of those.
    pub(crate) templates: BTreeMap<usize, Arc<Templates>>,
    /// What texts name and nobody has seen.
    pub(crate) unseen: Vec<Unseen>,
}

/// Objects that a text names, or that somebody makes because of it, and that nobody has seen.
#[derive(Debug)]
pub(crate) struct Unseen {
    pub(crate) text: usize,
    /// Their kind; of none, they may be of any.
    pub(crate) kind: Option<&'static str>,
    pub(crate) why: Arc<str>,
}

/// What derivers write to.
pub(super) struct Stage<'p> {
    texts: &'p [Text<'p>],
    limits: Limits,
    known: BTreeMap<Key, (Arc<Tree>, &'static FileKind, Role)>,
    /// The trees that have not been looked into.
    open: Vec<Key>,
    problems: Vec<(usize, Problem)>,
    readings: BTreeMap<usize, Reading>,
    memberships: BTreeMap<usize, Membership>,
    templates: BTreeMap<usize, Arc<Templates>>,
    unseen: Vec<Unseen>,
}

/// Makes all trees that can be made of texts.
pub(crate) fn derive(texts: &[Text<'_>], limits: Limits) -> Forest {
    let mut stage = Stage {
        texts,
        limits,
        known: BTreeMap::new(),
        open: Vec::new(),
        problems: Vec::new(),
        readings: BTreeMap::new(),
        memberships: BTreeMap::new(),
        templates: BTreeMap::new(),
        unseen: Vec::new(),
    };
    // Nothing resolves across bundles.
    let mut bundles: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, text) in texts.iter().enumerate() {
        bundles.entry(text.bundle).or_default().push(number);
    }
    for texts in bundles.values() {
        compose::derive(texts, &mut stage);
        kustomize::derive(texts, &mut stage);
        charts::derive(texts, &mut stage);
        templates::derive(texts, &mut stage);
        // A file that is values as well is read as these.
        kustomize::derive_files(texts, &mut stage);
    }
    stage.look_inside();
    let derived = stage.known.into_iter();
    Forest {
        derived: derived
            .map(|(key, (tree, kind, role))| Derived { key, tree, kind, role })
            .collect(),
        problems: stage.problems,
        readings: stage.readings,
        memberships: stage.memberships,
        templates: stage.templates,
        unseen: stage.unseen,
    }
}

impl<'p> Stage<'p> {
    pub(super) fn limits(&self) -> Limits {
        self.limits
    }

    pub(super) fn text(&self, number: usize) -> Option<&'p Text<'p>> {
        self.texts.get(number)
    }

    /// What a text is and what was read from it, after what others said so far.
    pub(super) fn read(&self, number: usize) -> Option<(&'static FileKind, Arc<Tree>)> {
        if let Some(reading) = self.readings.get(&number) {
            return Some((reading.recognised.kind, Arc::clone(&reading.tree)));
        }
        let text = self.text(number)?;
        Some((text.kind, Arc::clone(text.tree?)))
    }

    /// Takes a tree in.
    pub(super) fn add(&mut self, key: Key, tree: Arc<Tree>, kind: &'static FileKind, role: Role) {
        self.open.push(key.clone());
        self.known.insert(key, (tree, kind, role));
    }

    /// Notes what is wrong with a text.
    pub(super) fn problem(&mut self, text: usize, problem: Problem) {
        self.problems.push((text, problem));
    }

    /// Notes what a text is, as others say, and what it then reads.
    pub(super) fn reading(&mut self, text: usize, reading: Reading) {
        self.readings.entry(text).or_insert(reading);
    }

    /// Notes what others make of a text.
    pub(super) fn membership(&mut self, text: usize, membership: Membership) {
        self.memberships.insert(text, membership);
    }

    /// Notes what the templates of the chart of a file of values make.
    pub(super) fn templates(&mut self, text: usize, templates: Arc<Templates>) {
        self.templates.insert(text, templates);
    }

    /// Notes that a text names something that nobody has seen.
    pub(super) fn unseen(&mut self, text: usize, kind: Option<&'static str>, why: String) {
        self.unseen.push(Unseen { text, kind, why: why.into() });
    }

    /// Makes trees of the texts inside of those that were made, and inside of these.
    fn look_inside(&mut self) {
        while let Some(key) = self.open.pop() {
            let Some((tree, kind, role)) = self.known.get(&key) else { continue };
            let inner = match role {
                Role::Configuration => texts,
                _ => kind.inner,
            };
            let tree = Arc::clone(tree);
            // A place in a tree that was made is none in a file.
            let at = |scalar, problem: Problem| {
                let (of, node) = tree.decided(scalar);
                let problem = Problem::new(problem.code, problem.message);
                (key.root, problem.at(of.node(node).span()))
            };
            if key.scalars.len() >= self.limits.embedding as usize {
                let deeper = too_deep(&tree, inner, self.limits);
                self.problems.extend(deeper.map(|(scalar, problem)| at(scalar, problem)));
                continue;
            }
            for Inside { scalar, tree: inner, is_configuration, problems } in
                inside(&tree, inner, self.limits)
            {
                self.problems.extend(problems.into_iter().map(|problem| at(scalar, problem)));
                let role = if is_configuration { Role::Configuration } else { Role::Document };
                self.add(key.inside(scalar), inner, &kubernetes::MANIFEST, role);
            }
        }
    }
}

impl Reading {
    /// Reads a text as what others say it is.
    pub(super) fn new(source: &Source, recognised: Recognised, limits: Limits) -> Self {
        let format = recognised.format;
        let (tree, problems) = syntax::parse(source.clone(), format, Origin::Text, limits);
        Self { recognised, tree: Arc::new(tree), problems }
    }
}
