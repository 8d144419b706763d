//! Helmfile: releases of charts, for each environment.
//!
//! Source: helmfile 1, "Configuration" and "Environment". Its files are templates: only the name of the
//! environment is filled in.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::document::Document;
use super::elements::Element;
use super::instance::{Language, instance};
use super::layers::{Known, NotKnown};
use super::{Content, Installed, Layer, Reader};
use crate::derivation::helm::evaluate::Shared;
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::sources::Sources;
use crate::derivation::helm::text::Text;
use crate::derivation::lookup::{at, is_local, list};
use crate::model::path::{folder, join};
use crate::source::{Problem, ProblemCode};
use crate::tree::{Kind, NodeRef, Scalar};

/// The expression for the name of the environment.
const NAME: &str = ".Environment.Name";

/// The environment if none is asked for.
const DEFAULT: &str = "default";

/// Fields of a release that change what its chart renders, or its values.
const UNREAD: &[&str] = &[
    "inherit",
    "jsonPatches",
    "secrets",
    "setTemplate",
    "strategicMergePatches",
    "transformers",
    "valuesTemplate",
];

impl Reader<'_, '_> {
    /// A document of a Helmfile.
    pub(super) fn helmfile(&mut self, document: &Document, all: &[Document]) {
        let root = document.root();
        for one in entries(root, "environments") {
            for file in ["values", "secrets"].iter().flat_map(|key| list(one, key)) {
                self.named_value(document, file);
            }
        }
        let releases = list(root, "releases");
        let of = |key| releases.iter().flat_map(move |one| list(*one, key));
        for file in of("values").chain(of("secrets")) {
            self.named_value(document, file);
        }
        if !releases.iter().any(|release| self.home(document, *release).is_some()) {
            return;
        }
        let mut environments = environments(document, all);
        if environments.is_empty() {
            environments.insert(DEFAULT.to_owned(), Vec::new());
        }
        let mut sources = Sources::default();
        sources.add(&document.tree);
        let mut shared = Shared::default();
        for (name, values) in &environments {
            let mut element = Element::empty();
            element.named.insert(NAME.to_owned(), Text::new(name.as_str(), Trace::default()));
            let limits = self.stage.limits();
            let (language, shared) = (Language::Names, &mut shared);
            let made = instance(root, &element, language, &sources, shared, limits);
            let Some(made) = made.and_then(|tree| document.made("", Arc::new(tree))) else {
                continue;
            };
            for release in list(made.root(), "releases") {
                if self.release(&made, release, (name, values)).is_err() {
                    self.not_known(document, "the values of a release are not known");
                }
            }
        }
    }

    /// A file of values that a Helmfile names.
    fn named_value(&mut self, document: &Document, file: NodeRef<'_>) {
        if file.kind() == Kind::Scalar {
            let found = self.files.text(&join(folder(&document.path), file.text()));
            self.declarations.values.extend(found);
        }
    }

    /// The folder of the chart of a release.
    fn home(&self, document: &Document, release: NodeRef<'_>) -> Option<String> {
        let chart = at(release, "chart")?.text();
        let home = join(folder(&document.path), chart);
        self.files.is_chart(&home).then_some(home)
    }

