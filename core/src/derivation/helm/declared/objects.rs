//! Values in ConfigMaps and Secrets of the input, also in those that Kustomize generates from files.

use super::document::Document;
use super::layers::Known;
use super::{Content, Layer, Reader, Single};
use crate::derivation::kustomize::GENERATORS;
use crate::derivation::lookup::{at, list};
use crate::frontends::kubernetes::KUSTOMIZATION;
use crate::model::path::{folder, join};
use crate::tree::NodeRef;

impl Reader<'_, '_> {
    /// The values in the entry of an object, given by kind, name and key; or the single value there, for a
    /// path. `None` if there is no such entry in the input.
    pub(super) fn object(
        &mut self,
        document: &Document,
        (kind, name, key): (&str, &str, &str),
        target: Option<NodeRef<'_>>,
        all: &[Document],
    ) -> Option<Known<Option<Layer>>> {
        let generated = self.generated_file(kind, name, key, all);
        if let Some(number) = generated {
            let layer = match target {
                Some(target) => Layer::Single(Single {
                    path: target.text().to_owned(),
                    at: document.spot(target),
                    content: Content::File(number),
                }),
                None => Layer::File(number),
            };
            return Some(Ok(Some(layer)));
        }
        let namespace = document.metadata("namespace");
        let is_one = |one: &&Document| {
            let own = one.metadata("namespace");
            let fits = own == namespace || own.is_empty() || namespace.is_empty();
            fits && one.object_kind() == kind && one.metadata("name") == name
        };
        let fields = if kind == "Secret" { &["stringData", "data"][..] } else { &["data"][..] };
        let entry = |one: &'_ Document, field: &str| Some(at(at(one.root(), field)?, key)?.index());
        // In the overlays of the release first.
        let (same, others): (Vec<&Document>, Vec<&Document>) =
            all.iter().filter(is_one).partition(|one| one.environments == document.environments);
        for one in same.into_iter().chain(others) {
            for field in fields {
                let Some(node) = entry(one, field) else { continue };
                let node = one.tree.node(node);
                let is_encoded = kind == "Secret" && *field == "data";
                return Some(match target {
                    Some(target) => {
                        let content = if is_encoded { Content::Encoded } else { Content::Typed };
                        self.single(one, target, node, content).map(Some)
                    }
                    None if is_encoded => Ok(Some(Layer::Encoded(one.spot(node)))),
                    None => self.block(one, node),
                });
            }
        }
        None
    }

    /// The file that Kustomize generates the entry of an object from. All files of the object are values.
    fn generated_file(
        &mut self,
        kind: &str,
        name: &str,
        key: &str,
        all: &[Document],
    ) -> Option<usize> {
        let [of_config_map, of_secret] = GENERATORS;
        let field = if kind == "Secret" { of_secret } else { of_config_map };
        let mut found = None;
        for one in all.iter().filter(|one| one.kind == &KUSTOMIZATION) {
            let generators = list(one.root(), field).into_iter();
            let own = generators.filter(|of| at(*of, "name").is_some_and(|own| own.text() == name));
            for file in own.flat_map(|of| list(of, "files")) {
                let written = file.text();
                let base = written.rsplit('/').next().unwrap_or(written);
                let (of_key, path) = written.split_once('=').unwrap_or((base, written));
                let number = self.files.text(&join(folder(&one.path), path));
                self.declarations.values.extend(number);
                found = found.or(number.filter(|_| of_key == key));
            }
        }
        found
    }
}
