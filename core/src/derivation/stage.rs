//! Runs derivers until there is nothing new.

mod built;
mod inner;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::unseen::{Unread, Unseen};
use super::{charts, compose, kustomize, templates};
use crate::frontends::{FileKind, HAS_COMPOSE, Recognised};
use crate::model::settings::Templates;
use crate::model::{Standing, WrittenName};
use crate::source::{Problem, Source};
use crate::syntax;
use crate::tree::{Limits, Origin, Tree, TreeId};

/// A text of a run, as derivers see it. Its number is its position in the order of the report.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'p> {
    /// Its path, with `/`.
    pub(crate) path: &'p str,
    pub(crate) bundle: &'p str,
    /// The environments that the caller gives.
    pub(crate) environments: &'p [Arc<str>],
    pub(crate) kind: &'static FileKind,
    /// Whether it is read only for its values.
    pub(crate) is_context: bool,
    /// The source; `None` for an input that is not text.
    pub(crate) source: Option<&'p Source>,
    /// The tree that was parsed from it.
    pub(crate) tree: Option<&'p Arc<Tree>>,
    /// The trees of the texts inside of its scalars.
    pub(crate) inner: &'p [Arc<Tree>],
}

/// The identity of a derivation. Trees are numbered in this order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Key {
    deriver: Deriver,
    /// The text that it begins with.
    root: usize,
    environment: Option<Arc<str>>,
    /// The texts that it was given.
    arguments: Vec<usize>,
    /// The scalars that lead to a text inside a derived tree.
    scalars: Vec<u32>,
}

/// The derivers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Deriver {
    Charts,
    Compose,
    Kustomize,
    Overlays,
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

    /// Whether it is the output of a kustomization itself, and not a text inside that.
    pub(crate) fn is_generated(&self) -> bool {
        self.deriver == Deriver::Kustomize && self.scalars.is_empty()
    }

    /// Whether it is in objects that charts render.
    pub(crate) fn is_rendered(&self) -> bool {
        self.deriver == Deriver::Charts
    }

    /// Whether it is in objects that kustomizations build or charts render.
    pub(crate) fn is_built(&self) -> bool {
        matches!(self.deriver, Deriver::Charts | Deriver::Overlays)
    }

    /// The environment of the derivation.
    pub(crate) fn environment(&self) -> Option<&Arc<str>> {
        self.environment.as_ref()
    }
}

/// A tree that was derived from others.
#[derive(Debug)]
pub(crate) struct Derived {
    pub(crate) key: Key,
    pub(crate) tree: Arc<Tree>,
    /// The kind that it is read as.
    pub(crate) kind: &'static FileKind,
    pub(crate) role: Role,
}

/// The role of a derived tree.
#[derive(Debug)]
pub(crate) enum Role {
    /// A separate text inside another one.
    Document,
    /// The settings of the object that contains it.
    Configuration,
    /// The combination of several texts.
    Whole(Whole),
    /// Objects as they are applied.
    Applied(Applied),
    /// The merged values of a text and others.
    InForce,
}

/// The combination of several texts.
#[derive(Debug)]
pub(crate) struct Whole {
    /// The texts, the base first.
    pub(crate) texts: Vec<usize>,
    /// The standing of its resources, from its environment and the standing of the texts.
    pub(crate) standing: fn(Option<&str>, &[&Standing]) -> Standing,
    /// The standing of a text that is part of combinations, from its own standing and theirs.
    pub(crate) part: fn(&Standing, &[&Standing]) -> Standing,
}

/// Objects as they are applied, in some environments.
#[derive(Debug)]
pub(crate) struct Applied {
    /// The set of alternatives that the environments are in; `None` if there is only one.
    pub(crate) set: Option<Arc<str>>,
    /// The environments.
    pub(crate) environments: Vec<Arc<str>>,
    /// The namespace of objects that name none, if it is not the default one.
    pub(crate) namespace: Option<Arc<str>>,
    /// The name with which the object of each document was written.
    pub(crate) names: Vec<WrittenName>,
    /// For each document, in each of the environments, the text whose kustomization builds it and its
    /// position in what that builds; one if there are no environments.
    pub(crate) positions: Vec<Vec<(usize, usize)>>,
}

