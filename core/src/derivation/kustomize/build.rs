//! Builds kustomizations: the objects of files and bases, and what is made of them.
//!
//! Source: the package `target` of Kustomize, with the options of `kustomize build`.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::declared::{Declared, Generator, Image, declared};
use super::defaults::labels;
use super::entries::replacement;
use super::fault::Cause;
use super::generators::{Pair, file_source, generated, literal, variables};
use super::level::Level;
use super::members::Reader;
use super::object::{Object, Origin};
use super::sources::Sources;
use super::transform::{
    add_annotations, add_labels, add_prefix, add_suffix, fields, replace, set_images,
    set_namespace, set_replicas,
};
use crate::model::path::{folder, join};
use crate::source::ProblemCode;
use crate::tree::{Kind, NodeRef, Passage};

/// Builds the kustomizations of a bundle, each once.
pub(super) struct Build<'s> {
    pub(super) sources: &'s Sources,
    /// The texts by their paths.
    pub(super) paths: &'s HashMap<String, usize>,
    /// The paths of files that were not read.
    pub(super) unread: &'s HashSet<String>,
    /// The path of each kustomization.
    pub(super) kustomizations: HashMap<usize, &'s str>,
    /// The kustomizations of each folder.
    pub(super) by_folder: HashMap<&'s str, Vec<usize>>,
    /// Whether a file must be in or below the folder of its kustomization.
    pub(super) is_restricted: bool,
    layers: HashMap<usize, Option<Layer<'s>>>,
    built: HashMap<usize, Option<Rc<Level>>>,
    /// What is wrong, each with its place.
    pub(super) faults: Vec<Cause>,
    said: HashSet<(Option<Passage>, String)>,
    /// How much may still be made: bases that are included twice at each level multiply.
    left: u64,
}

/// The kustomizations of each folder.
pub(super) fn by_folder<'s>(
    kustomizations: &HashMap<usize, &'s str>,
) -> HashMap<&'s str, Vec<usize>> {
    let mut by_folder: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, path) in kustomizations {
        by_folder.entry(folder(path)).or_default().push(*number);
    }
    by_folder
}

/// What a file declares, or an object that adds to it: the layers of a kustomization.
#[derive(Clone, Debug)]
pub(super) struct Layer<'s> {
    /// The number of its tree among the sources.
    pub(super) source: u32,
    pub(super) root: NodeRef<'s>,
    /// The folder that its references are relative to.
    pub(super) folder: Rc<str>,
    pub(super) declared: Rc<Declared<'s>>,
}

/// The kustomization is not built; the reason is among the faults.
#[derive(Clone, Copy, Debug)]
pub(super) struct NotBuilt;

impl<'s> Build<'s> {
    pub(super) fn new(
        sources: &'s Sources,
        paths: &'s HashMap<String, usize>,
        unread: &'s HashSet<String>,
        kustomizations: HashMap<usize, &'s str>,
        is_restricted: bool,
        limit: u64,
    ) -> Self {
        let by_folder = by_folder(&kustomizations);
        Self {
            sources,
            paths,
            unread,
            kustomizations,
            by_folder,
            is_restricted,
            layers: HashMap::new(),
            built: HashMap::new(),
            faults: Vec::new(),
            said: HashSet::new(),
            left: limit,
        }
    }

    /// The objects that a kustomization makes, in order.
    pub(super) fn output(&mut self, number: usize) -> Result<Level, NotBuilt> {
        let level = self.base(number, &mut Vec::new())?;
        let layer = self.layer(number)?;
        let mut level = Level::clone(&level);
        self.finish(&mut level, &layer)?;
        Ok(level)
    }

    /// Records what is wrong; it counts once.
    pub(super) fn note(&mut self, cause: Cause) {
        // A file that is named twice is missing once.
        let is_missing = cause.code == ProblemCode::MissingReference;
        let file = |at: Passage| Passage { source: at.source, ..Passage::default() };
        let at = cause.at.map(|at| if is_missing { file(at) } else { at });
        if self.said.insert((at, cause.message.clone())) {
            self.faults.push(cause);
        }
    }

    /// Records why a kustomization is not built.
    pub(super) fn fail(&mut self, layer: &Layer<'_>, cause: Cause) -> NotBuilt {
        self.note(cause.at(layer.source, layer.root));
        NotBuilt
    }

