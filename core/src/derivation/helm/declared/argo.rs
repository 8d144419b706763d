//! Argo CD: an Application installs charts of a repository; an ApplicationSet makes Applications.
//!
//! Source: Argo CD 3, `docs/user-guide/helm.md`, `multiple_sources.md`.

use super::document::Document;
use super::layers::{Known, NotKnown};
use super::{Content, Installed, Layer, Reader};
use crate::derivation::lookup::{at, is_true, list};
use crate::model::path::join;
use crate::source::{Problem, ProblemCode};
use crate::tree::NodeRef;

impl Reader<'_, '_> {
    /// An Application; some words about it may name its environment.
    pub(super) fn application(&mut self, document: &Document, words: &[String]) {
        let Some(spec) = at(document.root(), "spec") else { return };
        let several = list(spec, "sources");
        let sources = if several.is_empty() { list(spec, "source") } else { several };
        for source in sources {
            if self.source(document, spec, source, words).is_err() {
                self.not_known(document, "its values are not known");
            }
        }
    }

    /// A source of an Application.
    fn source(
        &mut self,
        document: &Document,
        spec: NodeRef<'_>,
        source: NodeRef<'_>,
        words: &[String],
    ) -> Known<()> {
        let helm = at(source, "helm").filter(|helm| !helm.is_null());
        // Without a path, the chart is that of a repository of charts.
        let path = at(source, "path").filter(|_| at(source, "chart").is_none());
        let home = match path {
            Some(path) => {
                let written = self.text(document, path)?;
                let found = self.files.folder(&document.path, written);
                if found.is_none() && helm.is_some() {
                    self.missing(
                        document,
                        path,
                        format!("chart `{written}` not found in the input"),
                    );
                }
                found.filter(|found| self.files.is_chart(found))
            }
            None => None,
        };
        let values = match helm {
            Some(helm) => self.values_of_source(document, helm, path, home.as_deref()),
            None => Ok(Vec::new()),
        };
        let Some(home) = home else { return Ok(()) };
        let values = values?;
        let name = filled(helm, "releaseName");
        let name = name.or_else(|| filled(at(document.root(), "metadata"), "name"));
        let name = name.map(|name| self.text(document, name)).transpose()?;
        let target = filled(at(spec, "destination"), "namespace");
        let target = target.map(|target| self.text(document, target)).transpose()?;
        let namespace =
            filled(helm, "namespace").map(|node| self.text(document, node)).transpose()?;
        let kubernetes = filled(helm, "kubeVersion").map(|node| node.text().to_owned());
        let versions = helm.map(|helm| list(helm, "apiVersions")).unwrap_or_default();
        let layers: Vec<&Layer> = values.iter().collect();
        let names = [document.metadata("name"), target.unwrap_or_default()];
        let environments = self.environments(document, &layers, words, &names);
        let release = Installed {
            by: document.by(&self.files),
            environments,
            name: name.map(str::to_owned),
            namespace: namespace.or(target).map(str::to_owned),
            target: target.map(str::to_owned),
            values,
            kubernetes,
            api_versions: versions.into_iter().map(|node| node.text().to_owned()).collect(),
            ..Installed::default()
        };
        self.add(home, release);
        Ok(())
    }

    /// A file of values: it is relative to the chart, or to the root of the repository if it begins with `/`
    /// or with the name of another source.
    fn value_file(
        &self,
        document: &Document,
        path: &str,
        home: Option<&str>,
        file: &str,
    ) -> Option<usize> {
        let from_root = match file.strip_prefix('$') {
            Some(other) => other.split_once('/').map(|(_, rest)| rest),
            None => file.strip_prefix('/'),
        };
        match (from_root, home) {
            (Some(from_root), _) => self.files.below_root(&document.path, from_root),
            (None, Some(home)) => self.files.text(&join(home, file)),
            // A file of a chart that is not in the input.
            (None, None) if path.is_empty() => None,
            (None, None) => self.files.below_root(&document.path, &join(path, file)),
        }
    }

