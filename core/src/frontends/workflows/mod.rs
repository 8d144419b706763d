//! Files of CI systems: environments, command lines and inputs of steps. Other parts of pipelines
//! are not checked yet.

mod kinds;
mod settings;

use super::DocumentReport;
use super::compiled::{self, WORKFLOWS};
use super::frontend::{File, FileKind, Frontend};
use super::known::{kinds, recognise, reconsider};
use super::purpose::Purpose;
use super::settings::{file, read_any};
use crate::model::{Resource, Technology, Words};
use crate::syntax::Format;
use crate::tree::Cursor;
use kinds::KNOWN;

/// The frontend.
pub(crate) static FRONTEND: Frontend = Frontend {
    technology: Some(Technology::Workflow),
    words: Words::of("CI"),
    kinds: &FILE_KINDS,
    formats: &[Format::JSON, Format::LINES, Format::YAML],
    recognise: |name| recognise(&KNOWN, name),
    reconsider: |doubt| reconsider(&KNOWN, doubt),
    settings: compiled::settings(WORKFLOWS, settings::settings),
};

static FILE_KINDS: [&FileKind; KNOWN.len()] = kinds(&KNOWN);

fn read<'a>(given: &File<'a>, resources: &mut Vec<Resource<'a>>) -> Vec<DocumentReport> {
    let tree = given.tree;
    let found = Purpose::of_settings(tree.source().name()).settings(given.environments);
    read_any(tree, |root| {
        let content = Cursor::new(given.number, root);
        resources.push(file(content, tree, Technology::Workflow, "workflow", found.clone()));
    })
}