/// A text that was read again in the role that others give it.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) recognised: Recognised,
    pub(crate) tree: Arc<Tree>,
    pub(crate) problems: Vec<Problem>,
}

/// The effect of others on a text, apart from the trees that they derive from it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Membership {
    /// Whether nothing includes the kustomization that it belongs to.
    pub(crate) is_unused: bool,
    /// Whether objects were built from it, which are checked in its place.
    pub(crate) is_part: bool,
    /// The texts that include it and that are not included themselves.
    pub(crate) roots: Vec<usize>,
    /// The alternatives in which objects are built from it.
    pub(crate) environments: Vec<Arc<str>>,
    /// The namespaces that they set for its objects.
    pub(crate) namespaces: Namespaces,
}

/// The namespaces that are set for objects.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) enum Namespaces {
    /// The objects keep their own.
    #[default]
    Own,
    /// The one at a node of a text.
    One(usize, u32),
    /// Different ones.
    Several,
}

/// Everything that was derived from the texts of a run.
#[derive(Debug, Default)]
pub(crate) struct Forest {
    /// The trees, in the order of their keys.
    pub(crate) derived: Vec<Derived>,
    /// The problems, each with the number of its text.
    pub(crate) problems: Vec<(usize, Problem)>,
    /// The texts that were read again, by their numbers.
    pub(crate) readings: BTreeMap<usize, Reading>,
    /// The effects of others on texts, by their numbers.
    pub(crate) memberships: BTreeMap<usize, Membership>,
    /// What the templates of charts render, by the numbers of the values files.
    pub(crate) templates: BTreeMap<usize, Arc<Templates>>,
    /// Values that no template reads, by the numbers of the values files.
    pub(crate) unread: BTreeMap<usize, Vec<Unread>>,
    /// The objects that texts reference and that are not in the input.
    pub(crate) unseen: Vec<Unseen>,
    /// The objects whose releases were rendered.
    pub(crate) installed: BTreeSet<ObjectId>,
}

/// An object of a tree: the root of its document.
pub(crate) type ObjectId = (TreeId, u32);

/// What derivers are asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked<'a> {
    /// Whether kustomizations that others include are roots as well.
    pub(crate) has_bases: bool,
    /// The version of Kubernetes that charts are rendered for: `v1.33.0`.
    pub(crate) kubernetes: String,
    /// The release that charts are rendered for.
    pub(crate) release: Release<'a>,
}

/// The release that charts are rendered for, as far as the caller says it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Release<'a> {
    /// Its name; default: that of the chart.
    pub(crate) name: Option<&'a str>,
    /// Its namespace; default: `default`.
    pub(crate) namespace: Option<&'a str>,
    /// API versions of the cluster besides those that Helm assumes.
    pub(crate) api_versions: &'a [String],
    /// The name and the namespace of releases for which no document says one.
    pub(crate) defaults: (Option<&'a str>, Option<&'a str>),
    /// The texts with its values, the later ones over the earlier ones: instead of those of
    /// environments.
    pub(crate) values: &'a [String],
    /// Values over those of texts: `image.tag=1.2`.
    pub(crate) set: &'a [String],
}

/// The output of derivers.
pub(super) struct Stage<'p> {
    texts: &'p [Text<'p>],
    limits: Limits,
    asked: Asked<'p>,
    known: BTreeMap<Key, (Arc<Tree>, &'static FileKind, Role)>,
    /// The trees that were not searched for embedded texts yet.
    open: Vec<Key>,
    problems: Vec<(usize, Problem)>,
    readings: BTreeMap<usize, Reading>,
    memberships: BTreeMap<usize, Membership>,
    templates: BTreeMap<usize, Arc<Templates>>,
    unread: BTreeMap<usize, Vec<Unread>>,
    unseen: Vec<Unseen>,
    installed: BTreeSet<ObjectId>,
}

