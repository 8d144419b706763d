//! Texts inside derived trees.

use std::sync::Arc;

use super::{Role, Stage};
use crate::derivation::inside::{Inside, inside, too_deep};
use crate::frontends::{kubernetes, texts};
use crate::source::Problem;

impl Stage<'_> {
    /// Derives trees from the texts inside derived trees, repeatedly.
    pub(super) fn look_inside(&mut self) {
        while let Some(key) = self.open.pop() {
            let Some((tree, kind, role)) = self.known.get(&key) else { continue };
            let inner = match role {
                Role::Configuration => texts,
                _ => kind.inner,
            };
            let tree = Arc::clone(tree);
            // A position in a derived tree is not a position in a file.
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