    /// The values of a source: files, then values, then parameters.
    fn values_of_source(
        &mut self,
        document: &Document,
        helm: NodeRef<'_>,
        path: Option<NodeRef<'_>>,
        home: Option<&str>,
    ) -> Known<Vec<Layer>> {
        let mut layers = Vec::new();
        let mut is_known = true;
        let ignores = is_true(helm, "ignoreMissingValueFiles");
        for node in list(helm, "valueFiles") {
            let Ok(file) = self.text(document, node) else {
                is_known = false;
                continue;
            };
            let found = self.value_file(document, path.map_or("", NodeRef::text), home, file);
            // Without the chart, there is nothing to render with the file.
            if found.is_none() && (ignores || home.is_none()) {
                continue;
            }
            match self.file(document, node, found) {
                Ok(layer) => layers.push(layer),
                Err(NotKnown) => is_known = false,
            }
        }
        let of_object = at(helm, "valuesObject").filter(|object| !object.is_null());
        let inline = match (of_object, at(helm, "values")) {
            (Some(object), _) => self.mapping(document, object)?,
            (None, Some(block)) => self.block(document, block)?,
            (None, None) => None,
        };
        layers.extend(inline);
        for parameter in list(helm, "parameters") {
            let (Some(name), Some(value)) = (at(parameter, "name"), at(parameter, "value")) else {
                continue;
            };
            let is_text = is_true(parameter, "forceString");
            let content = if is_text { Content::Text } else { Content::Typed };
            layers.push(self.single(document, name, value, content)?);
        }
        for parameter in list(helm, "fileParameters") {
            let (Some(name), Some(file)) = (at(parameter, "name"), at(parameter, "path")) else {
                continue;
            };
            let written = self.text(document, file)?;
            let found = home.and_then(|home| self.files.text(&join(home, written)));
            let Some(number) = found else {
                self.missing(document, file, format!("`{written}` not found in the input"));
                return Err(NotKnown);
            };
            layers.push(self.single(document, name, file, Content::File(number))?);
        }
        if is_known { Ok(layers) } else { Err(NotKnown) }
    }

    /// An ApplicationSet: an Application for each element of its generators.
    pub(super) fn application_set(&mut self, document: &Document) {
        let Some(spec) = at(document.root(), "spec") else { return };
        let Some(template) = at(spec, "template") else { return };
        self.named_values(document, template);
        let patch = at(spec, "templatePatch").filter(|patch| !patch.text().is_empty());
        if let Some(patch) = patch.filter(|_| installs(template)) {
            let message = "`templatePatch` is not applied: the releases of the ApplicationSet are not rendered";
            self.problem(document, patch, Problem::new(ProblemCode::NotBuilt, message));
            self.not_known(document, "it has a patch");
            return;
        }
        let is_go = is_true(spec, "goTemplate");
        for made in self.generated(document, spec, template, is_go) {
            self.application(&made.document, &made.words);
        }
    }
}

impl Reader<'_, '_> {
    /// The files of values that a template names, whatever it is filled in with.
    fn named_values(&mut self, document: &Document, template: NodeRef<'_>) {
        let Some(spec) = at(template, "spec") else { return };
        for source in ["source", "sources"].iter().flat_map(|key| list(spec, key)) {
            let path = at(source, "path").map_or("", NodeRef::text);
            let files = at(source, "helm").map(|helm| list(helm, "valueFiles"));
            for file in files.unwrap_or_default() {
                let found = self.value_file(document, path, None, file.text());
                self.declarations.values.extend(found);
            }
        }
    }
}

/// Whether a template has a source that may be a chart in the input.
pub(super) fn installs(template: NodeRef<'_>) -> bool {
    let Some(spec) = at(template, "spec") else { return false };
    let sources = ["source", "sources"].iter().flat_map(|key| list(spec, key));
    let mut sources = sources.filter(|source| at(*source, "chart").is_none());
    sources.any(|source| at(source, "path").is_some())
}

/// A text under a key that is not empty.
fn filled<'n>(node: Option<NodeRef<'n>>, key: &str) -> Option<NodeRef<'n>> {
    node.and_then(|node| at(node, key)).filter(|node| !node.text().is_empty())
}
