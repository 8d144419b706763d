//! Changes to manifests that touch their keys and the types of their values.

use fastrand::Rng;

/// Values of every type, some of which are valid where they are inserted.
const VALUES: &[&str] = &[
    "1",
    "0",
    "-1",
    "3000000000",
    "9223372036854775808",
    "1.0",
    "1.5",
    "1e3",
    "1e21",
    "0x10",
    "0755",
    "true",
    "off",
    "\"true\"",
    "'1'",
    "null",
    "~",
    "",
    "[]",
    "{}",
    "[1]",
    "[a, null]",
    "{a: b}",
    "{a: 1}",
    "text",
    "\"\"",
    "1Gi",
    "500m",
    "1 Gi",
    "\"1e\"",
    "aGVsbG8=",
    "not base64",
    "[104, 105]",
    "[300]",
    "2024-01-02T03:04:05Z",
    "\"2024-01-02T03:04:05.000006Z\"",
    "2024-01-02",
    "50%",
    "\"{{ .Values.x }}\"",
    "${VALUE}",
    "[{name: a}]",
    "{name: a, name: b}",
];

/// Entries that belong somewhere else, or nowhere.
const ENTRIES: &[&str] = &[
    "privileged: true",
    "runAsUser: 0",
    "runAsNonRoot: false",
    "hostNetwork: true",
    "bogus: null",
    "image: a",
    "replicas: 2",
    "securityContext: {privileged: true}",
    "name: other",
    "spec: {}",
    "labels: {a: b}",
    "readOnlyRootFilesystem: on",
    "fsGroup: 1",
    "items: []",
    "metadata: {x: y}",
    "Name: a",
    "\"\": 1",
    "yes: 1",
    "1: 2",
    "a.b/c: d",
    "${KEY}: 1",
    "apiVersion: v1",
    "status: {}",
];

/// A manifest with one to four changes.
pub(super) fn mutate(text: &str, random: &mut Rng) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..random.usize(1..5) {
        if lines.is_empty() {
            break;
        }
        let at = random.usize(..lines.len());
        change(&mut lines, at, random);
    }
    lines.join("\n") + "\n"
}

fn change(lines: &mut Vec<String>, at: usize, random: &mut Rng) {
    let Some(line) = lines.get(at).cloned() else { return };
    let space = line.len() - line.trim_start_matches([' ', '-']).len();
    let (indentation, entry) = line.split_at(space);
    let blank = " ".repeat(space);
    match random.u8(..8) {
        0 => replace(lines, at, indentation, &respelt(entry, random)),
        1 => lines.insert(at + 1, format!("{blank}{entry}")),
        2 => {
            let elsewhere = random.choice(&*lines).map(|line| line.trim_start().to_owned());
            lines.insert(at, format!("{blank}{}", elsewhere.unwrap_or_default()));
        }
        3 => {
            let other = random.choice(ENTRIES).copied().unwrap_or_default();
            lines.insert(at + 1, format!("{blank}{other}"));
        }
        4 => {
            lines.remove(at);
        }
        _ => {
            let value = random.choice(VALUES).copied().unwrap_or_default();
            let changed = match entry.split_once(':') {
                Some((key, _)) => format!("{key}: {value}"),
                None => value.to_owned(),
            };
            replace(lines, at, indentation, &changed);
        }
    }
}

fn replace(lines: &mut [String], at: usize, indentation: &str, entry: &str) {
    if let Some(line) = lines.get_mut(at) {
        *line = format!("{indentation}{entry}");
    }
}

/// The entry with its key in another case, or with a letter too many, too few or changed.
fn respelt(entry: &str, random: &mut Rng) -> String {
    let Some((key, value)) = entry.split_once(':') else { return entry.to_owned() };
    let mut letters: Vec<char> = key.chars().collect();
    if letters.is_empty() {
        return entry.to_owned();
    }
    let at = random.usize(..letters.len());
    match random.u8(..4) {
        0 => return format!("{}:{value}", key.to_lowercase()),
        1 => {
            letters.remove(at);
        }
        2 => letters.insert(at, random.lowercase()),
        _ => letters.iter_mut().skip(at).take(1).for_each(|letter| {
            *letter = if letter.is_lowercase() { letter.to_ascii_uppercase() } else { 'x' };
        }),
    }
    format!("{}:{value}", String::from_iter(letters))
}
