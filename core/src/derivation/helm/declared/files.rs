//! The files of a bundle, as declarations name them.

use std::collections::{BTreeSet, HashMap};

use super::document::Document;
use crate::derivation::lookup::above;
use crate::derivation::stage::Stage;
use crate::frontends::helm::is_description;
use crate::model::path::{clean, folder, join};
use crate::source::Problem;
use crate::tree::NodeRef;

/// The files of a bundle.
#[derive(Debug)]
pub(super) struct Files {
    /// The texts, by path.
    texts: HashMap<String, usize>,
    /// The path of each text, as it was given.
    given: HashMap<usize, String>,
    /// The paths of all files, also of those that were not read.
    pub(super) all: BTreeSet<String>,
    /// The folders that contain files.
    pub(super) folders: BTreeSet<String>,
    /// The folders of charts.
    charts: BTreeSet<String>,
}

impl Files {
    pub(super) fn new(texts: &[usize], stage: &Stage<'_>) -> Self {
        let mut files = Self {
            texts: HashMap::new(),
            given: HashMap::new(),
            all: BTreeSet::new(),
            folders: BTreeSet::new(),
            charts: BTreeSet::new(),
        };
        for number in texts {
            let Some(text) = stage.text(*number) else { continue };
            let path = clean(text.path);
            files.folders.extend(above(&path).into_iter().map(str::to_owned));
            if is_description(&path) {
                files.charts.insert(folder(&path).to_owned());
            }
            files.given.insert(*number, text.path.to_owned());
            if text.source.is_some() || text.tree.is_some() {
                files.texts.insert(path.clone(), *number);
            }
            files.all.insert(path);
        }

        files
    }

    /// The path of a text, as messages show it.
    pub(super) fn shown(&self, text: usize) -> &str {
        self.given.get(&text).map_or("", String::as_str)
    }

    /// The text at a path.
    pub(super) fn text(&self, path: &str) -> Option<usize> {
        self.texts.get(path).copied()
    }

    /// Whether a folder is a chart.
    pub(super) fn is_chart(&self, path: &str) -> bool {
        self.charts.contains(path)
    }

    /// The folder at a path below the root of the repository of a file. No file says where that is: it
    /// may be any folder above, the outermost first.
    pub(super) fn folder(&self, file: &str, path: &str) -> Option<String> {
        let of = |root: &str| match join(root, path.trim_start_matches('/')) {
            path if path == "." => String::new(),
            path => path,
        };
        let found: Vec<String> = above(file).into_iter().map(of).collect();
        // A chart may have the name of another folder further up.
        let is_chart = |path: &&String| self.is_chart(path);
        let is_folder = |path: &&String| self.folders.contains(*path);
        found.iter().find(is_chart).or_else(|| found.iter().find(is_folder)).cloned()
    }

    /// The text at a path below the root of the repository of a file.
    pub(super) fn below_root(&self, file: &str, path: &str) -> Option<usize> {
        let path = path.trim_start_matches('/');
        above(file).into_iter().find_map(|root| self.text(&join(root, path)))
    }

    /// A problem at the place where a node is written, with the number of its text.
    pub(super) fn located(
        &self,
        document: &Document,
        node: NodeRef<'_>,
        problem: Problem,
    ) -> (usize, Problem) {
        let (tree, decided) = node.tree().decided(node.index());
        let number = self.text(&clean(tree.source().name())).unwrap_or(document.text);
        let problem = problem.at(tree.node(decided).span());
        match tree.document_of(decided) {
            Some(of) => (number, problem.in_document(of.number)),
            None => (number, problem),
        }
    }
}
