//! Everything that is written from the declarations of the checks, and what of it is stale.
//!
//! The ordinary tests of `core` include this module by its path: a dependency on this package
//! would be a cycle, and a check of half the files would let the other half rot.

mod frameworks;
mod index;
mod page;
mod policy;
mod problems;
mod python;
mod typescript;

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use asepsis::checks::AnyCheck;
use asepsis::internal::checks::ALL;
use asepsis::policy::{framework_schema_text, schema_text};

use crate::lists::{Generated, files_under, is_stale, module_lists};

/// Folders in which every file is generated, so that one that is not generated any more is stale.
const OWNED: &[&str] = &["core/docs/checks", "core/docs/frameworks"];

/// Every other generated file, from the checks that are compiled in. A new kind of generated file
/// is a line here.
fn declared(root: &Path) -> io::Result<Vec<Generated>> {
    let mut files = Vec::new();
    for (family, checks) in ALL {
        for check in *checks {
            files.push(page::page(root, family, check)?);
        }
    }
    files.push(index::index(root)?);
    files.push(index::by_severity());
    files.push(index::by_technology());
    files.push(index::other_tools());
    files.extend(frameworks::lists(root)?);
    files.extend(frameworks::pages());
    files.push(policy::policy());
    files.push(problems::problems());
    files.push(python::python()?);
    files.push(typescript::types());
    files.push(typescript::version());
    let built_in: Vec<AnyCheck> = AnyCheck::built_in().collect();
    files.push(Generated::new(
        "core/schemas/framework.schema.json",
        framework_schema_text(&built_in),
    ));
    files.push(Generated::new("core/schemas/policy.schema.json", schema_text(&built_in)));
    Ok(files)
}

/// What has to be done so that nothing is stale.
#[derive(Debug)]
pub(crate) enum Change {
    /// A file lacks, or has another text.
    Write(Generated),
    /// A file in a folder that is generated as a whole is of no check.
    Remove(String),
}

impl Change {
    /// The file, from the folder of the workspace.
    pub(crate) fn path(&self) -> &str {
        match self {
            Self::Write(file) => &file.path,
            Self::Remove(path) => path,
        }
    }
}

/// All that is stale.
pub(crate) fn changes(root: &Path) -> io::Result<Vec<Change>> {
    let mut files = module_lists(root)?;
    files.extend(declared(root)?);
    let known: BTreeSet<&str> = files.iter().map(|file| &*file.path).collect();
    let mut changes = Vec::new();
    for folder in OWNED {
        for path in files_under(root, folder)? {
            if !known.contains(&*path) {
                changes.push(Change::Remove(path));
            }
        }
    }
    for file in files {
        if is_stale(root, &file)? {
            changes.push(Change::Write(file));
        }
    }
    Ok(changes)
}
