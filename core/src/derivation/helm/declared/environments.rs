//! The environments of releases that documents declare.

use std::sync::Arc;

use super::document::Document;
use super::{Layer, Reader};
use crate::frontends::environment::of_path;
use crate::frontends::helm;
use crate::model::path::clean;

impl Reader<'_, '_> {
    /// The environments of a release: those of the document; or else the one of its files of values, of
    /// the words about it (the element of a generator), of the path of the document, of its name.
    pub(super) fn environments(
        &self,
        document: &Document,
        layers: &[&Layer],
        words: &[String],
        names: &[&str],
    ) -> Vec<Arc<str>> {
        if !document.environments.is_empty() {
            return document.environments.clone();
        }
        let of_files = self.of_files(layers);
        if !of_files.is_empty() {
            return of_files;
        }
        let of_words = words.iter().find_map(|word| of_path(word));
        let found = of_words.or_else(|| of_path(&document.path));
        // The kustomization that builds it.
        let found = found.or_else(|| of_path(self.files.shown(document.text)));
        let found = found.or_else(|| names.iter().find_map(|name| of_path(name)));
        found.map(Arc::from).into_iter().collect()
    }

    /// The environments of the last file of values that is for some; one that is called so is for
    /// environments rather than one whose name is only its own: `values-prod.yaml`, `values-common.yaml`.
    fn of_files(&self, layers: &[&Layer]) -> Vec<Arc<str>> {
        let files = layers.iter().rev().filter_map(|layer| match layer {
            Layer::File(number) => self.stage.text(*number),
            Layer::Mapping(_) | Layer::Encoded(_) | Layer::Single(_) => None,
        });
        let mut other = Vec::new();
        for text in files {
            if !text.environments.is_empty() {
                return text.environments.to_vec();
            }
            let path = clean(text.path);
            let named = helm::values(&path).environment.filter(|_| helm::is_of_environment(&path));
            let Some(name) = named else { continue };
            if of_path(&name).is_some() {
                return vec![Arc::from(name)];
            }
            if other.is_empty() {
                other.push(Arc::from(name));
            }
        }
        other
    }
}
