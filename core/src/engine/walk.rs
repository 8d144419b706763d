//! Everything that was read for a run, in the order of the report.

use std::collections::HashMap;
use std::sync::Arc;

use super::parse::Parsed;
use crate::frontends::kubernetes::{DocumentReport, read_documents};
use crate::model::Resource;
use crate::tree::{Origin, Place, Tree};

/// Everything that was read for a run, and borrowed by its model.
pub(crate) struct Walk<'p> {
    /// Inputs in the order of the report.
    pub(crate) inputs: Vec<&'p Parsed>,
    /// All trees; a place's tree number is an index into this.
    pub(crate) trees: Vec<&'p Arc<Tree>>,
    /// The input of each tree, as an index into `inputs`.
    pub(crate) input_of_tree: Vec<usize>,
    /// What the documents of each tree turned out to be.
    pub(crate) documents: Vec<Vec<DocumentReport>>,
    pub(crate) resources: Vec<Resource<'p>>,
    /// The tree of each scalar that holds the configuration of a program.
    pub(crate) configurations: HashMap<Place, u32>,
}

impl<'p> Walk<'p> {
    /// Orders the inputs by name, whatever the order in which they came, and reads their resources.
    pub(crate) fn new(parsed: &'p [Parsed]) -> Self {
        let mut inputs: Vec<&Parsed> = parsed.iter().collect();
        // Two inputs of one name are told apart by all else that there is to them.
        inputs.sort_by_cached_key(|input| {
            let text = input.trees.first().map(|tree| tree.source().text());
            (&input.name, &input.bundle, &input.environments, text)
        });
        let mut walk = Self {
            trees: Vec::new(),
            input_of_tree: Vec::new(),
            documents: Vec::new(),
            resources: Vec::new(),
            configurations: HashMap::new(),
            inputs,
        };
        for (index, input) in walk.inputs.iter().enumerate() {
            let first = walk.trees.len();
            for tree in &input.trees {
                let number = u32::try_from(walk.trees.len()).unwrap_or(u32::MAX);
                let documents = match tree.origin() {
                    Origin::Embedded(embedding) if embedding.is_configuration => {
                        let trees = walk.trees.get(first..).unwrap_or_default();
                        let outer = trees.iter().position(|it| Arc::ptr_eq(it, &embedding.outer));
                        let outer = outer.and_then(|outer| u32::try_from(first + outer).ok());
                        let place = outer.map(|outer| Place::new(outer, embedding.scalar));
                        walk.configurations.extend(place.map(|place| (place, number)));
                        Vec::new()
                    }
                    _ => read_documents(number, tree, &mut walk.resources),
                };
                walk.documents.push(documents);
                walk.trees.push(tree);
                walk.input_of_tree.push(index);
            }
        }
        walk
    }

    /// Resources that were built in code, without any text.
    pub(crate) fn of(resources: Vec<Resource<'p>>) -> Self {
        Self {
            inputs: Vec::new(),
            trees: Vec::new(),
            input_of_tree: Vec::new(),
            documents: Vec::new(),
            configurations: HashMap::new(),
            resources,
        }
    }

    pub(super) fn input(&self, resource: &Resource<'p>) -> Option<&'p Parsed> {
        let index = self.input_of_tree.get(resource.place().tree() as usize)?;
        self.inputs.get(*index).copied()
    }
}
