//! Everything that was read for a run.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::parse::Parsed;
use crate::frontends::{
    DocumentReport, Environments, File, Frontend, Frontends, Reading, compose, settings,
};
use crate::inventory::Platform;
use crate::model::pods::Pod;
use crate::model::settings::Setting;
use crate::model::{Body, Configurations, Resource, Standing};
use crate::source::Problem;
use crate::tree::{Cursor, Limits, Place, State, Tree};

/// The inputs of a run in the order of its report, whatever the order in which they came, with all
/// their trees numbered.
#[derive(Debug, Default)]
pub(crate) struct Numbered<'p> {
    /// The inputs, by name.
    pub(crate) inputs: Vec<&'p Parsed>,
    /// All trees, those of the inputs first; a place's tree number is an index into this.
    pub(crate) trees: Vec<&'p Arc<Tree>>,
    /// The input of each tree, as an index into `inputs`: of a project, that of its first file.
    pub(crate) input_of_tree: Vec<usize>,
    /// The number of each tree.
    numbers: HashMap<*const Tree, u32>,
}

impl<'p> Numbered<'p> {
    pub(crate) fn new(parsed: &'p [Parsed]) -> Self {
        let mut inputs: Vec<&Parsed> = parsed.iter().collect();
        // Two inputs of one name are told apart by all else that there is to them.
        inputs.sort_by_cached_key(|input| {
            let text = input.trees.first().map(|tree| tree.source().text());
            (&input.name, &input.bundle, &input.environments, text)
        });
        let mut numbered = Self { inputs, ..Self::default() };
        let inputs = numbered.inputs.clone();
        for (index, input) in inputs.into_iter().enumerate() {
            for tree in &input.trees {
                numbered.add(tree, index);
            }
        }
        numbered
    }

    /// Adds a tree; says its number.
    fn add(&mut self, tree: &'p Arc<Tree>, input: usize) -> u32 {
        let number = u32::try_from(self.trees.len()).unwrap_or(u32::MAX);
        self.trees.push(tree);
        self.input_of_tree.push(input);
        self.numbers.entry(Arc::as_ptr(tree)).or_insert(number);
        number
    }

    /// The place of a node in a tree of the run.
    pub(crate) fn place(&self, tree: &Tree, node: u32) -> Option<Place> {
        let number = self.numbers.get(&std::ptr::from_ref(tree))?;
        Some(Place::new(*number, node))
    }

    /// The place of the scalar that holds the text of a tree.
    fn scalar(&self, tree: &Tree) -> Option<Place> {
        let (outer, scalar) = tree.holder()?;
        self.place(outer, scalar)
    }

    /// Whether a tree is a file of settings of the resource around it.
    fn is_configuration(&self, number: u32) -> bool {
        let tree = self.trees.get(number as usize);
        let input = self.input_of_tree.get(number as usize).and_then(|at| self.inputs.get(*at));
        tree.zip(input).is_some_and(|(tree, input)| input.is_configuration(tree))
    }

    /// The documents of the files of configuration inside of each tree, each with the place of its
    /// scalar.
    fn files_of_configuration(&self) -> HashMap<u32, Vec<(Place, Cursor<'p>)>> {
        let mut files: HashMap<u32, Vec<_>> = HashMap::new();
        for (number, tree) in (0..).zip(&self.trees) {
            if let Some(scalar) = self.scalar(tree).filter(|_| self.is_configuration(number)) {
                let roots = tree.documents().map(|(_, root)| (scalar, Cursor::new(number, root)));
                files.entry(scalar.tree()).or_default().extend(roots);
            }
        }
        files
    }

    /// The compose projects of all bundles. Nothing resolves across bundles.
    pub(crate) fn projects(&self, limits: Limits) -> Vec<compose::Project> {
        let mut bundles: BTreeMap<&str, Vec<compose::File<'_>>> = BTreeMap::new();
        let mut last = None;
        for (number, (tree, input)) in (0..).zip(self.trees.iter().zip(&self.input_of_tree)) {
            let is_own = last.replace(*input) != Some(*input);
            // Documents inside scalars are no files.
            let Some(input) = self.inputs.get(*input).filter(|_| is_own) else { continue };
            let file = compose::File { number, path: &input.name, tree };
            bundles.entry(&input.bundle).or_default().push(file);
        }
        bundles.values().flat_map(|files| compose::projects(files, limits)).collect()
    }
}

