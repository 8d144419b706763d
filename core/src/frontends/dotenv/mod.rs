//! Environment files: `.env`, and samples that are meant to be copied.

mod raw;
mod syntax;

use super::DocumentReport;
use super::frontend::{Certainty, Environments, File, FileKind, Frontend, Reading, Recognised};
use super::names::FileName;
use super::purpose::Purpose;
use super::settings::{Listing, file, read};
use crate::model::settings::SettingKind;
use crate::model::{Body, Resource, Technology, Whole, Words};
use crate::syntax::Format;
use crate::tree::{Cursor, Dialect};

/// The frontend.
pub(crate) static FRONTEND: Frontend = Frontend {
    technology: Some(Technology::Dotenv),
    words: Words::of("dotenv"),
    kinds: &[&VARIABLES],
    formats: &[FORMAT],
    recognise,
    reconsider: |_| None,
    settings,
};

/// `KEY=value` lines as Compose reads a `.env` file: one document, one mapping. Variables in the
/// values are not replaced.
pub(crate) const FORMAT: Format = Format::new("dotenv", Dialect::Text, syntax::parse);

/// The role that others may give a file of any name.
pub(crate) const RECOGNISED: Recognised = Recognised::new(&VARIABLES, FORMAT);

/// The same without quotes, escapes and variables in the values; only the file that references it
/// can say so.
pub(crate) const RAW: Recognised =
    Recognised::new(&VARIABLES, Format::new("dotenv", Dialect::Text, raw::parse));

/// Variables with their values.
static VARIABLES: FileKind = FileKind {
    word: "dotenv",
    // The file may be a template that another program fills in.
    certainty: Certainty::Likely,
    matters: |_, _| true,
    reading: Reading::Documents(read_variables),
    inner: |_| Vec::new(),
    purpose: Purpose::of_settings,
    // The `.gitignore` that excludes a file is in the repository too.
    whole: |_| Whole::named("repository", ""),
    environments: Environments::Labels,
};

/// `.env`, `.env.production`, `db.env`, `env.example`, `db.env.tmpl`. A name with the extension of
/// another format is not one.
fn recognise(name: &FileName) -> Option<Recognised> {
    const OTHERS: &[&str] =
        &["yaml", "yml", "json", "js", "ts", "sh", "md", "py", "rs", "go", "toml"];
    let file = &name.file;
    let mut words = file.split('.').filter(|word| !word.is_empty());
    let (first, last) = (words.next(), words.next_back());
    let is_other = last.is_some_and(|last| OTHERS.contains(&last));
    let is_first = first == Some("env") && (file.starts_with('.') || last.is_some());
    // A template of one: it is filled in by another program.
    let is_template = matches!(last, Some("tpl" | "tmpl")) && words.next_back() == Some("env");
    let is_own = !is_other && (is_first || is_template || last == Some("env"));
    is_own.then_some(RECOGNISED)
}

fn read_variables<'a>(given: &File<'a>, resources: &mut Vec<Resource<'a>>) -> Vec<DocumentReport> {
    let tree = given.tree;
    let found = Purpose::of_settings(tree.source().name()).settings(given.environments);
    read(tree, |root| {
        let content = Cursor::new(given.number, root);
        resources.push(file(content, tree, Technology::Dotenv, "dotenv", found.clone()));
    })
}

fn settings<'s>(resource: &'s Resource<'s>, listing: &mut Listing<'s>) {
    if let Body::Settings(_) = &resource.body {
        listing.scalars(SettingKind::Variable, &resource.content);
    }
}
