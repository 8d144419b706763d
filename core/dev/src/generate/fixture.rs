//! The examples of a check, taken from the fixtures that test it.

use std::io;
use std::path::Path;

/// The first case of each kind in a fixture file.
#[derive(Debug, Default)]
pub(super) struct Examples {
    pub(super) bad: Option<Example>,
    pub(super) good: Option<Example>,
}

/// One document of a fixture file.
#[derive(Debug)]
pub(super) struct Example {
    /// What stands behind `# bad:` or `# good:`.
    pub(super) title: String,
    /// The document without its heading and without its marks.
    pub(super) text: String,
    /// The messages that the document gives, by line from 1.
    pub(super) findings: Vec<(usize, String)>,
}

/// Reads the examples of a check; a check without a fixture has none.
pub(super) fn examples(root: &Path, family: &str, id: &str) -> io::Result<Examples> {
    let name = id.replace('-', "_");
    match std::fs::read_to_string(root.join(format!("core/src/checks/{family}/{name}.yaml"))) {
        Ok(text) => Ok(read(&text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Examples::default()),
        Err(error) => Err(error),
    }
}

fn read(text: &str) -> Examples {
    let mut examples = Examples::default();
    for case in cases(text) {
        let Some((heading, body)) = case.trim_start_matches(['\n', '\r']).split_once('\n') else {
            continue;
        };
        if let Some(title) = heading.strip_prefix("# bad:") {
            examples.bad.get_or_insert_with(|| example(title, body));
        } else if let Some(title) = heading.strip_prefix("# good:") {
            examples.good.get_or_insert_with(|| example(title, body));
        }
    }
    examples
}

/// A case goes from one heading to the next, so that one can hold several documents.
fn cases(text: &str) -> Vec<String> {
    let mut cases: Vec<String> = Vec::new();
    for line in text.lines() {
        let is_heading = line.starts_with("# bad:") || line.starts_with("# good:");
        if is_heading || cases.is_empty() {
            cases.push(String::new());
        }
        if let Some(case) = cases.last_mut() {
            case.push_str(line);
            case.push('\n');
        }
    }
    cases
}

fn example(title: &str, body: &str) -> Example {
    // The line that parts this case from the next belongs to neither.
    let body = body.trim_end().strip_suffix("\n---").unwrap_or(body).trim_end();
    let mut text = String::new();
    let mut findings = Vec::new();
    for (index, line) in body.lines().enumerate() {
        let mut pieces = line.split("#~");
        text.push_str(pieces.next().unwrap_or_default().trim_end());
        text.push('\n');
        findings.extend(pieces.map(|message| (index + 1, message.trim().to_owned())));
    }
    Example { title: title.trim().to_owned(), text, findings }
}
