//! Builds kustomizations: the objects of files and bases, and what is made of them.
//!
//! Source: the package `target` of Kustomize, with the options of `kustomize build`.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::declared::{Declared, Generator, Labels, declared, replacement};
use super::defaults::{OBJECT_LABELS, TEMPLATE_LABELS, labels};
use super::fault::Cause;
use super::fields::{FieldSpec, merge};
use super::generators::{Pair, file_source, generated, literal, variables};
use super::members::Reader;
use super::objects::{Objects, objects};
use super::order::sort;
use super::patches::documents;
use super::sources::Sources;
use super::transform::{
    Variables, add_annotations, add_hashes, add_labels, add_prefix, add_suffix, replace,
    replace_variables, set_images, set_namespace, set_replicas, update_references,
};
use crate::derivation::lookup::is_local;
use crate::model::path::{folder, join};
use crate::source::ProblemCode;
use crate::tree::{Kind, NodeRef, Passage, Tree};

/// Builds the kustomizations of a bundle, each once.
pub(super) struct Build<'s> {
    pub(super) sources: &'s Sources,
    /// The texts by their paths.
    paths: &'s HashMap<String, usize>,
    /// The paths of files that were not read.
    unread: &'s HashSet<String>,
    /// The path of each kustomization.
    kustomizations: HashMap<usize, &'s str>,
    /// The kustomizations of each folder.
    by_folder: HashMap<&'s str, Vec<usize>>,
    declared: HashMap<usize, Option<Rc<Declared<'s>>>>,
    built: HashMap<usize, Option<Rc<Level>>>,
    /// What is wrong, each with its place.
    pub(super) faults: Vec<Cause>,
    said: HashSet<(Option<Passage>, String)>,
    /// How much may still be made: bases that are included twice at each level multiply.
    left: u64,
}

/// The objects of a kustomization so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Level {
    /// The number of its tree among the sources.
    pub(super) source: u32,
    pub(super) objects: Objects,
    variables: Variables,
    /// The texts that it was made from.
    pub(super) texts: BTreeSet<usize>,
    /// Whether there may be objects that are not there.
    pub(super) is_open: bool,
}

/// The kustomization is not built; the reason is among the faults.
#[derive(Clone, Copy, Debug)]
pub(super) struct NotBuilt;

