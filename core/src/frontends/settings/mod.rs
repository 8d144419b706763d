//! The settings of resources: keys with their values, in all technologies.

mod containers;
mod files;
mod texts;

pub(super) use containers::Word;
pub(crate) use containers::{arguments, environment};
pub(super) use files::{file, read, read_any};

use std::ops::Range;

use super::frontend::Frontend;
use crate::credentials::{self, Class};
use crate::model::meta::{StringEntry, StringMap};
use crate::model::settings::{Pair, Setting, SettingKind, SettingRead, UnreadSettings, keyed};
use crate::model::{Configurations, Resource};
use crate::tree::{Anchor, Cursor, Field, Kind, MissingPath, NodeRef, Part, Place, State, Why};

impl Frontend {
    /// The settings of a resource besides those of its containers, and those that could not be
    /// read.
    pub(crate) fn settings<'s>(&self, resource: &'s Resource<'s>) -> Vec<SettingRead<'s>> {
        let mut listing = Listing { configurations: &resource.configurations, found: Vec::new() };
        (self.settings)(resource, &mut listing);
        listing.found
    }
}

/// Collects the settings of a resource in order.
pub(crate) struct Listing<'s> {
    configurations: &'s Configurations<'s>,
    found: Vec<SettingRead<'s>>,
}

impl<'s> Listing<'s> {
    pub(crate) fn add(&mut self, setting: Setting<'s>) {
        self.found.push(Ok(setting));
    }

    pub(super) fn unread(&mut self, kind: SettingKind, place: Place, why: Why) {
        self.found.push(Err(UnreadSettings::new(kind, place, why)));
    }

