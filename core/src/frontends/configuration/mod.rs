//! Files with settings and credentials of programs: recognised by their names, some by their
//! content.

mod kinds;
mod names;

pub(crate) use names::format_of;

use super::frontend::{
    Certainty, Doubt, Environments, File, FileKind, Frontend, Reading, Recognised,
};
use super::known;
use super::names::FileName;
use super::purpose::Purpose;
use super::settings::{Listing, file};
use super::{Content, DocumentReport, inner};
use crate::model::settings::SettingKind;
use crate::model::{Body, Resource, Technology, Whole, Words};
use crate::syntax::Format;
use crate::tree::{Cursor, Kind, NodeRef, Tree};
use kinds::KNOWN;

/// The frontend.
pub(crate) static FRONTEND: Frontend = Frontend {
    technology: Some(Technology::Configuration),
    words: Words::of("configuration files"),
    kinds: &FILE_KINDS,
    formats: &[
        Format::BRACES,
        Format::HCL,
        Format::JSON,
        Format::JSONC,
        Format::PROPERTIES,
        Format::TEXT,
        Format::YAML,
    ],
    recognise,
    reconsider,
    settings,
};

/// A file of settings of some program.
pub(crate) static SETTINGS: FileKind = FileKind {
    word: "settings",
    certainty: Certainty::Likely,
    matters: |_, _| false,
    reading: Reading::Documents(read),
    inner: inner::texts,
    purpose: Purpose::of_settings,
    // The files of different programs are independent.
    whole: |path| Whole::named("settings", path),
    environments: Environments::Labels,
};

static FILE_KINDS: [&FileKind; 5] = {
    let [hcl, application, other] = known::kinds(&KNOWN);
    [&SETTINGS, &SECRET, hcl, application, other]
};
/// A text that becomes an entry of a Secret unchanged.
pub(crate) static SECRET: FileKind =
    FileKind { word: "secret", reading: Reading::Documents(read_secret), ..SETTINGS };

fn recognise(name: &FileName) -> Option<Recognised> {
    if let Some(format) = names::format(name) {
        return Some(Recognised::new(&SETTINGS, format));
    }
    let known = known::recognise(&KNOWN, name)?;
    // .NET allows comments in JSON.
    let format = if known.format == Format::JSON { Format::JSONC } else { known.format };
    Some(Recognised::new(known.kind, format))
}

/// A file whose name is ambiguous may be a file of credentials by its content.
fn reconsider(doubt: &Doubt<'_>) -> Option<Recognised> {
    if let Some(known) = known::reconsider(&KNOWN, doubt) {
        return Some(known);
    }
    let may_be = doubt.kind.certainty == Certainty::Possible;
    let tree = doubt.tree.filter(|_| may_be)?;
    let matches = tree.documents().any(|(_, root)| is_credentials(root));
    matches.then(|| {
        let is_json = doubt.text.trim_start().starts_with('{');
        Recognised::new(&SETTINGS, if is_json { Format::JSON } else { Format::YAML })
    })
}

/// Whether a document contains credentials: those of registries that Docker stores, the key of a
/// Google Cloud service account, or the output of the initialization of Vault.
fn is_credentials(root: NodeRef<'_>) -> bool {
    let at = |key: &str| {
        let is_mapping = root.kind() == Kind::Mapping;
        is_mapping.then(|| root.entry(key)).flatten().and_then(|(_, value)| value.follow())
    };
    let is_manifest = at("apiVersion").is_some() || at("kind").is_some();
    let is_mapping = |key: &str| at(key).is_some_and(|value| value.kind() == Kind::Mapping);
    let is_of_docker = is_mapping("auths");
    let is_of_account =
        at("type").is_some_and(|of| of.text() == "service_account") && at("private_key").is_some();
    let is_of_vault = at("root_token").is_some()
        && ["keys", "unseal_keys_b64", "keys_base64"].iter().any(|key| at(key).is_some());
    !is_manifest && (is_of_docker || is_of_account || is_of_vault)
}

fn read<'a>(given: &File<'a>, resources: &mut Vec<Resource<'a>>) -> Vec<DocumentReport> {
    read_as(SETTINGS.word, given, resources)
}

fn read_secret<'a>(given: &File<'a>, resources: &mut Vec<Resource<'a>>) -> Vec<DocumentReport> {
    read_as(SECRET.word, given, resources)
}

fn read_as<'a>(
    kind: &'static str,
    given: &File<'a>,
    resources: &mut Vec<Resource<'a>>,
) -> Vec<DocumentReport> {
    let tree: &'a Tree = given.tree;
    let purpose = (SETTINGS.purpose)(tree.source().name());
    let found = purpose.settings(given.environments);
    let documents = tree.documents();
    documents
        .map(|(document, root)| {
            let is_empty = root.is_null();
            if !is_empty {
                let content = Cursor::new(given.number, root);
                let technology = Technology::Configuration;
                resources.push(file(content, tree, technology, kind, found.clone()));
            }
            let content = if is_empty { Content::Empty } else { Content::Resource };
            DocumentReport::new(document.number, content, None)
        })
        .collect()
}

/// Lists the settings of a file.
fn settings<'s>(resource: &'s Resource<'s>, listing: &mut Listing<'s>) {
    if let Body::Settings(_) = &resource.body {
        let name = resource.content.node().map_or("", |node| node.tree().source().name());
        let key = if resource.kind == SECRET.word { SECRET.word } else { names::key(name) };
        listing.whole_file(SettingKind::FileEntry, &resource.content, key);
    }
}
