//! The settings of a project's parts besides those of containers: labels, arguments of builds, the
//! content of configs.

use crate::credentials;
use crate::frontends::settings::Listing;
use crate::model::Resource;
use crate::model::settings::{Setting, SettingKind};
use crate::tree::{Cursor, Entry, Field, NodeRef, Part, State, Why, expression};

/// Lists the settings of a part of a project besides those of its containers.
pub(super) fn settings<'s>(resource: &'s Resource<'s>, listing: &mut Listing<'s>) {
    // A volume without a word about it has no labels either.
    if !resource.content.node().is_some_and(NodeRef::is_null) {
        section(SettingKind::Label, &resource.at("labels"), listing);
        section(SettingKind::Label, &resource.at("build.labels"), listing);
        section(SettingKind::BuildArgument, &resource.at("build.args"), listing);
        if resource.kind == "config" {
            content(&resource.at("content").written(), listing);
        }
    }
    listing.entries(SettingKind::Annotation, &resource.metadata.annotations);
}

/// The entries of a mapping of settings.
fn section<'s>(kind: SettingKind, section: &Cursor<'s>, listing: &mut Listing<'s>) {
    match section.entries().into_state() {
        State::Set(entries, place) => {
            let is_open = |entry: &Entry<'_>| expression(&entry.key).is_some();
            if section.node().is_some_and(NodeRef::is_open) || entries.iter().any(is_open) {
                listing.unread(kind, place, Why::Variable);
            }
            for entry in entries.into_iter().filter(|entry| !is_open(entry)) {
                listing.add(as_written(kind, entry));
            }
        }
        State::Unset(..) => {}
        State::Unresolved(place, why) => listing.unread(kind, place, why),
    }
}

/// An entry as it was written, before variables in it were replaced.
fn as_written(kind: SettingKind, entry: Entry<'_>) -> Setting<'_> {
    let part = entry.value.node().and_then(NodeRef::origin).map_or((0, 0), |origin| origin.part);
    let part = Part::new(part.0 as usize..part.1 as usize, &*entry.key);
    let setting = Setting::new(kind, entry.key, entry.key_place, entry.value.written());
    // `KEY=value` is one scalar.
    if part.range.start > 0 { setting.within(part) } else { setting }
}

/// What the text of a config assigns.
fn content<'s>(content: &Field<&'s str>, listing: &mut Listing<'s>) {
    match content.state() {
        State::Set(text, place) => {
            for (name, range) in credentials::assigned_in_lines(text) {
                let value = Field::set(text.get(range.clone()).unwrap_or_default(), *place);
                let setting = Setting::new(SettingKind::EmbeddedEntry, name, *place, value);
                listing.add(setting.within(Part::new(range, name)));
            }
        }
        State::Unset(..) => {}
        State::Unresolved(place, why) => {
            listing.unread(SettingKind::EmbeddedEntry, *place, *why);
        }
    }
}