    /// The options and other values of a command line.
    pub(super) fn command(&mut self, words: &[Word<'s>]) {
        containers::read_words(words, &mut self.found);
    }

    /// The options and other values of a script or a command line in a file that no cluster runs:
    /// the values that it passes to programs may come from anywhere.
    pub(super) fn command_of_file(&mut self, words: &[Word<'s>]) {
        let mut read = Vec::new();
        containers::read_words(words, &mut read);
        self.found.extend(read.into_iter().flatten().map(Ok));
    }

    /// The entries of a map, each as one setting.
    pub(super) fn entries(&mut self, kind: SettingKind, map: &'s StringMap<'s>) {
        for entry in self.known(kind, map) {
            self.add(of_entry(kind, entry));
        }
    }

    /// The entries of a map, each of which may contain a whole file: a file of keys and values is
    /// read key by key.
    pub(super) fn files(&mut self, kind: SettingKind, map: &'s StringMap<'s>) {
        for entry in self.known(kind, map) {
            self.file(kind, entry);
        }
    }

    /// The entries of a map; an unreadable map is recorded.
    fn known(&mut self, kind: SettingKind, map: &'s StringMap<'s>) -> &'s [StringEntry<'s>] {
        match map.state() {
            State::Set(entries, _) => entries,
            State::Unset(..) => &[],
            State::Unresolved(place, why) => {
                self.unread(kind, *place, *why);
                &[]
            }
        }
    }

    fn file(&mut self, kind: SettingKind, entry: &'s StringEntry<'s>) {
        let place = entry.value.spot().place;
        // Translations mention passwords but contain none, except for credentials in a known
        // format.
        if let (true, State::Set(text, _)) =
            (texts::is_translation(&entry.key), entry.value.state())
        {
            if !credentials::contains_known("", text) {
                return;
            }
        }
        let kind_within = SettingKind::EmbeddedEntry;
        match (self.file_inside(&of_entry(kind, entry)), entry.value.state()) {
            (true, _) => {}
            (false, State::Set(text, _)) if texts::is_script(&entry.key, text) => {
                self.script(kind_within, place, text);
            }
            (false, State::Set(text, _)) if text.contains('\n') => {
                let lines = texts::lines(of_entry(kind, entry), text);
                self.found.extend(lines.into_iter().map(Ok));
            }
            _ => self.add(of_entry(kind, entry)),
        }
    }

    /// The arguments of commands in a shell script.
    fn script(&mut self, kind: SettingKind, place: Place, text: &'s str) {
        for argument in credentials::arguments(&[text]) {
            let value = Field::set(argument.value, place);
            let part = Part::new(argument.range, argument.name);
            self.add(Setting::new(kind, argument.key, place, value).within(part));
        }
    }

    /// The settings of a text that is a configuration file, key by key, and its other lines with
    /// secrets; returns whether the text is one.
    pub(super) fn file_inside(&mut self, whole: &Setting<'s>) -> bool {
        let place = whole.value.spot().place;
        let is_file = self.configuration(SettingKind::EmbeddedEntry, place);
        if let (true, State::Set(text, _)) = (is_file, whole.value.state()) {
            let documents = self.configurations.at(place).filter_map(Cursor::node);
            self.found.extend(texts::rest(whole, text, documents).into_iter().map(Ok));
        }
        is_file
    }

    /// The scalars of the configuration file in the scalar at a place, under their keys; returns
    /// whether there is one.
    fn configuration(&mut self, kind: SettingKind, scalar: Place) -> bool {
        let mut found = false;
        for root in self.configurations.at(scalar) {
            found = true;
            self.scalars(kind, root);
        }
        found
    }

    /// The settings of a file: its scalars under their keys, or the content of a text without keys.
    /// `key` is the key of such a text.
    pub(super) fn whole_file(&mut self, kind: SettingKind, root: &Cursor<'s>, key: &'s str) {
        match root.node().filter(|node| node.kind() == Kind::Scalar) {
            Some(node) => {
                let place = root.place();
                let whole = Setting::new(kind, key, place, Field::set(node.text(), place));
                let lines = texts::lines(whole, node.text());
                let assigned = texts::assigned(kind, place, node.text(), &lines);
                self.found.extend(lines.into_iter().chain(assigned).map(Ok));
            }
            None => self.scalars(kind, root),
        }
    }

    /// The scalars below a node that are related to credentials, except for some ranges of its
    /// tree's nodes. An expression may become anything, also fields with credentials: the first one
    /// is recorded.
    pub(super) fn credentials(
        &mut self,
        kind: SettingKind,
        root: &Cursor<'s>,
        besides: &[Range<u32>],
    ) {
        let first = self.found.len();
        self.scalars_besides(kind, root, besides);
        let mut expression = None;
        for read in self.found.split_off(first) {
            let Ok(setting) = read else { continue };
            let State::Set(value, place) = setting.value.state() else { continue };
            let class = credentials::classify(&setting.key, value).class;
            // The mount path of a secret is no indication for a key that is not one of a secret.
            let is_mount = value.starts_with('/') && !names_secret(&setting.key);
            if class.is_exposed() || (class == Class::Reference && !is_mount) {
                self.add(setting);
            } else if credentials::is_expression(value) {
                expression = expression.or(Some(*place));
            }
        }
        if let Some(place) = expression {
            self.unread(kind, place, Why::Expression);
        }
    }

    /// Whether a scalar contains a file that is read as one.
    pub(super) fn is_file(&self, scalar: Place) -> bool {
        self.configurations.at(scalar).next().is_some()
    }

    /// A setting; each meaningful line of a multi-line text is one.
    pub(super) fn text(&mut self, whole: Setting<'s>, text: &'s str) {
        if text.contains('\n') {
            self.found.extend(texts::lines(whole, text).into_iter().map(Ok));
        } else {
            self.add(whole);
        }
    }

    /// The scalars below a node under their keys, in the order of the text.
    pub(super) fn scalars(&mut self, kind: SettingKind, root: &Cursor<'s>) {
        self.scalars_besides(kind, root, &[]);
    }

    fn scalars_besides(&mut self, kind: SettingKind, root: &Cursor<'s>, besides: &[Range<u32>]) {
        let besides = merged(besides);
        let is_besides = |node: u32| {
            let after = besides.partition_point(|range| range.start <= node);
            let before = after.checked_sub(1).and_then(|at| besides.get(at));
            before.is_some_and(|range| range.contains(&node))
        };
        for pair in keyed(root) {
            if is_besides(pair.place.node()) {
                continue;
            }
            if is_taken(root, pair.place, pair.value) {
                continue;
            }
            let node = root.node().map(|root| root.tree().node(pair.place.node()));
            self.pair(kind, pair, node);
        }
    }

    /// A scalar under its key: the file that it contains, each of its meaningful lines, or one
    /// setting.
    pub(super) fn pair(&mut self, kind: SettingKind, pair: Pair<'s>, node: Option<NodeRef<'s>>) {
        let text = pair.value;
        if pair.is_open {
            // The value of an expression comes from elsewhere.
            let value = Field::unset(pair.place, MissingPath::default());
            return self.add(Setting::new(kind, pair.key, pair.key_place, value));
        }
        // INVARIANT: files are embedded only as deep as the limit of embedding allows.
        if self.configuration(kind, pair.place) {
            return;
        }
        // Scripts of charts in a values file are unrelated to the values.
        if kind == SettingKind::Field && texts::is_script(&pair.key, text) {
            return self.script(kind, pair.place, text);
        }
        if text.contains('\n') {
            let value = Field::set(text, pair.place);
            return self.text(Setting::new(kind, pair.key, pair.key_place, value), text);
        }
        let is_named = pair.is_item || pair.key.is_empty();
        let offset = if is_named { credentials::assigned(&pair.key, text).1 } else { 0 };
        let key = match offset.checked_sub(1).and_then(|end| text.get(..end)) {
            Some(own) => own.into(),
            None => pair.key,
        };
        let value = text.get(offset..).unwrap_or_default();
        let part = Part::new(offset..text.len(), &*key);
        let setting = Setting::new(kind, key, pair.key_place, Field::set(value, pair.place));
        self.add(if offset > 0 { setting.within(part) } else { setting.at(node) });
    }
}

/// The ranges in order, with overlapping ones merged.
fn merged(ranges: &[Range<u32>]) -> Vec<Range<u32>> {
    let mut sorted = ranges.to_vec();
    sorted.sort_unstable_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<u32>> = Vec::new();
    for range in sorted {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// Whether a key is one of a secret, or of the file with one: `tokenFile`.
fn names_secret(key: &str) -> bool {
    let length = key.len().saturating_sub("file".len());
    let of_file = key.get(length..).filter(|end| end.eq_ignore_ascii_case("file"));
    let of = of_file.and_then(|_| key.get(..length)).unwrap_or(key);
    credentials::is_secret_key(of)
}

/// Whether a value is the result of a YAML function on a name: `!secret name`, `!ImportValue Name`.
/// A literal value in such a function remains a value: `!Sub "..://user:password@${Host}"`.
fn is_taken(root: &Cursor<'_>, place: Place, text: &str) -> bool {
    let tag = root.node().and_then(|root| root.tree().node(place.node()).tag());
    let is_own = |tag: &str| tag.len() > 1 && !tag.starts_with("!!");
    tag.is_some_and(is_own) && !text.contains([':', ' '])
}

fn of_entry<'s>(kind: SettingKind, entry: &'s StringEntry<'s>) -> Setting<'s> {
    Setting::new(kind, &*entry.key, entry.key_place, entry.value.clone())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::syntax::{self, Format};
    use crate::tree::{Limits, Origin};

    #[test]
    fn ranges_that_overlap_are_one() {
        assert_eq!(merged(&[5..7, 1..3, 2..4, 9..9]), [1..4, 5..7, 9..9]);
    }

    #[test]
    fn a_key_may_name_the_file_of_a_secret() {
        for key in ["token", "tokenFile", "password-file", "DB_PASSWORD_FILE"] {
            assert!(names_secret(key), "{key}");
        }
        for key in ["mountPath", "file", "caFile", ""] {
            assert!(!names_secret(key), "{key}");
        }
    }

    #[test]
    fn a_pair_and_an_operation_name_their_values() {
        let rows: &[(&str, &str)] = &[
            ("{name: A, value: x}", "A"),
            ("{key: a.b, value: x}", "a.b"),
            ("{type: password, value: x}", "password"),
            ("{name: A, key: b, value: x}", "A"),
            ("{name: A, string: x}", "A"),
            ("{name: A, defaultValue: x}", "A"),
            ("{op: add, path: /data/A, value: x}", "/data/A"),
            ("{path: /data/A, value: x}", "value"),
            ("A: {value: x}", "A"),
            ("A: [x]", "A"),
            ("passwords: {key: x}", "passwords.key"),
            ("passwords: {alice: x}", "passwords.alice.password"),
            ("passwords: {existingSecret: x}", "existingSecret"),
        ];
        for (text, expected) in rows {
            let source = Source::new("case.yaml", *text);
            let (tree, _) = syntax::parse(source, Format::YAML, Origin::Text, Limits::default());
            let (_, root) = tree.documents().next().unwrap();
            let scalars = root.keyed_scalars();
            let keyed = scalars.iter().find(|keyed| keyed.scalar.text() == "x").unwrap();
            assert_eq!(keyed.qualified(), *expected, "{text}");
        }
    }
}
