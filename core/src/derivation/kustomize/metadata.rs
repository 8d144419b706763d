//! The metadata that `buildMetadata` adds to the output.
//!
//! Source: the packages `krusty` and `resource` of Kustomize.

use std::rc::Rc;

use super::build::{Build, Layer, NotBuilt};
use super::level::Level;
use super::object::{Object, Origin};
use super::value::Value;
use crate::model::path::{folder, join, relative};
use crate::tree::{Lineage, Made, NodeRef, Passage, Piece};

/// The annotation with the origin of an object.
const ORIGIN: &str = "config.kubernetes.io/origin";
/// The label with the program that manages an object.
const MANAGED_BY: &str = "app.kubernetes.io/managed-by";
/// What its value begins with; the version of the program comes after it.
const PROGRAM: &str = "kustomize-";

impl Build<'_> {
    /// Finishes what a kustomization makes.
    pub(super) fn finish(&mut self, level: &mut Level, layer: &Layer<'_>) -> Result<(), NotBuilt> {
        level.finish(layer).map_err(|cause| self.fail(layer, cause))?;
        for option in &layer.declared.metadata {
            match option.text() {
                "originAnnotations" => self.annotate(level, layer, *option),
                "managedByLabel" => label(level, layer, *option),
                _ => {}
            }
        }
        Ok(())
    }

    /// Adds to each object where it comes from, as seen from the folder of the kustomization.
    fn annotate(&self, level: &mut Level, layer: &Layer<'_>, option: NodeRef<'_>) {
        let path = |source: u32| {
            let path = self.sources.path(source)?;
            let file = path.rsplit('/').next().unwrap_or(&path);
            Some(join(&relative(&layer.folder, folder(&path)), file))
        };
        let generator = |source: u32, kind: &str| {
            let path = path(source)?;
            Some(format!(
                "configuredIn: {path}\nconfiguredBy:\n  apiVersion: builtin\n  kind: {kind}\n"
            ))
        };
        let lineage = Lineage::implied(Passage::of(layer.source, option));
        for object in level.objects.list_mut() {
            let text = match object.origin {
                Origin::Unknown => None,
                Origin::File(source) => path(source).map(|path| format!("path: {path}\n")),
                Origin::ConfigMapGenerator(source) => generator(source, "ConfigMapGenerator"),
                Origin::SecretGenerator(source) => generator(source, "SecretGenerator"),
            };
            if let Some(text) = text {
                let value = Value::string(lineage.clone(), text);
                set(object, "annotations", ORIGIN, value);
            }
        }
    }
}

/// Adds the label of the program. Its version is not known.
fn label(level: &mut Level, layer: &Layer<'_>, option: NodeRef<'_>) {
    let from = Passage::of(layer.source, option);
    let length = u32::try_from(PROGRAM.len()).unwrap_or(u32::MAX);
    let piece = Piece::new((0, length), from, Made::Open);
    let lineage = Lineage::of_pieces(from, vec![piece]);
    for object in level.objects.list_mut() {
        let value = Value::string(lineage.clone(), PROGRAM);
        set(object, "labels", MANAGED_BY, value);
    }
}

/// Sets an entry of a mapping of the metadata.
fn set(object: &mut Object, field: &str, key: &str, value: Rc<Value>) {
    let known = object.root.at(&["metadata", field]).filter(|known| known.map().is_some());
    let empty = || Value::empty_map(Lineage::implied(value.lineage.from));
    let mut entries = known.map_or_else(empty, Rc::clone);
    Rc::make_mut(&mut entries).set(key, value);
    object.set_metadata(field, entries);
}
