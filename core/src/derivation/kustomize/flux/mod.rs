//! Flux `Kustomization` objects: each builds a folder of its source, and adds to what is declared
//! there.
//!
//! Source: the package `kustomize` of fluxcd/pkg, and the API `kustomize.toolkit.fluxcd.io/v1`.

mod expression;
mod repository;
mod substitution;
#[cfg(test)]
mod tests;

use std::rc::Rc;

pub(super) use repository::Repository;
pub(super) use substitution::Variables;

use super::build::{Build, Layer, NotBuilt};
use super::declared::{Declared, Reference};
use super::defaults::OBJECT_LABELS;
use super::entries::{image, patch};
use super::fault::Cause;
use super::fields::FieldSpec;
use super::level::Level;
use super::members::Reader;
use super::object::Object;
use super::sources::Sources;
use super::transform::{add_labels, json};
use super::value::Value;
use crate::derivation::lookup::{above, at, list};
use crate::model::path::{folder, join};
use crate::source::ProblemCode;
use crate::tree::{NodeRef, Passage};

/// The kind of the objects.
const KIND: &str = "Kustomization";
/// The group of their versions, as `apiVersion` begins.
const GROUP: &str = "kustomize.toolkit.fluxcd.io/";

/// The annotations of an object itself.
const OWN_ANNOTATIONS: FieldSpec<'static> =
    FieldSpec { path: "metadata/annotations", ..OBJECT_LABELS };

/// Whether a node is such an object.
pub(super) fn is_flux(root: NodeRef<'_>) -> bool {
    at(root, "kind").is_some_and(|kind| kind.text() == KIND)
        && at(root, "apiVersion").is_some_and(|version| version.text().starts_with(GROUP))
}

/// Whether an object that is built is one.
pub(super) fn is_built_flux(object: &Object) -> bool {
    object.kind() == KIND && object.api_version().starts_with(GROUP)
}

/// The place of such an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Place {
    /// The number of its tree among the sources.
    pub(super) source: u32,
    /// The root of its document.
    pub(super) root: u32,
}

/// A Flux `Kustomization`, with what it builds.
#[derive(Debug)]
pub(super) struct Flux<'s> {
    /// The text that it is written in.
    pub(super) text: usize,
    /// The path of the text.
    pub(super) path: &'s str,
    pub(super) namespace: &'s str,
    pub(super) name: &'s str,
    /// The texts that it includes: the kustomization of the folder, or its manifests.
    pub(super) included: Vec<usize>,
    layer: Layer<'s>,
    /// The kustomization of the folder.
    base: Option<usize>,
    variables: Variables,
    labels: super::declared::Pairs<'s>,
    annotations: super::declared::Pairs<'s>,
}

