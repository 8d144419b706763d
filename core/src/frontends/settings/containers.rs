//! The settings of containers, for all technologies with containers.

use crate::credentials;
use crate::model::pods::Container;
use crate::model::settings::{Setting, SettingKind, SettingRead, UnreadSettings};
use crate::tree::{Field, Part, Place, State, Why, expression};

/// The environment variables of a container.
pub(crate) fn environment<'s>(
    container: &'s Container<'s>,
) -> impl Iterator<Item = SettingRead<'s>> {
    known(&container.env).iter().filter_map(|variable| {
        let is_unset = matches!(variable.value.state(), State::Unset(..));
        if variable.from_file || is_unset && matches!(variable.source.state(), State::Unset(..)) {
            return None;
        }
        let kind = SettingKind::Environment;
        match variable.name.state() {
            State::Set(name, place) => {
                Some(Ok(Setting::new(kind, *name, *place, variable.value.clone())))
            }
            State::Unset(..) => None,
            State::Unresolved(place, why) => Some(Err(UnreadSettings::new(kind, *place, *why))),
        }
    })
}

/// The options and other values of every command line of a container: its own, and those of its
/// probes and hooks.
pub(crate) fn arguments<'s>(container: &'s Container<'s>) -> Vec<SettingRead<'s>> {
    let mut settings = Vec::new();
    // The image's own command precedes the words that `args` adds.
    read_command(&[&container.command, &container.args], &mut settings);
    let probes = [&container.liveness_probe, &container.readiness_probe, &container.startup_probe];
    for probe in probes {
        match probe.state() {
            State::Set(probe, _) => read_command(&[&probe.handler.exec], &mut settings),
            State::Unset(..) => {}
            State::Unresolved(place, why) => settings.push(unread(*place, *why)),
        }
    }
    for handler in [&container.post_start, &container.pre_stop] {
        match handler.state() {
            State::Set(handler, _) => read_command(&[&handler.exec], &mut settings),
            State::Unset(..) => {}
            State::Unresolved(place, why) => settings.push(unread(*place, *why)),
        }
    }
    settings
}

/// The words of a command line, list by list.
type Words<'s> = Field<Vec<Field<&'s str>>>;

fn read_command<'s>(lists: &[&'s Words<'s>], settings: &mut Vec<SettingRead<'s>>) {
    let mut words = Vec::new();
    for list in lists {
        if let State::Unresolved(place, why) = list.state() {
            settings.push(unread(*place, *why));
        }
        for word in known(list) {
            match word.state() {
                State::Set(text, place) => words.push(Word { text, place: *place, start: 0 }),
                State::Unset(..) => {}
                State::Unresolved(place, why) => settings.push(unread(*place, *why)),
            }
        }
    }
    read_words(&words, settings);
}

/// A word of a command line.
pub(in crate::frontends) struct Word<'s> {
    pub(in crate::frontends) text: &'s str,
    /// The scalar that contains it.
    pub(in crate::frontends) place: Place,
    /// Its start in the text of the scalar.
    pub(in crate::frontends) start: usize,
}

/// The options and other values of a command line.
pub(in crate::frontends) fn read_words<'s>(
    words: &[Word<'s>],
    settings: &mut Vec<SettingRead<'s>>,
) {
    let texts: Vec<&'s str> = words.iter().map(|word| word.text).collect();
    for argument in credentials::arguments(&texts) {
        let Some(Word { place, start, .. }) = words.get(argument.number) else { continue };
        let (place, start) = (*place, *start);
        if argument.key.is_empty() && is_open(&argument) {
            // It may be any option with any value.
            settings.push(unread(place, expression(argument.value).unwrap_or(Why::Expression)));
            continue;
        }
        let value = Field::set(argument.value, place);
        let range = start + argument.range.start..start + argument.range.end;
        let part = Part::new(range, argument.name);
        let setting = Setting::new(SettingKind::Argument, argument.key, place, value);
        settings.push(Ok(setting.within(part)));
    }
}

/// Whether an argument may turn out to be an option: an expression may be anything, a variable is
/// the value of an option if it follows one.
fn is_open(argument: &credentials::Argument<'_>) -> bool {
    let is_variable = argument.value.starts_with("${") && argument.value.ends_with('}');
    credentials::is_expression(argument.value) || is_variable && !argument.is_of_option
}

fn unread<'s>(place: Place, why: Why) -> SettingRead<'s> {
    Err(UnreadSettings::new(SettingKind::Argument, place, why))
}

/// The items of a list that could be read. An unreadable list is counted as unknown where the list
/// itself is read.
fn known<T>(list: &Field<Vec<T>>) -> &[T] {
    match list.state() {
        State::Set(items, _) => items,
        State::Unset(..) | State::Unresolved(..) => &[],
    }
}
