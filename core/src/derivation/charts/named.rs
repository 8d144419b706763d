//! Files that others name as files of values: a release of Flux, an application of Argo CD, a file
//! of Helmfile.

use std::collections::{HashMap, HashSet};

use crate::derivation::kustomize::{GENERATORS, values as values_of};
use crate::derivation::lookup::{at, list};
use crate::derivation::stage::Text;
use crate::frontends::kubernetes;
use crate::frontends::uncovered::HELMFILE;
use crate::model::path::{clean, folder, join};
use crate::syntax::{self, Format};
use crate::tree::{Kind, Limits, NodeRef, Origin};

/// The numbers of the texts that others name as values; those that are asked about are given by their
/// paths.
pub(super) fn values(
    texts: &[&Text<'_>],
    paths: &HashMap<String, usize>,
    limits: Limits,
) -> Vec<usize> {
    let mut named = Named { paths, found: Vec::new(), maps: HashSet::new() };
    for (path, root) in
        texts.iter().flat_map(|text| roots(text)).filter(|(_, root)| is_mapping(*root))
    {
        match at(root, "kind").map(NodeRef::text) {
            Some("HelmRelease" | "HelmChart") => named.release(&path, root),
            Some("Application" | "ApplicationSet") => named.application(&path, root),
            _ => {}
        }
    }
    for text in texts.iter().filter(|text| text.kind == &HELMFILE) {
        let Some(source) = text.source else { continue };
        // Nothing is judged in it. What has to be rendered first names nothing.
        let (tree, _) = syntax::parse(source.clone(), Format::YAML, Origin::Text, limits);
        for (_, root) in tree.documents().filter(|(_, root)| is_mapping(*root)) {
            named.helmfile(&clean(text.path), root);
        }
    }
    // Values that a release takes from an object may be in a file of which Kustomize makes it.
    let kustomizations = texts.iter().filter(|text| text.kind == &kubernetes::KUSTOMIZATION);
    for (path, root) in kustomizations.flat_map(|text| roots(text)) {
        named.generators(&path, root);
    }
    named.found
}

/// The documents of a text, each with the path of the text.
fn roots<'p>(text: &Text<'p>) -> Vec<(String, NodeRef<'p>)> {
    let path = clean(text.path);
    let documents = text.tree.into_iter().flat_map(|tree| tree.documents());
    documents.map(|(_, root)| (path.clone(), root)).collect()
}

struct Named<'n> {
    paths: &'n HashMap<String, usize>,
    found: Vec<usize>,
    /// The names of objects that hold values.
    maps: HashSet<String>,
}

impl Named<'_> {
    /// A release of Flux: its files lie below the root of the source.
    fn release(&mut self, path: &str, root: NodeRef<'_>) {
        let Some(spec) = at(root, "spec") else { return };
        let chart = at(spec, "chart").and_then(|chart| at(chart, "spec"));
        for holder in [Some(spec), chart].into_iter().flatten() {
            for file in ["valuesFiles", "valuesFile"].iter().flat_map(|key| list(holder, key)) {
                self.below_root(path, file.text());
            }
        }
        let objects = list(spec, "valuesFrom").into_iter();
        let names = objects.filter_map(|object| at(object, "name"));
        self.maps.extend(names.map(|name| name.text().to_owned()));
    }

    /// An application of Argo CD: a path begins at the chart, or with `/` or the name of another
    /// source at the root of the repository.
    fn application(&mut self, path: &str, root: NodeRef<'_>) {
        let of = |spec| at(spec, "template").and_then(|template| at(template, "spec"));
        let spec = at(root, "spec");
        for spec in [spec, spec.and_then(of)].into_iter().flatten() {
            let sources = ["source", "sources"].iter().flat_map(|key| list(spec, key));
            for source in sources {
                let chart = at(source, "path").map_or("", NodeRef::text);
                let helm = at(source, "helm");
                for file in helm.map(|helm| list(helm, "valueFiles")).unwrap_or_default() {
                    let file = file.text();
                    let from_root = match file.strip_prefix('$') {
                        Some(other) => other.split_once('/').map(|(_, rest)| rest),
                        None => file.strip_prefix('/'),
                    };
                    match from_root {
                        Some(from_root) => self.below_root(path, from_root),
                        None => self.below_root(path, &format!("{chart}/{file}")),
                    }
                }
            }
        }
    }

    /// A document of a file of Helmfile: paths begin where the file lies.
    fn helmfile(&mut self, path: &str, root: NodeRef<'_>) {
        let releases = list(root, "releases");
        let environments = at(root, "environments").filter(|all| is_mapping(*all));
        let environments = environments.map(NodeRef::entries).unwrap_or_default();
        let environments = environments.into_iter().filter_map(|(_, one)| one.follow());
        for holder in releases.into_iter().chain(environments) {
            for file in ["values", "secrets"].iter().flat_map(|key| list(holder, key)) {
                if file.kind() == Kind::Scalar {
                    self.take(&join(folder(path), file.text()));
                }
            }
        }
    }

    /// Charts that Kustomize renders, and generators of objects that hold values:
    /// `values.yaml=ward.yaml`, or the path alone.
    fn generators(&mut self, path: &str, root: NodeRef<'_>) {
        for file in values_of(root) {
            self.take(&join(folder(path), file.text()));
        }
        for one in GENERATORS.iter().flat_map(|field| list(root, field)) {
            let is_named = at(one, "name").is_some_and(|name| self.maps.contains(name.text()));
            for file in list(one, "files").into_iter().filter(|_| is_named) {
                let (_, file) = file.text().split_once('=').unwrap_or(("", file.text()));
                self.take(&join(folder(path), file));
            }
        }
    }

    /// Where the root of the source is, no file says: any folder above may be it, the outermost
    /// first.
    fn below_root(&mut self, path: &str, file: &str) {
        let mut folders: Vec<&str> = path
            .match_indices('/')
            .map(|(at, _)| at)
            .filter_map(|at| path.get(..at.max(1)))
            .collect();
        folders.insert(0, "");
        let found = folders.into_iter().find_map(|folder| {
            let path = join(folder, file);
            self.paths.contains_key(&path).then_some(path)
        });
        if let Some(path) = found {
            self.take(&path);
        }
    }

    fn take(&mut self, path: &str) {
        self.found.extend(self.paths.get(path));
    }
}

fn is_mapping(node: NodeRef<'_>) -> bool {
    node.kind() == Kind::Mapping
}
