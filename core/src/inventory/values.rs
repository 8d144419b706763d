//! The effective values of an environment: the shared ones, overridden by its own.

use super::Inventory;
use super::asked::{Question, Topic};
use crate::model::{Resource, ScalarPath};
use crate::tree::{Cursor, Kind};

impl<'a> Inventory<'_, 'a> {
    /// The effective values of a chart in the environments of a values file: the shared ones of
    /// other files, overridden by its own.
    pub fn values_in_force(&self, resource: &Resource<'a>) -> Cursor<'a> {
        self.record.ask(|| Question::whole(Topic::Values));
        resource.in_force()
    }
}

/// Everything below a cursor that is not a mapping, with the keys above it, in the order of the text.
pub fn leaves<'a>(values: &Cursor<'a>) -> Vec<(ScalarPath<'a>, Cursor<'a>)> {
    let tree = values.tree_number();
    let mut leaves = Vec::new();
    let mut open = Vec::from_iter(values.node().map(|root| (ScalarPath::new(), root)));
    while let Some((path, node)) = open.pop() {
        match node.follow() {
            Some(mapping) if mapping.kind() == Kind::Mapping => {
                let entries = mapping.entries().into_iter().rev();
                open.extend(
                    entries
                        .map(|(key, value)| ([path.as_slice(), &[key.key_text()]].concat(), value)),
                );
            }
            Some(value) if value.is_null() => {}
            _ => leaves.push((path, Cursor::new(tree, node))),
        }
    }
    leaves
}

/// Whether a resource is a file of values.
pub(super) fn is_values(resource: &Resource<'_>) -> bool {
    resource.kind == "values"
}
