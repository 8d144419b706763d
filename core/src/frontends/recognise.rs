//! What a file can be, by its name alone.

use super::{compose, kubernetes};
use crate::syntax::Format;
use crate::tree::Tree;

/// What a file is taken for because of its name, and how its text is read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize)]
#[non_exhaustive]
pub struct Recognised {
    /// What the file can be.
    pub kind: FileKind,
    /// The language of its text.
    pub format: Format,
}

/// What a file of some name can be. Its content has the last word: a resource is read wherever it
/// stands. Where none is found, only a file that could be nothing else is a manifest that was lost.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum FileKind {
    /// Possibly a manifest: any YAML or JSON without a better known name.
    Manifest,
    /// The description of a Helm chart, the list of what it depends on, or what that was resolved to.
    Chart,
    /// Values for the templates of a Helm chart.
    Values,
    /// How Kustomize puts manifests together.
    Kustomization,
    /// A compose file.
    Compose,
    /// Variables with their values.
    Dotenv,
    /// What Git keeps out of the repository.
    Ignore,
    /// A template of a Helm chart: it has to be rendered before it can be judged.
    Template,
}

impl FileKind {
    /// All kinds.
    pub const ALL: &'static [Self] = &[
        Self::Manifest,
        Self::Chart,
        Self::Values,
        Self::Kustomization,
        Self::Compose,
        Self::Dotenv,
        Self::Ignore,
        Self::Template,
    ];
}

/// What a file of this name can be; nothing where no reader takes such files. The name may be a
/// path with `/` or `\`; case does not matter.
pub fn recognise(name: &str) -> Option<Recognised> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
    if file == "kustomization" {
        return Some(Recognised { kind: FileKind::Kustomization, format: Format::Yaml });
    }
    if is_dotenv(&file) {
        return Some(Recognised { kind: FileKind::Dotenv, format: Format::Dotenv });
    }
    if file == ".gitignore" {
        return Some(Recognised { kind: FileKind::Ignore, format: Format::Lines });
    }
    // A hidden file like `.yaml` has no extension.
    let (stem, extension) = file.rsplit_once('.').filter(|(stem, _)| !stem.is_empty())?;
    match extension {
        "yaml" | "yml" => {
            let kind = yaml(stem);
            let is_compose = kind == FileKind::Compose;
            let format = if is_compose { Format::Compose } else { Format::Yaml };
            Some(Recognised { kind, format })
        }
        "lock" if matches!(stem, "chart" | "requirements") => {
            Some(Recognised { kind: FileKind::Chart, format: Format::Yaml })
        }
        "json" => Some(Recognised { kind: FileKind::Manifest, format: Format::Json }),
        _ => None,
    }
}

/// Folders with files that others wrote and that are no part of the platform as such.
const VENDORED: &[&str] = &["node_modules", ".terraform", "target", "vendor"];

/// Git keeps its own records there.
const RECORDS: &str = ".git";

/// Whether a folder of this name is passed over without a word when folders are walked: it holds
/// records of Git and no file of a person.
pub fn is_passed_over(folder: &str) -> bool {
    folder == RECORDS
}

/// Whether a folder of this name holds what others wrote, or what was built, and is left out when
/// folders are walked, unless a person asks for it.
pub fn is_vendored(folder: &str) -> bool {
    VENDORED.contains(&folder)
}

/// Whether a file is read when the folder is walked below which it has this path: a reader takes
/// files of its name, and no folder on the way is left out.
pub fn is_walked(path: &str) -> bool {
    let mut folders = path.split(['/', '\\']).rev().skip(1);
    recognise(path).is_some()
        && !folders.any(|folder| is_passed_over(folder) || is_vendored(folder))
}

/// The kind of a YAML file by its name without extension.
fn yaml(stem: &str) -> FileKind {
    match stem {
        "chart" | "requirements" => FileKind::Chart,
        "kustomization" => FileKind::Kustomization,
        _ if stem.split(['-', '.', '_']).any(|word| word == "values") => FileKind::Values,
        _ if stem.split(['-', '.', '_']).any(|word| word == "compose") => FileKind::Compose,
        _ => FileKind::Manifest,
    }
}

/// `.env`, `.env.production`, `db.env`, `env.example`. What ends like another language is of that.
fn is_dotenv(file: &str) -> bool {
    const OTHERS: &[&str] =
        &["yaml", "yml", "json", "js", "ts", "sh", "md", "py", "rs", "go", "toml"];
    let mut words = file.split('.').filter(|word| !word.is_empty());
    let (first, last) = (words.next(), words.next_back());
    let is_other = last.is_some_and(|last| OTHERS.contains(&last));
    let is_first = first == Some("env") && (file.starts_with('.') || last.is_some());
    !is_other && (is_first || last == Some("env"))
}

