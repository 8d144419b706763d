//! Values that no template reads.

use std::collections::{BTreeMap, BTreeSet};

use super::Release;
use crate::derivation::helm::chart::Chart;
use crate::derivation::helm::declared::{Installed, Layer};
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::readers::{At, Readers};
use crate::derivation::helm::templates::Templates;
use crate::derivation::helm::value::{Map, Value};
use crate::derivation::stage::Stage;
use crate::derivation::unseen::Unread;
use crate::tree::{Kind, Tree};

/// A key of a file whose value no template reads.
struct Key {
    text: usize,
    node: u32,
    /// The path in the file.
    path: Vec<String>,
    /// Whether something is set: an empty value is as good as none.
    is_set: bool,
}

/// The keys that were found, by their paths in the values of the release.
type Found = BTreeMap<Vec<String>, Vec<Key>>;

impl Release<'_> {
    /// Records the values that no template reads, each once, where it is set.
    pub(super) fn unread(
        &mut self,
        chart: &Chart,
        templates: &Templates<'_>,
        stage: &mut Stage<'_>,
    ) {
        let root = self.root;
        let layers = root.releases.iter().flat_map(|one| one.defaults.iter().chain(&one.values));
        // What a document sets itself may contain strings that `tpl` evaluates, too.
        let (of_files, inline): (Vec<&Layer>, Vec<&Layer>) =
            layers.partition(|layer| matches!(layer, Layer::File(_)));
        let mut values =
            |layer: &Layer| self.layers(std::slice::from_ref(layer), stage).ok().map(Value::Map);
        let inline: Vec<Value> = inline.into_iter().filter_map(&mut values).collect();
        let mut known = BTreeSet::new();
        let is_new = |layer: &&Layer| matches!(layer, Layer::File(number) if known.insert(*number));
        let files: Vec<Value> = of_files.into_iter().filter(is_new).filter_map(values).collect();
        let all: Vec<&Value> = files.iter().chain(&inline).collect();
        let Some(readers) = Readers::new(chart, templates, &all) else {
            return self.all_unknown("which values its templates read is not known", stage);
        };
        if readers.at_root().is_whole() {
            return self.all_unknown("its templates read all values at once", stage);
        }
        let mut found = Found::new();
        let mut search = Search { release: self, readers: &readers, stage, found: &mut found };
        search.map(&chart.values, &readers.at_root(), &[], 0);
        for file in &files {
            if let Value::Map(file) = file {
                search.map(file, &readers.at_root(), &[], 0);
            }
        }
        for (inner, names, at) in readers.inner() {
            search.map(&inner.values, &at, &names, names.len());
        }
        for keys in found.into_values() {
            let mut set = keys.into_iter().filter(|key| key.is_set);
            let Some(Key { text, node, path, .. }) = set.next() else { continue };
            let others = set.map(|other| (other.text, other.node)).collect();
            stage.unread(text, Unread { node, path, others, why: None });
        }
        self.of_missing(chart, &files, stage);
    }

    /// Which values are read is not known.
    fn all_unknown(&self, why: &str, stage: &mut Stage<'_>) {
        let own = self.root.files.iter().filter(|(path, _)| path == "values.yaml");
        let own: Vec<usize> = own.map(|(_, number)| *number).collect();
        let of_releases = self.root.releases.iter().flat_map(Installed::files);
        for number in own.into_iter().chain(of_releases).collect::<BTreeSet<usize>>() {
            let Some((_, tree)) = stage.read(number) else { continue };
            let Some((_, root)) = tree.documents().next() else { continue };
            let why = Some(format!("chart `{}`: {why}", self.name).into());
            let (node, path, others) = (root.index(), Vec::new(), Vec::new());
            stage.unread(number, Unread { node, path, others, why });
        }
    }

    /// Values for charts that are not in the input may be read there.
    fn of_missing(&self, chart: &Chart, files: &[Value], stage: &mut Stage<'_>) {
        let own = Value::Map(chart.values.clone());
        for of in chart.dependencies() {
            if chart.charts.iter().any(|inner| inner.name() == &*of.name) {
                continue;
            }
            for file in std::iter::once(&own).chain(files) {
                let Value::Map(file) = file else { continue };
                let mut entries = file.snapshot().into_iter();
                let found = entries.find(|(key, _)| key == of.known_as());
                let Some((key, entry)) = found else { continue };
                let Some((text, (_, node))) = self.place(&entry.key, stage) else { continue };
                let why = format!("dependency `{}` not found in the input", of.name);
                let (path, others) = (vec![key.to_string()], Vec::new());
                stage.unread(text, Unread { node, path, others, why: Some(why.into()) });
            }
        }
    }
}

/// The search for values that no template reads.
struct Search<'s, 'r, 'p> {
    release: &'s Release<'r>,
    readers: &'s Readers<'s>,
    stage: &'s Stage<'p>,
    found: &'s mut Found,
}

impl Search<'_, '_, '_> {
    /// Searches a map at a path, which in its own file begins later.
    // INVARIANT: values are no deeper than what the reader of values allows.
    fn map(&mut self, map: &Map, at: &At, path: &[String], start: usize) {
        for (key, entry) in map.snapshot() {
            let below = self.readers.below(at, Some(&key));
            let path: Vec<String> = path.iter().cloned().chain([key.to_string()]).collect();
            if below.is_nowhere() {
                self.unread(&entry.key, &entry.value, path, start);
            } else if !below.is_whole() {
                self.value(&entry.value, &below, &path, start);
            }
        }
    }

    fn value(&mut self, value: &Value, at: &At, path: &[String], start: usize) {
        match value {
            Value::Map(map) => self.map(map, at, path, start),
            Value::List(list) => {
                let below = self.readers.below(at, None);
                if below.is_nowhere() || below.is_whole() {
                    return;
                }
                for (number, item) in list.items.iter().enumerate() {
                    let mut path = path.to_vec();
                    if let Some(last) = path.last_mut() {
                        *last = format!("{last}[{number}]");
                    }
                    self.value(item, &below, &path, start);
                }
            }
            _ => {}
        }
    }

    fn unread(&mut self, key: &Trace, value: &Value, path: Vec<String>, start: usize) {
        let Some((text, (tree, node))) = self.release.place(key, self.stage) else { return };
        // An alias elsewhere may be read.
        if is_aliased(&tree, node) {
            return;
        }
        let own = path.get(start..).unwrap_or_default().to_vec();
        let key = Key { text, node, path: own, is_set: is_set(value) };
        self.found.entry(path).or_default().push(key);
    }
}

/// Whether a value has content.
fn is_set(value: &Value) -> bool {
    match value {
        Value::Nil(_) => false,
        Value::Text(text) => !text.is_empty(),
        Value::List(list) => !list.items.is_empty(),
        Value::Map(map) => map.snapshot().iter().any(|(_, entry)| is_set(&entry.value)),
        _ => true,
    }
}

/// Whether something in the value of a key has an anchor, or is an alias.
fn is_aliased(tree: &Tree, key: u32) -> bool {
    let value = tree.node(tree.node(key).next());
    (value.index()..value.next())
        .map(|index| tree.node(index))
        .any(|node| node.is_anchored() || node.kind() == Kind::Alias)
}