    fn release(
        &mut self,
        document: &Document,
        release: NodeRef<'_>,
        (name, of_environment): (&str, &[NodeRef<'_>]),
    ) -> Known<()> {
        let Some(home) = self.home(document, release) else {
            let chart = at(release, "chart").filter(|chart| chart.text().starts_with('.'));
            if let Some(chart) = chart.filter(|chart| is_local(chart.text())) {
                self.known(document, chart)?;
                let message = format!("chart `{}` not found in the input", chart.text());
                self.missing(document, chart, message);
            }
            return Ok(());
        };
        if !self.is_installed(document, release, of_environment)? {
            return Ok(());
        }
        let used =
            |node: &NodeRef<'_>| !(node.is_null() || node.text().is_empty() && node.is_empty());
        let unread = UNREAD.iter().find_map(|key| Some((key, at(release, key).filter(used)?)));
        if let Some((key, node)) = unread {
            let message = format!("`{key}` is not read: the release is not rendered");
            self.problem(document, node, Problem::new(ProblemCode::NotBuilt, message));
            return Err(NotKnown);
        }
        let values = self.values_of_release(document, release)?;
        let of = |key| at(release, key).or_else(|| at(document.root(), key));
        let mut text = |node: Option<NodeRef<'_>>| -> Known<Option<String>> {
            let node = node.filter(|node| !node.text().is_empty());
            node.map(|node| self.text(document, node).map(str::to_owned)).transpose()
        };
        let own = text(at(release, "name"))?;
        let namespace = text(of("namespace"))?;
        let kubernetes = text(of("kubeVersion"))?;
        let versions = of("apiVersions").map(crate::derivation::lookup::listed).unwrap_or_default();
        let environments = if name == DEFAULT {
            let layers: Vec<&Layer> = values.iter().collect();
            let names = [own.as_deref(), namespace.as_deref()].map(Option::unwrap_or_default);
            self.environments(document, &layers, &[], &names)
        } else if document.environments.is_empty() {
            vec![Arc::from(name)]
        } else {
            document.environments.clone()
        };
        let path = self.files.shown(document.text);
        let by = format!("release `{}` in `{path}`", own.as_deref().unwrap_or_default());
        let release = Installed {
            by,
            environments,
            name: own,
            namespace,
            values,
            kubernetes,
            api_versions: versions.into_iter().map(|node| node.text().to_owned()).collect(),
            ..Installed::default()
        };
        self.add(home, release);
        Ok(())
    }

    /// Whether a release is installed in the environment with some values.
    fn is_installed(
        &mut self,
        document: &Document,
        release: NodeRef<'_>,
        values: &[NodeRef<'_>],
    ) -> Known<bool> {
        if let Some(node) = at(release, "condition").filter(|node| !node.text().is_empty()) {
            let path = self.text(document, node)?;
            let found = values.iter().rev().find_map(|values| self.flag(document, *values, path));
            let Some(is_on) = found else {
                let message = "`condition` is not in the values of the environment: the release is not rendered";
                self.problem(document, node, Problem::new(ProblemCode::NotBuilt, message));
                return Err(NotKnown);
            };
            if !is_on {
                return Ok(false);
            }
        }
        let Some(node) = at(release, "installed") else { return Ok(true) };
        self.known(document, node)?;
        Ok(!matches!(node.scalar(), Scalar::Bool(false)))
    }

    /// A flag in values of an environment: a mapping, or the path of a file.
    fn flag(&self, document: &Document, values: NodeRef<'_>, path: &str) -> Option<bool> {
        let flag = |root| match path.split('.').try_fold(root, at)?.scalar() {
            Scalar::Bool(flag) => Some(flag),
            _ => None,
        };
        if values.kind() == Kind::Mapping {
            return flag(values);
        }
        let file = self.files.text(&join(folder(&document.path), values.text()))?;
        let (_, tree) = self.stage.read(file)?;
        let (_, root) = tree.documents().next()?;
        flag(root)
    }

    fn values_of_release(
        &mut self,
        document: &Document,
        release: NodeRef<'_>,
    ) -> Known<Vec<Layer>> {
        let root = document.root();
        let handler = at(release, "missingFileHandler").or_else(|| at(root, "missingFileHandler"));
        let may_lack = handler.is_some_and(|handler| handler.text() != "Error");
        let mut values = Vec::new();
        for node in list(release, "values") {
            if node.kind() != Kind::Scalar {
                values.extend(self.mapping(document, node)?);
                continue;
            }
            let path = self.text(document, node)?;
            if path.rsplit('.').next() == Some("gotmpl") {
                let message = format!("`{path}` is a template of Helmfile, and is not rendered");
                self.problem(document, node, Problem::new(ProblemCode::NotBuilt, message));
                return Err(NotKnown);
            }
            let found = self.files.text(&join(folder(&document.path), path));
            if found.is_some() || !may_lack {
                values.push(self.file(document, node, found)?);
            }
        }
        for (field, is_text) in [("set", false), ("setString", true)] {
            for one in list(release, field) {
                let (Some(name), Some(value)) = (at(one, "name"), at(one, "value")) else {
                    let message =
                        format!("only `value` of `{field}` is read: the release is not rendered");
                    self.problem(document, one, Problem::new(ProblemCode::NotBuilt, message));
                    return Err(NotKnown);
                };
                let content = if is_text { Content::Text } else { Content::Typed };
                values.push(self.single(document, name, value, content)?);
            }
        }
        Ok(values)
    }
}

/// The environments, with their values: of all documents of the file, and of its bases.
fn environments<'d>(
    document: &Document,
    all: &'d [Document],
) -> BTreeMap<String, Vec<NodeRef<'d>>> {
    let own = || all.iter().filter(|one| one.text == document.text);
    let bases = own().flat_map(|one| list(one.root(), "bases"));
    let paths: Vec<String> = bases.map(|base| join(folder(&document.path), base.text())).collect();
    let bases = all.iter().filter(|one| paths.contains(&one.path));
    let mut found: BTreeMap<String, Vec<NodeRef<'_>>> = BTreeMap::new();
    for one in bases.chain(own()).filter_map(|one| at(one.root(), "environments")) {
        for (key, environment) in one.entries() {
            let values = environment.follow().map(|one| list(one, "values"));
            let known = found.entry(key.key_text().into_owned()).or_default();
            known.extend(values.into_iter().flatten());
        }
    }
    found
}

/// The values of a mapping under a key.
fn entries<'n>(root: NodeRef<'n>, key: &str) -> Vec<NodeRef<'n>> {
    let all = at(root, key).filter(|all| all.kind() == Kind::Mapping);
    let all = all.map(NodeRef::entries).unwrap_or_default().into_iter();
    all.filter_map(|(_, value)| value.follow()).collect()
}
