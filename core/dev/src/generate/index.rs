//! The index of the checks' pages.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use asepsis::internal::checks::ALL;

use crate::lists::Generated;

pub(super) fn index(root: &Path) -> io::Result<Generated> {
    let number: usize = ALL.iter().map(|(_, checks)| checks.len()).sum();
    let mut text = format!(
        "# Checks\n\n{number} checks in {} families. \
         [controls.md](../controls.md) lists the checks of each control.\n",
        ALL.len()
    );
    for (family, checks) in ALL {
        let about = about(root, family)?;
        let _ = write!(
            text,
            "\n## {family}\n\n{about}\n\n| check | finds | severity |\n|---|---|---|\n"
        );
        for check in *checks {
            let (id, title, severity) = (check.id, check.title, check.severity);
            let _ = writeln!(text, "| [{id}]({family}/{id}.md) | {title} | {severity} |");
        }
    }
    Ok(Generated::new("core/docs/checks/README.md", text))
}

/// The description of the family's module.
fn about(root: &Path, family: &str) -> io::Result<String> {
    let text = std::fs::read_to_string(root.join(format!("core/src/checks/{family}/mod.rs")))?;
    let lines = text.lines().map_while(|line| line.strip_prefix("//!"));
    Ok(lines.map(str::trim).collect::<Vec<_>>().join("\n"))
}
