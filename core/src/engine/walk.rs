//! Everything that was read for a run.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::listed::Listed;
use super::membership::Whole;
use super::parse::Parsed;
use super::pool::{Pool, each, parts};
use super::sources::Sources;
use crate::derivation::{Forest, Role, Unseen};
use crate::frontends::{DocumentReport, Environments, File, FileKind, Frontend, Frontends};
use crate::model::{Body, Configurations, Resource, Standing};
use crate::source::Problem;
use crate::tree::{Cursor, Place, Removal, Spot, Tree, TreeId, Written};

/// The standing of a text that is part of wholes.
type PartOf = fn(&Standing, &[&Standing]) -> Standing;

/// The documents of files of configuration by the number of the tree that contains them, each with the
/// place of its scalar.
pub(super) type Files<'p> = HashMap<u32, Vec<(Place, Cursor<'p>)>>;

/// The resources of a tree, and the result for each of its documents.
#[derive(Default)]
pub(super) struct Read<'p> {
    pub(super) resources: Vec<Resource<'p>>,
    reports: Vec<DocumentReport>,
}

/// The inputs of a run, with all trees numbered.
#[derive(Debug, Default)]
pub(crate) struct Numbered<'p> {
    /// The inputs, by name.
    pub(crate) inputs: Vec<&'p Parsed>,
    /// All trees, those of the inputs first; a place's tree number is an index into this.
    pub(crate) trees: Vec<&'p Arc<Tree>>,
    /// The input of each tree, as an index into `inputs`: for a tree made from several, that of the
    /// first.
    pub(crate) input_of_tree: Vec<usize>,
    /// For each tree whether it is the configuration of the tree that contains it.
    configurations: Vec<bool>,
    /// The own tree of each input.
    pub(super) own: Vec<Option<u32>>,
    /// The number of each tree.
    numbers: HashMap<TreeId, u32>,
}

impl<'p> Numbered<'p> {
    fn new(sources: &'p Sources<'_>) -> Self {
        let inputs = sources.inputs.iter().enumerate();
        let inputs = inputs.map(|(index, input)| sources.again.get(&index).unwrap_or(*input));
        let inputs: Vec<&Parsed> = inputs.collect();
        let mut numbered = Self::default();
        for (index, input) in inputs.iter().enumerate() {
            let first = u32::try_from(numbered.trees.len()).unwrap_or(u32::MAX);
            numbered.own.push((!input.trees.is_empty()).then_some(first));
            for (tree, is_configuration) in input.trees.iter().zip(&input.configurations) {
                numbered.add(tree, index, *is_configuration);
            }
        }
        for derived in &sources.forest.derived {
            let is_configuration = matches!(derived.role, Role::Configuration);
            numbered.add(&derived.tree, derived.key.root(), is_configuration);
        }
        Self { inputs, ..numbered }
    }

    fn add(&mut self, tree: &'p Arc<Tree>, input: usize, is_configuration: bool) {
        let number = u32::try_from(self.trees.len()).unwrap_or(u32::MAX);
        self.trees.push(tree);
        self.input_of_tree.push(input);
        self.configurations.push(is_configuration);
        self.numbers.entry(tree.id()).or_insert(number);
    }

    /// The place of a node in a tree of the run.
    pub(crate) fn place(&self, tree: &Tree, node: u32) -> Option<Place> {
        let number = self.numbers.get(&tree.id())?;
        Some(Place::new(*number, node))
    }

    /// The place of the scalar that contains the text of a tree.
    pub(super) fn scalar(&self, tree: &Tree) -> Option<Place> {
        let (outer, scalar) = tree.holder()?;
        self.place(outer, scalar)
    }

    /// The documents of the files of configuration inside of each tree, each with the place of its
    /// scalar.
    fn files_of_configuration(&self) -> Files<'p> {
        let mut files: Files<'p> = HashMap::new();
        let trees = (0..).zip(self.trees.iter().zip(&self.configurations));
        for (number, (tree, _)) in trees.filter(|(_, (_, is_configuration))| **is_configuration) {
            if let Some(scalar) = self.scalar(tree) {
                let roots = tree.documents().map(|(_, root)| (scalar, Cursor::new(number, root)));
                files.entry(scalar.tree()).or_default().extend(roots);
            }
        }
        files
    }
}

