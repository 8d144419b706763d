//! Releases that other programs install, as documents of the input declare them: the chart, and what it is
//! rendered with.

mod argo;
mod document;
mod elements;
mod environments;
mod files;
mod flux;
mod generators;
mod helmfile;
mod instance;
mod k3s;
mod kustomize;
mod layers;
mod objects;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use document::{Document, documents};
use files::Files;

use crate::derivation::lookup::at;
use crate::derivation::stage::{ObjectId, Stage};
use crate::frontends::kubernetes::KUSTOMIZATION;
use crate::frontends::uncovered::HELMFILE;
use crate::source::{Problem, ProblemCode};
use crate::tree::{NodeRef, Tree};

/// The kinds of objects that install charts.
const INSTALLERS: &[&str] = &["Application", "ApplicationSet", "HelmChart", "HelmRelease"];

/// Whether a template may render an object that installs charts.
pub(in crate::derivation) fn may_install(template: &str) -> bool {
    let kinds = template.lines().filter_map(|line| line.trim().strip_prefix("kind:"));
    let mut kinds = kinds.map(|kind| kind.trim().trim_matches(['"', '\'']));
    kinds.any(|kind| INSTALLERS.contains(&kind))
}

/// What documents declare about releases.
#[derive(Debug, Default)]
pub(in crate::derivation) struct Declarations {
    /// The releases of charts in the input.
    pub(in crate::derivation) releases: Vec<Declared>,
    /// The texts that are named as values, also for charts that are not in the input.
    pub(in crate::derivation) values: BTreeSet<usize>,
    /// The problems, each with the number of its text.
    problems: Vec<(usize, Problem)>,
    /// Why objects of a release may be missing, each with the number of the text that declares it.
    unseen: Vec<(usize, String)>,
}

/// A release that a document declares.
#[derive(Clone, Debug)]
pub(in crate::derivation) struct Declared {
    /// The folder of the chart.
    pub(in crate::derivation) home: String,
    pub(in crate::derivation) release: Installed,
}

/// A release of a chart.
#[derive(Clone, Debug, Default)]
pub(in crate::derivation) struct Installed {
    /// What declares it, for messages: Application `lab` in `apps/lab.yaml`. Empty if nothing does.
    pub(in crate::derivation) by: String,
    /// The object that installs it and that is there only for that.
    pub(in crate::derivation) object: Option<ObjectId>,
    /// The environments that it is installed in; empty for those without another release.
    pub(in crate::derivation) environments: Vec<Arc<str>>,
    /// The name; default: that of the chart.
    pub(in crate::derivation) name: Option<String>,
    /// The namespace; default: `default`.
    pub(in crate::derivation) namespace: Option<String>,
    /// The namespace of objects that name none; default: that of the release.
    pub(in crate::derivation) target: Option<String>,
    /// What replaces the default values of the chart, if there is any.
    pub(in crate::derivation) defaults: Vec<Layer>,
    /// The values, the later ones over the earlier ones.
    pub(in crate::derivation) values: Vec<Layer>,
    /// The version of Kubernetes; default: that of the run.
    pub(in crate::derivation) kubernetes: Option<String>,
    /// Groups and versions of the cluster besides those that Helm assumes.
    pub(in crate::derivation) api_versions: Vec<String>,
}

/// Values of a release.
#[derive(Clone, Debug)]
pub(in crate::derivation) enum Layer {
    /// A file of values.
    File(usize),
    /// A mapping in a document.
    Mapping(Spot),
    /// A text in base64 with values.
    Encoded(Spot),
    /// A single value, as `--set` takes it.
    Single(Single),
}

/// A node of a tree.
#[derive(Clone, Debug)]
pub(in crate::derivation) struct Spot {
    pub(in crate::derivation) tree: Arc<Tree>,
    pub(in crate::derivation) node: u32,
}

/// A single value.
#[derive(Clone, Debug)]
pub(in crate::derivation) struct Single {
    /// The path of the value, as `--set` takes it: `image.tag`.
    pub(in crate::derivation) path: String,
    /// Where it is written.
    pub(in crate::derivation) at: Spot,
    pub(in crate::derivation) content: Content,
}

