//! Reads typed values from the policy file's tree; invalid values are errors.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::faults::{Faults, quoted};
use super::keys::Key;
use super::names::Names;
use crate::checks::{AnyCheck, Severity};
use crate::source::Problem;
use crate::tree::{Cursor, Entry, Field, Format, Kind, NodeRef, Scalar, State, Style, Tree, Why};

/// The tree of a policy file, the known checks, and the errors so far.
pub(super) struct Reader<'t> {
    pub(super) tree: &'t Tree,
    pub(super) checks: &'t [AnyCheck],
    pub(super) faults: Faults<'t>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(tree: &'t Tree, problems: &[Problem], checks: &'t [AnyCheck]) -> Self {
        Self { tree, checks, faults: Faults::new(tree, problems) }
    }

    /// The values of a mapping whose keys are declared.
    pub(super) fn keys(
        &mut self,
        cursor: &Cursor<'t>,
        what: &str,
        keys: &'static [Key],
    ) -> Vec<(&'static str, Cursor<'t>)> {
        let mut values = Vec::new();
        for entry in self.entries(cursor, what) {
            if let Some(key) = keys.iter().find(|key| key.name == entry.key) {
                values.push((key.name, entry.value));
                continue;
            }
            let known: Vec<&str> = keys.iter().map(|key| key.name).collect();
            let message = format!("unknown key {} in {what}", quoted(&entry.key));
            self.faults.unknown(entry.key_place, message, &entry.key, &known);
        }
        values
    }

    /// The entries of a mapping that have a value.
    pub(super) fn entries(&mut self, cursor: &Cursor<'t>, what: &str) -> Vec<Entry<'t>> {
        let Some(mut entries) = self.value(cursor.entries(), cursor, what, "a mapping") else {
            return Vec::new();
        };
        self.merges(cursor);
        entries.retain(|entry| {
            if !entry.value.exists() {
                let message = format!("{} has no value", quoted(&entry.key));
                self.faults.hinted(entry.key_place, message, "remove the key, or give it a value");
            }
            entry.value.exists()
        });
        entries
    }

    /// A merge key with anything but mappings has no effect, which must be reported.
    fn merges(&mut self, cursor: &Cursor<'t>) {
        let entries = cursor.node().into_iter().flat_map(NodeRef::own_entries);
        for (key, value) in entries.filter(|(key, _)| key.is_merge_key()) {
            let is_mapping = |node: NodeRef<'t>| {
                // An unknown alias is a problem of the text.
                node.follow().is_none_or(|node| node.kind() == Kind::Mapping)
            };
            let lists_mappings = value.kind() == Kind::Sequence && value.items().all(is_mapping);
            if !lists_mappings && !is_mapping(value) {
                let place = key.place(cursor.place().tree());
                self.faults.at(place, "`<<` must refer to a mapping or a list of mappings");
            }
        }
    }

    /// User-defined names, each with its value. A name that YAML does not read as a string would be
    /// changed.
    pub(super) fn named(&mut self, cursor: &Cursor<'t>, what: &str) -> Vec<Entry<'t>> {
        let mut entries = self.entries(cursor, what);
        entries.retain(|entry| {
            let key = self.tree.node(entry.key_place.node());
            let node = key.follow().unwrap_or(key);
            let is_text = node.kind() == Kind::Scalar
                && matches!(node.scalar(), Scalar::Text(text) if !text.trim().is_empty());
            if !is_text {
                let written = quoted(self.tree.source().slice(node.span()));
                let message = format!("a name in {what} must be a string, not {written}");
                self.faults.hinted(entry.key_place, message, "put it in quotes");
            }
            is_text
        });
        entries
    }

    /// The items of a list.
    pub(super) fn items(&mut self, cursor: &Cursor<'t>, what: &str) -> Vec<Cursor<'t>> {
        self.value(cursor.items(), cursor, what, "a list").unwrap_or_default()
    }

    /// Text.
    pub(super) fn text(&mut self, cursor: &Cursor<'t>, what: &str) -> Option<&'t str> {
        self.value(cursor.literal(), cursor, what, "a string")
    }

    /// Text that is not blank.
    pub(super) fn words(&mut self, cursor: &Cursor<'t>, what: &str) -> Option<&'t str> {
        let text = self.text(cursor, what)?;
        if text.trim().is_empty() {
            let hint = "write a text, or remove the key";
            self.faults.hinted(cursor.place(), format!("{what} is empty"), hint);
            return None;
        }
        Some(text)
    }

    /// A boolean.
    pub(super) fn boolean(&mut self, cursor: &Cursor<'t>, what: &str) -> Option<bool> {
        self.value(cursor.bool(), cursor, what, "a boolean")
    }

    /// A whole number in a range.
    pub(super) fn integer(
        &mut self,
        cursor: &Cursor<'t>,
        what: &str,
        range: &RangeInclusive<i64>,
    ) -> Option<i64> {
        let expected = format!("an integer from {} to {}", range.start(), range.end());
        let number = cursor.integer().parse(|number| {
            // The message says why it is invalid.
            if range.contains(&number) { Ok(number) } else { Err(Why::Invalid(Format::Number)) }
        });
        self.value(number, cursor, what, &expected)
    }

    /// The value of a field, which must be set.
    fn value<T>(
        &mut self,
        field: Field<T>,
        cursor: &Cursor<'t>,
        what: &str,
        expected: &str,
    ) -> Option<T> {
        if let State::Set(value, _) = field.into_state() {
            return Some(value);
        }
        self.wrong_type(cursor, what, expected);
        None
    }

    /// One of the known names.
    pub(super) fn name(
        &mut self,
        cursor: &Cursor<'t>,
        what: &str,
        known: &Names<'_>,
    ) -> Option<&'t str> {
        let name = self.text(cursor, what)?;
        if !known.has(name) {
            let message = format!("unknown {} {}", known.kind, quoted(name));
            self.faults.unknown(cursor.place(), message, name, &known.current);
            return None;
        }
        Some(name)
    }

    /// A list of known names, each once.
    pub(super) fn names(
        &mut self,
        cursor: &Cursor<'t>,
        what: &str,
        known: &Names<'_>,
    ) -> Vec<&'t str> {
        let mut names = Vec::new();
        let mut seen = BTreeSet::new();
        for item in self.items(cursor, what) {
            let Some(name) = self.name(&item, &format!("an item of {what}"), known) else {
                continue;
            };
            if seen.insert(name) {
                names.push(name);
            } else {
                self.faults.at(item.place(), format!("duplicate `{name}` in {what}"));
            }
        }
        names
    }

    /// A severity.
    pub(super) fn severity(&mut self, cursor: &Cursor<'t>, what: &str) -> Option<Severity> {
        self.name(cursor, what, &Names::severities()).and_then(|name| Severity::find(name).ok())
    }

    /// A pattern of paths.
    pub(super) fn pattern(&mut self, cursor: &Cursor<'t>, what: &str) -> Option<String> {
        let pattern = self.words(cursor, what)?;
        match fast_glob::validate(pattern) {
            Ok(()) => Some(pattern.to_owned()),
            Err(error) => {
                let message = format!("{what} is not a valid pattern: {}", quoted(pattern));
                self.faults.hinted(cursor.place(), message, error.to_string());
                None
            }
        }
    }

    /// A list of texts that are not blank.
    pub(super) fn texts(&mut self, cursor: &Cursor<'t>, what: &str) -> Vec<String> {
        let item = format!("an item of {what}");
        let items = self.items(cursor, what);
        let texts = items.iter().filter_map(|cursor| self.words(cursor, &item));
        texts.map(str::to_owned).collect()
    }

    /// A list of patterns.
    pub(super) fn patterns(&mut self, cursor: &Cursor<'t>, what: &str) -> Vec<String> {
        let item = format!("an item of {what}");
        let items = self.items(cursor, what);
        items.iter().filter_map(|cursor| self.pattern(cursor, &item)).collect()
    }

    /// Records that a value is not as expected.
    pub(super) fn wrong_type(&mut self, cursor: &Cursor<'t>, what: &str, expected: &str) {
        let Some(node) = cursor.node() else {
            // An unknown alias is already among the problems of the text.
            if let State::Unresolved(place, Why::Expression) = cursor.read(|_| ()).state() {
                let message = format!("{what} is a template expression");
                let hint = "templates are not rendered in a policy: write the value";
                self.faults.hinted(*place, message, hint);
            }
            return;
        };
        let message = format!("{what} must be {expected}, not {}", shown(node));
        let is_scalar = node.kind() == Kind::Scalar && node.scalar() != Scalar::Null;
        if expected == "a string" && is_scalar {
            let hint = format!("put it in quotes: `\"{}\"`", node.text());
            self.faults.hinted(cursor.place(), message, hint);
            return;
        }
        let is_plain =
            is_scalar && !node.text().is_empty() && !node.text().contains(char::is_whitespace);
        let hint = match (expected, node.kind()) {
            ("a list", Kind::Mapping) => "begin each item with `- `".to_owned(),
            ("a list", _) if is_plain => format!("write `[{}]`", node.text()),
            ("a boolean", _) => "write `true` or `false`".to_owned(),
            _ if expected.starts_with("an integer") => "write a number in this range".to_owned(),
            _ => {
                self.faults.at(cursor.place(), message);
                return;
            }
        };
        self.faults.hinted(cursor.place(), message, hint);
    }
}

/// A description of the value found.
pub(super) fn shown(node: NodeRef<'_>) -> String {
    match (node.kind(), node.scalar()) {
        (Kind::Mapping, _) => "a mapping".to_owned(),
        (Kind::Sequence, _) => "a list".to_owned(),
        (_, Scalar::Null) => "null".to_owned(),
        (_, Scalar::Text(text)) if node.style() != Style::Plain => {
            format!("the string {}", quoted(text))
        }
        _ => quoted(node.text()),
    }
}