/// Everything that was read for a run, and borrowed by its model.
#[derive(Default)]
pub(crate) struct Walk<'p> {
    /// The frontends.
    frontends: Frontends,
    /// The inputs with their trees.
    pub(crate) numbered: Numbered<'p>,
    /// The result for each document of each tree.
    pub(crate) documents: Vec<Vec<DocumentReport>>,
    /// The resources of the trees.
    pub(crate) resources: Vec<Resource<'p>>,
    /// Those of each tree of an input, by its number.
    pub(super) of_trees: Vec<Range<usize>>,
    /// Combinations of several inputs.
    pub(crate) wholes: Vec<Whole<'p>>,
    /// The trees of objects that were built from inputs.
    pub(super) built: Vec<u32>,
    /// Those of objects that charts render.
    pub(super) rendered: Vec<u32>,
    /// Problems of derived trees, each with the number of its input.
    pub(crate) problems: &'p [(usize, Problem)],
    /// References of inputs that were not found, each with the number of its input.
    pub(crate) unseen: &'p [Unseen],
    /// The standing of the resources of each tree, by its number.
    pub(crate) standings: Vec<Standing>,
    /// The standing of resources that were built in code.
    nowhere: Standing,
    /// The controllers of resources, found on first use.
    pub(super) owners: OnceLock<HashMap<usize, usize>>,
    /// The secrets among the settings of the resources.
    pub(super) listed: Listed,
}

impl<'p> Walk<'p> {
    /// Reads the resources of all trees.
    pub(crate) fn new(sources: &'p Sources<'_>, frontends: Frontends, pool: &dyn Pool) -> Self {
        let numbered = Numbered::new(sources);
        let problems = sources.forest.problems.as_slice();
        let unseen = sources.forest.unseen.as_slice();
        let mut walk = Self { frontends, numbered, problems, unseen, ..Self::default() };
        let files = walk.numbered.files_of_configuration();
        // Most documents are one resource.
        let documents = walk.numbered.trees.iter().map(|tree| tree.documents().len());
        walk.resources.reserve(documents.sum());
        let of_inputs = walk.numbered.trees.len() - sources.forest.derived.len();
        let of_input = |number: usize| {
            let input = walk.numbered.input_of_tree.get(number).copied();
            let input = input.and_then(|at| walk.numbered.inputs.get(at));
            let judged = input.filter(|input| input.context.is_none());
            judged.map_or_else(Read::default, |input| walk.read(number, input.file, &files))
        };
        let read = each(pool, parts(pool, of_inputs), |part| {
            part.map(of_input).collect::<Vec<Read<'p>>>()
        });
        let trees = (0..of_inputs).zip(walk.numbered.input_of_tree.clone());
        for ((number, at), read) in trees.zip(read.into_iter().flatten()) {
            let input = walk.numbered.inputs.get(at);
            let standing = input.map_or_else(Standing::default, |input| {
                input.file.standing(&input.name, &input.bundle, &input.environments)
            });
            let membership = sources.forest.memberships.get(&at);
            let standing = walk.member(standing, membership);
            walk.standings.push(standing);
            let first = walk.resources.len();
            debug_assert_eq!(walk.standings.len(), number + 1, "trees are in order");
            walk.resources.extend(read.resources);
            walk.of_trees.push(first..walk.resources.len());
            walk.put_into(membership, first);
            walk.are_parts(membership, first);
            if let Some(templates) = sources.forest.templates.get(&at) {
                walk.are_values_of(templates, first);
            }
            walk.are_unread(sources.forest.unread.get(&at), number, first);
            walk.documents.push(read.reports);
        }
        for (number, derived) in (of_inputs..).zip(&sources.forest.derived) {
            let first = walk.resources.len();
            walk.derived(number, derived, &files);
            let membership = sources.forest.memberships.get(&derived.key.root());
            if derived.key.is_generated() {
                walk.put_into(membership, first);
            }
            if !derived.key.is_built() {
                walk.are_parts(membership, first);
            }
        }
        walk.are_installed(&sources.forest.installed);
        walk.parts(&sources.forest);
        walk
    }