    /// The layer of a kustomization that is a file.
    pub(super) fn layer(&mut self, number: usize) -> Result<Layer<'s>, NotBuilt> {
        if let Some(known) = self.layers.get(&number) {
            return known.clone().ok_or(NotBuilt);
        }
        let sources = self.sources;
        let root = sources
            .of_text(number)
            .and_then(|(source, tree)| Some((source, tree.documents().next()?.1)));
        let read = match root {
            Some((source, root)) => {
                declared(source, root).map_err(|cause| cause.at(source, root)).map(|declared| {
                    let path = self.kustomizations.get(&number).copied().unwrap_or_default();
                    let (folder, declared) = (folder(path).into(), Rc::new(declared));
                    Layer { source, root, folder, declared }
                })
            }
            None => Err("kustomization.yaml is empty".into()),
        };
        let read = read.map_err(|cause| {
            self.note(cause);
            NotBuilt
        });
        self.layers.insert(number, read.as_ref().ok().cloned());
        read
    }

    /// The objects of a kustomization for others to include.
    pub(super) fn base(
        &mut self,
        number: usize,
        above: &mut Vec<String>,
    ) -> Result<Rc<Level>, NotBuilt> {
        if let Some(known) = self.built.get(&number) {
            return known.clone().ok_or(NotBuilt);
        }
        let built = self.level(number, Level::default(), above).map(Rc::new);
        self.built.insert(number, built.as_ref().ok().cloned());
        built
    }

    /// Adds a kustomization to objects: those of the parent for a component, and else none.
    pub(super) fn level(
        &mut self,
        number: usize,
        mut level: Level,
        above: &mut Vec<String>,
    ) -> Result<Level, NotBuilt> {
        let layer = self.layer(number)?;
        level.texts.insert(number);
        self.add(&mut level, &[layer], above)?;
        Ok(level)
    }

    /// Adds a kustomization to objects: all of its layers, one step after the other.
    pub(super) fn add(
        &mut self,
        level: &mut Level,
        layers: &[Layer<'s>],
        above: &mut Vec<String>,
    ) -> Result<(), NotBuilt> {
        let Some(first) = layers.first() else { return Ok(()) };
        above.push(join(&first.folder, ""));
        let made = self.make(level, layers, first, above);
        above.pop();
        made
    }

    fn make(
        &mut self,
        level: &mut Level,
        layers: &[Layer<'s>],
        first: &Layer<'s>,
        above: &mut Vec<String>,
    ) -> Result<(), NotBuilt> {
        for layer in layers {
            for key in &layer.declared.unread {
                let message = format!("`{}` is not read", key.text());
                self.note(Cause::from(message).with(ProblemCode::NotBuilt).at(layer.source, *key));
                level.is_open |= !matches!(
                    key.text(),
                    "configurations" | "crds" | "openapi" | "transformerAnnotations" | "validators"
                );
            }
        }
        for layer in layers {
            for reference in &layer.declared.resources {
                self.resource(layer, level, reference, above)?;
            }
        }
        for layer in layers {
            let declared = &layer.declared;
            for (generators, is_secret) in
                [(&declared.config_maps, false), (&declared.secrets, true)]
            {
                for generator in generators {
                    let made = self.generate(layer, level, generator, is_secret);
                    let at = |cause: Cause| cause.at(layer.source, generator.node);
                    made.map_err(|cause| self.fail(layer, at(cause)))?;
                }
            }
        }
        for layer in layers {
            for node in &layer.declared.components {
                self.component(layer, level, *node, above)?;
            }
        }
        let weight: u64 = level.objects.iter().map(|object| object.root.weight()).sum();
        let Some(left) = self.left.checked_sub(weight) else {
            let message = "kustomizations exceed the size limit";
            return Err(self.fail(first, Cause::from(message).with(ProblemCode::TooManyNodes)));
        };
        self.left = left;
        self.transform(level, layers).map_err(|cause| self.fail(first, cause))?;
        for layer in layers {
            let variables = &layer.declared.variables;
            let added = level.variables.add(variables, &mut level.objects);
            added.map_err(|cause| match variables.first() {
                Some(first) => self.fail(layer, cause.at(layer.source, first.node)),
                None => self.fail(layer, cause),
            })?;
        }
        Ok(())
    }

    fn generate(
        &mut self,
        layer: &Layer<'s>,
        level: &mut Level,
        generator: &Generator<'s>,
        is_secret: bool,
    ) -> Result<(), Cause> {
        let sources = self.sources;
        let mut pairs: Vec<Pair> = Vec::new();
        let mut found = Vec::new();
        for node in &generator.environments {
            if let Some(text) = self.text(level, layer, *node, node.text()) {
                found.push(text);
                let all = sources.all_of(text);
                pairs.extend(all.into_iter().flat_map(|(source, file)| variables(file, source)));
            }
        }
        for node in &generator.literals {
            pairs
                .push(literal(*node, layer.source).map_err(|cause| cause.at(layer.source, *node))?);
        }
        for node in &generator.files {
            let (key, path) =
                file_source(node.text()).map_err(|cause| cause.at(layer.source, *node))?;
            let Some(text) = self.text(level, layer, *node, path) else { continue };
            found.push(text);
            let Some((source, file)) = sources.all_of(text) else { continue };
            pairs.push(Pair {
                key: key.to_owned(),
                key_lineage: Passage::of(layer.source, *node).into(),
                text: file.text().to_owned(),
                lineage: Passage::of(source, file).into(),
            });
        }
        // What is in a Secret is encoded there, and is checked where it is written.
        level.texts.extend(found.into_iter().filter(|_| !is_secret));
        let global = layer.declared.options.as_ref();
        let object = generated(generator, is_secret, global, pairs, layer.source)?;
        let origin = if is_secret { Origin::SecretGenerator } else { Origin::ConfigMapGenerator };
        let origin = origin(layer.source);
        level.objects.absorb(Object { origin, ..object })
    }

    fn transform(&mut self, level: &mut Level, layers: &[Layer<'s>]) -> Result<(), Cause> {
        for layer in layers {
            self.merge_patches(level, layer)?;
        }
        level.objects.drop_empty();
        for layer in layers {
            self.patch(level, layer, &layer.declared.patches, false)?;
        }
        // A later layer replaces these.
        let last = |field: fn(&Declared<'s>) -> Option<NodeRef<'s>>| {
            layers.iter().rev().find_map(|layer| Some((layer.source, field(&layer.declared)?)))
        };
        if let Some((source, namespace)) = last(|declared| declared.namespace) {
            let from = Passage::of(source, namespace);
            let set = set_namespace(&mut level.objects, namespace.text(), from);
            set.map_err(|cause| cause.at(source, namespace))?;
        }
        if let Some((source, prefix)) = last(|declared| declared.prefix) {
            add_prefix(&mut level.objects, prefix, source);
        }
        if let Some((source, suffix)) = last(|declared| declared.suffix) {
            add_suffix(&mut level.objects, suffix, source);
        }
        for Layer { source, declared, .. } in layers {
            for one in &declared.labels {
                let fields = fields(one)?;
                add_labels(&mut level.objects, &one.pairs, &fields, *source)?;
            }
            add_labels(&mut level.objects, &declared.common_labels, labels(), *source)?;
            add_annotations(&mut level.objects, &declared.annotations, *source)?;
        }
        for layer in layers {
            self.patch(level, layer, &layer.declared.operations, true)?;
        }
        for Layer { source, declared, .. } in layers {
            for replica in &declared.replicas {
                match set_replicas(&mut level.objects, replica, *source) {
                    Err(cause) if level.is_open => {
                        self.note(cause.because_unread().at(*source, replica.node));
                    }
                    set => set.map_err(|cause| cause.at(*source, replica.node))?,
                }
            }
        }
        for (source, image) in images(layers) {
            let set = set_images(&mut level.objects, image, source);
            set.map_err(|cause| cause.at(source, image.node))?;
        }
        layers.iter().try_for_each(|layer| self.replacements(level, layer))
    }

    fn replacements(&mut self, level: &mut Level, layer: &Layer<'s>) -> Result<(), Cause> {
        for one in &layer.declared.replacements {
            let at = |cause: Cause| cause.at(layer.source, one.node);
            let Some(path) = one.path else {
                match replace(&mut level.objects, one, layer.source) {
                    Err(cause) if level.is_open => self.note(at(cause.because_unread())),
                    replaced => replaced.map_err(at)?,
                }
                continue;
            };
            if one.source.is_some() || one.targets.as_ref().is_some_and(|all| !all.is_empty()) {
                return Err(at("cannot specify both path and inline replacement".into()));
            }
            let source = layer.source;
            let Some((file, tree)) = self.file(level, layer, path, path.text()) else {
                continue;
            };
            let Some((_, root)) = tree.documents().next() else { continue };
            let all = match root.kind() {
                Kind::Sequence => root.items().filter_map(NodeRef::follow).collect(),
                _ => vec![root],
            };
            for node in all {
                let read = replacement(Reader { source: file }, node)?;
                let replaced = replace(&mut level.objects, &read, file);
                replaced.map_err(|cause| cause.at(source, one.node))?;
            }
        }
        Ok(())
    }
}

/// The images of layers. One of a later layer replaces that of the same name.
fn images<'l, 's>(layers: &'l [Layer<'s>]) -> Vec<(u32, &'l Image<'s>)> {
    let mut images: Vec<(u32, &Image<'s>)> = Vec::new();
    for (at, Layer { source, declared, .. }) in layers.iter().enumerate() {
        for image in &declared.images {
            let earlier = images.iter_mut().filter(|_| at > 0);
            match earlier.into_iter().find(|(_, known)| known.name == image.name) {
                Some(known) => *known = (*source, image),
                None => images.push((*source, image)),
            }
        }
    }
    images
}
