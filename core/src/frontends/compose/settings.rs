//! The settings of a project besides those of containers: labels, build arguments, contents of
//! configs. And those of a file as written.

use super::written;
use crate::credentials;
use crate::frontends::settings::Listing;
use crate::model::settings::{Setting, SettingKind};
use crate::model::{Body, Resource};
use crate::tree::{Cursor, Entry, Field, NodeRef, Part, State, Why, expression};

/// Lists the settings of a part of a project besides those of its containers, or all settings of a
/// file.
pub(super) fn settings<'s>(resource: &'s Resource<'s>, listing: &mut Listing<'s>) {
    if let Body::Part = resource.body {
        return written::list_settings(&resource.content, listing);
    }
    // A volume without attributes has no labels either.
    if !resource.content.node().is_some_and(NodeRef::is_null) {
        section(SettingKind::Label, &resource.at("labels"), listing);
        section(SettingKind::Label, &resource.at("build.labels"), listing);
        section(SettingKind::BuildArgument, &resource.at("build.args"), listing);
        if resource.kind == "config" {
            content(&resource.at("content").open_text(), listing);
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
                let value = entry.value.open_text();
                listing.add(Setting::new(kind, entry.key, entry.key_place, value));
            }
        }
        State::Unset(..) => {}
        State::Unresolved(place, why) => listing.unread(kind, place, why),
    }
}

/// The assignments in the text of a config.
pub(super) fn content<'s>(content: &Field<&'s str>, listing: &mut Listing<'s>) {
    match content.state() {
        State::Set(text, place) => {
            let whole = Setting::new(SettingKind::EmbeddedEntry, "", *place, content.clone());
            if listing.file_inside(&whole) {
                return;
            }
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