/// The key of the annotation that keeps an object out of the output.
const LOCAL: &str = "config.kubernetes.io/local-config";

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
        let finished = self.finish(&mut level, &declared);
        finished.map_err(|cause| self.fail(number, cause))?;
        Ok(level)
    }

    fn finish(&mut self, level: &mut Level, declared: &Declared<'s>) -> Result<(), Cause> {
        add_hashes(&mut level.objects);
        update_references(&mut level.objects)?;
        replace_variables(&mut level.objects, &level.variables)?;
        let is_local = |object: &super::object::Object| {
            let mark = object.root.at(&["metadata", "annotations", LOCAL]);
            mark.is_some_and(|mark| mark.text() != "false")
        };
        if level.objects.iter().any(is_local) {
            level.objects.list_mut().retain(|object| !is_local(object));
        }
        let order = declared.sort.as_ref();
        let sorted = sort(&mut level.objects, order);
        sorted.map_err(|cause| match order {
            Some(order) => cause.at(level.source, order.node),
            None => cause,
        })?;
        for object in level.objects.list_mut() {
            object.as_strings("annotations");
        }
        let contradiction = level.objects.iter().find_map(|object| contradiction(&object.root));
        match contradiction {
            Some(at) => Err(Cause { at: Some(at), ..Cause::from("the value does not match its type") }),
            None => Ok(()),
        }
    }

    /// Records what is wrong; it counts once.
    pub(super) fn note(&mut self, cause: Cause) {
        if self.said.insert((cause.at, cause.message.clone())) {
            self.faults.push(cause);
        }
    }

    /// Records why a kustomization is not built.
    fn fail(&mut self, number: usize, cause: Cause) -> NotBuilt {
        let root = self.sources.of_text(number).and_then(|(source, tree)| {
            Some((source, tree.documents().next()?.1))
        });
        let cause = match root {
            Some((source, root)) => cause.at(source, root),
            None => cause,
        };
        self.note(cause);
        NotBuilt
    }

    fn declared(&mut self, number: usize) -> Result<Rc<Declared<'s>>, NotBuilt> {
        if let Some(known) = self.declared.get(&number) {
            return known.clone().ok_or(NotBuilt);
        }
        let sources = self.sources;
        let root = sources.of_text(number).and_then(|(source, tree)| {
            Some((source, tree.documents().next()?.1))
        });
        let read = match root {
            Some((source, root)) => declared(source, root).map(Rc::new),
            None => Err("kustomization.yaml is empty".into()),
        };
        let read = read.map_err(|cause| self.fail(number, cause));
        self.declared.insert(number, read.as_ref().ok().cloned());
        read
    }

    /// The objects of a kustomization for others to include.
    fn base(&mut self, number: usize, above: &mut Vec<String>) -> Result<Rc<Level>, NotBuilt> {
        if let Some(known) = self.built.get(&number) {
            return known.clone().ok_or(NotBuilt);
        }
        let built = self.level(number, Level::default(), above).map(Rc::new);
        self.built.insert(number, built.as_ref().ok().cloned());
        built
    }

    /// Adds a kustomization to objects: those of the parent for a component, and else none.
    fn level(
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
            level.is_open |= !matches!(key.text(), "buildMetadata" | "configurations" | "crds" | "openapi" | "validators");
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
        let at = declared.variables.first().map_or(Passage::default(), |first| {
            Passage::of(level.source, first.node)
        });
        added.map_err(|cause| self.fail(number, Cause { at: cause.at.or(Some(at)), ..cause }))
    }

    /// Adds the objects of a file or of another kustomization.
    fn resource(
        &mut self,
        number: usize,
        level: &mut Level,
        node: NodeRef<'s>,
        above: &mut Vec<String>,
    ) -> Result<(), NotBuilt> {
        let own = self.kustomizations.get(&number).copied().unwrap_or_default();
        let path = join(folder(own), node.text());
        if is_local(node.text()) && !self.paths.contains_key(&path) && self.folder_exists(&path) {
            return self.include(level, node, &path, above);
        }
        let file = self.file(level, number, node);
        let file = file.map_err(|cause| self.fail(number, cause.at(level.source, node)))?;
        let Some(tree) = file else { return Ok(()) };
        let added = documents(tree, None).and_then(objects).and_then(|objects| {
            objects.into_iter().try_for_each(|object| level.objects.append(object))
        });
        added.map_err(|cause| {
            let message = format!("accumulating resources from '{}': {}", node.text(), cause.message);
            self.fail(number, Cause { message, ..cause }.at(level.source, node))
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
            path == "." || folder == path || folder.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'))
        };
        if let Some(visited) = above.iter().rev().find(|folder| is_above(folder)) {
            let message =
                format!("cycle detected: candidate root '{path}' contains visited root '{visited}'");
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
        level: &mut Level,
        node: NodeRef<'s>,
        path: &str,
        above: &mut Vec<String>,
    ) -> Result<(), NotBuilt> {
        let source = level.source;
        let fail = |build: &mut Self, cause: Cause| {
            build.note(cause.at(source, node));
            NotBuilt
        };
        let number = self.of_folder(path, above).map_err(|cause| fail(self, cause))?;
        if self.declared(number)?.is_component {
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

    fn component(
        &mut self,
        number: usize,
        level: &mut Level,
        node: NodeRef<'s>,
        above: &mut Vec<String>,
    ) -> Result<(), NotBuilt> {
        let source = level.source;
        let fail = |build: &mut Self, cause: Cause| {
            build.note(cause.at(source, node));
            NotBuilt
        };
        let own = self.kustomizations.get(&number).copied().unwrap_or_default();
        let path = join(folder(own), node.text());
        if !is_local(node.text()) || !self.folder_exists(&path) {
            let _ = self.file(level, number, node).map_err(|cause| fail(self, cause))?;
            return Ok(());
        }
        let component = self.of_folder(&path, above).map_err(|cause| fail(self, cause))?;
        if !self.declared(component)?.is_component {
            let message = format!("expected kind 'Component' for path '{path}' but got 'Kustomization'");
            return Err(fail(self, message.into()));
        }
        let before = std::mem::take(level);
        *level = self.level(component, before, above)?;
        Ok(())
    }

    /// The tree of a file; `None` if it is not there, which is recorded.
    ///
    /// # Errors
    /// If Kustomize does not read it because of where it is.
    pub(super) fn file(
        &mut self,
        level: &mut Level,
        number: usize,
        node: NodeRef<'_>,
    ) -> Result<Option<(u32, &'s Tree)>, Cause> {
        let Some(text) = self.text(level, number, node, node.text())? else { return Ok(None) };
        let sources = self.sources;
        let tree = sources.of_text(text);
        level.is_open |= tree.is_none();
        let duplicate = tree.and_then(|(_, tree)| tree.duplicate_keys().next());
        if let Some((_, key)) = duplicate {
            let message = format!("mapping key \"{}\" already defined in '{}'", key.key_text(), node.text());
            self.note(Cause::from(message).at(level.source, node));
        }
        Ok(tree)
    }

    /// The number of the text at a path; `None` if it is not there, which is recorded.
    fn text(
        &mut self,
        level: &mut Level,
        number: usize,
        node: NodeRef<'_>,
        path: &str,
    ) -> Result<Option<usize>, Cause> {
        let own = self.kustomizations.get(&number).copied().unwrap_or_default();
        let root = folder(own);
        let local = is_local(path);
        let full = if local { join(root, path) } else { path.to_owned() };
        let missing = |what: &str| {
            let message = format!("`{full}` {what}");
            Cause::from(message).with(ProblemCode::MissingReference).at(level.source, node)
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
            return Ok(None);
        };
        level.texts.insert(text);
        let root = join(root, "");
        let is_below = root == "." && !full.starts_with("..") && !full.starts_with('/')
            || full.strip_prefix(&*root).is_some_and(|rest| rest.starts_with('/'));
        if !is_below {
            let message = format!("security; file '{full}' is not in or below '{root}'");
            self.note(Cause::from(message).at(level.source, node));
        }
        Ok(Some(text))
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
        for node in &generator.environments {
            if let Some(text) = self.text(level, number, *node, node.text())? {
                let all = sources.all_of(text);
                pairs.extend(all.into_iter().flat_map(|(source, file)| variables(file, source)));
            }
        }
        for node in &generator.literals {
            pairs.push(literal(*node, level.source).map_err(|cause| cause.at(level.source, *node))?);
        }
        for node in &generator.files {
            let (key, path) =
                file_source(node.text()).map_err(|cause| cause.at(level.source, *node))?;
            let Some(text) = self.text(level, number, *node, path)? else { continue };
            let Some((source, file)) = sources.all_of(text) else { continue };
            pairs.push(Pair {
                key: key.to_owned(),
                key_lineage: Passage::of(level.source, *node).into(),
                text: file.text().to_owned(),
                lineage: Passage::of(source, file).into(),
            });
        }
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
            let fields = label_fields(one)?;
            add_labels(&mut level.objects, &one.pairs, &fields, source)?;
        }
        add_labels(&mut level.objects, &declared.common_labels, labels(), source)?;
        add_annotations(&mut level.objects, &declared.annotations, source)?;
        self.patch(level, number, &declared.operations, true)?;
        for replica in &declared.replicas {
            match set_replicas(&mut level.objects, replica, source) {
                Err(cause) if level.is_open => self.note(cause.at(source, replica.node)),
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
                    Err(cause) if level.is_open => self.note(at(cause)),
                    replaced => replaced.map_err(at)?,
                }
                continue;
            };
            if one.source.is_some() || one.targets.as_ref().is_some_and(|all| !all.is_empty()) {
                return Err(at("cannot specify both path and inline replacement".into()));
            }
            let source = level.source;
            let Some((file, tree)) = self.file(level, number, path).map_err(|cause| cause.at(source, path))?
            else {
                continue;
            };
            let Some((_, root)) = tree.documents().next() else { continue };
            let all = match root.kind() {
                Kind::Sequence => root.items().filter_map(NodeRef::follow).collect(),
                _ => vec![root],
            };
            for node in all {
                let read = replacement(&Reader { source: file }, node)?;
                let replaced = replace(&mut level.objects, &read, file);
                replaced.map_err(|cause| cause.at(source, one.node))?;
            }
        }
        Ok(())
    }
}

/// The fields that get labels.
fn label_fields<'p>(labels: &Labels<'p>) -> Result<Vec<FieldSpec<'p>>, Cause> {
    let mut fields = labels.fields.clone();
    if labels.selectors {
        merge(&mut fields, super::defaults::labels())?;
        return Ok(fields);
    }
    if labels.templates {
        merge(&mut fields, TEMPLATE_LABELS)?;
    }
    merge(&mut fields, &[OBJECT_LABELS])?;
    Ok(fields)
}

/// The place of a scalar whose text is not of its type.
// INVARIANT: values are no deeper than `DEPTH` and what transformers add.
fn contradiction(value: &super::value::Value) -> Option<Passage> {
    use super::value::Data;
    match &value.data {
        Data::Scalar(text) => text.value().is_none().then_some(value.lineage.from),
        Data::List(items) => items.iter().find_map(|item| contradiction(item)),
        Data::Map(entries) => entries.iter().find_map(|(_, value)| contradiction(value)),
    }
}
