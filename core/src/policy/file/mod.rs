//! The policy file `asepsis.yaml`: text in, options out, every error with line and column.

mod faults;
pub(super) mod framework;
pub(super) mod keys;
mod names;
mod overrides;
mod reader;
mod suppression;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use keys::VERSION;
use names::Names;
use reader::Reader;

use super::frameworks::{beside, is_framework_path};
use super::options::{HelmOptions, Options, PhiOptions};
use crate::checks::{AnyCheck, current_id};
use crate::error::Error;
use crate::frameworks::{Framework, KubernetesVersion};
use crate::source::Source;
use crate::syntax::{self, Format};
use crate::tree::{Cursor, Kind, Limits, NodeRef, Origin, Scalar, State};

/// The policy's tree is the only one.
const TREE: u32 = 0;

/// Reads a policy file. Keys that are not set keep the values of [`Options::default`]; an empty file
/// changes nothing. A caller can change the returned options.
///
/// `path` is the name for messages; `checks` are those that the policy may name.
///
/// # Errors
/// All errors, in the order of the text: each an [`Error::Policy`] with line and column.
pub fn read(path: &str, text: &str, checks: &[AnyCheck]) -> Result<Options, Vec<Error>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let (tree, problems) =
        syntax::parse(Source::new(path, text), Format::YAML, Origin::Text, limits());
    let mut reader = Reader::new(&tree, &problems, checks);
    let mut options = Options { policy_file: Some(path.to_owned()), ..Options::default() };
    reader.file(&mut options);
    let errors = reader.faults.into_errors();
    if errors.is_empty() { Ok(options) } else { Err(errors) }
}

/// Sufficient for tens of thousands of suppressions.
fn limits() -> Limits {
    let (bytes, nodes, alias_expansion) = (8 << 20, 1_000_000, 100_000);
    Limits { bytes, depth: 100, nodes, alias_expansion, ..Limits::default() }
}

impl<'t> Reader<'t> {
    fn file(&mut self, options: &mut Options) {
        self.duplicates();
        for (index, (_, root)) in self.tree.documents().enumerate() {
            let cursor = Cursor::new(TREE, root);
            if index > 0 {
                let hint = "move everything into the first document";
                self.faults.hinted(cursor.place(), "a policy file must contain one document", hint);
            } else if root.kind() != Kind::Scalar || root.scalar() != Scalar::Null {
                self.policy(&cursor, options);
            }
        }
    }

    fn duplicates(&mut self) {
        let tree = self.tree;
        for (first, second) in tree.duplicate_keys() {
            let line = self.faults.position(first.place(TREE)).line;
            let message = format!("duplicate key {}", faults::quoted(&second.key_text()));
            self.faults.hinted(
                second.place(TREE),
                message,
                format!("first defined on line {line}"),
            );
        }
    }

    fn policy(&mut self, cursor: &Cursor<'t>, options: &mut Options) {
        for (key, value) in self.keys(cursor, "the policy", keys::POLICY) {
            let what = &format!("`{key}`");
            match key {
                "version" => self.version(&value, what),
                "frameworks" => self.frameworks(&value, what, options),
                "kubernetes" => options.kubernetes = self.kubernetes(&value, what),
                "select" => {
                    options.selection.select = self.selection(&value, what);
                    self.selects(&value);
                }
                "ignore" => options.selection.ignore = self.selection(&value, what),
                "severities" => options.severities = self.severities(&value, what),
                "parameters" => options.parameters = self.parameters(&value, what),
                "thresholds" => self.thresholds(&value, what, options),
                "evidence" => options.evidence = self.evidence(&value, what),
                "suppressions" => options.suppressions = self.suppressions(&value, what),
                "exclude" => options.excludes = self.patterns(&value, what),
                "environments" => options.environments = self.groups(&value, what),
                "bundles" => options.bundles = self.groups(&value, what),
                "phi" => self.phi(&value, what, &mut options.phi),
                "helm" => self.helm(&value, what, &mut options.helm),
                "limits" => self.limits(&value, what, &mut options.limits),
                // INVARIANT: every declared key is read above; a test goes through all of them.
                _ => {}
            }
        }
    }

    fn version(&mut self, value: &Cursor<'t>, what: &str) {
        match value.integer().into_state() {
            State::Set(VERSION, _) => {}
            State::Set(other, place) => {
                let message = format!("unknown policy file version {other}");
                self.faults.hinted(place, message, format!("expected {VERSION}"));
            }
            _ => self.wrong_type(value, what, &format!("the number {VERSION}")),
        }
    }

    fn frameworks(&mut self, value: &Cursor<'t>, what: &str, options: &mut Options) {
        let known = Names::frameworks();
        let mut seen = BTreeSet::new();
        for item in self.items(value, what) {
            let Some(name) = self.words(&item, &format!("an item of {what}")) else { continue };
            if !seen.insert(name) {
                self.faults.at(item.place(), format!("duplicate `{name}` in {what}"));
            } else if is_framework_path(name) {
                options.framework_paths.push(beside(self.tree.source().name(), name));
            } else if let Some(framework) = Framework::find(name) {
                options.frameworks.push(framework.clone());
            } else {
                let message = format!("unknown framework {}", faults::quoted(name));
                self.faults.unknown(item.place(), message, name, &known.current);
            }
        }
    }

