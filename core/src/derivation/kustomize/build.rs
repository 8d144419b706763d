//! Builds kustomizations: the objects of files and bases, and what is made of them.
//!
//! Source: the package `target` of Kustomize, with the options of `kustomize build`.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::declared::{Declared, Generator, declared};
use super::defaults::labels;
use super::entries::replacement;
use super::fault::Cause;
use super::generators::{Pair, file_source, generated, literal, variables};
use super::level::Level;
use super::members::Reader;
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
    declared: HashMap<usize, Option<Rc<Declared<'s>>>>,
    built: HashMap<usize, Option<Rc<Level>>>,
    /// What is wrong, each with its place.
    pub(super) faults: Vec<Cause>,
    said: HashSet<(Option<Passage>, String)>,
    /// How much may still be made: bases that are included twice at each level multiply.
    left: u64,
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
        limit: u64,
    ) -> Self {
        let mut by_folder: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, path) in &kustomizations {
            by_folder.entry(folder(path)).or_default().push(*number);
        }
        Self {
            sources,
            paths,
            unread,
            kustomizations,
            by_folder,
            declared: HashMap::new(),
            built: HashMap::new(),
            faults: Vec::new(),
            said: HashSet::new(),
            left: limit,
        }
    }

    /// The objects that a kustomization makes, in order.
    pub(super) fn output(&mut self, number: usize) -> Result<Level, NotBuilt> {
        let level = self.base(number, &mut Vec::new())?;
        let declared = self.declared(number)?;
        let mut level = Level::clone(&level);
        let finished = level.finish(&declared);
        finished.map_err(|cause| self.fail(number, cause))?;
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
    pub(super) fn fail(&mut self, number: usize, cause: Cause) -> NotBuilt {
        let root = self
            .sources
            .of_text(number)
            .and_then(|(source, tree)| Some((source, tree.documents().next()?.1)));
        let cause = match root {
            Some((source, root)) => cause.at(source, root),
            None => cause,
        };
        self.note(cause);
        NotBuilt
    }

    pub(super) fn declared(&mut self, number: usize) -> Result<Rc<Declared<'s>>, NotBuilt> {
        if let Some(known) = self.declared.get(&number) {
            return known.clone().ok_or(NotBuilt);
        }
        let sources = self.sources;
        let root = sources
            .of_text(number)
            .and_then(|(source, tree)| Some((source, tree.documents().next()?.1)));
        let read = match root {
            Some((source, root)) => declared(source, root).map(Rc::new),
            None => Err("kustomization.yaml is empty".into()),
        };
        let read = read.map_err(|cause| self.fail(number, cause));
        self.declared.insert(number, read.as_ref().ok().cloned());
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
        let declared = self.declared(number)?;
        let before = level.source;
        level.source = self.sources.of_text(number).map_or(0, |(source, _)| source);
        level.texts.insert(number);
        let path = self.kustomizations.get(&number).copied().unwrap_or_default();
        above.push(join(folder(path), ""));
        let made = self.make(number, &mut level, &declared, above);
        above.pop();
        made?;
        level.source = before;
        Ok(level)
    }

    fn make(
        &mut self,
        number: usize,
        level: &mut Level,
        declared: &Declared<'s>,
        above: &mut Vec<String>,
    ) -> Result<(), NotBuilt> {
        for key in &declared.unread {
            let message = format!("`{}` is not read", key.text());
            self.note(Cause::from(message).with(ProblemCode::NotBuilt).at(level.source, *key));
            level.is_open |= !matches!(
                key.text(),
                "buildMetadata" | "configurations" | "crds" | "openapi" | "validators"
            );
        }
        for node in &declared.resources {
            self.resource(number, level, *node, above)?;
        }
        for (generators, is_secret) in [(&declared.config_maps, false), (&declared.secrets, true)] {
            for generator in generators {
                let made = self.generate(number, level, generator, is_secret, declared);
                made.map_err(|cause| self.fail(number, cause.at(level.source, generator.node)))?;
            }
        }
        for node in &declared.components {
            self.component(number, level, *node, above)?;
        }
        let weight: u64 = level.objects.iter().map(|object| object.root.weight()).sum();
        let Some(left) = self.left.checked_sub(weight) else {
            let message = "kustomizations exceed the size limit";
            return Err(self.fail(number, Cause::from(message).with(ProblemCode::TooManyNodes)));
        };
        self.left = left;
        self.transform(number, level, declared).map_err(|cause| self.fail(number, cause))?;
        let added = level.variables.add(&declared.variables, &mut level.objects);
        let at = declared
            .variables
            .first()
            .map_or(Passage::default(), |first| Passage::of(level.source, first.node));
        added.map_err(|cause| self.fail(number, Cause { at: cause.at.or(Some(at)), ..cause }))
    }

    fn generate(
        &mut self,
        number: usize,
        level: &mut Level,
        generator: &Generator<'s>,
        is_secret: bool,
        declared: &Declared<'s>,
    ) -> Result<(), Cause> {
        let sources = self.sources;
        let mut pairs: Vec<Pair> = Vec::new();
        let mut found = Vec::new();
        for node in &generator.environments {
            if let Some(text) = self.text(level, number, *node, node.text()) {
                found.push(text);
                let all = sources.all_of(text);
                pairs.extend(all.into_iter().flat_map(|(source, file)| variables(file, source)));
            }
        }
        for node in &generator.literals {
            pairs
                .push(literal(*node, level.source).map_err(|cause| cause.at(level.source, *node))?);
        }
        for node in &generator.files {
            let (key, path) =
                file_source(node.text()).map_err(|cause| cause.at(level.source, *node))?;
            let Some(text) = self.text(level, number, *node, path) else { continue };
            found.push(text);
            let Some((source, file)) = sources.all_of(text) else { continue };
            pairs.push(Pair {
                key: key.to_owned(),
                key_lineage: Passage::of(level.source, *node).into(),
                text: file.text().to_owned(),
                lineage: Passage::of(source, file).into(),
            });
        }
        // What is in a Secret is encoded there, and is checked where it is written.
        level.texts.extend(found.into_iter().filter(|_| !is_secret));
        let global = declared.options.as_ref();
        let object = generated(generator, is_secret, global, pairs, level.source)?;
        level.objects.absorb(object)
    }

    fn transform(
        &mut self,
        number: usize,
        level: &mut Level,
        declared: &Declared<'s>,
    ) -> Result<(), Cause> {
        let source = level.source;
        self.merge_patches(level, number, &declared.strategic)?;
        level.objects.drop_empty();
        self.patch(level, number, &declared.patches, false)?;
        if let Some(namespace) = declared.namespace {
            let from = Passage::of(source, namespace);
            let set = set_namespace(&mut level.objects, namespace.text(), from);
            set.map_err(|cause| cause.at(source, namespace))?;
        }
        if let Some(prefix) = declared.prefix {
            add_prefix(&mut level.objects, prefix, source);
        }
        if let Some(suffix) = declared.suffix {
            add_suffix(&mut level.objects, suffix, source);
        }
        for one in &declared.labels {
            let fields = fields(one)?;
            add_labels(&mut level.objects, &one.pairs, &fields, source)?;
        }
        add_labels(&mut level.objects, &declared.common_labels, labels(), source)?;
        add_annotations(&mut level.objects, &declared.annotations, source)?;
        self.patch(level, number, &declared.operations, true)?;
        for replica in &declared.replicas {
            match set_replicas(&mut level.objects, replica, source) {
                Err(cause) if level.is_open => {
                    self.note(cause.because_unread().at(source, replica.node));
                }
                set => set.map_err(|cause| cause.at(source, replica.node))?,
            }
        }
        for image in &declared.images {
            let set = set_images(&mut level.objects, image, source);
            set.map_err(|cause| cause.at(source, image.node))?;
        }
        self.replacements(level, number, declared)
    }

    fn replacements(
        &mut self,
        level: &mut Level,
        number: usize,
        declared: &Declared<'s>,
    ) -> Result<(), Cause> {
        for one in &declared.replacements {
            let at = |cause: Cause| cause.at(level.source, one.node);
            let Some(path) = one.path else {
                match replace(&mut level.objects, one, level.source) {
                    Err(cause) if level.is_open => self.note(at(cause.because_unread())),
                    replaced => replaced.map_err(at)?,
                }
                continue;
            };
            if one.source.is_some() || one.targets.as_ref().is_some_and(|all| !all.is_empty()) {
                return Err(at("cannot specify both path and inline replacement".into()));
            }
            let source = level.source;
            let Some((file, tree)) = self.file(level, number, path) else {
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
