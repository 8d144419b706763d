//! Flux: a HelmRelease installs a chart of a source.
//!
//! Source: the API `helm.toolkit.fluxcd.io/v2`, and `chartutil` of fluxcd/pkg.

use super::document::Document;
use super::layers::{Known, NotKnown};
use super::{Content, Installed, Layer, Reader, Single};
use crate::derivation::lookup::{at, is_true, list};
use crate::source::{Problem, ProblemCode};
use crate::tree::NodeRef;

/// The kinds of sources that contain folders.
const WITH_FOLDERS: &[&str] = &["Bucket", "GitRepository"];

impl Reader<'_, '_> {
    /// A HelmRelease.
    pub(super) fn helm_release(&mut self, document: &Document, all: &[Document]) {
        let Some(spec) = at(document.root(), "spec") else { return };
        let named = |node: Option<NodeRef<'_>>, key| {
            node.and_then(|node| at(node, key)).map_or("", NodeRef::text).to_owned()
        };
        let reference = at(spec, "chartRef").filter(|_| at(spec, "chart").is_none());
        // A chart may be a separate object.
        let (kind, name) = (named(reference, "kind"), named(reference, "name"));
        let of_reference = all.iter().find(|one| {
            kind == "HelmChart" && one.object_kind() == kind && one.metadata("name") == name
        });
        let own = at(spec, "chart").and_then(|chart| at(chart, "spec"));
        let referenced = of_reference.and_then(|one| Some((one, at(one.root(), "spec")?)));
        let chart = own.map(|own| (document, own)).or(referenced);
        if self.flux_release(document, spec, chart, all).is_err() {
            self.not_known(document, "its values are not known");
        }
    }

    /// A chart as a separate object: only what names its files of values.
    pub(super) fn flux_chart(&mut self, document: &Document) {
        if let Some(spec) = at(document.root(), "spec") {
            // What is missing is said where the chart is used.
            let _: Known<Vec<Layer>> = self.values_files(document, spec, false);
        }
    }

    fn flux_release(
        &mut self,
        document: &Document,
        spec: NodeRef<'_>,
        chart: Option<(&Document, NodeRef<'_>)>,
        all: &[Document],
    ) -> Known<()> {
        let home = chart.map_or(Ok(None), |(of, chart)| self.flux_home(of, chart))?;
        let defaults = chart
            .map_or(Ok(Vec::new()), |(of, chart)| self.values_files(of, chart, home.is_some()));
        // Older versions name one here.
        let _: Known<Vec<Layer>> = self.values_files(document, spec, false);
        let mut values = self.objects(document, spec, all, home.is_some());
        let Some(home) = home else { return Ok(()) };
        let post = at(spec, "postRenderers").filter(|post| !post.is_empty());
        if let Some(post) = post {
            let message = "`postRenderers` are not applied: the release is not rendered";
            self.problem(document, post, Problem::new(ProblemCode::NotBuilt, message));
            return Err(NotKnown);
        }
        let inline = at(spec, "values").map(|node| self.mapping(document, node)).transpose()?;
        if let Ok(values) = &mut values {
            values.extend(inline.flatten());
        }
        let (defaults, values) = (defaults?, values?);
        let text = |key| at(spec, key).filter(|node| !node.text().is_empty());
        let target = text("targetNamespace");
        let target = target.map(|node| self.text(document, node)).transpose()?;
        let release = text("releaseName").map(|node| self.text(document, node)).transpose()?;
        let own = document.metadata("name");
        let name = match (release, target) {
            (Some(name), _) => name.to_owned(),
            (None, Some(target)) => format!("{target}-{own}"),
            (None, None) => own.to_owned(),
        };
        let namespace = Some(target.unwrap_or_else(|| document.metadata("namespace")));
        let namespace = namespace.filter(|namespace| !namespace.is_empty());
        let layers: Vec<&Layer> = defaults.iter().chain(&values).collect();
        let names = [own, namespace.unwrap_or_default()];
        let environments = self.environments(document, &layers, &[], &names);
        let release = Installed {
            by: document.by(&self.files),
            object: Some(document.object()),
            environments,
            name: Some(name),
            namespace: namespace.map(str::to_owned),
            defaults,
            values,
            ..Installed::default()
        };
        self.add(home, release);
        Ok(())
    }

    /// The folder of a chart, if it is in a source with folders.
    fn flux_home(&mut self, document: &Document, chart: NodeRef<'_>) -> Known<Option<String>> {
        let source = at(chart, "sourceRef");
        let kind = source.and_then(|source| at(source, "kind")).map_or("", NodeRef::text);
        let Some(path) = at(chart, "chart").filter(|_| WITH_FOLDERS.contains(&kind)) else {
            return Ok(None);
        };
        let written = self.text(document, path)?;
        let found = self.files.folder(&document.path, written);
        let found = found.filter(|found| self.files.is_chart(found));
        if found.is_none() {
            let name = source.and_then(|source| at(source, "name")).map_or("", NodeRef::text);
            let message = format!("chart `{written}` of {kind} `{name}` not found in the input");
            self.missing(document, path, message);
        }
        Ok(found)
    }

    /// The files that replace the default values of a chart.
    fn values_files(
        &mut self,
        document: &Document,
        chart: NodeRef<'_>,
        is_needed: bool,
    ) -> Known<Vec<Layer>> {
        let may_lack = !is_needed || is_true(chart, "ignoreMissingValuesFiles");
        let mut layers = Vec::new();
        for node in ["valuesFiles", "valuesFile"].iter().flat_map(|key| list(chart, key)) {
            let found = self.files.below_root(&document.path, node.text());
            if found.is_some() || !may_lack {
                layers.push(self.file(document, node, found)?);
            }
        }
        Ok(layers)
    }

    /// The values of ConfigMaps and Secrets.
    fn objects(
        &mut self,
        document: &Document,
        spec: NodeRef<'_>,
        all: &[Document],
        is_needed: bool,
    ) -> Known<Vec<Layer>> {
        let mut layers = Vec::new();
        for one in list(spec, "valuesFrom") {
            let text = |key| at(one, key).map_or("", NodeRef::text);
            let key =
                Some(text("valuesKey")).filter(|key| !key.is_empty()).unwrap_or("values.yaml");
            let target = at(one, "targetPath").filter(|target| !target.text().is_empty());
            let found = self.object(document, (text("kind"), text("name"), key), target, all);
            let may_lack = is_true(one, "optional");
            match (found, target) {
                (Some(found), _) => layers.extend(found?),
                _ if !is_needed || may_lack => {}
                // Only this value is not known.
                (None, Some(target)) => layers.push(Layer::Single(Single {
                    path: target.text().to_owned(),
                    at: document.spot(target),
                    content: Content::Open,
                })),
                (None, None) => {
                    let (kind, name) = (text("kind"), text("name"));
                    let message = format!("{kind} `{name}` with `{key}` not found in the input");
                    self.missing(document, one, message);
                    return Err(NotKnown);
                }
            }
        }
        Ok(layers)
    }
}
