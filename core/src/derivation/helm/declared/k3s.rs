//! k3s: a HelmChart installs a chart; a HelmChartConfig has more values for it.
//!
//! Source: the API `helm.cattle.io/v1`, and helm-controller of k3s-io.

use super::document::Document;
use super::layers::Known;
use super::{Content, Installed, Layer, Reader};
use crate::derivation::lookup::at;
use crate::source::{Problem, ProblemCode};
use crate::tree::{NodeRef, Scalar};

impl Reader<'_, '_> {
    /// A HelmChart.
    pub(super) fn helm_chart(&mut self, document: &Document, all: &[Document]) {
        let Some(spec) = at(document.root(), "spec") else { return };
        let has_repository =
            at(spec, "repo").is_some_and(|repository| !repository.text().is_empty());
        let Some(chart) = at(spec, "chart").filter(|_| !has_repository) else { return };
        // Any other text is the name or the address of a chart.
        let found = self.files.folder(&document.path, chart.text());
        let found = found.filter(|found| self.files.is_chart(found) && !chart.text().is_empty());
        if let Some(home) = found {
            if self.k3s_release(document, spec, home, all).is_err() {
                self.not_known(document, "its values are not known");
            }
        }
    }

    fn k3s_release(
        &mut self,
        document: &Document,
        spec: NodeRef<'_>,
        home: String,
        all: &[Document],
    ) -> Known<()> {
        let mut values = Vec::new();
        if let Some(node) = at(spec, "valuesSecrets").filter(|secrets| !secrets.is_empty()) {
            let message = "`valuesSecrets` are not read: the release is not rendered";
            self.problem(document, node, Problem::new(ProblemCode::NotBuilt, message));
            return Err(super::layers::NotKnown);
        }
        values.extend(self.content(document, spec)?);
        let is_own = |one: &&Document| {
            let same = |field| one.metadata(field) == document.metadata(field);
            one.object_kind() == "HelmChartConfig" && same("name") && same("namespace")
        };
        for one in all.iter().filter(is_own) {
            if let Some(spec) = at(one.root(), "spec") {
                values.extend(self.content(one, spec)?);
            }
        }
        for (key, value) in at(spec, "set").map(NodeRef::entries).unwrap_or_default() {
            let Some(value) = value.follow() else { continue };
            let is_word = ["true", "false", "null"]
                .iter()
                .any(|word| value.text().eq_ignore_ascii_case(word));
            let is_typed = is_word || matches!(value.scalar(), Scalar::Integer(_));
            let content = if is_typed { Content::Typed } else { Content::Text };
            values.push(self.single(document, key, value, content)?);
        }
        let target = at(spec, "targetNamespace").map_or("default", NodeRef::text);
        let layers: Vec<&Layer> = values.iter().collect();
        let names = [document.metadata("name"), target];
        let environments = self.environments(document, &layers, &[], &names);
        let release = Installed {
            by: document.by(&self.files),
            object: Some(document.object()),
            environments,
            name: Some(document.metadata("name").to_owned()),
            namespace: Some(target.to_owned()),
            values,
            ..Installed::default()
        };
        self.add(home, release);
        Ok(())
    }

    /// The values in a text of an object.
    fn content(&mut self, document: &Document, spec: NodeRef<'_>) -> Known<Option<Layer>> {
        let content = at(spec, "valuesContent").filter(|content| !content.is_null());
        content.map_or(Ok(None), |content| self.block(document, content))
    }
}
