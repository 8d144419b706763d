//! Compose projects: files merged and interpolated as Compose does it.
//!
//! A file is read into values with their lineage; variables are replaced; included files are merged
//! in, and services are merged over those that they extend; the document is merged over the
//! previous ones; short forms are converted to long forms. The result is written as a tree.

mod canonical;
mod environment;
mod expression;
mod extends;
mod finish;
mod hooks;
mod include;
mod interpolate;
mod listed;
mod load;
mod merge;
mod path;
mod plan;
mod ports;
mod project;
mod read;
mod resolve;
mod roles;
mod run;
mod template;
#[cfg(test)]
mod tests;
mod unique;
mod value;
mod volumes;
mod write;

pub(crate) use roles::Names;

pub use project::{File, Project, Unset, project, projects};

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::stage::{Deriver, Key, Reading, Role, Stage, Text, Whole};
use crate::frontends::Certainty;
use crate::frontends::compose::{COMPOSE, PARTS, PROJECT, RECOGNISED, part, spare, standing};
use path::clean;

/// Creates the projects of a bundle.
pub(super) fn derive(texts: &[usize], stage: &mut Stage<'_>) {
    let kind = |number: &usize| stage.text(*number).map(|text| text.kind);
    let listed: BTreeMap<usize, Reading> = listed_files(texts, stage);
    if listed.is_empty() && !texts.iter().any(|number| kind(number) == Some(&COMPOSE)) {
        return;
    }
    let readings: BTreeMap<usize, Reading> = roles::readings(texts, stage);
    let mut files = Vec::new();
    for &number in texts {
        let Some(text) = stage.text(number) else { continue };
        let is_part = readings.contains_key(&number) || text.is_context;
        let reading = readings.get(&number).or_else(|| listed.get(&number));
        let Some(tree) = reading.map(|reading| &reading.tree).or(text.tree) else { continue };
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        files.push(File { number, path: text.path, tree, is_part });
    }
    for project in projects(&files, stage.limits()) {
        let texts: Vec<usize> = project.files.iter().map(|number| *number as usize).collect();
        let Some((&root, others)) = texts.split_first() else { continue };
        let environment = project.environment.as_deref().map(Arc::from);
        let key = Key::new(Deriver::Compose, root).in_environment(environment).with(others);
        for (number, problem) in project.problems {
            stage.problem(number as usize, problem);
        }
        let (kind, standing) =
            if project.is_part { (&PARTS, spare as _) } else { (&PROJECT, standing as _) };
        let whole = Role::Whole(Whole { texts, standing, part });
        stage.add(key, project.tree, kind, whole);
    }
    for (number, reading) in readings.into_iter().chain(listed) {
        stage.reading(number, reading);
    }
}

/// The texts that `COMPOSE_FILE` lists and that nothing else identifies.
fn listed_files(texts: &[usize], stage: &Stage<'_>) -> BTreeMap<usize, Reading> {
    let all = || texts.iter().filter_map(|number| Some((*number, stage.text(*number)?)));
    let paths = |(_, text): (usize, &Text<'_>)| {
        text.tree.map(|tree| listed::listed(text.path, tree)).unwrap_or_default()
    };
    let listed: HashSet<String> = all().flat_map(paths).collect();
    let may_be = |text: &Text<'_>| {
        text.kind.certainty == Certainty::Possible
            && listed.contains(&clean(text.path))
            && text.tree.is_some_and(|tree| listed::may_be_listed(tree))
    };
    all()
        .filter(|(_, text)| may_be(text))
        .filter_map(|(number, text)| {
            Some((number, Reading::new(text.source?, RECOGNISED, stage.limits())))
        })
        .collect()
}