/// Everything that was read for a run, and borrowed by its model.
#[derive(Default)]
pub(crate) struct Walk<'p> {
    /// Who may read them.
    frontends: Frontends,
    /// The inputs with their trees.
    pub(crate) numbered: Numbered<'p>,
    /// What the documents of each tree turned out to be.
    pub(crate) documents: Vec<Vec<DocumentReport>>,
    /// The resources of the trees, and then those of the projects.
    pub(crate) resources: Vec<Resource<'p>>,
    /// The projects that were put together from several trees.
    pub(crate) projects: Vec<ProjectWalk<'p>>,
    /// Where the resources of each tree belong, by its number.
    standings: Vec<Standing>,
    /// Where those belong that were built in code.
    nowhere: Standing,
}

/// A project that was put together from several trees.
pub(crate) struct ProjectWalk<'p> {
    /// The number of its tree.
    pub(crate) tree: u32,
    /// The numbers of the trees that it was made of.
    pub(crate) files: &'p [u32],
    /// What went wrong, each with the number of its tree.
    pub(crate) problems: Vec<(u32, Problem)>,
}

impl<'p> Walk<'p> {
    /// Reads the resources of all inputs.
    pub(crate) fn new(
        numbered: Numbered<'p>,
        projects: &'p [compose::Project],
        frontends: Frontends,
    ) -> Self {
        let mut walk = Self { frontends, numbered, ..Self::default() };
        let mut files = walk.numbered.files_of_configuration();
        let trees = walk.numbered.trees.iter().zip(&walk.numbered.input_of_tree);
        for (number, (tree, input)) in (0..).zip(trees) {
            if walk.numbered.is_configuration(number) {
                walk.documents.push(Vec::new());
                continue;
            }
            let first = walk.resources.len();
            let input = walk.numbered.inputs.get(*input);
            let environments = input.map_or(&[][..], |input| input.environments.as_slice());
            let resources = &mut walk.resources;
            let read = input.map(|input| input.file.reading);
            walk.documents.push(match read {
                Some(Reading::Documents(read)) => {
                    read(&File { number, tree, environments }, resources)
                }
                Some(Reading::Refused(_)) | None => Vec::new(),
            });
            if let Some(files) = files.remove(&number).map(Configurations::new) {
                let read = walk.resources.iter_mut().skip(first);
                read.for_each(|resource| resource.configurations = files.clone());
            }
        }
        let standing = |input: &usize| {
            let input = walk.numbered.inputs.get(*input);
            input.map(|input| input.file.standing(&input.name, &input.bundle, &input.environments))
        };
        walk.standings = walk
            .numbered
            .input_of_tree
            .iter()
            .map(|input| standing(input).unwrap_or_default())
            .collect();
        for project in projects {
            walk.project(project);
        }
        walk.parts();
        walk
    }

    fn project(&mut self, project: &'p compose::Project) {
        let index = project.files.first().and_then(|tree| self.input_index(*tree));
        let number = self.numbered.add(&project.tree, index.unwrap_or(usize::MAX));
        let mut problems = project.problems.clone();
        for (place, problem) in compose::resources(number, &project.tree, &mut self.resources) {
            let (tree, node) = project.tree.decided(place.node());
            let problem = problem.at(tree.node(node).span());
            problems.extend(self.numbered.place(tree, node).map(|at| (at.tree(), problem)));
        }
        let files = project.files.iter().filter_map(|tree| self.standings.get(*tree as usize));
        self.standings.push(compose::standing(project.environment.as_deref(), files));
        self.projects.push(ProjectWalk { tree: number, files: &project.files, problems });
    }

