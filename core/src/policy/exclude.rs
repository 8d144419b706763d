//! Exclude patterns.

use fast_glob::glob_match;

use super::check_pattern;
use crate::error::Error;

/// Exclude patterns. A pattern without `/` is compared with the name of each file and folder, a pattern
/// with `/` with the path, as shown or relative to the given path. A pattern that ends with `/` matches
/// folders only.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Excludes(Vec<String>);

impl Excludes {
    /// Takes the patterns.
    ///
    /// # Errors
    /// For the first invalid pattern, which would exclude nothing.
    pub fn new(patterns: impl IntoIterator<Item = impl Into<String>>) -> Result<Self, Error> {
        let patterns: Vec<String> = patterns.into_iter().map(Into::into).collect();
        patterns.iter().try_for_each(|pattern| check_pattern(pattern))?;
        Ok(Self(patterns))
    }

    /// The first pattern that excludes a file or folder: by its path as it is shown, and by the path
    /// relative to the given path.
    pub fn find(&self, shown: &str, below: &str, is_folder: bool) -> Option<&str> {
        let patterns = self.0.iter().map(String::as_str);
        patterns.into_iter().find(|pattern| matches(pattern, shown, below, is_folder))
    }

    /// The first pattern that excludes a file or one of its parent folders.
    pub fn find_above(&self, shown: &str) -> Option<&str> {
        let folders = shown.match_indices('/').filter_map(|(at, _)| shown.get(..at));
        let mut folders = folders.filter(|folder| !folder.is_empty());
        let of_folder = folders.find_map(|folder| self.find(folder, folder, true));
        of_folder.or_else(|| self.find(shown, shown, false))
    }
}

fn matches(pattern: &str, shown: &str, below: &str, is_folder: bool) -> bool {
    let bare = match pattern.strip_suffix('/') {
        Some(_) if !is_folder => return false,
        Some(bare) => bare,
        // A pattern that excludes everything below a folder excludes the folder.
        None if is_folder => pattern.strip_suffix("/**").unwrap_or(pattern),
        None => pattern,
    };
    let bare = bare.strip_prefix("./").unwrap_or(bare);
    if pattern.trim_end_matches('/').contains('/') {
        let bare = bare.strip_prefix('/').unwrap_or(bare);
        glob_match(bare, shown) || glob_match(bare, below) || glob_match(pattern, shown)
    } else {
        glob_match(bare, below.rsplit('/').next().unwrap_or(below))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may stop")]
mod tests {
    use super::*;

    #[test]
    fn patterns_mean_names_paths_or_folders() {
        let cases = [
            ("*.json", "deploy/a.json", false, true),
            ("a", "deploy/a.json", false, false),
            ("tests", "deploy/tests", true, true),
            ("tests/", "deploy/tests", false, false),
            ("tests/", "deploy/tests", true, true),
            ("tests/**", "tests", true, true),
            ("tests/**", "tests/a.yaml", false, true),
            ("**/tests/**", "deploy/tests", true, true),
            ("deploy/*.yaml", "deploy/a.yaml", false, true),
            ("deploy/*.yaml", "deploy/b/a.yaml", false, false),
            ("/deploy", "deploy", true, true),
            ("{a,b}.yaml", "deploy/b.yaml", false, true),
        ];
        for (pattern, path, is_folder, expected) in cases {
            let excludes = Excludes::new([pattern]).unwrap();
            let found = excludes.find(&format!("platform/{path}"), path, is_folder);
            assert_eq!(found.is_some(), expected, "{pattern} on {path}");
        }
        let excludes = Excludes::new(["platform/a.yaml"]).unwrap();
        assert!(excludes.find("platform/a.yaml", "a.yaml", false).is_some());
        assert!(Excludes::new(["a", "[b"]).is_err());
    }
}
