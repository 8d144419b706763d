//! Keys with values, wherever the model has them.

use std::ops::Range;

use super::walk::Walk;
use crate::checks::{Setting, SettingKind};
use crate::credentials;
use crate::model::meta::StringEntry;
use crate::model::pods::Container;
use crate::model::settings::keyed;
use crate::model::{Body, Resource, Technology};
use crate::tree::{
    Anchor, Cursor, Entry, Field, NodeRef, Part, Place, State, Tree, Why, expression,
};

/// A setting, or the place of something that could not be understood, and why.
pub(super) type Read<'s> = Result<Setting<'s>, (Place, Why)>;

/// The environment variables of a container.
pub(super) fn environment<'s>(container: &'s Container<'s>) -> impl Iterator<Item = Read<'s>> {
    known(&container.env).iter().filter_map(|variable| {
        let is_unset = matches!(variable.value.state(), State::Unset(..));
        if variable.from_file || is_unset && matches!(variable.source.state(), State::Unset(..)) {
            return None;
        }
        match variable.name.state() {
            State::Set(name, place) => {
                let value = variable.value.clone();
                let setting = Setting::new(SettingKind::Environment, *name, *place, value);
                Some(Ok(match &variable.part {
                    Some(part) => setting.within(part.clone()),
                    None => setting,
                }))
            }
            State::Unset(..) => None,
            State::Unresolved(place, why) => Some(Err((*place, *why))),
        }
    })
}

/// The options and other values of every command line of a container: its own, and those of its
/// probes and hooks.
pub(super) fn arguments<'s>(container: &'s Container<'s>) -> Vec<Read<'s>> {
    let mut settings = Vec::new();
    // The image's own command comes before what `args` adds to it.
    read_command(&[&container.command, &container.args], &mut settings);
    let probes = [&container.liveness_probe, &container.readiness_probe, &container.startup_probe];
    for probe in probes {
        match probe.state() {
            State::Set(probe, _) => read_command(&[&probe.handler.exec], &mut settings),
            State::Unset(..) => {}
            State::Unresolved(place, why) => settings.push(Err((*place, *why))),
        }
    }
    for handler in [&container.post_start, &container.pre_stop] {
        match handler.state() {
            State::Set(handler, _) => read_command(&[&handler.exec], &mut settings),
            State::Unset(..) => {}
            State::Unresolved(place, why) => settings.push(Err((*place, *why))),
        }
    }
    settings
}

/// The words of a command line, list by list.
type Words<'s> = Field<Vec<Field<&'s str>>>;

fn read_command<'s>(lists: &[&'s Words<'s>], settings: &mut Vec<Read<'s>>) {
    let mut texts = Vec::new();
    let mut places = Vec::new();
    for list in lists {
        if let State::Unresolved(place, why) = list.state() {
            settings.push(Err((*place, *why)));
        }
        for word in known(list) {
            match word.state() {
                State::Set(text, place) => {
                    texts.push(*text);
                    places.push(*place);
                }
                State::Unset(..) => {}
                State::Unresolved(place, why) => settings.push(Err((*place, *why))),
            }
        }
    }
    for argument in credentials::arguments(&texts) {
        let Some(&place) = places.get(argument.number) else { continue };
        let is_open = credentials::is_expression(argument.value)
            || (argument.value.starts_with("${") && argument.value.ends_with('}'));
        if argument.key.is_empty() && is_open {
            // It may be any option with any value.
            let why = expression(argument.value).unwrap_or(Why::Expression);
            settings.push(Err((place, why)));
            continue;
        }
        let value = Field::set(argument.value, place);
        let part = Part::new(argument.range, argument.name);
        let setting = Setting::new(SettingKind::Argument, argument.key, place, value);
        settings.push(Ok(setting.within(part)));
    }
}