    /// Files are for what the projects are for that take them in.
    fn parts(&mut self) {
        let mut projects: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for project in &self.projects {
            let is_part = |file: &&u32| {
                let input = self.input_of(**file);
                input.is_some_and(|input| input.file.environments == Environments::Part)
            };
            for file in project.files.iter().filter(is_part) {
                projects.entry(*file).or_default().push(project.tree);
            }
        }
        for (file, projects) in projects {
            let of = |number: u32| self.standings.get(number as usize);
            let part = of(file).map(|own| compose::part(own, projects.into_iter().filter_map(of)));
            if let (Some(part), Some(own)) = (part, self.standings.get_mut(file as usize)) {
                *own = part;
            }
        }
    }

    /// Resources that were built in code, without any text.
    pub(crate) fn of(resources: Vec<Resource<'p>>) -> Self {
        Self { resources, ..Self::default() }
    }

    /// The resources that are something by themselves.
    pub(crate) fn counted(&self) -> impl Iterator<Item = &Resource<'p>> {
        self.resources.iter().filter(|resource| !matches!(resource.body, Body::Part))
    }

    /// Who has read a resource, or reads such resources where it was built in code.
    pub(super) fn frontend(&self, resource: Option<&Resource<'p>>) -> &'static Frontend {
        let technology = resource.map(|resource| resource.technology).unwrap_or_default();
        let input = resource.and_then(|resource| self.input(resource)).map(|input| input.frontend);
        let own = input.filter(|frontend| frontend.technology == technology);
        own.unwrap_or_else(|| self.frontends.of(technology))
    }

    /// Where a resource belongs.
    pub(super) fn standing(&self, resource: &Resource<'p>) -> &Standing {
        self.standings.get(resource.place().tree() as usize).unwrap_or(&self.nowhere)
    }

    /// The tree of a number.
    pub(crate) fn tree(&self, number: u32) -> Option<&'p Arc<Tree>> {
        self.numbered.trees.get(number as usize).copied()
    }

    /// The index of the input that holds a tree.
    pub(crate) fn input_index(&self, number: u32) -> Option<usize> {
        self.numbered.input_of_tree.get(number as usize).copied()
    }

    /// Where a person wrote what stands at a place: the same place, unless its tree was made from
    /// others.
    pub(crate) fn written(&self, place: Place) -> Place {
        let Some(tree) = self.tree(place.tree()).filter(|tree| tree.provenance().is_some()) else {
            return place;
        };
        let (tree, node) = tree.decided(place.node());
        self.numbered.place(tree, node).unwrap_or(place)
    }

    /// The input that holds a tree.
    pub(crate) fn input_of(&self, number: u32) -> Option<&'p Parsed> {
        self.numbered.inputs.get(self.input_index(number)?).copied()
    }

    /// Whether the files around a resource's own are not there.
    pub(super) fn is_alone(&self, index: usize) -> bool {
        let input = self.resources.get(index).and_then(|resource| self.input(resource));
        input.is_some_and(|input| input.alone)
    }

    pub(super) fn input(&self, resource: &Resource<'p>) -> Option<&'p Parsed> {
        self.input_of(resource.place().tree())
    }
}

impl<'p> Platform<'p> for &'p Walk<'p> {
    fn resources(&self) -> &'p [Resource<'p>] {
        &self.resources
    }

    fn standings(&self) -> &'p [Standing] {
        &self.standings
    }

    fn files(&self) -> impl Iterator<Item = (&'p str, &'p str)> {
        self.numbered.inputs.iter().map(|input| (&*input.bundle, input.name()))
    }

    fn written(&self, place: Place) -> Place {
        Walk::written(self, place)
    }

    fn settings(&self, resource: &'p Resource<'p>) -> Vec<Setting<'p>> {
        let mut settings = self.frontend(Some(resource)).settings(resource);
        let pod = resource.workload().and_then(|workload| match workload.pod.state() {
            State::Set(pod, _) => Some(pod),
            State::Unset(..) | State::Unresolved(..) => None,
        });
        for list in pod.into_iter().flat_map(Pod::container_lists) {
            let State::Set(containers, _) = list.state() else { continue };
            for container in containers {
                settings.extend(settings::environment(container));
                settings.extend(settings::arguments(container));
            }
        }
        settings.into_iter().filter_map(Result::ok).collect()
    }
}