/// Derives all trees from texts.
pub(crate) fn derive<'p>(texts: &'p [Text<'p>], limits: Limits, asked: Asked<'p>) -> Forest {
    let mut stage = Stage { asked, ..Stage::new(texts, limits) };
    // References do not cross bundles.
    let mut bundles: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, text) in texts.iter().enumerate() {
        bundles.entry(text.bundle).or_default().push(number);
    }
    for texts in bundles.values() {
        if HAS_COMPOSE {
            compose::derive(texts, &mut stage);
        }
        kustomize::derive(texts, &mut stage);
        charts::derive(texts, &mut stage);
        templates::derive(texts, &mut stage);
        // A file that is also a values file is read as one.
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
        unread: stage.unread,
        unseen: stage.unseen,
        installed: stage.installed,
    }
}

impl<'p> Stage<'p> {
    pub(super) fn new(texts: &'p [Text<'p>], limits: Limits) -> Self {
        Self {
            texts,
            limits,
            asked: Asked::default(),
            known: BTreeMap::new(),
            open: Vec::new(),
            problems: Vec::new(),
            readings: BTreeMap::new(),
            memberships: BTreeMap::new(),
            templates: BTreeMap::new(),
            unread: BTreeMap::new(),
            unseen: Vec::new(),
            installed: BTreeSet::new(),
        }
    }

    pub(super) fn limits(&self) -> Limits {
        self.limits
    }

    /// What is asked for.
    pub(super) fn asked(&self) -> &Asked<'p> {
        &self.asked
    }

    pub(super) fn text(&self, number: usize) -> Option<&'p Text<'p>> {
        self.texts.get(number)
    }

    /// The kind and the tree of a text, with the roles found so far.
    pub(super) fn read(&self, number: usize) -> Option<(&'static FileKind, Arc<Tree>)> {
        if let Some(reading) = self.readings.get(&number) {
            return Some((reading.recognised.kind, Arc::clone(&reading.tree)));
        }
        let text = self.text(number)?;
        Some((text.kind, Arc::clone(text.tree?)))
    }

    /// Adds a tree.
    pub(super) fn add(&mut self, key: Key, tree: Arc<Tree>, kind: &'static FileKind, role: Role) {
        self.open.push(key.clone());
        self.known.insert(key, (tree, kind, role));
    }

    /// Records a problem of a text.
    pub(super) fn problem(&mut self, text: usize, problem: Problem) {
        self.problems.push((text, problem));
    }

    /// Records the role that others give a text, and its tree in that role.
    pub(super) fn reading(&mut self, text: usize, reading: Reading) {
        self.readings.entry(text).or_insert(reading);
    }

    /// The effect of others on a text.
    pub(super) fn membership(&mut self, text: usize) -> &mut Membership {
        self.memberships.entry(text).or_default()
    }

    /// Records what the templates of the chart of a values file render.
    pub(super) fn templates(&mut self, text: usize, templates: Arc<Templates>) {
        self.templates.insert(text, templates);
    }

    /// Records that no template reads a value of a text.
    pub(super) fn unread(&mut self, text: usize, unread: Unread) {
        self.unread.entry(text).or_default().push(unread);
    }

    /// Records that a text references objects that are not in the input.
    pub(super) fn unseen(&mut self, text: usize, kind: Option<&'static str>, why: String) {
        self.unseen.push(Unseen { text, kind, why: why.into() });
    }
}

impl Reading {
    /// Reads a text in the role that others give it.
    pub(super) fn new(source: &Source, recognised: Recognised, limits: Limits) -> Self {
        let format = recognised.format;
        let (tree, problems) = syntax::parse(source.clone(), format, Origin::Text, limits);
        Self { recognised, tree: Arc::new(tree), problems }
    }
}