/// The entries of a ConfigMap or of a file of settings, and the annotations of any resource. An entry that is a file of keys
/// and values is read key by key.
pub(super) fn of_resource<'s>(resource: &'s Resource<'s>, walk: &'s Walk<'s>) -> Vec<Setting<'s>> {
    let mut settings = Vec::new();
    if let Body::ConfigMap(map) = &resource.body {
        for entry in known(&map.data) {
            read_entry(entry, walk, &mut settings);
        }
        let binary = known(&map.binary_data).iter();
        settings.extend(binary.map(|entry| of(SettingKind::BinaryEntry, entry)));
    }
    if let Body::Settings(_) = &resource.body {
        let kind = match resource.technology {
            Technology::Dotenv => SettingKind::Variable,
            _ => SettingKind::Value,
        };
        read_scalars(kind, &resource.content, walk, &mut settings);
    }
    if resource.technology == Technology::Compose {
        read_compose(resource, &mut settings);
    }
    for (key, value) in store_parameters(resource) {
        let (place, kind) = (value.place(), SettingKind::StoreParameter);
        if let State::Set(..) = value.state() {
            settings.push(Setting::new(kind, key, place, value));
        }
    }
    let annotations = known(&resource.metadata.annotations);
    settings.extend(annotations.iter().map(|entry| of(SettingKind::Annotation, entry)));
    settings
}

/// What an object tells an operator about the store that secrets come from, as far as checks ask
/// for it.
fn store_parameters<'s>(resource: &Resource<'s>) -> Vec<(&'static str, Field<&'s str>)> {
    let at = |path: &str| resource.at(path).literal();
    match (resource.group(), resource.kind) {
        ("external-secrets.io", "SecretStore" | "ClusterSecretStore") => {
            vec![("vault.server", at("spec.provider.vault.server"))]
        }
        ("secrets-store.csi.x-k8s.io", "SecretProviderClass") => vec![
            ("vaultAddress", at("spec.parameters.vaultAddress")),
            ("vaultSkipTLSVerify", at("spec.parameters.vaultSkipTLSVerify")),
        ],
        _ => Vec::new(),
    }
}

fn read_entry<'s>(entry: &'s StringEntry<'s>, walk: &'s Walk<'s>, settings: &mut Vec<Setting<'s>>) {
    let place = entry.value.spot().place;
    let number = walk.configurations.get(&place).copied();
    let tree = number.and_then(|number| walk.numbered.trees.get(number as usize).copied());
    match (number, tree, entry.value.state()) {
        (Some(number), Some(tree), state) => {
            read_configuration(SettingKind::EmbeddedEntry, number, tree, walk, settings);
            if let State::Set(text, _) = state {
                read_rest(entry, text, tree, settings);
            }
        }
        (_, _, State::Set(text, _)) if is_script(&entry.key, text) => {
            for argument in credentials::arguments(&[text]) {
                let value = Field::set(argument.value, place);
                let part = Part::new(argument.range, argument.name);
                let setting = Setting::new(SettingKind::EmbeddedEntry, argument.key, place, value);
                settings.push(setting.within(part));
            }
        }
        (_, _, State::Set(text, _)) if text.contains('\n') => {
            let whole = of(SettingKind::ConfigMapEntry, entry);
            read_text(&whole, text, settings);
        }
        _ => settings.push(of(SettingKind::ConfigMapEntry, entry)),
    }
}

/// A text of several lines that no language is known for: each line that holds a secret, or all of
/// it where no line alone says so.
fn read_text<'s>(whole: &Setting<'s>, text: &'s str, settings: &mut Vec<Setting<'s>>) {
    let mut lines = Vec::new();
    let mut end = 0;
    for secret in credentials::secret_ranges(&whole.key, text) {
        if secret.start < end {
            continue;
        }
        let line = lines_of(text, &secret);
        end = line.end;
        lines.push(line);
    }
    let says_so = |line: &Range<usize>| {
        let line = text.get(line.clone()).unwrap_or_default();
        credentials::classify(&whole.key, line).class.is_exposed()
    };
    if lines.is_empty() || !lines.iter().all(says_so) {
        settings.push(whole.clone());
        return;
    }
    for line in lines {
        let value =
            Field::set(text.get(line.clone()).unwrap_or_default(), whole.value.spot().place);
        let setting = Setting::new(whole.kind, whole.key.clone(), whole.key_place, value);
        settings.push(setting.within(Part::only(line)));
    }
}

