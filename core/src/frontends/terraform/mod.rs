//! Terraform and OpenTofu: literals under keys of credentials, connections and scripts. Other
//! attributes of resources are not checked yet, and nothing is evaluated.

mod settings;

use super::DocumentReport;
use super::compiled::{self, TERRAFORM};
use super::frontend::{File, FileKind, Frontend};
use super::inner::texts;
use super::known::{Known, kind, kinds, no, recognise, reconsider};
use super::purpose::Purpose;
use super::settings::{file, read_any};
use crate::model::{Resource, Technology, Whole, Words};
use crate::syntax::Format;
use crate::tree::Cursor;

/// The frontend.
pub(crate) static FRONTEND: Frontend = Frontend {
    technology: Some(Technology::Terraform),
    words: Words::of("Terraform"),
    kinds: &FILE_KINDS,
    formats: &[Format::HCL, Format::JSON],
    recognise: |name| recognise(&KNOWN, name),
    reconsider: |doubt| reconsider(&KNOWN, doubt),
    settings: compiled::settings(TERRAFORM, settings::settings),
};

static KNOWN: [Known; 1] = [Known {
    kind: &FileKind {
        inner: texts,
        purpose,
        // Files are largely independent before evaluation.
        whole: |path| Whole::named("terraform", path),
        ..kind("terraform", "Terraform file", "Terraform files", compiled::read(TERRAFORM, read))
    },
    names: &[
        "*.tf",
        "*.tf.json",
        "*.tofu",
        "*.tofu.json",
        "*.tfvars",
        "*.tfvars.json",
        "*.tfstate",
        "*.tftest.hcl",
        ".terraform.lock.hcl",
    ],
    matches: no,
}];

static FILE_KINDS: [&FileKind; KNOWN.len()] = kinds(&KNOWN);

fn purpose(path: &str) -> Purpose {
    let own = Purpose::of_settings(path);
    let is_test = own.is_test || path.to_ascii_lowercase().ends_with(".tftest.hcl");
    Purpose { is_test, ..own }
}

fn read<'a>(given: &File<'a>, resources: &mut Vec<Resource<'a>>) -> Vec<DocumentReport> {
    let tree = given.tree;
    let found = purpose(tree.source().name()).settings(given.environments);
    read_any(tree, |root| {
        let content = Cursor::new(given.number, root);
        resources.push(file(content, tree, Technology::Terraform, "terraform", found.clone()));
    })
}
