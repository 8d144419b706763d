//! Finds the files, bases and components that kustomizations name.

use super::build::{Build, Layer, NotBuilt};
use super::declared::Reference;
use super::fault::Cause;
use super::level::Level;
use super::object::{Object, Origin};
use super::objects::objects;
use super::patches::documents;
use crate::derivation::lookup::is_local;
use crate::model::path::join;
use crate::source::ProblemCode;
use crate::tree::{NodeRef, Tree};

impl<'s> Build<'s> {
    /// Adds the objects of a file or of another kustomization.
    pub(super) fn resource(
        &mut self,
        layer: &Layer<'s>,
        level: &mut Level,
        reference: &Reference<'s>,
        above: &mut Vec<String>,
    ) -> Result<(), NotBuilt> {
        let Reference { path: own, node } = reference;
        let path = join(&layer.folder, own);
        if is_local(own) && !self.paths.contains_key(&path) && self.folder_exists(&path) {
            return self.include(layer, level, *node, &path, above);
        }
        let Some(tree) = self.file(level, layer, *node, own) else { return Ok(()) };
        let added = documents(tree, None).and_then(objects).and_then(|objects| {
            let origin = Origin::File(tree.0);
            let mut objects = objects.into_iter().map(|object| Object { origin, ..object });
            objects.try_for_each(|object| level.objects.append(object))
        });
        added.map_err(|cause| {
            let message = format!("accumulating resources from '{own}': {}", cause.message);
            self.fail(layer, Cause { message, ..cause }.at(layer.source, *node))
        })
    }

    fn folder_exists(&self, path: &str) -> bool {
        if self.by_folder.contains_key(path) {
            return true;
        }
        let below = format!("{path}/");
        path == "." || self.paths.keys().any(|own| own.starts_with(&below))
    }

    /// The kustomization of a folder.
    fn of_folder(&self, path: &str, above: &[String]) -> Result<usize, Cause> {
        let is_above = |folder: &String| {
            path == "."
                || folder == path
                || folder.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'))
        };
        if let Some(visited) = above.iter().rev().find(|folder| is_above(folder)) {
            let message = format!(
                "cycle detected: candidate root '{path}' contains visited root '{visited}'"
            );
            return Err(Cause::from(message).with(ProblemCode::ReferenceCycle));
        }
        match self.by_folder.get(if path == "." { "" } else { path }).map(Vec::as_slice) {
            Some([one]) => Ok(*one),
            Some([_, ..]) => Err(format!("Found multiple kustomization files under: {path}").into()),
            _ => Err(format!("unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '{path}'").into()),
        }
    }

    fn include(
        &mut self,
        layer: &Layer<'s>,
        level: &mut Level,
        node: NodeRef<'s>,
        path: &str,
        above: &mut Vec<String>,
    ) -> Result<(), NotBuilt> {
        let source = layer.source;
        let fail = |build: &mut Self, cause: Cause| {
            build.note(cause.at(source, node));
            NotBuilt
        };
        let number = self.of_folder(path, above).map_err(|cause| fail(self, cause))?;
        if self.layer(number)?.declared.is_component {
            let message = format!("expected kind != 'Component' for path '{path}'");
            return Err(fail(self, message.into()));
        }
        let Ok(base) = self.base(number, above) else {
            let message = format!("base `{path}` is not built");
            return Err(fail(self, Cause::from(message).with(ProblemCode::NotBuilt)));
        };
        level.texts.extend(&base.texts);
        level.is_open |= base.is_open;
        let added = level.objects.append_all(base.objects.clone());
        let added = added.and_then(|()| level.variables.extend(&base.variables));
        added.map_err(|cause| {
            let message = format!("recursed merging from path '{path}': {}", cause.message);
            fail(self, Cause { message, ..cause })
        })
    }

    pub(super) fn component(
        &mut self,
        layer: &Layer<'s>,
        level: &mut Level,
        node: NodeRef<'s>,
        above: &mut Vec<String>,
    ) -> Result<(), NotBuilt> {
        let source = layer.source;
        let fail = |build: &mut Self, cause: Cause| {
            build.note(cause.at(source, node));
            NotBuilt
        };
        let path = join(&layer.folder, node.text());
        if !is_local(node.text()) || !self.folder_exists(&path) {
            self.text(level, layer, node, node.text());
            return Ok(());
        }
        let component = self.of_folder(&path, above).map_err(|cause| fail(self, cause))?;
        if !self.layer(component)?.declared.is_component {
            let message =
                format!("expected kind 'Component' for path '{path}' but got 'Kustomization'");
            return Err(fail(self, message.into()));
        }
        let before = std::mem::take(level);
        *level = self.level(component, before, above)?;
        Ok(())
    }

    /// The tree of a file; `None` if it is not there, which is recorded.
    pub(super) fn file(
        &mut self,
        level: &mut Level,
        layer: &Layer<'_>,
        node: NodeRef<'_>,
        path: &str,
    ) -> Option<(u32, &'s Tree)> {
        let text = self.text(level, layer, node, path)?;
        level.texts.insert(text);
        let sources = self.sources;
        let tree = sources.of_text(text);
        level.is_open |= tree.is_none();
        let duplicate = tree.and_then(|(_, tree)| tree.duplicate_keys().next());
        if let Some((_, key)) = duplicate {
            let message = format!("mapping key \"{}\" already defined in '{path}'", key.key_text());
            self.note(Cause::from(message).at(layer.source, node));
        }
        tree
    }

    /// The number of the text at a path; `None` if it is not there, which is recorded.
    pub(super) fn text(
        &mut self,
        level: &mut Level,
        layer: &Layer<'_>,
        node: NodeRef<'_>,
        path: &str,
    ) -> Option<usize> {
        let root = &*layer.folder;
        let local = is_local(path);
        let full = if local { join(root, path) } else { path.to_owned() };
        let missing = |what: &str| {
            let message = format!("`{full}` {what}");
            Cause::from(message).with(ProblemCode::MissingReference).at(layer.source, node)
        };
        let Some(text) = self.paths.get(&full).copied().filter(|_| local) else {
            let what = match local {
                false => "is remote and was not fetched",
                true if self.unread.contains(&full) => "was not read",
                true => "not found in the input",
            };
            let cause = missing(what);
            self.note(cause);
            level.is_open = true;
            return None;
        };
        let root = join(root, "");
        let is_below = root == "." && !full.starts_with("..") && !full.starts_with('/')
            || full.strip_prefix(&*root).is_some_and(|rest| rest.starts_with('/'));
        if self.is_restricted && !is_below {
            let message = format!("security; file '{full}' is not in or below '{root}'");
            self.note(Cause::from(message).at(layer.source, node));
        }
        Some(text)
    }
}
