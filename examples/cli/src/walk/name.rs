//! Paths in the report: as they were given, with `/` as separator.

use std::ffi::OsStr;
use std::path::{MAIN_SEPARATOR, Path};

/// The name of a file or folder in the report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Name {
    shown: String,
    /// Whether the name is valid Unicode, so that the shown name is exact.
    exact: bool,
}

impl Name {
    /// The name of a given path; `./a` is `a`.
    pub(super) fn given(path: &Path) -> Self {
        let exact = path.to_str().is_some();
        let mut shown = path.to_string_lossy().into_owned();
        if MAIN_SEPARATOR != '/' {
            shown = shown.replace(MAIN_SEPARATOR, "/");
        }
        let mut rest = shown.as_str();
        while let Some(shorter) = rest.strip_prefix("./") {
            rest = shorter.trim_start_matches('/');
        }
        let trimmed = rest.trim_end_matches('/');
        let shown = if trimmed.is_empty() && rest.starts_with('/') { "/" } else { trimmed };
        Self { shown: if shown.is_empty() { "." } else { shown }.to_owned(), exact }
    }

    /// The name of an entry of this folder.
    pub(super) fn join(&self, file_name: &OsStr) -> Self {
        let folder = if self.shown == "." { "" } else { &self.shown };
        Self {
            shown: join(folder, &file_name.to_string_lossy()),
            exact: self.exact && file_name.to_str().is_some(),
        }
    }

    /// The name with a trailing `/`, which marks a folder.
    pub(super) fn as_folder(&self) -> Self {
        let slash = if self.shown.ends_with('/') { "" } else { "/" };
        Self { shown: format!("{}{slash}", self.shown), exact: self.exact }
    }

    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    pub(super) fn is_exact(&self) -> bool {
        self.exact
    }

    /// The name of the parent folder.
    pub(super) fn parent(&self) -> &str {
        match self.shown.rsplit_once('/') {
            Some(("", _)) => "/",
            Some((folder, _)) => folder,
            None => ".",
        }
    }
}

/// Joins a folder, which may be empty, and the name of an entry.
pub(super) fn join(folder: &str, name: &str) -> String {
    match folder {
        "" => name.to_owned(),
        _ if folder.ends_with('/') => format!("{folder}{name}"),
        _ => format!("{folder}/{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_as_given_without_leading_and_trailing_noise() {
        let cases = [
            (".", "."),
            ("./", "."),
            ("./deploy/", "deploy"),
            (".//deploy//a.yaml", "deploy//a.yaml"),
            ("../deploy", "../deploy"),
            ("/", "/"),
            ("/srv/", "/srv"),
            (".hidden/a.yaml", ".hidden/a.yaml"),
        ];
        for (given, shown) in cases {
            assert_eq!(Name::given(Path::new(given)).shown(), shown, "{given}");
        }
        let inner = |folder: &str| Name::given(Path::new(folder)).join(OsStr::new("a.yaml"));
        assert_eq!(inner(".").shown(), "a.yaml");
        assert_eq!(inner("/").shown(), "/a.yaml");
        assert_eq!(inner("b/").shown(), "b/a.yaml");
        assert_eq!(
            (inner("b").parent(), inner(".").parent(), inner("/").parent()),
            ("b", ".", "/")
        );
    }
}
