//! Reads the trees that were derived from inputs.

use std::sync::Arc;

use super::membership::Whole;
use super::walk::{Files, Walk};
use crate::derivation::{Applied, Derived, Role, Unread};
use crate::frontends::environment::is_production;
use crate::model::facts::Fact;
use crate::model::settings::Templates;
use crate::model::{Body, Member, Resource, Standing};
use crate::tree::{Cursor, Field, Place, State};

impl<'p> Walk<'p> {
    /// Adds a derived tree.
    pub(super) fn derived(&mut self, number: usize, derived: &'p Derived, files: &Files<'p>) {
        let of = |input: usize| {
            let own = self.numbered.own.get(input).copied().flatten();
            own.and_then(|own| self.standings.get(own as usize))
        };
        let own = of(derived.key.root()).cloned().unwrap_or_default();
        let standing = match &derived.role {
            Role::Applied(applied) => standing_of(applied, own),
            // A text inside of a built object is where the object is.
            _ if derived.key.is_built() => {
                let outer = self.numbered.scalar(&derived.tree);
                let outer = outer.and_then(|outer| self.standings.get(outer.tree() as usize));
                outer.cloned().unwrap_or(own)
            }
            Role::Whole(whole) => {
                let files: Vec<&Standing> = whole.texts.iter().copied().filter_map(of).collect();
                (whole.standing)(derived.key.environment().map(|name| &**name), &files)
            }
            Role::Document | Role::Configuration | Role::InForce => own,
        };
        self.standings.push(standing);
        self.built
            .extend(derived.key.is_built().then(|| u32::try_from(number).unwrap_or(u32::MAX)));
        self.rendered
            .extend(derived.key.is_rendered().then(|| u32::try_from(number).unwrap_or(u32::MAX)));
        match &derived.role {
            Role::Applied(applied) => {
                let mut resources = self.read(number, derived.kind, files).resources;
                for resource in &mut resources {
                    let node = resource.content.node();
                    let document = node.and_then(|node| derived.tree.document_of(node.index()));
                    resource.written_as =
                        document.and_then(|document| applied.names.get(document.number as usize));
                    if let Some(namespace) = applied.namespace.as_deref() {
                        put_into(namespace, &mut resource.metadata.namespace);
                    }
                }
                self.resources.append(&mut resources);
            }
            Role::Whole(whole) => {
                let tree = u32::try_from(number).unwrap_or(u32::MAX);
                self.wholes.push(Whole { tree, inputs: &whole.texts });
                self.resources.extend(self.read(number, derived.kind, files).resources);
            }
            // Texts embedded in a context file are not judged either.
            Role::Document if self.is_context(derived.key.root()) => {}
            Role::Document => {
                self.resources.extend(self.read(number, derived.kind, files).resources);
            }
            Role::InForce => self.in_force(number, derived),
            Role::Configuration => {}
        }
    }

    fn is_context(&self, input: usize) -> bool {
        self.numbered.inputs.get(input).is_some_and(|input| input.context.is_some())
    }

    /// Records for values the objects that the templates of their chart render.
    pub(super) fn are_values_of(&mut self, templates: &Arc<Templates>, first: usize) {
        for resource in self.resources.iter_mut().skip(first) {
            if let Body::Settings(settings) = &mut resource.body {
                settings.templates = Some(Arc::clone(templates));
            }
        }
    }

    /// Records the values of a file that no template reads.
    pub(super) fn are_unread(&mut self, unread: Option<&Vec<Unread>>, number: usize, first: usize) {
        let Some(resource) = self.resources.get_mut(first) else { return };
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let own = &self.numbered.own;
        let facts = unread.into_iter().flatten().map(|unread| Fact::UnreadValue {
            place: Place::new(number, unread.node),
            keys: unread.path.clone(),
            others: unread
                .others
                .iter()
                .filter_map(|(text, node)| Some(Place::new((*own.get(*text)?)?, *node)))
                .collect(),
            unknown: unread.why.as_deref().map(str::to_owned),
        });
        resource.facts.extend(facts);
    }

    /// The effective values of a text belong to the resources that were read from it.
    fn in_force(&mut self, number: usize, derived: &'p Derived) {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let Some(own) = self.numbered.own.get(derived.key.root()).copied().flatten() else {
            return;
        };
        for (document, root) in derived.tree.documents() {
            let is_of = |resource: &&mut Resource<'p>| {
                let node = resource.content.node().filter(|_| resource.place().tree() == own);
                node.and_then(|node| node.tree().document_of(node.index()))
                    .is_some_and(|of| of.number == document.number)
            };
            let of_tree = self.of_trees.get(own as usize).cloned().unwrap_or_default();
            let mut of_tree = self.resources.get_mut(of_tree).into_iter().flatten();
            if let Some(Body::Settings(settings)) =
                of_tree.find(is_of).map(|resource| &mut resource.body)
            {
                settings.in_force = Cursor::new(number, root);
            }
        }
    }
}

/// Sets the namespace of an object that names none.
fn put_into<'p>(namespace: &'p str, field: &mut Field<&'p str>) {
    if let State::Unset(place, _) | State::Set("", place) = field.state() {
        *field = Field::set(namespace, *place);
    }
}

/// The standing of objects as they are applied.
fn standing_of(applied: &Applied, own: Standing) -> Standing {
    // They are in the cluster, whatever the file is part of.
    let own = Standing { whole: crate::model::Whole::default(), ..own };
    let Some(set) = &applied.set else { return own };
    Standing {
        member: Member::Alternative(Arc::clone(set)),
        is_production: applied.environments.iter().any(|name| is_production(name)),
        environments: applied.environments.clone(),
        applied_by: vec![Arc::clone(set)],
        ..own
    }
}
