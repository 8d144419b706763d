//! How membership in a whole changes the resources of a text.

use std::sync::Arc;

use super::walk::Walk;
use crate::derivation::{Membership, Namespaces};
use crate::frontends::environment::is_production;
use crate::model::Standing;
use crate::tree::{Cursor, Field, Why};

impl Walk<'_> {
    /// The standing of the resources of a text that is part of wholes.
    pub(super) fn member(&self, standing: Standing, membership: Option<&Membership>) -> Standing {
        let Some(membership) = membership else { return standing };
        let names = membership.roots.iter().filter_map(|root| self.numbered.inputs.get(*root));
        let environments = match membership.environments.as_slice() {
            [] => standing.environments,
            names => names.to_vec(),
        };
        Standing {
            is_production: standing.is_production
                || environments.iter().any(|name| is_production(name)),
            environments,
            applied_by: names.map(|input| Arc::clone(&input.name)).collect(),
            is_unused: membership.is_unused,
            ..standing
        }
    }

    /// Marks resources of a text from which others are made.
    pub(super) fn are_parts(&mut self, membership: Option<&Membership>, first: usize) {
        if membership.is_some_and(|membership| membership.is_part) {
            self.resources.iter_mut().skip(first).for_each(|resource| resource.is_part = true);
        }
    }

    /// Sets the namespace that kustomizations give to resources.
    pub(super) fn put_into(&mut self, membership: Option<&Membership>, first: usize) {
        let namespace = match membership.map(|membership| &membership.namespaces) {
            None | Some(Namespaces::Own) => return,
            Some(Namespaces::One(input, node)) => {
                let tree = self.numbered.own.get(*input).copied().flatten();
                let tree = tree.and_then(|number| Some((number, self.tree(number)?)));
                tree.map(|(number, tree)| Cursor::new(number, tree.node(*node)).text())
            }
            Some(Namespaces::Several) => None,
        };
        for resource in self.resources.iter_mut().skip(first) {
            let place = resource.place();
            let several = || Field::unresolved(place, Why::Elsewhere);
            resource.metadata.namespace = namespace.clone().unwrap_or_else(several);
        }
    }
}

/// A combination of several inputs.
pub(crate) struct Whole<'p> {
    /// The number of its tree.
    pub(crate) tree: u32,
    /// The inputs that it was made from, in order.
    pub(crate) inputs: &'p [usize],
}
