//! Files of settings whose programs are not known, or not supported yet.

use super::read;
use crate::frontends::compiled;
use crate::frontends::frontend::{Certainty, Doubt, FileKind};
use crate::frontends::inner::texts;
use crate::frontends::known::{Known, at, kind, no};
use crate::frontends::names::FileName;
use crate::model::Whole;
use crate::tree::{Kind, NodeRef};

pub(super) static KNOWN: [Known; 3] = [
    Known {
        kind: &settings("hcl", "HCL file", "HCL files", compiled::HCL),
        names: &["*.hcl", "*.nomad"],
        matches: no,
    },
    Known {
        kind: &settings(
            "application-settings",
            "application settings file",
            "application settings files",
            true,
        ),
        names: &["appsettings*.json", "application*.properties", "bootstrap*.properties"],
        matches: is_of_spring,
    },
    Known {
        kind: &settings("configuration", "configuration file", "configuration files", true),
        names: &["*.ini", "*.cnf", "*.conf", "*.toml"],
        matches: no,
    },
];

/// A kind by its word, by its name in singular and plural, and by whether it is compiled in.
const fn settings(
    word: &'static str,
    one: &'static str,
    many: &'static str,
    is_compiled: bool,
) -> FileKind {
    let whole = |path: &str| Whole::named("settings", path);
    FileKind { inner: texts, whole, ..kind(word, one, many, compiled::read(is_compiled, read)) }
}

/// Whether it is a Spring configuration in YAML, whose names are also used for manifests.
fn is_of_spring(doubt: &Doubt<'_>) -> bool {
    let name = FileName::new(doubt.path);
    let is_called_so =
        ["application*.yml", "bootstrap*.yml"].iter().any(|like| name.ends_like(like));
    let is_mapping = |root: NodeRef<'_>| root.kind() == Kind::Mapping && !root.is_empty();
    let is_manifest = |root| at(root, "apiVersion").is_some() || at(root, "kind").is_some();
    doubt.kind.certainty == Certainty::Possible
        && is_called_so
        && doubt.tree.is_some_and(|tree| {
            let mut roots = tree.documents().map(|(_, root)| root).peekable();
            roots.peek().is_some() && roots.all(|root| is_mapping(root) && !is_manifest(root))
        })
}
