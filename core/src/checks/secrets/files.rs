//! What the checks of credentials in files of settings share.

use super::finding::judge;
use crate::checks::{Outcome, Scope};
use crate::credentials::{self, Class};
use crate::model::Body;
use crate::model::settings::{Setting, Settings};

/// The file of settings in scope.
pub(super) fn file<'s>(scope: &Scope<'s>) -> Option<&'s Settings<'s>> {
    match scope.resource.map(|resource| &resource.body) {
        Some(Body::Settings(settings)) => Some(settings),
        _ => None,
    }
}

/// Judges one value of a file of settings.
pub(super) fn judge_file(setting: &Setting, scope: &Scope, out: &mut Outcome) {
    let Some(file) = file(scope) else { return out.not_applicable() };
    let Some(value) = out.read(&setting.value) else { return };
    if value.trim().is_empty() && credentials::is_secret_key(&setting.key) {
        // Whoever installs the chart or starts the program brings it.
        return out.pass(setting);
    }
    let class = credentials::classify(&setting.key, value).class;
    if !counts_in(class, file) {
        return out.not_applicable();
    }
    judge(setting, scope, out);
}

/// Whether a value of a class says anything in a file of settings.
pub(super) fn counts_in(class: Class, file: &Settings<'_>) -> bool {
    match class {
        Class::KnownFormat(_) => true,
        // What a sample shows is there to be replaced, and nothing reads it before.
        Class::Literal | Class::Weak | Class::Reference => !file.is_sample,
        Class::Placeholder => !file.is_sample && !file.is_test,
        _ => false,
    }
}
