//! Files of variables: `.env`, and the samples of them that are meant to be copied.

use super::DocumentReport;
use super::settings::{read, settings};
use crate::model::settings::Settings;
use crate::model::{Platform, Resource};
use crate::tree::{Cursor, Tree};

/// Reads a file of variables.
pub fn read_variables<'a>(
    number: u32,
    tree: &'a Tree,
    resources: &mut Vec<Resource<'a>>,
) -> Vec<DocumentReport> {
    let is_sample = is_sample(tree.source().name());
    read(tree, |root| {
        let content = Cursor::new(number, root);
        let found = Settings { is_sample };
        resources.push(settings(content, tree, Platform::Dotenv, "dotenv", found));
    })
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
