//! Several files in one input, as the cases of the command have them: each after a line
//! `-- path --`, and what is above the first is passed over. Without such a line it is one manifest.

use std::collections::BTreeMap;

use asepsis::Input;

/// The files by their names. Of two with the same name only the first: their order would change the
/// report.
pub(super) fn split(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut current: Option<(String, Vec<u8>)> = None;
    let mut keep = |file: Option<(String, Vec<u8>)>| {
        if let Some((name, content)) = file {
            files.entry(name).or_insert(content);
        }
    };
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match (name(line), &mut current) {
            (Some(name), _) => keep(current.replace((name, Vec::new()))),
            (None, Some((_, content))) => content.extend_from_slice(line),
            (None, None) => {}
        }
    }
    keep(current);
    if files.is_empty() {
        files.insert("pod.yaml".to_owned(), bytes.to_vec());
    }
    files
}

fn name(line: &[u8]) -> Option<String> {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let name = line.strip_prefix(b"-- ")?.strip_suffix(b" --")?;
    Some(String::from_utf8_lossy(name).into_owned())
}

/// The inputs.
pub(super) fn inputs(files: &BTreeMap<String, Vec<u8>>) -> Vec<Input> {
    let input = |(name, content): (&String, &Vec<u8>)| Input::text(name.as_str(), content.clone());
    files.iter().map(input).collect()
}
