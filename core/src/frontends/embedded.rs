//! Documents inside scalars: a ConfigMap that carries a whole manifest for somebody to apply, or the
//! configuration of a program.

use std::sync::Arc;

use super::frontend::FileKind;
use crate::source::Source;
use crate::syntax::{self, Format};
use crate::tree::{Kind, Limits, NodeRef, Origin, Provenance, Tree};

/// A document found inside a scalar.
#[derive(Debug)]
pub(crate) struct Embedded {
    /// Its text, under the name of the source that holds it.
    pub(crate) source: Source,
    /// What it is written in.
    pub(crate) format: Format,
    /// Where it lies.
    pub(crate) origin: Origin,
}

/// A text of its own inside of a scalar.
pub(crate) struct Inner<'t> {
    /// What its name or its language is told from.
    pub(crate) key: NodeRef<'t>,
    pub(crate) scalar: NodeRef<'t>,
    /// Whether it is for a cluster to run, and no program's configuration.
    pub(crate) is_manifest: bool,
}

/// The manifests inside the scalars of a tree.
pub(crate) fn embedded(tree: &Arc<Tree>, kind: &FileKind) -> Vec<Embedded> {
    let manifests = (kind.inner)(tree).into_iter().filter(|inner| inner.is_manifest);
    manifests
        .map(|inner| Embedded {
            source: Source::new(tree.source().shared_name(), inner.scalar.text()),
            format: Format::YAML,
            origin: Origin::Derived(Provenance::of_scalar(tree, inner.scalar)),
        })
        .collect()
}

/// The configuration files inside the scalars of a tree, parsed. A text that none of the languages
/// can read is no such file: it is looked at as the one value that it is.
pub(crate) fn configurations(tree: &Arc<Tree>, kind: &FileKind, limits: Limits) -> Vec<Tree> {
    let files = (kind.inner)(tree).into_iter().filter(|inner| !inner.is_manifest);
    files
        .filter_map(|Inner { key, scalar: value, .. }| {
            let text = value.text();
            formats(key.text(), text).iter().find_map(|format| {
                let source = Source::new(tree.source().shared_name(), text);
                let origin = Origin::Derived(Provenance::of_scalar(tree, value));
                let (parsed, problems) = syntax::parse(source, *format, origin, limits);
                (problems.is_empty() && holds_keys(&parsed)).then_some(parsed)
            })
        })
        .collect()
}

/// The texts of several lines of a tree, each with its key.
pub(super) fn texts(tree: &Tree) -> Vec<Inner<'_>> {
    let scalars = tree.documents().flat_map(|(_, root)| root.keyed_scalars());
    let texts = scalars.filter(|keyed| keyed.scalar.text().contains('\n'));
    let inner = texts.map(|keyed| {
        let (key, scalar) = (keyed.key_node, keyed.scalar);
        Inner { key, scalar, is_manifest: false }
    });
    inner.collect()
}

/// Whether a tree has any key at all.
fn holds_keys(tree: &Tree) -> bool {
    tree.documents().any(|(_, root)| {
        let has_key = |node: NodeRef<'_>| node.kind() == Kind::Mapping && !node.is_empty();
        has_key(root) || root.items().any(has_key)
    })
}

/// The languages in which a file of this name and text may be written, the likeliest first.
fn formats(name: &str, text: &str) -> &'static [Format] {
    const JSON: &[Format] = &[Format::JSON, Format::YAML];
    let (yaml, lines): (&[Format], &[Format]) = if text.lines().any(syntax::begins_block) {
        (&[Format::YAML, Format::HCL], &[Format::HCL])
    } else {
        (&[Format::YAML, Format::PROPERTIES], &[Format::PROPERTIES])
    };
    let start = text.trim_start();
    let is_json = start.starts_with('{') || start.starts_with('[');
    // A name with an extension of settings is enough; without one, a line without an end is a value.
    let is_line = !is_json && !text.contains('\n');
    let extension = name.rsplit_once('.').map_or(name, |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "yaml" | "yml" => yaml,
        "json" => JSON,
        "properties" | "ini" | "env" | "cnf" | "toml" | "cfg" | "conf" | "hcl" | "tf"
        | "tfvars" | "config" | "gitconfig" => {
            if start.starts_with('{') {
                JSON
            } else if like_yaml(text) {
                yaml
            } else {
                lines
            }
        }
        // Programs, prose and keys: no files of keys and values.
        "sh" | "bash" | "py" | "js" | "lua" | "rb" | "pl" | "sql" | "xml" | "html" | "md"
        | "txt" | "crt" | "pem" | "key" | "rego" | "tmpl" | "tpl" | "css" | "go" | "php"
        | "groovy" | "ps1" => &[],
        _ if is_line => &[],
        _ if start.starts_with("#!") || start.starts_with("-----BEGIN") => &[],
        _ if start.starts_with('{') => JSON,
        _ if like_yaml(text) => yaml,
        _ if like_lines(text) => lines,
        _ => &[],
    }
}

/// Whether most lines are keys of YAML or items of its lists.
fn like_yaml(text: &str) -> bool {
    mostly(text, |line| {
        let line = line.trim_start_matches("- ");
        let colon = line.find(": ").or_else(|| line.ends_with(':').then(|| line.len() - 1));
        let key = colon.and_then(|colon| line.get(..colon)).unwrap_or(" ");
        !key.contains(' ') && !key.contains('=')
    })
}

/// Whether most lines are keys with `=`, sections or blocks.
fn like_lines(text: &str) -> bool {
    mostly(text, |line| {
        let name = line.split('=').next().unwrap_or_default().trim_end();
        let name = name.strip_prefix("export ").unwrap_or(name);
        let assigns = name.len() < line.len() && !name.contains(' ') && !name.contains('(');
        assigns
            || syntax::begins_block(line)
            || line == "}"
            || (line.starts_with('[') && line.ends_with(']'))
    })
}

fn mostly(text: &str, holds: impl Fn(&str) -> bool) -> bool {
    let lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut all, mut held) = (0_usize, 0_usize);
    for line in lines.take(200) {
        all += 1;
        held += usize::from(holds(line));
    }
    held * 2 > all
}