impl<'s> Flux<'s> {
    /// Reads an object.
    ///
    /// # Errors
    /// If it is not valid, or its folder is not in the input.
    pub(super) fn read(
        place: Place,
        sources: &'s Sources,
        repository: &Repository<'s>,
    ) -> Result<Self, Cause> {
        let Place { source, root } = place;
        let root = sources.node(source, root).ok_or("the object is not there")?;
        let reader = Reader { source };
        let wrong = || Cause::from("`spec` is not a mapping").at(source, root);
        let spec = reader.any_members(at(root, "spec").ok_or_else(wrong)?)?;
        let metadata = at(root, "metadata");
        let named = |field| metadata.and_then(|all| at(all, field)).map_or("", NodeRef::text);
        let (text, _) = sources.place(Passage::of(source, root)).ok_or_else(wrong)?;
        let path = repository.path(text);
        let asked = spec.string("path")?;
        let of_path = asked.unwrap_or(spec.node);
        let built = repository.folder(path, spec.node, asked.map_or("", NodeRef::text));
        let folder = built.map_err(|message| {
            Cause::from(message).with(ProblemCode::MissingReference).at(source, of_path)
        })?;
        let base = repository.kustomization(&folder).map_err(|cause| cause.at(source, of_path))?;
        let mut included: Vec<usize> = base.into_iter().collect();
        let mut resources = Vec::new();
        if base.is_none() {
            for (path, text) in repository.manifests(&folder) {
                included.extend(text);
                resources.push(Reference { path: path.into(), node: of_path });
            }
        }
        let may_lack = spec.flag("ignoreMissingComponents")?;
        let mut components = spec.texts("components")?;
        components.retain(|node| !may_lack || repository.exists(&join(&folder, node.text())));
        let unread = ["patchesStrategicMerge", "patchesJson6902"].into_iter();
        let unread = unread.filter_map(|name| spec.entry(name)).map(|(key, _)| key).collect();
        let declared = Declared {
            resources,
            components,
            namespace: spec.filled("targetNamespace")?,
            prefix: spec.filled("namePrefix")?,
            suffix: spec.filled("nameSuffix")?,
            patches: spec.each("patches", patch)?,
            images: spec.each("images", image)?,
            unread,
            ..Declared::default()
        };
        let common = spec.inner("commonMetadata")?.map(|(_, node)| reader.any_members(node));
        let common = common.transpose()?;
        let pairs = |name| common.as_ref().map_or(Ok(Vec::new()), |common| common.pairs(name));
        Ok(Self {
            text,
            namespace: named("namespace"),
            name: named("name"),
            included,
            variables: repository.variables(path, named("namespace"), source, spec.node)?,
            labels: pairs("labels")?,
            annotations: pairs("annotations")?,
            layer: Layer {
                source,
                root: of_path,
                folder: folder.into(),
                declared: Rc::new(declared),
            },
            path,
            base,
        })
    }
}

/// The scalars of an object that contain patches.
pub(super) fn inline(root: NodeRef<'_>) -> Vec<u32> {
    let patches = at(root, "spec").map(|spec| list(spec, "patches")).unwrap_or_default();
    patches.into_iter().filter_map(|one| at(one, "patch")).map(NodeRef::index).collect()
}

impl<'s> Build<'s> {
    /// The objects that a Flux `Kustomization` makes.
    pub(super) fn flux(&mut self, flux: &Flux<'s>) -> Result<Level, NotBuilt> {
        let mut layers = Vec::new();
        let mut level = Level::default();
        if let Some(base) = flux.base {
            level.texts.insert(base);
            layers.push(self.layer(base)?);
        }
        layers.push(flux.layer.clone());
        self.add(&mut level, &layers, &mut Vec::new())?;
        let Some(first) = layers.first() else { return Err(NotBuilt) };
        self.finish(&mut level, first)?;
        flux.complete(&mut level).map_err(|cause| self.fail(&flux.layer, cause))?;
        Ok(level)
    }
}

impl Flux<'_> {
    /// Files whose folders may name it among alternatives: its own, or the kustomization of the cluster
    /// that it builds and is in; the kustomization that it builds; one in a folder with its name.
    pub(super) fn named_after(&self) -> [String; 3] {
        let built = join(&self.layer.folder, "-");
        let is_within = above(self.path).contains(&&*self.layer.folder);
        let own = if is_within { built.clone() } else { self.path.to_owned() };
        [own, built, join(folder(self.path), &format!("{}/-", self.name))]
    }

    /// What is done to the objects that were built.
    fn complete(&self, level: &mut Level) -> Result<(), Cause> {
        let source = self.layer.source;
        level.is_rendered = !self.variables.are_none();
        if level.is_rendered {
            let count = level.objects.iter().count();
            for number in 0..count {
                let root = level.objects.get(number).map(|object| &object.root);
                let new = root.map(|root| self.variables.replace(root)).transpose();
                let new = new.map_err(|cause| cause.at(source, self.layer.root))?.flatten();
                if let Some(object) = level.objects.list_mut().get_mut(number) {
                    object.root = new.unwrap_or_else(|| Rc::clone(&object.root));
                }
            }
        }
        add_labels(&mut level.objects, &self.labels, &[OBJECT_LABELS], source)?;
        add_labels(&mut level.objects, &self.annotations, &[OWN_ANNOTATIONS], source)
    }
}

/// What an object asks for, which tells it from others that are written at the same place.
pub(super) fn asked(root: &Value) -> String {
    root.get("spec").map_or_else(String::new, |spec| json(spec))
}
