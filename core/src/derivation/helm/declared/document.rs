//! Documents that may declare releases.

use std::sync::Arc;

use super::Spot;
use super::files::Files;
use crate::derivation::lookup::at;
use crate::derivation::stage::{ObjectId, Stage};
use crate::frontends::kubernetes::KUSTOMIZATION;
use crate::frontends::uncovered::HELMFILE;
use crate::frontends::{FileKind, helm};
use crate::model::path::clean;
use crate::syntax::{self, Format};
use crate::tree::{Kind, NodeRef, Origin, Tree};

/// A document.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// The number of its text.
    pub(super) text: usize,
    /// The path of the file that it is written in.
    pub(super) path: String,
    pub(super) kind: &'static FileKind,
    pub(super) tree: Arc<Tree>,
    root: u32,
    /// What it is if its object does not say so.
    called: &'static str,
    /// Whether a chart renders it.
    pub(super) is_rendered: bool,
    /// The environments that are known for it: those that the caller gives, or those of the overlays
    /// that build it.
    pub(super) environments: Vec<Arc<str>>,
}

/// The documents of texts: what kustomizations build in place of what it is built from.
pub(super) fn documents(texts: &[usize], stage: &Stage<'_>) -> Vec<Document> {
    let mut found = Vec::new();
    for number in texts {
        let Some(text) = stage.text(*number).filter(|text| !text.is_context) else { continue };
        // What is built of a part is read in its place; a kustomization is not among what it builds.
        let is_part = stage.is_part(*number) && text.kind != &KUSTOMIZATION;
        if helm::is_template_text(text.kind) || is_part {
            continue;
        }
        let parsed = match (text.tree, text.source) {
            (Some(tree), _) => Arc::clone(tree),
            // Nothing in it is checked, so that it was not parsed.
            (None, Some(source)) if text.kind == &HELMFILE => {
                let limits = stage.limits();
                Arc::new(syntax::parse(source.clone(), Format::YAML, Origin::Text, limits).0)
            }
            _ => continue,
        };
        let environments = text.environments.to_vec();
        add(*number, text.kind, &parsed, &environments, &mut found);
    }
    for built in stage.built().filter(|built| texts.binary_search(&built.text).is_ok()) {
        let first = found.len();
        add(built.text, built.kind, built.tree, built.environments, &mut found);
        let added = found.iter_mut().skip(first);
        added.for_each(|document| document.is_rendered = built.is_rendered);
    }
    found
}

fn add(
    text: usize,
    kind: &'static FileKind,
    tree: &Arc<Tree>,
    environments: &[Arc<str>],
    found: &mut Vec<Document>,
) {
    let roots = tree.documents().map(|(_, root)| root);
    found.extend(roots.filter(|root| root.kind() == Kind::Mapping).map(|root| Document {
        text,
        path: clean(tree.decided(root.index()).0.source().name()),
        kind,
        tree: Arc::clone(tree),
        root: root.index(),
        called: "",
        is_rendered: false,
        environments: environments.to_vec(),
    }));
}

impl Document {
    pub(super) fn root(&self) -> NodeRef<'_> {
        self.tree.node(self.root)
    }

    /// An object that is made of the document.
    pub(super) fn made(&self, called: &'static str, tree: Arc<Tree>) -> Option<Self> {
        let root = tree.documents().next()?.1.index();
        Some(Self { tree, root, called, ..self.clone() })
    }

    /// A node of the document.
    pub(super) fn spot(&self, node: NodeRef<'_>) -> Spot {
        Spot { tree: Arc::clone(&self.tree), node: node.index() }
    }

    pub(super) fn object(&self) -> ObjectId {
        (self.tree.id(), self.root)
    }

    /// The kind of the object.
    pub(super) fn object_kind(&self) -> &str {
        at(self.root(), "kind").map_or(self.called, NodeRef::text)
    }

    /// A field of the metadata.
    pub(super) fn metadata(&self, field: &str) -> &str {
        let metadata = at(self.root(), "metadata");
        metadata.and_then(|metadata| at(metadata, field)).map_or("", NodeRef::text)
    }

    /// What it is, for messages.
    pub(super) fn by(&self, files: &Files) -> String {
        let path = files.shown(self.text);
        match self.object_kind() {
            "" | "Kustomization" | "Component" => format!("`{path}`"),
            kind => format!("{kind} `{}` in `{path}`", self.metadata("name")),
        }
    }
}
