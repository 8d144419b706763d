//! Faults in changed lines only.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::process::Command;

use crate::Failure;
use crate::workspace::root;

/// Lines that a change has made, by file.
#[derive(PartialEq, Eq, Debug, Default)]
pub(super) struct Lines(BTreeMap<String, Vec<Range<usize>>>);

impl Lines {
    /// Those of a file in the unified format, or those since a commit.
    pub(super) fn of(named: &str) -> Result<Self, Failure> {
        if let Ok(text) = fs::read_to_string(named) {
            return Ok(Self::read(&text));
        }
        let mut git = Command::new("git");
        git.args(["diff", "--unified=0", named, "--", "core/src"]).current_dir(root());
        let output = git.output()?;
        if !output.status.success() {
            return Err(format!("{named} is not a file or a commit").into());
        }
        Ok(Self::read(&String::from_utf8_lossy(&output.stdout)))
    }

    fn read(text: &str) -> Self {
        let mut lines = Self::default();
        let mut file = String::new();
        let mut number = 0;
        for line in text.lines() {
            if let Some(path) = line.strip_prefix("+++ ") {
                path.strip_prefix("b/").unwrap_or(path).clone_into(&mut file);
            } else if let Some(hunk) = line.strip_prefix("@@ ") {
                let new = hunk.split('+').nth(1).unwrap_or_default();
                let digits = new.split(|sign: char| !sign.is_ascii_digit()).next();
                number = digits.and_then(|digits| digits.parse().ok()).unwrap_or(0);
            } else if line.starts_with('+') {
                lines.0.entry(file.clone()).or_default().push(number..number + 1);
                number += 1;
            } else if !line.starts_with(['-', '\\']) {
                number += 1;
            }
        }
        lines
    }

    /// Whether one of these lines of a file was changed.
    pub(super) fn has(&self, file: &str, lines: Range<usize>) -> bool {
        let changed = self.0.get(file).into_iter().flatten();
        changed.into_iter().any(|own| own.start < lines.end && lines.start < own.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_lines_are_those_that_come() {
        let text = "--- a/core/src/a.rs\n+++ b/core/src/a.rs\n@@ -3,3 +3,4 @@ fn f()\n same\n-old\n+new\n+more\n last\n";
        let lines = Lines::read(text);
        assert!(!lines.has("core/src/a.rs", 1..4));
        assert!(lines.has("core/src/a.rs", 4..5) && lines.has("core/src/a.rs", 1..6));
        assert!(!lines.has("core/src/a.rs", 6..9) && !lines.has("core/src/b.rs", 4..5));
    }
}
