//! The files that inputs name by a path, for callers that can read them.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::parse::Parsed;
use super::sources::text;
use crate::derivation::{Names, chart_beside, named_by_kustomization, named_by_template};
use crate::model::path::clean;
use crate::tree::Limits;

/// A file that an input references by a path and that is not among the inputs so far.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct NamedFile {
    /// Its path, relative to the same folder as the names of the inputs, without `.` and, where
    /// possible, without `..`. It may not exist, or must not be read.
    pub path: String,
    /// The input that names it.
    pub by: String,
    /// The bundle of that input.
    pub bundle: Arc<str>,
    /// The names of the file if the path is that of a folder: the first that exists. Empty if it cannot
    /// be a folder.
    pub in_folder: &'static [&'static str],
    /// Whether it is used for its values, so that it can be [context](crate::Input::context) if it
    /// is not part of the repository.
    pub has_values: bool,
}

/// Collects the files that inputs name: the bases and components of a kustomization, what a Compose
/// service extends, files of variables, ...
///
/// The core reads no files. A caller that can read files gets the names of its inputs, reads and parses
/// what it may, and repeats this until there are no new names.
///
/// ```
/// use asepsis::{Checker, Input};
///
/// let checker = Checker::default();
/// let compose = "services: {lab: {extends: {file: ../base.yml, service: web}}}";
/// let parsed = checker.parse(Input::text("lab/compose.yaml", compose));
/// let mut names = checker.named_files();
/// let named: Vec<String> = names.of([&parsed]).into_iter().map(|file| file.path).collect();
/// assert_eq!(named, ["lab/.env", "base.yml"]);
/// ```
#[derive(Debug)]
pub struct NamedFiles {
    limits: Limits,
    bundles: BTreeMap<Arc<str>, Bundle>,
}

/// The state of a bundle: references are not resolved across bundles.
#[derive(Debug)]
struct Bundle {
    /// The references of Compose files.
    names: Names,
    /// The inputs, and the files named so far.
    known: HashSet<String>,
}

impl NamedFiles {
    pub(crate) fn within(limits: Limits) -> Self {
        Self { limits, bundles: BTreeMap::new() }
    }

    /// Adds inputs; returns the files that they name, without inputs and without files named before. An
    /// input that is [alone](crate::Input::alone) names no files.
    pub fn of<'p>(&mut self, parsed: impl IntoIterator<Item = &'p Parsed>) -> Vec<NamedFile> {
        let mut named = Vec::new();
        let all = parsed.into_iter().flat_map(Parsed::all);
        for input in all.filter(|input| !input.alone && input.source.is_some()) {
            let bundle = self.bundles.entry(Arc::clone(&input.bundle)).or_insert_with(|| Bundle {
                names: Names::new(self.limits),
                known: HashSet::new(),
            });
            bundle.known.insert(clean(&input.name));
            bundle.take(input, &mut named);
        }
        // A named file may be among later inputs.
        named.retain(|file: &NamedFile| {
            let bundle = self.bundles.get_mut(&file.bundle);
            bundle.is_some_and(|bundle| bundle.known.insert(file.path.clone()))
        });
        named
    }
}

impl Bundle {
    fn take(&mut self, input: &Parsed, named: &mut Vec<NamedFile>) {
        let text = text(input);
        let bundle = &input.bundle;
        let of_compose = self.names.take(&text).into_iter();
        named.extend(of_compose.map(|one| NamedFile {
            path: one.path,
            by: one.by,
            bundle: Arc::clone(bundle),
            in_folder: &[],
            has_values: true,
        }));
        let of_kustomize = named_by_kustomization(&text).into_iter();
        named.extend(of_kustomize.map(|one| NamedFile {
            path: one.path,
            by: input.name.as_ref().to_owned(),
            bundle: Arc::clone(bundle),
            in_folder: one.in_folder,
            has_values: one.has_values,
        }));
        let of_template = named_by_template(&text).into_iter();
        named.extend(chart_beside(&text).into_iter().chain(of_template).map(|path| NamedFile {
            path,
            by: input.name.as_ref().to_owned(),
            bundle: Arc::clone(bundle),
            in_folder: &[],
            has_values: false,
        }));
    }
}
