//! Files of variables: `.env`, and the samples of them that are meant to be copied.

use std::sync::Arc;

use super::DocumentReport;
use super::environment::{is_production, of_path};
use super::helm::is_test;
use super::settings::{Listing, file, read};
use crate::model::settings::{SettingKind, Settings};
use crate::model::{Body, Resource, Technology};
use crate::tree::{Cursor, Tree};

/// Reads a file of variables, which is for the environments that the caller names or else for what
/// its name says.
pub fn read_variables<'a>(
    number: u32,
    tree: &'a Tree,
    environments: &[Arc<str>],
    resources: &mut Vec<Resource<'a>>,
) -> Vec<DocumentReport> {
    let path = tree.source().name();
    let mut environments = environments.to_vec();
    if environments.is_empty() {
        environments.extend(of_path(path).map(Arc::from));
    }
    let found = Settings {
        is_sample: is_sample(path),
        is_test: is_test(path),
        is_production: environments.iter().any(|name| is_production(name)),
        environments,
    };
    read(tree, |root| {
        let content = Cursor::new(number, root);
        resources.push(file(content, tree, Technology::Dotenv, "dotenv", found.clone()));
    })
}

/// Lists the variables of a file.
pub fn list_settings<'s>(resource: &'s Resource<'s>, listing: &mut Listing<'s>) {
    if let Body::Settings(_) = &resource.body {
        listing.scalars(SettingKind::Variable, &resource.content);
    }
}

/// Whether a file only shows what has to be set, by its name.
pub fn is_sample(path: &str) -> bool {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path).to_ascii_lowercase();
    file.split(['.', '-', '_'])
        .any(|word| matches!(word, "example" | "sample" | "template" | "tmpl" | "dist"))
}

#[cfg(test)]
mod tests {
    use super::is_sample;

    #[test]
    fn samples_say_so_in_their_name() {
        for path in [".env.example", "deploy/.env.SAMPLE", "env.template", "db.env.dist"] {
            assert!(is_sample(path), "{path}");
        }
        for path in [".env", ".env.production", "examples/.env", "sampler.env"] {
            assert!(!is_sample(path), "{path}");
        }
    }
}
