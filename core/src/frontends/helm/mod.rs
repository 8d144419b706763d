//! Helm: charts and the values for them. Templates have to be rendered first, and are not read.

mod environment;

pub use environment::{Values, is_test, values};

use std::sync::Arc;

use super::DocumentReport;
use super::environment::is_production;
use super::settings::{Listing, file, read};
use crate::model::meta::Metadata;
use crate::model::settings::{SettingKind, Settings};
use crate::model::{Body, Resource, Technology};
use crate::tree::{Cursor, Field, Tree};

/// Whether a file is a template of a chart, by its path and its text. What stands among templates
/// without an expression is installed as it is, and is a manifest.
pub fn is_template(path: &str, text: &str) -> bool {
    let mut folders = path.rsplit(['/', '\\']).skip(1);
    folders.any(|folder| folder == "templates") && text.contains("{{")
}

/// Reads the documents of a chart's own files: `Chart.yaml`, `requirements.yaml`, `Chart.lock`.
pub fn read_chart<'a>(
    number: u32,
    tree: &'a Tree,
    resources: &mut Vec<Resource<'a>>,
) -> Vec<DocumentReport> {
    let path = tree.source().name();
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path).to_ascii_lowercase();
    let kind = match file.split_once('.') {
        Some((_, "lock")) => "chart-lock",
        Some(("requirements", _)) => "requirements",
        _ => "chart",
    };
    read(tree, |root| {
        let content = Cursor::new(number, root);
        let name = if kind == "chart" {
            content.get("name").literal()
        } else {
            Field::set(path, content.place())
        };
        resources.push(Resource {
            technology: Technology::Helm,
            kind,
            metadata: Metadata { name, ..Metadata::default() },
            content,
            ..Resource::default()
        });
    })
}

/// Reads the documents of a file of values, which is for the environments that the caller names or
/// else for the one that its path names.
pub fn read_values<'a>(
    number: u32,
    tree: &'a Tree,
    environments: &[Arc<str>],
    resources: &mut Vec<Resource<'a>>,
) -> Vec<DocumentReport> {
    let path = tree.source().name();
    let mut environments = environments.to_vec();
    if environments.is_empty() {
        environments.extend(values(path).environment.map(Arc::from));
    }
    let found = Settings {
        is_sample: false,
        is_test: is_test(path),
        is_production: environments.iter().any(|name| is_production(name)),
        environments,
    };
    read(tree, |root| {
        let content = Cursor::new(number, root);
        resources.push(file(content, tree, Technology::Helm, "values", found.clone()));
    })
}

/// Lists the scalars of a file of values.
pub fn list_settings<'s>(resource: &'s Resource<'s>, listing: &mut Listing<'s>) {
    if let Body::Settings(_) = &resource.body {
        listing.scalars(SettingKind::Value, &resource.content);
    }
}