/// The lines that a part of a text stands in, without the end of the last.
fn lines_of(text: &str, part: &Range<usize>) -> Range<usize> {
    let head = text.get(..part.start).unwrap_or_default();
    let tail = text.get(part.end..).unwrap_or_default();
    let start = head.rfind('\n').map_or(0, |at| at + 1);
    start..part.end + tail.find('\n').unwrap_or(tail.len())
}

/// The lines of a configuration file that hold a secret where the file has no value: a comment, a
/// directive with several words.
fn read_rest<'s>(
    entry: &'s StringEntry<'s>,
    text: &'s str,
    tree: &Tree,
    settings: &mut Vec<Setting<'s>>,
) {
    let secrets = credentials::secret_ranges("", text);
    if secrets.is_empty() {
        return;
    }
    let scalars = tree.documents().flat_map(|(_, root)| root.keyed_scalars());
    let mut spans: Vec<_> = scalars.map(|keyed| keyed.scalar.span().range()).collect();
    spans.sort_unstable_by_key(|span| span.start);
    let mut end = 0;
    for secret in secrets {
        let before = spans.partition_point(|span| span.start <= secret.start);
        let holder = before.checked_sub(1).and_then(|index| spans.get(index));
        if secret.start < end || holder.is_some_and(|span| secret.end <= span.end) {
            continue;
        }
        let lines = lines_of(text, &secret);
        end = lines.end;
        let value = text.get(lines.clone()).unwrap_or_default();
        let value = Field::set(value, entry.value.spot().place);
        let setting = Setting::new(SettingKind::EmbeddedEntry, &*entry.key, entry.key_place, value);
        settings.push(setting.within(Part::only(lines)));
    }
}

/// Whether an entry is a program of a shell.
fn is_script(name: &str, text: &str) -> bool {
    let text = text.trim_start();
    let shell = text.lines().next().unwrap_or_default();
    let has_shebang = shell.starts_with("#!") && shell.trim_end().ends_with("sh");
    text.contains('\n')
        && (has_shebang || name.rsplit_once('.').is_some_and(|(_, extension)| extension == "sh"))
}

/// The sections of a service whose entries are settings.
fn sections<'s>(resource: &'s Resource<'s>) -> [(SettingKind, Cursor<'s>); 3] {
    [
        (SettingKind::Label, resource.at("labels")),
        (SettingKind::Label, resource.at("build.labels")),
        (SettingKind::BuildArgument, resource.at("build.args")),
    ]
}

/// The settings of a resource that could not be read, each with its kind.
pub(super) fn unreadable(resource: &Resource<'_>) -> Vec<(SettingKind, Place, Why)> {
    // A volume without a word about it has no labels either.
    let is_bare = resource.content.node().is_some_and(NodeRef::is_null);
    let mut found = Vec::new();
    for (_, parameter) in store_parameters(resource) {
        if let State::Unresolved(place, why) = parameter.state() {
            found.push((SettingKind::StoreParameter, *place, *why));
        }
    }
    if resource.technology != Technology::Compose || is_bare {
        return found;
    }
    for (kind, section) in sections(resource) {
        match section.entries().into_state() {
            State::Set(entries, place) => {
                let open = section.node().is_some_and(NodeRef::is_open)
                    || entries.iter().any(|entry| expression(&entry.key).is_some());
                found.extend(open.then_some((kind, place, Why::Variable)));
            }
            State::Unset(..) => {}
            State::Unresolved(place, why) => found.push((kind, place, why)),
        }
    }
    let content = resource.at("content").written();
    if let (State::Unresolved(place, why), "config") = (content.state(), resource.kind) {
        found.push((SettingKind::EmbeddedEntry, *place, *why));
    }
    found
}

