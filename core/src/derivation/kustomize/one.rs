//! Builds one kustomization of some files.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::build::Build;
use super::read::read;
use super::sources::Sources;
use super::write::write;
use super::{KUSTOMIZATION, paths};
use crate::derivation::stage::{Stage, Text};
use crate::frontends::kubernetes::MANIFEST;
use crate::frontends::{FileKind, Frontends, recognise};
use crate::model::path::folder;
use crate::source::{Problem, Source};
use crate::syntax;
use crate::tree::{Limits, Origin, Tree};

/// What a kustomization makes.
#[derive(Debug)]
pub struct Built {
    /// The objects, each as a document, in order; `None` if it cannot be built.
    pub tree: Option<Arc<Tree>>,
    /// The paths of the files that it is made from.
    pub files: BTreeSet<String>,
    /// What is wrong, each with the path of its file.
    pub problems: Vec<(String, Problem)>,
}

/// Builds the kustomization in a folder. The files have paths with `/`.
pub fn build(files: &[(&str, &str)], root: &str, limits: Limits) -> Built {
    let parsed: Vec<_> = files
        .iter()
        .map(|(path, text)| {
            let source = Source::new(*path, *text);
            let recognised = Frontends::default().take(path).recognised;
            let parse = |format| syntax::parse(source.clone(), format, Origin::Text, limits);
            let (tree, problems) = parse(recognised.format);
            (*path, recognised.kind, source, Arc::new(tree), problems)
        })
        .collect();
    let texts: Vec<Text<'_>> = parsed
        .iter()
        .map(|(path, kind, source, tree, _)| Text {
            path,
            bundle: "",
            environments: &[],
            kind,
            is_context: false,
            source: Some(source),
            tree: Some(tree),
            inner: &[],
        })
        .collect();
    let numbers: Vec<usize> = (0..texts.len()).collect();
    let stage = Stage::new(&texts, limits);
    let (paths, unread) = paths(&numbers, &stage);
    let is_kustomization = |text: &Text<'_>| text.kind == &KUSTOMIZATION;
    let all: BTreeMap<usize, _> = numbers
        .iter()
        .filter_map(|number| {
            let text = stage.text(*number).filter(|text| is_kustomization(text))?;
            Some((*number, read(text, &paths)?))
        })
        .collect();
    let sources = Sources::new(&numbers, all.iter().map(|(number, of)| (*number, of)), &stage);
    let own = all.iter().map(|(number, of)| (*number, of.path)).collect();
    let mut build = Build::new(&sources, &paths, &unread, own, true, u64::from(limits.nodes));
    let number = all.iter().find(|(_, of)| folder(of.path) == root).map(|(number, _)| *number);
    let level = number.and_then(|number| build.output(number).ok());
    let faults = build.faults;
    let trees: Arc<[Arc<Tree>]> = sources.trees.clone().into();
    let mut problems: Vec<(String, Problem)> = faults
        .into_iter()
        .map(|cause| {
            let place = cause.at.and_then(|at| sources.place(at));
            let path = place.and_then(|(text, _)| stage.text(text)).map_or("", |text| text.path);
            let problem = Problem::new(cause.code, cause.message);
            let problem = match place {
                Some((_, node)) => problem.at(node.span()),
                None => problem,
            };
            (path.to_owned(), problem)
        })
        .collect();
    // Others are only included.
    let is_read = |number: usize, kind: &'static FileKind| {
        let is_object = kind == &MANIFEST || kind == &KUSTOMIZATION;
        let path = parsed.get(number).map_or("", |(path, ..)| *path);
        is_object
            && recognise(path).is_some()
            && level.as_ref().is_none_or(|level| level.texts.contains(&number))
    };
    for (number, (path, kind, .., of_text)) in parsed.iter().enumerate() {
        if !is_read(number, kind) {
            continue;
        }
        problems.extend(of_text.iter().map(|problem| ((*path).to_owned(), problem.clone())));
    }
    let made_from = level.iter().flat_map(|level| &level.texts);
    let whole = made_from.clone().filter_map(|text| all.get(text)).flat_map(|of| {
        let taken = of.taken.iter().map(|taken| &taken.named);
        taken.chain(&of.variables).filter_map(|named| named.text.as_ref())
    });
    let made_from = made_from.chain(whole).filter_map(|text| stage.text(*text));
    let files = made_from.map(|text| text.path.to_owned()).collect();
    let name: Arc<str> = root.into();
    let written = level.map(|level| write(level.objects.iter(), &trees, &name, limits, false));
    let tree = match written {
        Some(Ok(tree)) => Some(Arc::new(tree)),
        Some(Err(problem)) => {
            problems.push((root.to_owned(), problem));
            None
        }
        None => None,
    };
    Built { tree, files, problems }
}