    fn kubernetes(&mut self, value: &Cursor<'t>, what: &str) -> KubernetesVersion {
        let Some(text) = self.text(value, what) else { return KubernetesVersion::default() };
        KubernetesVersion::parse(text).unwrap_or_else(|| {
            let message =
                format!("{what} must be a Kubernetes version, not {}", faults::quoted(text));
            let hint = format!("write it as `\"{}\"`, or `latest`", KubernetesVersion::LATEST);
            self.faults.hinted(value.place(), message, hint);
            KubernetesVersion::default()
        })
    }

    fn selection(&mut self, value: &Cursor<'t>, what: &str) -> Vec<String> {
        let names = self.names(value, what, &Names::selectors(self.checks));
        names.into_iter().map(|name| current_id(name).to_owned()).collect()
    }

    /// Rejects an empty list, which would select all checks.
    fn selects(&mut self, value: &Cursor<'t>) {
        if value.is_sequence() && value.node().is_some_and(NodeRef::is_empty) {
            let hint = "remove the key to run all checks";
            self.faults.hinted(value.place(), "`select` is empty", hint);
        }
    }

    fn thresholds(&mut self, value: &Cursor<'t>, what: &str, options: &mut Options) {
        for (key, value) in self.keys(value, what, keys::THRESHOLDS) {
            let what = &format!("`{key}`");
            match key {
                "fail_on" => set(&mut options.fail_on, self.severity(&value, what)),
                "fail_on_unknown" => {
                    set(&mut options.fail_on_unknown, self.boolean(&value, what));
                }
                "minimum_severity" => {
                    set(&mut options.minimum_severity, self.severity(&value, what));
                }
                _ => {}
            }
        }
    }

    fn evidence(&mut self, value: &Cursor<'t>, what: &str) -> Option<usize> {
        match (value.literal().into_state(), value.integer().into_state()) {
            (State::Set("all", _), _) => None,
            (_, State::Set(number, _)) if (0..=i64::from(u32::MAX)).contains(&number) => {
                usize::try_from(number).ok()
            }
            _ => {
                self.wrong_type(value, what, "an integer or `all`");
                None
            }
        }
    }

    /// Names, each with the patterns of paths that belong to it.
    fn groups(&mut self, value: &Cursor<'t>, what: &str) -> Vec<(String, Vec<String>)> {
        let mut groups = Vec::new();
        for entry in self.named(value, what) {
            let name = faults::quoted(&entry.key);
            let patterns = self.patterns(&entry.value, &name);
            if entry.value.is_sequence() && entry.value.node().is_some_and(NodeRef::is_empty) {
                self.faults.at(entry.value.place(), format!("{name} in {what} has no paths"));
            }
            groups.push((entry.key.into_owned(), patterns));
        }
        groups
    }

    fn phi(&mut self, value: &Cursor<'t>, what: &str, phi: &mut PhiOptions) {
        for (key, value) in self.keys(value, what, keys::PHI) {
            let what = &format!("`{key}`");
            match key {
                "resources" => phi.resources = self.patterns(&value, what),
                "paths" => phi.paths = self.patterns(&value, what),
                // INVARIANT: every declared key is read above; a test goes through all of them.
                _ => {}
            }
        }
    }

    fn helm(&mut self, value: &Cursor<'t>, what: &str, helm: &mut HelmOptions) {
        for (key, value) in self.keys(value, what, keys::HELM) {
            let what = &format!("`{key}`");
            match key {
                "release" => helm.release = self.words(&value, what).map(str::to_owned),
                "namespace" => helm.namespace = self.words(&value, what).map(str::to_owned),
                "api_versions" => helm.api_versions = self.texts(&value, what),
                _ => {}
            }
        }
    }

    fn limits(&mut self, value: &Cursor<'t>, what: &str, limits: &mut Limits) {
        for (key, value) in self.keys(value, what, keys::LIMITS) {
            let range = 1..=keys::largest_limit(key);
            let Some(number) = self.integer(&value, &format!("`{key}`"), &range) else { continue };
            // INVARIANT: every limit fits into 32 bits.
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            match key {
                "bytes" => limits.bytes = number.into(),
                "depth" => limits.depth = number,
                "nodes" => limits.nodes = number,
                "alias_expansion" => limits.alias_expansion = number.into(),
                "embedding" => limits.embedding = number,
                "environments" => limits.environments = number,
                "findings" => limits.findings = Some(number),
                "steps" => limits.steps = Some(number),
                _ => {}
            }
        }
    }
}

/// Sets a value if it could be read.
fn set<T>(target: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *target = value;
    }
}
