//! What the declaration of a check can cite, as the sources say it.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use super::facets::SCAFFOLDS;

/// Where the sources list something: its title, the file, the lines that begin and end the list, and
/// what is written before a name.
const LISTS: &[(&str, &str, &str, &str, &str)] = &[
    ("concerns", "core/src/checks/concern.rs", "pub enum Concern {", "}", "Concern::"),
    ("bearings", "core/src/checks/citation.rs", "pub struct Citation {", "const fn cites(", ""),
    (
        "Pod Security Standards",
        "core/src/frameworks/lists/pss.rs",
        "controls! {",
        "}",
        "PssControl::",
    ),
    ("HIPAA Security Rule", "core/src/frameworks/lists/hipaa.rs", "controls! {", "}", "Hipaa::"),
    ("NSA/CISA", "core/src/frameworks/lists/nsa.rs", "controls! {", "}", "Nsa::"),
    ("NIST SP 800-53", "core/src/frameworks/lists/nist.rs", "controls! {", "}", "Nist::"),
    ("CIS Kubernetes", "core/src/frameworks/lists/cis.rs", "controls! {", "}", "Cis::"),
    ("other tools", "core/src/checks/equivalent.rs", "pub enum Tool {", "}", "Tool::"),
];

/// All that can be cited.
pub(super) fn list(root: &Path) -> io::Result<String> {
    let mut text = String::from("facets\n");
    let width = SCAFFOLDS.iter().map(|of| of.facet.len()).max().unwrap_or_default();
    for of in SCAFFOLDS {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {:width$}  {}", of.facet, of.rule);
    }
    text.push('\n');
    for (title, path, begin, end, prefix) in LISTS {
        let source = std::fs::read_to_string(root.join(path))?;
        let items = items(&source, begin, end);
        if items.is_empty() {
            return Err(io::Error::other(format!("{path} has no list that begins with `{begin}`")));
        }
        let width = items.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        let _ = writeln!(text, "{title}");
        for (name, about) in items {
            let _ = writeln!(text, "  {prefix}{name:width$}  {about}");
        }
        text.push('\n');
    }
    Ok(text)
}

/// The names that a list of the sources declares, each with the first sentence about it.
fn items(source: &str, begin: &str, end: &str) -> Vec<(String, String)> {
    let mut items = Vec::new();
    let mut about = String::new();
    let lines = source.lines().skip_while(|line| *line != begin).skip(1);
    for line in lines.take_while(|line| !line.starts_with(end)) {
        let line = line.trim_start();
        if let Some(text) = line.strip_prefix("/// ") {
            if !about.is_empty() {
                about.push(' ');
            }
            about.push_str(text);
            continue;
        }
        let declared = line.trim_start_matches("pub const fn ");
        let is_name = |character: char| character.is_alphanumeric() || character == '_';
        let name: String = declared.chars().take_while(|character| is_name(*character)).collect();
        let is_group = declared.ends_with('{') && !line.starts_with("pub");
        if !name.is_empty() && !about.is_empty() && !is_group {
            let sentence = about.split(". ").next().unwrap_or_default();
            items.push((name, sentence.trim_end_matches('.').to_owned()));
        }
        about.clear();
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::root;

    #[test]
    fn everything_that_can_be_cited_is_listed() {
        let list = list(&root()).unwrap();
        let expected = [
            "Rule::Container(check)",
            "Rule::Inventory(check)",
            "Concern::Capabilities ",
            "  decides ",
            "supports_and_refutes ",
            "PssControl::HOST_PORTS ",
            "Hipaa::S312A1 ",
            "Nsa::P4 ",
            "Tool::KubeLinter ",
            "Cis::I5_2_2 ",
        ];
        for name in expected {
            assert!(list.contains(name), "{name}\n{list}");
        }
        assert!(!list.contains("::Hipaa"), "the list itself is no control");
    }
}
