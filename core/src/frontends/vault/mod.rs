//! Configuration of Vault and OpenBao: of servers, agents and proxies, templates for agents, policies.

mod kinds;

use super::DocumentReport;
use super::compiled::{self, VAULT};
use super::frontend::{File, FileKind, Frontend};
use super::known::{kinds, recognise, reconsider};
use super::purpose::Purpose;
use super::settings::{Listing, file, read_any};
use crate::model::settings::SettingKind;
use crate::model::{Body, Resource, Technology, Words};
use crate::syntax::Format;
use crate::tree::Cursor;
use kinds::KNOWN;

/// The frontend.
pub(crate) static FRONTEND: Frontend = Frontend {
    technology: Some(Technology::Vault),
    words: Words::of("Vault"),
    kinds: &FILE_KINDS,
    formats: &[Format::HCL, Format::JSON, Format::LINES, Format::YAML],
    recognise: |name| recognise(&KNOWN, name),
    reconsider: |doubt| reconsider(&KNOWN, doubt),
    settings: compiled::settings(VAULT, settings),
};

static FILE_KINDS: [&FileKind; KNOWN.len()] = kinds(&KNOWN);

fn read<'a>(given: &File<'a>, resources: &mut Vec<Resource<'a>>) -> Vec<DocumentReport> {
    let tree = given.tree;
    let found = Purpose::of_settings(tree.source().name()).settings(given.environments);
    read_any(tree, |root| {
        let content = Cursor::new(given.number, root);
        resources.push(file(content, tree, Technology::Vault, "vault", found.clone()));
    })
}

/// Lists the settings of a file.
fn settings<'s>(resource: &'s Resource<'s>, listing: &mut Listing<'s>) {
    if let Body::Settings(_) = &resource.body {
        listing.scalars(SettingKind::FileEntry, &resource.content);
    }
}
