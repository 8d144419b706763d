//! Helm: charts and the values for them. Templates have to be rendered first, and are not read.

mod environment;

pub use environment::{Values, is_production, values};

use super::DocumentReport;
use super::settings::{read, settings};
use crate::model::meta::Metadata;
use crate::model::settings::Settings;
use crate::model::{Platform, Resource};
use crate::tree::{Cursor, Tree};

/// Whether a file is a template of a chart, by its path and its text. What stands among templates
/// without an expression is installed as it is, and is a manifest.
pub fn is_template(path: &str, text: &str) -> bool {
    let mut folders = path.rsplit(['/', '\\']).skip(1);
    folders.any(|folder| folder == "templates") && text.contains("{{")
}

/// Reads the documents of a chart's own file.
pub fn read_chart<'a>(
    number: u32,
    tree: &'a Tree,
    resources: &mut Vec<Resource<'a>>,
) -> Vec<DocumentReport> {
    read(tree, |root| {
        let content = Cursor::new(number, root);
        resources.push(Resource {
            platform: Platform::Helm,
            kind: "chart",
            metadata: Metadata { name: content.get("name").literal(), ..Metadata::default() },
            content,
            ..Resource::default()
        });
    })
}

/// Reads the documents of a file of values.
pub fn read_values<'a>(
    number: u32,
    tree: &'a Tree,
    resources: &mut Vec<Resource<'a>>,
) -> Vec<DocumentReport> {
    read(tree, |root| {
        let content = Cursor::new(number, root);
        resources.push(settings(content, tree, Platform::Helm, "values", Settings::default()));
    })
}
