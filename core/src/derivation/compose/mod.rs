//! Compose projects: files merged and interpolated as Compose does it.
//!
//! A file is read into values that know what they were made from; variables are replaced; included
//! files come in, and the services that others extend come under those; the document is put over
//! what was said before; short forms become long ones. What is left is written as a tree.

mod canonical;
mod environment;
mod expression;
mod extends;
mod finish;
mod hooks;
mod include;
mod interpolate;
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

use std::collections::BTreeMap;
use std::sync::Arc;

use super::stage::{Deriver, Key, Reading, Role, Stage, Whole};
use crate::frontends::compose::{COMPOSE, PARTS, PROJECT, part, spare, standing};

/// Makes the projects of a bundle.
pub(super) fn derive(texts: &[usize], stage: &mut Stage<'_>) {
    let kind = |number: &usize| stage.text(*number).map(|text| text.kind);
    if !texts.iter().any(|number| kind(number) == Some(&COMPOSE)) {
        return;
    }
    let readings: BTreeMap<usize, Reading> = roles::readings(texts, stage);
    let mut files = Vec::new();
    for &number in texts {
        let Some(text) = stage.text(number) else { continue };
        let reading = readings.get(&number);
        let Some(tree) = reading.map(|reading| &reading.tree).or(text.tree) else { continue };
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let is_part = reading.is_some() || text.is_context;
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
    for (number, reading) in readings {
        stage.reading(number, reading);
    }
}