/// The labels and build arguments of a service, and the content of a config.
fn read_compose<'s>(resource: &'s Resource<'s>, settings: &mut Vec<Setting<'s>>) {
    for (kind, section) in sections(resource) {
        if let State::Set(entries, _) = section.entries().into_state() {
            let known = entries.into_iter().filter(|entry| expression(&entry.key).is_none());
            settings.extend(known.map(|entry| read_written(kind, entry)));
        }
    }
    let content = resource.at("content").written();
    if let (State::Set(text, place), "config") = (content.state(), resource.kind) {
        for (name, range) in credentials::assigned_in_lines(text) {
            let value = text.get(range.clone()).unwrap_or_default();
            let value = Field::set(value, *place);
            let setting = Setting::new(SettingKind::EmbeddedEntry, name, *place, value);
            settings.push(setting.within(Part::new(range, name)));
        }
    }
}

/// An entry as it was written, before variables in it were replaced.
fn read_written(kind: SettingKind, entry: Entry<'_>) -> Setting<'_> {
    let part = entry.value.node().and_then(NodeRef::origin).map_or((0, 0), |origin| origin.part);
    let part = Part::new(part.0 as usize..part.1 as usize, &*entry.key);
    let setting = Setting::new(kind, entry.key, entry.key_place, entry.value.written());
    // `KEY=value` is one scalar.
    if part.range.start > 0 { setting.within(part) } else { setting }
}

/// The scalars of a configuration file under their keys.
fn read_configuration<'s>(
    kind: SettingKind,
    number: u32,
    tree: &'s Tree,
    walk: &'s Walk<'s>,
    settings: &mut Vec<Setting<'s>>,
) {
    for (_, root) in tree.documents() {
        read_scalars(kind, &Cursor::new(number, root), walk, settings);
    }
}

/// The scalars below a node under their keys, in the order of the text.
fn read_scalars<'s>(
    kind: SettingKind,
    root: &Cursor<'s>,
    walk: &'s Walk<'s>,
    settings: &mut Vec<Setting<'s>>,
) {
    for pair in keyed(root) {
        let text = pair.value;
        // INVARIANT: a configuration holds no other, so this goes one level deep.
        if let Some(&number) = walk.configurations.get(&pair.place) {
            if let Some(tree) = walk.numbered.trees.get(number as usize).copied() {
                read_configuration(kind, number, tree, walk, settings);
                continue;
            }
        }
        if text.contains('\n') {
            let value = Field::set(text, pair.place);
            read_text(&Setting::new(kind, pair.key, pair.key_place, value), text, settings);
            continue;
        }
        let (_, offset) = credentials::assigned(&pair.key, text);
        let key = match offset.checked_sub(1).and_then(|end| text.get(..end)) {
            Some(own) => own.into(),
            None => pair.key,
        };
        let value = text.get(offset..).unwrap_or_default();
        let part = Part::new(offset..text.len(), &*key);
        let setting = Setting::new(kind, key, pair.key_place, Field::set(value, pair.place));
        settings.push(if offset > 0 { setting.within(part) } else { setting });
    }
}

fn of<'s>(kind: SettingKind, entry: &'s StringEntry<'s>) -> Setting<'s> {
    Setting::new(kind, &*entry.key, entry.key_place, entry.value.clone())
}

fn set<T>(field: &Field<T>) -> Option<&T> {
    match field.state() {
        State::Set(value, _) => Some(value),
        State::Unset(..) | State::Unresolved(..) => None,
    }
}

/// The items of a list that could be read. One that could not is counted unknown where the list is
/// walked as such.
fn known<T>(list: &Field<Vec<T>>) -> &[T] {
    set(list).map_or(&[], Vec::as_slice)
}