/// Whether somebody who hands this in as the text of a file means the file of this name: one line
/// that no reader takes anything from, with the form of a path.
pub fn is_path(text: &str) -> bool {
    let says_something = text.contains(['\n', '\r', '{', '[', '=', '#'])
        || text.contains(": ")
        || text.ends_with(':');
    !says_something && (recognise(text).is_some() || text.contains(['/', '\\']))
}

/// What a file of a kind is after all, by what it holds, and how its text is read then; nothing
/// where it is what it was taken for.
pub fn reconsidered(kind: FileKind, tree: &Tree) -> Option<(FileKind, Format)> {
    match kind {
        FileKind::Manifest if compose::is_compose(tree) => {
            Some((FileKind::Compose, Format::Compose))
        }
        FileKind::Compose | FileKind::Values | FileKind::Chart
            if kubernetes::has_manifest(tree) =>
        {
            Some((FileKind::Manifest, Format::Yaml))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_from_a_text() {
        for path in ["deploy.yaml", "deploy/", "C:\\work\\pod.json", "../a b/values.yaml", ".env"] {
            assert!(is_path(path), "{path}");
        }
        for text in ["", "text", "kind: Pod", "a/b: c", "KEY=/etc", "a.yaml\n", "{a: b/c}", "a:"] {
            assert!(!is_path(text), "{text}");
        }
    }

    #[test]
    fn folders_on_the_way_decide_whether_a_file_is_walked() {
        let read = ["deploy/pod.yaml", ".env", "vendor.yaml", "a\\b.json", "targets/pod.yaml"];
        let left_out = [
            "main.rs",
            "vendor/pod.yaml",
            "a/node_modules/b/pod.yaml",
            ".git/a.json",
            "target\\a.yml",
        ];
        assert!(read.iter().all(|path| is_walked(path)));
        assert!(!left_out.iter().any(|path| is_walked(path)));
    }

    #[test]
    fn every_kind_and_language_has_a_word_of_its_own() {
        let words: std::collections::BTreeSet<String> =
            FileKind::ALL.iter().map(|kind| serde_json::json!(kind).to_string()).collect();
        assert_eq!(words.len(), FileKind::ALL.len());
        let known = recognise("compose.yaml").unwrap();
        assert_eq!(
            serde_json::json!(known),
            serde_json::json!({"kind": "compose", "format": "compose"})
        );
        assert!(Format::ALL.contains(&known.format));
    }

    #[test]
    fn the_name_says_what_a_file_can_be_in_any_case() {
        use FileKind::{Chart, Compose, Dotenv, Ignore, Kustomization, Manifest, Values};
        let cases = [
            ("deploy.yaml", Some((Manifest, Format::Yaml))),
            ("C:\\work\\pod.Json", Some((Manifest, Format::Json))),
            ("tsconfig.json", Some((Manifest, Format::Json))),
            ("charts/app/Chart.yaml", Some((Chart, Format::Yaml))),
            ("charts/app/Chart.lock", Some((Chart, Format::Yaml))),
            ("deploy/.gitignore", Some((Ignore, Format::Lines))),
            ("Cargo.lock", None),
            ("charts/app/values.yaml", Some((Values, Format::Yaml))),
            ("charts/app/values-prod.YML", Some((Values, Format::Yaml))),
            ("charts/app/ci/with-postgres-values.yaml", Some((Values, Format::Yaml))),
            ("values/deploy.yaml", Some((Manifest, Format::Yaml))),
            ("intervalues.yaml", Some((Manifest, Format::Yaml))),
            ("overlays/prod/kustomization.yml", Some((Kustomization, Format::Yaml))),
            ("overlays/prod/Kustomization", Some((Kustomization, Format::Yaml))),
            ("deploy/docker-compose.PROD.yml", Some((Compose, Format::Compose))),
            ("compose.yaml", Some((Compose, Format::Compose))),
            ("deploy/.env", Some((Dotenv, Format::Dotenv))),
            (".env.production", Some((Dotenv, Format::Dotenv))),
            ("db.env", Some((Dotenv, Format::Dotenv))),
            ("env.example", Some((Dotenv, Format::Dotenv))),
            ("env", None),
            (".env.ts", None),
            (".envrc", None),
            ("dev-compose.yaml", Some((Compose, Format::Compose))),
            ("kompose.yaml", Some((Manifest, Format::Yaml))),
            ("deploy.yaml.bak", None),
            ("yaml", None),
            (".yaml", None),
            ("a.yaml/README", None),
            ("", None),
        ];
        for (name, expected) in cases {
            let found = recognise(name).map(|found| (found.kind, found.format));
            assert_eq!(found, expected, "{name}");
        }
    }
}
