//! Keys with values in the files that hold nothing else: values of charts, and variables.

use crate::checks::{Setting, SettingKind};
use crate::model::settings::pairs;
use crate::model::{Platform, Resource};
use crate::tree::Field;

/// Every scalar of a file of settings under the key that says what it is, in the order of the text.
pub(super) fn of_file<'s>(resource: &'s Resource<'s>) -> impl Iterator<Item = Setting<'s>> {
    let kind = match resource.platform {
        Platform::Dotenv => SettingKind::Variable,
        _ => SettingKind::Value,
    };
    pairs(resource).into_iter().map(move |pair| {
        Setting::new(kind, pair.key, pair.key_place, Field::set(pair.value, pair.place))
    })
}