    /// Reads a tree as one of a kind.
    pub(super) fn read(&self, number: usize, kind: &FileKind, files: &Files<'p>) -> Read<'p> {
        let numbered = &self.numbered;
        let is_configuration = numbered.configurations.get(number).copied().unwrap_or_default();
        let (Some(tree), Some(read), false) =
            (numbered.trees.get(number), kind.reader(), is_configuration)
        else {
            return Read::default();
        };
        let input = numbered.input_of_tree.get(number).and_then(|at| numbered.inputs.get(*at));
        let environments = input.map_or(&[][..], |input| input.environments.as_slice());
        let mut resources = Vec::new();
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let reports = read(&File { number, tree, environments }, &mut resources);
        let mut inside = files.get(&number).cloned().unwrap_or_default();
        let mut known: HashSet<Place> = inside.iter().map(|(scalar, _)| *scalar).collect();
        let mut next = 0;
        while let Some((_, document)) = inside.get(next) {
            next += 1;
            let deeper = files.get(&document.tree_number()).cloned().unwrap_or_default();
            // Every document of a tree is visited; the content of the tree is added once.
            if !deeper.iter().any(|(scalar, _)| known.contains(scalar)) {
                known.extend(deeper.iter().map(|(scalar, _)| *scalar));
                inside.extend(deeper);
            }
        }
        if !inside.is_empty() {
            let files = Configurations::new(inside);
            for resource in &mut resources {
                resource.configurations = files.clone();
            }
        }
        Read { resources, reports }
    }

    /// Inputs are for the environments of the wholes that use them.
    fn parts(&mut self, forest: &Forest) {
        let mut wholes: BTreeMap<usize, (PartOf, Vec<u32>)> = BTreeMap::new();
        let made = forest.derived.iter().filter_map(|derived| match &derived.role {
            Role::Whole(whole) => Some(whole),
            _ => None,
        });
        for (whole, made) in self.wholes.iter().zip(made) {
            let is_part = |input: &&usize| {
                let input = self.numbered.inputs.get(**input);
                input.is_some_and(|input| input.file.environments == Environments::Part)
            };
            for input in whole.inputs.iter().filter(is_part) {
                wholes.entry(*input).or_insert((made.part, Vec::new())).1.push(whole.tree);
            }
        }
        for (input, (part, wholes)) in wholes {
            let Some(own) = self.numbered.own.get(input).copied().flatten() else { continue };
            let of = |number: &u32| self.standings.get(*number as usize);
            let wholes: Vec<&Standing> = wholes.iter().filter_map(of).collect();
            let standing = of(&own).map(|own| part(own, &wholes));
            if let (Some(part), Some(own)) = (standing, self.standings.get_mut(own as usize)) {
                *own = part;
            }
        }
    }

    /// Resources that were built in code, without any text.
    pub(crate) fn of(resources: Vec<Resource<'p>>) -> Self {
        Self { resources, ..Self::default() }
    }

    /// The resources that are not parts of others.
    pub(crate) fn counted(&self) -> impl Iterator<Item = &Resource<'p>> {
        let is_built =
            |resource: &&Resource<'p>| self.built.binary_search(&resource.place().tree()).is_ok();
        let all = self.resources.iter().filter(|resource| !matches!(resource.body, Body::Part));
        // What was built is counted where it was written.
        all.filter(move |resource| !is_built(resource))
    }

