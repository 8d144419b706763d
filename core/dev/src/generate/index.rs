//! The indexes of the checks' pages: by family, severity, technology and the ids of other tools.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

use asepsis::checks::{Check, Equivalent, Severity};
use asepsis::internal::checks::ALL;
use asepsis::internal::frontends;
use asepsis::model::Technology;

use crate::lists::Generated;

pub(super) fn index(root: &Path) -> io::Result<Generated> {
    let number: usize = ALL.iter().map(|(_, checks)| checks.len()).sum();
    let mut text = format!(
        "# Checks\n\n{number} checks in {} families. Other indexes: \
         [by severity](by-severity.md), [by technology](by-technology.md), \
         [by the id of another tool](other-tools.md), [by control](../frameworks.md).\n",
        ALL.len()
    );
    for (family, _) in ALL {
        let _ = write!(text, "\n## {family}\n\n{}\n", about(root, family)?);
        table(&mut text, |of, _| of == *family);
    }
    Ok(Generated::new("core/docs/checks/README.md", text))
}

/// The same by severity, the gravest first.
pub(super) fn by_severity() -> Generated {
    let mut text = "# Checks by severity\n".to_owned();
    for severity in Severity::ALL.iter().rev() {
        let own = |check: &Check| check.severity == *severity;
        section(&mut text, severity.as_str(), own);
    }
    Generated::new("core/docs/checks/by-severity.md", text)
}

/// The same by technology; a check is listed in each that it applies to.
pub(super) fn by_technology() -> Generated {
    let mut text = "# Checks by technology\n".to_owned();
    for technology in Technology::ALL {
        let mut all = frontends::ALL.iter();
        let Some(frontend) = all.find(|of| of.technology == Some(*technology)) else {
            continue;
        };
        section(&mut text, frontend.words.title, |check| check.technologies.has(*technology));
    }
    Generated::new("core/docs/checks/by-technology.md", text)
}

/// Adds a section with some checks, where there are any.
fn section(text: &mut String, title: &str, is_own: impl Fn(&Check) -> bool) {
    if checks().any(|(_, check)| is_own(check)) {
        let _ = write!(text, "\n## {title}\n");
        table(text, |_, check| is_own(check));
    }
}

/// Adds a table of some checks.
fn table(text: &mut String, is_own: impl Fn(&str, &Check) -> bool) {
    text.push_str("\n| check | finds | severity |\n|---|---|---|\n");
    for (family, check) in checks().filter(|(family, check)| is_own(family, check)) {
        let (id, title, severity) = (check.id, check.title, check.severity);
        let _ = writeln!(text, "| [{id}]({family}/{id}.md) | {title} | {severity} |");
    }
}

/// What other tools call the checks, by tool and id.
pub(super) fn other_tools() -> Generated {
    let mut tools: BTreeMap<&str, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
    for (family, check) in checks() {
        let link = format!("[{id}]({family}/{id}.md)", id = check.id);
        for Equivalent(tool, id) in check.equivalents {
            tools.entry(tool.title()).or_default().entry(id).or_default().push(link.clone());
        }
    }
    let mut text =
        "# Checks by the ids of other tools\n\nThe conditions are not always the same.\n"
            .to_owned();
    for (tool, ids) in tools {
        let _ = write!(text, "\n## {tool}\n\n| id | check |\n|---|---|\n");
        for (id, checks) in ids {
            let _ = writeln!(text, "| `{id}` | {} |", checks.join(", "));
        }
    }
    Generated::new("core/docs/checks/other-tools.md", text)
}

fn checks() -> impl Iterator<Item = (&'static str, &'static Check)> {
    ALL.iter().flat_map(|(family, checks)| checks.iter().map(|check| (*family, *check)))
}

/// What the family's module says of itself.
fn about(root: &Path, family: &str) -> io::Result<String> {
    let text = std::fs::read_to_string(root.join(format!("core/src/checks/{family}/mod.rs")))?;
    let lines = text.lines().map_while(|line| line.strip_prefix("//!"));
    Ok(lines.map(str::trim).collect::<Vec<_>>().join("\n"))
}
