//! Names of files, and which files are read.

use super::registry::recognise;

/// The name of a file, in lower case.
pub(crate) struct FileName {
    /// The full name: `values-prod.yaml`.
    pub(crate) file: String,
    /// The length of the part before the extension; `None` without an extension.
    stem: Option<usize>,
    /// Its path, with `/`, in lower case, and with one extension for YAML.
    path: String,
}

impl FileName {
    /// The file name of a path.
    pub(crate) fn new(path: &str) -> Self {
        let mut path = path.to_ascii_lowercase().replace('\\', "/");
        let file = path.rsplit('/').next().unwrap_or(&path).to_owned();
        if let Some(start) = path.strip_suffix(".yaml") {
            path = format!("{start}.yml");
        }
        // A hidden file like `.yaml` has no extension.
        let stem = file.rfind('.').filter(|stem| *stem > 0);
        Self { file, stem, path }
    }

    /// Whether the path ends with a pattern: a file name in which a `*` matches any part, with
    /// optional folders before it. `.yml` also matches `.yaml`.
    pub(crate) fn ends_like(&self, pattern: &str) -> bool {
        // Each file is compared with every pattern, and most differ in the last letter.
        let last = pattern.as_bytes().last();
        if last != Some(&b'*') && last != self.path.as_bytes().last() {
            return false;
        }
        let mut own = self.path.rsplit('/');
        let mut asked = pattern.rsplit('/');
        let (file, pattern) = (own.next().unwrap_or(""), asked.next().unwrap_or(""));
        is_like(file, pattern) && asked.all(|folder| own.next() == Some(folder))
    }

    /// Whether it is in a folder with this name, or below one.
    pub(crate) fn is_below(&self, folder: &str) -> bool {
        self.path.rsplit('/').skip(1).any(|own| own == folder)
    }

    /// The name without its extension, and the extension.
    pub(crate) fn parts(&self) -> Option<(&str, &str)> {
        let (stem, extension) = self.file.split_at_checked(self.stem?)?;
        Some((stem, extension.strip_prefix('.')?))
    }

    /// The name of a YAML file without its extension.
    pub(crate) fn yaml(&self) -> Option<&str> {
        let (stem, extension) = self.parts()?;
        matches!(extension, "yaml" | "yml").then_some(stem)
    }

    /// The name without a suffix, if it has it.
    pub(crate) fn without_end(&self, end: &str) -> Option<Self> {
        self.path.strip_suffix(end).map(Self::new)
    }

    /// Whether the name of a YAML file contains a word: `values`, `values-prod`, `prod.values`.
    pub(crate) fn is_yaml_with(&self, word: &str) -> bool {
        self.yaml().is_some_and(|stem| stem.split(['-', '.', '_']).any(|own| own == word))
    }
}

/// Whether a name matches a pattern with any number of `*`.
fn is_like(name: &str, pattern: &str) -> bool {
    let Some((start, parts)) = pattern.split_once('*') else { return name == pattern };
    let Some(mut rest) = name.strip_prefix(start) else { return false };
    let (inner, end) = parts.rsplit_once('*').unwrap_or(("", parts));
    for part in inner.split('*') {
        let Some(at) = rest.find(part) else { return false };
        rest = rest.get(at + part.len()..).unwrap_or_default();
    }
    rest.ends_with(end)
}

/// Folders with files of third parties, which are not part of the platform.
const VENDORED: &[&str] = &["node_modules", ".terraform", "target", "vendor"];

/// The folder in which Git keeps its records.
const RECORDS: &str = ".git";

/// Whether a folder with this name is skipped silently when folders are walked: it contains records
/// of Git and no files of the user.
pub fn is_passed_over(folder: &str) -> bool {
    folder == RECORDS
}

/// Whether a folder with this name contains third-party or generated files, and is skipped when
/// folders are walked, unless the user requests it.
pub fn is_vendored(folder: &str) -> bool {
    VENDORED.contains(&folder)
}

/// Whether a file is read when the folder is walked that its path is relative to: a frontend reads
/// files of its name, and no folder on the path is skipped.
pub fn is_walked(path: &str) -> bool {
    let mut folders = path.split(['/', '\\']).rev().skip(1);
    recognise(path).is_some()
        && !folders.any(|folder| is_passed_over(folder) || is_vendored(folder))
}

/// Whether a caller that passes this as the text of a file probably means the file with this name:
/// one line with the form of a path that no frontend can read.
pub(crate) fn is_path(text: &str) -> bool {
    let says_something = text.contains(['\n', '\r', '{', '[', '=', '#'])
        || text.contains(": ")
        || text.ends_with(':');
    !says_something && (recognise(text).is_some() || text.contains(['/', '\\']))
}

/// Whether a file with this name is read as manifests: no other technology has files with such
/// names.
pub(crate) fn is_of_manifests(name: &str) -> bool {
    recognise(name).is_none_or(|found| *found.kind == super::kubernetes::MANIFEST)
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
    fn a_pattern_speaks_of_the_end_of_a_path() {
        for (path, pattern) in [
            ("a/Dockerfile", "dockerfile"),
            ("a\\main.TF", "*.tf"),
            (".github/workflows/a.yaml", ".github/workflows/*.yml"),
            ("b/.circleci/config.yml", ".circleci/config.yml"),
            ("my-vault-agent.hcl", "*vault*.hcl"),
        ] {
            assert!(FileName::new(path).ends_like(pattern), "{path} {pattern}");
        }
        for (path, pattern) in [
            ("dockerfile/a", "dockerfile"),
            ("a.tf.json", "*.tf"),
            ("workflows/a.yaml", ".github/workflows/*.yml"),
            (".github/workflows/b/a.yaml", ".github/workflows/*.yml"),
            ("vault.hc", "*vault*.hcl"),
        ] {
            assert!(!FileName::new(path).ends_like(pattern), "{path} {pattern}");
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
}
