//! What charts depend on.

use crate::checks::Outcome;
use crate::model::Resource;
use crate::tree::Cursor;

/// The dependencies that a chart, its requirements or its lock file lists.
pub(super) fn dependencies<'a>(resource: &Resource<'a>, out: &mut Outcome) -> Vec<Cursor<'a>> {
    let list = resource.at("dependencies").items();
    out.read(&list).cloned().unwrap_or_default()
}

/// How messages call a dependency.
pub(super) fn label(dependency: &Cursor, out: &mut Outcome) -> String {
    match out.read(&dependency.get("name").any_text()) {
        Some(name) => format!("dependency `{name}`"),
        None => "dependency without a readable name".to_owned(),
    }
}
