//! Dependencies of charts.

use crate::checks::Outcome;
use crate::model::Resource;
use crate::tree::Cursor;

/// The dependencies in `Chart.yaml`, `requirements.yaml` or a lock file.
pub(super) fn dependencies<'a>(resource: &Resource<'a>, out: &mut Outcome) -> Vec<Cursor<'a>> {
    let list = resource.at("dependencies").items();
    out.read(&list).cloned().unwrap_or_default()
}

/// The name of a dependency in messages.
pub(super) fn label(dependency: &Cursor, out: &mut Outcome) -> String {
    match out.read(&dependency.get("name").any_text()) {
        Some(name) => format!("dependency `{name}`"),
        None => "dependency without a readable name".to_owned(),
    }
}