    /// The frontend that has read a resource, or reads such resources if it was built in code.
    pub(crate) fn frontend(&self, resource: Option<&Resource<'p>>) -> &'static Frontend {
        let technology = resource.map(|resource| resource.technology).unwrap_or_default();
        let input = resource.and_then(|resource| self.input(resource)).map(|input| input.frontend);
        let own = input.filter(|frontend| frontend.technology == Some(technology));
        own.unwrap_or_else(|| self.frontends.of(technology))
    }

    /// The standing of a resource.
    pub(crate) fn standing(&self, resource: &Resource<'p>) -> &Standing {
        self.standings.get(resource.place().tree() as usize).unwrap_or(&self.nowhere)
    }

    /// Whether a tree was made from several texts.
    pub(super) fn is_made(&self, tree: u32) -> bool {
        self.wholes.binary_search_by_key(&tree, |whole| whole.tree).is_ok()
            || self.built.binary_search(&tree).is_ok()
    }

    /// Whether a tree is what a chart renders.
    pub(super) fn is_rendered(&self, tree: u32) -> bool {
        self.rendered.binary_search(&tree).is_ok()
    }

    /// The trees of what charts render.
    pub(crate) fn rendered(&self) -> impl Iterator<Item = &'p Arc<Tree>> + '_ {
        self.rendered.iter().filter_map(|number| self.tree(*number))
    }

    /// The tree of a number.
    pub(crate) fn tree(&self, number: u32) -> Option<&'p Arc<Tree>> {
        self.numbered.trees.get(number as usize).copied()
    }

    /// The index of the input that contains a tree.
    pub(crate) fn input_index(&self, number: u32) -> Option<usize> {
        self.numbered.input_of_tree.get(number as usize).copied()
    }

    /// The place where the value at a place was written: the same place, unless its tree is
    /// derived.
    pub(crate) fn written(&self, place: Place) -> Place {
        let Some(tree) = self.tree(place.tree()).filter(|tree| tree.provenance().is_some()) else {
            return place;
        };
        let (tree, node) = tree.decided(place.node());
        self.numbered.place(tree, node).unwrap_or(place)
    }

    /// The place that decides a spot: of a missing value, what removes it.
    pub(crate) fn decided(&self, spot: &Spot) -> Place {
        if let Some(Removal { by: (tree, node), .. }) = self.removal(spot) {
            return self.numbered.place(tree, node).unwrap_or_else(|| self.written(spot.place));
        }
        let (tree, node) = (spot.place.tree(), spot.place.node());
        match self.tree(tree).filter(|_| spot.missing.is_some()) {
            Some(of) => self.written(Place::new(tree, of.lacking(node))),
            None => self.written(spot.place),
        }
    }

    /// What is written that decides a spot: of a missing value, what removes it or what lacks it.
    pub(crate) fn written_at(&self, spot: &Spot) -> Option<Written<'p>> {
        if let Some(Removal { by: (tree, node), .. }) = self.removal(spot) {
            return Some(tree.written(node, None));
        }
        let tree = self.tree(spot.place.tree())?;
        let part = spot.part.as_ref().map(|part| &part.range).filter(|range| !range.is_empty());
        let node = spot.place.node();
        let node = if spot.missing.is_some() { tree.lacking(node) } else { node };
        Some(tree.written(node, part))
    }

    /// What removes the missing value of a spot.
    pub(crate) fn removal(&self, spot: &Spot) -> Option<Removal<'p>> {
        self.tree(spot.place.tree())?.removal(spot.place.node(), spot.missing.as_ref()?)
    }

    /// The input that contains a tree.
    pub(crate) fn input_of(&self, number: u32) -> Option<&'p Parsed> {
        self.numbered.inputs.get(self.input_index(number)?).copied()
    }

    /// Whether the files around a resource's file are not available.
    pub(super) fn is_alone(&self, index: usize) -> bool {
        let input = self.resources.get(index).and_then(|resource| self.input(resource));
        input.is_some_and(|input| input.alone)
    }

    pub(super) fn input(&self, resource: &Resource<'p>) -> Option<&'p Parsed> {
        self.input_of(resource.place().tree())
    }
}
