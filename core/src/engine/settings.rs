//! Keys with values, wherever the model has them.

use crate::checks::{Setting, SettingKind};
use crate::model::meta::StringEntry;
use crate::model::pods::Container;
use crate::model::{Body, Resource};
use crate::tree::{Field, Place, State, Why};

/// The environment variables of a container, and where a name could not be understood, why.
pub(super) fn environment<'s>(
    container: &'s Container<'s>,
) -> impl Iterator<Item = Result<Setting<'s>, (Place, Why)>> {
    known(&container.env).iter().filter_map(|variable| {
        let is_unset = matches!(variable.value.state(), State::Unset(..));
        if is_unset && matches!(variable.source.state(), State::Unset(..)) {
            return None;
        }
        match variable.name.state() {
            State::Set(name, place) => {
                let value = variable.value.clone();
                Some(Ok(Setting::new(SettingKind::Environment, name, *place, value)))
            }
            State::Unset(..) => None,
            State::Unresolved(place, why) => Some(Err((*place, *why))),
        }
    })
}

/// The entries of a ConfigMap, and the annotations of any resource.
pub(super) fn of_resource<'s>(resource: &'s Resource<'s>) -> Vec<Setting<'s>> {
    let mut settings = Vec::new();
    if let Body::ConfigMap(map) = &resource.body {
        settings
            .extend(known(&map.data).iter().map(|entry| of(SettingKind::ConfigMapEntry, entry)));
    }
    let annotations = known(&resource.metadata.annotations);
    settings.extend(annotations.iter().map(|entry| of(SettingKind::Annotation, entry)));
    settings
}

fn of<'s>(kind: SettingKind, entry: &'s StringEntry<'s>) -> Setting<'s> {
    Setting::new(kind, &entry.key, entry.key_place, entry.value.clone())
}

/// The items of a list that could be read. One that could not is counted unknown where the list is
/// walked as such.
fn known<T>(list: &Field<Vec<T>>) -> &[T] {
    match list.state() {
        State::Set(items, _) => items,
        State::Unset(..) | State::Unresolved(..) => &[],
    }
}
