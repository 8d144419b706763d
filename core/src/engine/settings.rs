//! Keys with values, wherever the model has them.

use crate::checks::{Setting, SettingKind};
use crate::model::meta::StringEntry;
use crate::model::pods::Container;
use crate::model::{Body, Resource};
use crate::tree::{Field, State};

/// The literal environment variables of a container.
pub(super) fn environment<'s>(container: &'s Container<'s>) -> Vec<Setting<'s>> {
    let mut settings = Vec::new();
    for variable in known(&container.env) {
        let (State::Set(name, place), false) =
            (variable.name.state(), matches!(variable.value.state(), State::Unset(..)))
        else {
            continue;
        };
        settings.push(Setting::new(SettingKind::Environment, name, *place, variable.value.clone()));
    }
    settings
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
