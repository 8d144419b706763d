//! Shared code of the checks for credentials in configuration files.

use super::finding::judge;
use crate::checks::{Outcome, Scope};
use crate::credentials::{self, Class};
use crate::model::Body;
use crate::model::settings::{Setting, Settings};

/// The configuration file in scope.
pub(super) fn file<'s>(scope: &Scope<'s>) -> Option<&'s Settings<'s>> {
    match scope.resource.map(|resource| &resource.body) {
        Some(Body::Settings(settings)) => Some(settings),
        _ => None,
    }
}

/// Judges a value of a configuration file.
pub(super) fn judge_file(setting: &Setting, scope: &Scope, out: &mut Outcome) {
    let Some(file) = file(scope) else { return out.not_applicable() };
    let Some(value) = out.read(&setting.value) else { return };
    if value.trim().is_empty() && credentials::is_secret_key(&setting.key) {
        // The value is set when the chart is installed or the program is started.
        return out.pass(setting);
    }
    let counts = match credentials::classify(&setting.key, value).class {
        Class::KnownFormat(_) | Class::Literal | Class::Weak | Class::Reference => true,
        Class::Placeholder => !file.is_test,
        _ => false,
    };
    if !counts {
        return out.not_applicable();
    }
    judge(setting, scope, out);
}