/// The content of a single value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::derivation) enum Content {
    /// The text of the node, as `--set` reads it.
    Typed,
    /// The text of the node, as `--set-string` reads it.
    Text,
    /// The text that the node has in base64.
    Encoded,
    /// The text of a file.
    File(usize),
    /// Only the cluster has it.
    Open,
}

impl Spot {
    pub(in crate::derivation) fn node(&self) -> NodeRef<'_> {
        self.tree.node(self.node)
    }
}

impl Installed {
    /// The files of values.
    pub(in crate::derivation) fn files(&self) -> impl Iterator<Item = usize> + '_ {
        self.defaults.iter().chain(&self.values).filter_map(|layer| match layer {
            Layer::File(number) => Some(*number),
            Layer::Mapping(_) | Layer::Encoded(_) | Layer::Single(_) => None,
        })
    }
}

impl Declarations {
    /// Adds others.
    pub(in crate::derivation) fn extend(&mut self, other: Self) {
        self.releases.extend(other.releases);
        self.values.extend(other.values);
        self.problems.extend(other.problems);
        self.unseen.extend(other.unseen);
    }

    /// Records what is wrong with declarations.
    pub(in crate::derivation) fn say(&self, stage: &mut Stage<'_>) {
        for (number, problem) in &self.problems {
            stage.problem(*number, problem.clone());
        }
        for (number, why) in &self.unseen {
            stage.unseen(*number, None, why.clone());
        }
    }
}

/// Reads what the documents of a bundle declare: those that are written, or those that charts render.
pub(in crate::derivation) fn read(
    texts: &[usize],
    is_rendered: bool,
    stage: &Stage<'_>,
) -> Declarations {
    let documents = documents(texts, stage);
    let kind = |document: &Document| {
        let kind = at(document.root(), "kind").map_or("", NodeRef::text);
        let group = at(document.root(), "apiVersion").map_or("", NodeRef::text);
        (kind.to_owned(), group.split('/').next().unwrap_or_default().to_owned())
    };
    let kinds: Vec<(String, String)> = documents.iter().map(kind).collect();
    let is_any = kinds.iter().zip(&documents).any(|((kind, _), document)| {
        INSTALLERS.contains(&kind.as_str())
            || document.kind == &HELMFILE
            || document.kind == &KUSTOMIZATION
    });
    if !is_any {
        return Declarations::default();
    }
    let files = Files::new(texts, stage);
    let mut reader = Reader { files, stage, declarations: Declarations::default() };
    let of_rendered = |document: &Document| document.is_rendered == is_rendered;
    for (document, (kind, group)) in
        documents.iter().zip(&kinds).filter(|(document, _)| of_rendered(document))
    {
        match (kind.as_str(), group.as_str()) {
            _ if document.kind == &HELMFILE => reader.helmfile(document, &documents),
            _ if document.kind == &KUSTOMIZATION => reader.kustomization(document),
            ("Application", _) => reader.application(document, &[]),
            ("ApplicationSet", _) => reader.application_set(document),
            ("HelmChart", "helm.cattle.io") => reader.helm_chart(document, &documents),
            ("HelmRelease", _) => reader.helm_release(document, &documents),
            ("HelmChart", _) => reader.flux_chart(document),
            _ => {}
        }
    }
    reader.declarations
}

/// Reads declarations.
struct Reader<'r, 'p> {
    files: Files,
    stage: &'r Stage<'p>,
    declarations: Declarations,
}

impl Reader<'_, '_> {
    /// Records a problem at a node.
    fn problem(&mut self, document: &Document, node: NodeRef<'_>, problem: Problem) {
        let (number, problem) = self.files.located(document, node, problem);
        let known = &mut self.declarations.problems;
        // One document can be read for several environments.
        if !known.iter().any(|(of, one)| *of == number && *one == problem) {
            known.push((number, problem));
        }
    }

    /// Records that something that a node names is not in the input.
    fn missing(&mut self, document: &Document, node: NodeRef<'_>, message: String) {
        self.problem(document, node, Problem::new(ProblemCode::MissingReference, message));
    }

    /// Records that a release is not rendered, because something about it is not known.
    fn not_known(&mut self, document: &Document, why: &str) {
        let by = document.by(&self.files);
        self.declarations.unseen.push((document.text, format!("{by} is not rendered: {why}")));
    }

    /// Adds a release.
    fn add(&mut self, home: String, release: Installed) {
        self.declarations.releases.push(Declared { home, release });
    }
}
