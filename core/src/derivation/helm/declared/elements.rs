//! The elements of generators: what the template of an ApplicationSet is filled in with.

use std::collections::BTreeMap;

use super::files::Files;
use crate::derivation::helm::chart::{map, merge_files};
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::Text;
use crate::derivation::helm::value::{Map, Value};
use crate::derivation::helm::yaml::values_of;
use crate::derivation::lookup::above;
use crate::frontends::environment::of_path;
use crate::model::path::{folder, join};
use crate::tree::{Kind, NodeRef, Passage};

/// Maximum nesting of the content of a file.
const DEPTH: usize = 32;

/// An element.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// The values for Go templates.
    pub(super) fields: Map,
    /// The values for templates with plain names, by path.
    pub(super) named: BTreeMap<String, Text>,
}

impl Element {
    pub(super) fn empty() -> Self {
        Self { fields: Map::new(BTreeMap::new(), Trace::default()), named: BTreeMap::new() }
    }

    /// What a mapping of a source contains.
    ///
    /// # Errors
    /// If it is nested too deeply.
    pub(super) fn of(node: NodeRef<'_>, source: u32) -> Result<Self, String> {
        let mut element = Self::empty();
        if let Value::Map(fields) = values_of(node, source)? {
            element.fields = fields;
        }
        let mut open = vec![(String::new(), node, 0)];
        while let Some((path, node, depth)) = open.pop() {
            let Some(node) = node.follow().filter(|_| depth < DEPTH) else { continue };
            let below =
                |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
            match node.kind() {
                Kind::Mapping => open.extend(
                    node.entries()
                        .into_iter()
                        .map(|(key, value)| (below(&key.key_text()), value, depth + 1)),
                ),
                Kind::Sequence => open.extend(
                    node.items()
                        .enumerate()
                        .map(|(at, item)| (below(&at.to_string()), item, depth + 1)),
                ),
                Kind::Scalar | Kind::Alias => {
                    let text = Text::new(node.text(), Trace::of(Passage::of(source, node)));
                    element.named.insert(path, text);
                }
            }
        }
        Ok(element)
    }

    /// A folder of the repository, or that of a file in it.
    pub(super) fn of_folder(path: &str, file: Option<&str>, prefix: &str) -> Self {
        let text = |text: &str| Value::text(text, Trace::default());
        let base = path.rsplit('/').next().unwrap_or(path);
        let mut parts = vec![("path", path.to_owned()), ("basename", base.to_owned())];
        parts.push(("basenameNormalized", normalized(base)));
        if let Some(file) = file {
            parts.extend([("filename", file.to_owned()), ("filenameNormalized", normalized(file))]);
        }
        let segments = path.split('/').map(text).collect::<Vec<_>>();
        let of_path = map([("segments", Value::list(segments, Trace::default()))]);
        let mut element = Self::empty();
        let own = |name: &str| {
            if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") }
        };
        let plain = |value: &str| Text::new(value, Trace::default());
        for (name, value) in &parts {
            of_path.set(name, Trace::default(), text(value));
            let name = if *name == "path" { own("path") } else { own(&format!("path.{name}")) };
            element.named.insert(name, plain(value));
        }
        for (at, segment) in path.split('/').enumerate() {
            element.named.insert(own(&format!("path[{at}]")), plain(segment));
        }
        let fields = map([("path", Value::Map(of_path))]);
        element.fields = if prefix.is_empty() {
            fields
        } else {
            let outer = Map::new(BTreeMap::new(), Trace::default());
            outer.set(prefix, Trace::default(), Value::Map(fields));
            outer
        };
        element
    }

    /// Another element over this one.
    #[must_use]
    pub(super) fn with(&self, other: &Self) -> Self {
        let fields = merge_files([self.fields.deep_copy(), other.fields.deep_copy()]);
        let mut named = self.named.clone();
        named.extend(other.named.iter().map(|(name, text)| (name.clone(), text.clone())));
        Self { fields, named }
    }

    /// The words that may name an environment: what is called so, then a path, then the name of one.
    pub(super) fn words(&self) -> Vec<String> {
        let is_called_so = |name: &str| {
            let name = name.to_ascii_lowercase();
            ["env", "stage", "cluster"].iter().any(|word| name.contains(word))
        };
        let named = || self.named.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let first = named().filter(|(name, _)| is_called_so(name));
        let paths = named().filter(|(name, _)| name.rsplit('.').next() == Some("path"));
        let others = named().filter(|(_, text)| of_path(text) == Some(*text));
        first.chain(paths).chain(others).map(|(_, text)| text.to_owned()).collect()
    }
}

/// A name as DNS allows it.
fn normalized(name: &str) -> String {
    let is_valid = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-');
    let name = name.to_lowercase();
    let name = name.chars().map(|letter| if is_valid(letter) { letter } else { '-' });
    name.collect::<String>().trim_matches(['-', '.']).to_owned()
}

impl Files {
    /// The folders, or the files, of the repository of a file for which a test passes: each with its path
    /// in the repository and in the input. The root of the repository is the outermost folder with any.
    pub(super) fn matching(
        &self,
        file: &str,
        are_folders: bool,
        is_match: impl Fn(&str) -> bool,
    ) -> Vec<(String, String)> {
        let all = if are_folders { &self.folders } else { &self.all };
        let below = |root: &str| -> Vec<(String, String)> {
            let begin = if root.is_empty() { String::new() } else { format!("{root}/") };
            let paths = all.iter().filter_map(|path| path.strip_prefix(&*begin));
            let is_hidden =
                |path: &&str| are_folders && path.split('/').any(|part| part.starts_with('.'));
            let paths = paths.filter(|path| !path.is_empty() && !is_hidden(path) && is_match(path));
            paths.map(|path| (path.to_owned(), join(root, path))).collect()
        };
        let found = above(file).into_iter().map(below);
        found.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
    }
}

/// The folder of a file in a repository; `.` at the top.
pub(super) fn folder_of(path: &str) -> &str {
    match folder(path) {
        "" => ".",
        folder => folder,
    }
}
