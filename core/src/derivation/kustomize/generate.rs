//! The ConfigMaps and Secrets that generators create from literals.

use std::ops::Range;
use std::sync::Arc;

use super::read::{GENERATORS, Kustomization};
use crate::derivation::lookup::{at, list};
use crate::derivation::stage::{Deriver, Key, Role, Stage};
use crate::frontends::kubernetes::MANIFEST;
use crate::source::{Problem, Source};
use crate::tree::{
    Abandoned, Builder, Dialect, Kind, Lineage, NodeRef, Origin, Passage, Properties, Provenance,
    Style,
};

/// The number of the kustomization among the sources of a generated object.
const SELF: u32 = 0;

/// Creates the objects of the generators of a kustomization, each as a document.
pub(super) fn generate(number: usize, kustomization: &Kustomization<'_>, stage: &mut Stage<'_>) {
    let Some(tree) = stage.text(number).and_then(|text| text.tree.cloned()) else { return };
    let mut generators = Vec::new();
    for field in GENERATORS {
        generators.extend(list(kustomization.root, field).into_iter().map(|one| (field, one)));
    }
    generators.retain(|(_, one)| at(*one, "literals").is_some());
    if generators.is_empty() {
        return;
    }
    let origin = Origin::Derived(Provenance::of_nodes(vec![Arc::clone(&tree)]).unrendered());
    let source = Source::new(tree.source().shared_name(), "");
    let mut writer =
        Writer { builder: Builder::new(source, Dialect::Kubernetes, origin, stage.limits()) };
    for (document, (field, generator)) in (0..).zip(generators) {
        writer.builder.begin_made_document(document);
        let written = writer.object(field == "secretGenerator", generator);
        let written = written.and_then(|()| writer.builder.end_document());
        if let Err(Abandoned(problem)) = written {
            // A position in the generated tree is not a position in a file.
            let problem = Problem::new(problem.code, problem.message);
            stage.problem(number, problem.at(generator.span()).in_document(0));
        }
    }
    let key = Key::new(Deriver::Kustomize, number);
    stage.add(key, Arc::new(writer.builder.finish().0), &MANIFEST, Role::Document);
}

struct Writer {
    builder: Builder,
}

impl Writer {
    fn object(&mut self, is_secret: bool, generator: NodeRef<'_>) -> Result<(), Abandoned> {
        let literals = list(generator, "literals");
        let of_literals = at(generator, "literals").unwrap_or(generator);
        self.begin(generator)?;
        self.implied("apiVersion", "v1", generator)?;
        self.implied("kind", if is_secret { "Secret" } else { "ConfigMap" }, generator)?;
        if let Some(kind) = at(generator, "type").filter(|_| is_secret) {
            self.copied("type", kind)?;
        }
        self.key("metadata", generator)?;
        self.begin(generator)?;
        if let Some(name) = at(generator, "name") {
            self.copied("name", name)?;
        }
        // The namespace of the kustomization overrides it, as for all objects.
        if let Some(namespace) = at(generator, "namespace") {
            self.copied("namespace", namespace)?;
        }
        self.builder.end_made();
        self.key(if is_secret { "stringData" } else { "data" }, of_literals)?;
        self.begin(of_literals)?;
        for literal in literals {
            self.literal(literal)?;
        }
        self.builder.end_made();
        self.builder.end_made();
        Ok(())
    }

    /// Writes `KEY=value` as a key and its value, without quotes around the value.
    fn literal(&mut self, literal: NodeRef<'_>) -> Result<(), Abandoned> {
        let text = literal.text();
        let Some(equals) = text.find('=') else { return Ok(()) };
        let (mut from, mut to) = (equals + 1, text.len());
        let value = text.get(from..to).unwrap_or_default();
        let is_quoted =
            |quote| value.len() > 1 && value.starts_with(quote) && value.ends_with(quote);
        if is_quoted('"') || is_quoted('\'') {
            (from, to) = (from + 1, to - 1);
        }
        self.part(literal, 0..equals)?;
        self.part(literal, from..to)
    }

    fn begin(&mut self, of: NodeRef<'_>) -> Result<(), Abandoned> {
        self.builder.derive_from(&Lineage::implied(Passage::of(SELF, of)));
        self.builder.begin_made(Kind::Mapping, Properties::default())
    }

    fn key(&mut self, key: &str, of: NodeRef<'_>) -> Result<(), Abandoned> {
        self.builder.derive_from(&Lineage::implied(Passage::of(SELF, of)));
        self.scalar(key)
    }

    fn implied(&mut self, key: &str, value: &str, of: NodeRef<'_>) -> Result<(), Abandoned> {
        self.key(key, of)?;
        self.key(value, of)
    }

    fn copied(&mut self, key: &str, value: NodeRef<'_>) -> Result<(), Abandoned> {
        self.key(key, value)?;
        self.builder.derive_from(&Passage::of(SELF, value).into());
        self.scalar(value.text())
    }

    /// Writes a range of bytes of a scalar.
    fn part(&mut self, of: NodeRef<'_>, bytes: Range<usize>) -> Result<(), Abandoned> {
        self.builder.derive_from(&Passage::part_of(SELF, of, bytes.clone()).into());
        self.scalar(of.text().get(bytes).unwrap_or_default())
    }

    fn scalar(&mut self, text: &str) -> Result<(), Abandoned> {
        self.builder.made(Style::DoubleQuoted, text, Properties::default())
    }
}
