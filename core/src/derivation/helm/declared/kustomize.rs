//! Kustomize: `helmCharts` of a kustomization, and the older `helmChartInflationGenerator`.
//!
//! Source: Kustomize 5, `HelmChartInflationGenerator`.

use super::document::Document;
use super::layers::{Known, NotKnown};
use super::{Installed, Layer, Reader};
use crate::derivation::lookup::{at, list};
use crate::model::path::{folder, join};
use crate::source::{Problem, ProblemCode};
use crate::tree::NodeRef;

impl Reader<'_, '_> {
    /// The charts of a kustomization.
    pub(super) fn kustomization(&mut self, document: &Document) {
        let root = document.root();
        let globals = at(root, "helmGlobals").and_then(|globals| at(globals, "chartHome"));
        let all = globals.map_or("charts", NodeRef::text);
        for chart in list(root, "helmCharts") {
            let text = |key| at(chart, key).map_or("", NodeRef::text);
            let (name, version) = (text("name"), text("version"));
            let charts = join(folder(&document.path), all);
            let paths = [format!("{name}-{version}/{name}"), name.to_owned()];
            let homes = paths.iter().map(|path| join(&charts, path));
            let home = homes.into_iter().find(|home| self.files.is_chart(home));
            if self.chart_of_kustomization(document, chart, home).is_err() {
                self.not_known(document, "the values of a chart are not known");
            }
        }
        for chart in list(root, "helmChartInflationGenerator") {
            for file in list(chart, "values") {
                let found = self.files.text(&join(folder(&document.path), file.text()));
                self.declarations.values.extend(found);
            }
        }
    }

    fn chart_of_kustomization(
        &mut self,
        document: &Document,
        chart: NodeRef<'_>,
        home: Option<String>,
    ) -> Known<()> {
        let path = |node: NodeRef<'_>| join(folder(&document.path), node.text());
        let mut files = Vec::new();
        for (key, nodes) in
            ["valuesFile", "additionalValuesFiles"].map(|key| (key, list(chart, key)))
        {
            for node in nodes {
                let found = self.files.text(&path(node));
                // What is missing for a chart that is not there is not to be said again.
                if found.is_some() || home.is_some() {
                    files.push((key == "valuesFile", self.file(document, node, found)));
                }
            }
        }
        let Some(home) = home else { return Ok(()) };
        let inline =
            at(chart, "valuesInline").map(|node| self.mapping(document, node)).transpose()?;
        let mut own = Vec::new();
        let mut additional = Vec::new();
        for (is_own, layer) in files {
            if is_own { own.push(layer?) } else { additional.push(layer?) }
        }
        let of_chart = || self.files.text(&join(&home, "values.yaml")).map(Layer::File);
        let inline: Vec<Layer> = inline.flatten().into_iter().collect();
        let merge = at(chart, "valuesMerge");
        let mut values = match merge.map_or("", NodeRef::text) {
            _ if inline.is_empty() => own,
            "" | "override" => own.into_iter().chain(inline).collect(),
            "merge" if own.is_empty() => inline.into_iter().chain(of_chart()).collect(),
            "merge" => inline.into_iter().chain(own).collect(),
            "replace" => inline,
            _ => {
                let problem = Problem::new(ProblemCode::NotBuilt, "unknown way to merge values");
                self.problem(document, merge.unwrap_or(chart), problem);
                return Err(NotKnown);
            }
        };
        values.extend(additional);
        let text = |key| at(chart, key).map(NodeRef::text).filter(|text| !text.is_empty());
        let target = at(document.root(), "namespace").map(NodeRef::text);
        let target = target.filter(|target| !target.is_empty());
        let layers: Vec<&Layer> = values.iter().collect();
        let names = [text("releaseName"), text("namespace"), target].map(Option::unwrap_or_default);
        let environments = self.environments(document, &layers, &[], &names);
        let versions = list(chart, "apiVersions").into_iter();
        let release = Installed {
            by: document.by(&self.files),
            environments,
            name: text("releaseName").map(str::to_owned),
            namespace: text("namespace").map(str::to_owned),
            target: target.or(text("namespace")).map(str::to_owned),
            values,
            kubernetes: text("kubeVersion").map(str::to_owned),
            api_versions: versions.map(|node| node.text().to_owned()).collect(),
            ..Installed::default()
        };
        self.add(home, release);
        Ok(())
    }
}
