//! Secrets do not leave: what is planted somewhere is looked for in everything that a run says, as it is,
//! in base64 and in halves.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking"
)]

mod cases;
mod plants;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use asepsis::internal::report::shown_lines;
use asepsis::report::{Format, RenderOptions, TextOptions};
use asepsis::{Checker, Input, Report};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use plants::{kinds, plants};

#[test]
fn two_thousand_secrets_do_not_leave() {
    let mut leaks: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut planted = 0;
    for (number, kind) in kinds().enumerate() {
        let plants = plants(kind, number);
        planted += plants.len();
        let inputs = || plants.iter().map(|plant| Input::text(&*plant.path, plant.text.as_str()));
        let checker = Checker::default();
        let parsed: Vec<_> = inputs().map(|input| checker.parse(input)).collect();
        let mut said = format!("{parsed:?}{:?}", inputs().collect::<Vec<_>>());
        let report = checker.check(inputs());
        said.push_str(&spoken(&report, plants.iter().map(|plant| &*plant.path)));
        // What is shared: texts without their secrets.
        for redacted in checker.redact(inputs()) {
            writeln!(said, "{redacted:?}\n{}", redacted.text.as_deref().unwrap_or_default())
                .unwrap();
        }
        let rendering = checker.render(inputs(), &RenderOptions::default()).unwrap();
        writeln!(said, "{}\n{rendering:?}", rendering.text).unwrap();
        let wanted: Vec<(usize, &str, String)> = plants
            .iter()
            .enumerate()
            .flat_map(|(at, plant)| {
                needles(&plant.secret).into_iter().map(move |(what, needle)| (at, what, needle))
            })
            .collect();
        for (number, at) in find(&said, &wanted) {
            let (plant, what, _) = &wanted[number];
            let from = said[..at].rfind('\n').map_or(0, |end| end + 1);
            let line: String = said[from..].chars().take(200).take_while(|c| *c != '\n').collect();
            let of = format!("{} as {}", kind.name, plants[*plant].shape);
            leaks.entry(of).or_default().push(format!("{what}: {line}"));
        }
    }
    assert!(planted >= 2000, "{planted}");
    let shown: Vec<String> = leaks.iter().map(|(at, what)| format!("{at}: {}", what[0])).collect();
    assert!(shown.is_empty(), "{} of {planted} leak:\n{}", shown.len(), shown.join("\n"));
}

/// Where texts are in another one, in one pass over it: the number of each with its first place.
fn find(said: &str, wanted: &[(usize, &str, String)]) -> Vec<(usize, usize)> {
    const SEED: usize = 6;
    let slot = |seed: &[u8]| {
        seed.iter().fold(0_usize, |sum, byte| sum.wrapping_mul(33) ^ usize::from(*byte)) & 0xFFFF
    };
    let mut slots: Vec<Vec<usize>> = vec![Vec::new(); 0x1_0000];
    for (number, (_, _, needle)) in wanted.iter().enumerate() {
        slots[slot(&needle.as_bytes()[..SEED])].push(number);
    }
    let mut found = BTreeMap::new();
    let bytes = said.as_bytes();
    for (at, seed) in bytes.windows(SEED).enumerate() {
        for number in &slots[slot(seed)] {
            if bytes[at..].starts_with(wanted[*number].2.as_bytes()) {
                found.entry(*number).or_insert(at);
            }
        }
    }
    found.into_iter().collect()
}

/// Everything that a report says in any form, as text without the escapes of JSON and Markdown.
pub(crate) fn spoken<'p>(report: &Report, paths: impl Iterator<Item = &'p str>) -> String {
    let mut options = TextOptions::default();
    options.all = true;
    let mut said = report.to_text(&options);
    for format in Format::ALL {
        let mut bytes = Vec::new();
        report.write(*format, &mut bytes).unwrap();
        let written = String::from_utf8(bytes).unwrap();
        if let Ok(value) = serde_json::from_str::<serde_json::Value>(&written) {
            strings(&value, &mut said);
        } else {
            // Markdown has its own escapes.
            said.push_str(&written.replace('\\', ""));
            said.push_str(&written);
        }
    }
    write!(said, "{report:?}").unwrap();
    for path in paths {
        said.push_str(&shown_lines(report, path).join("\n"));
        said.push('\n');
    }
    said
}

fn strings(value: &serde_json::Value, into: &mut String) {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            serde_json::Value::String(text) => {
                into.push_str(text);
                into.push('\n');
            }
            serde_json::Value::Array(items) => open.extend(items),
            serde_json::Value::Object(entries) => {
                for (key, value) in entries {
                    into.push_str(key);
                    into.push('\n');
                    open.push(value);
                }
            }
            _ => {}
        }
    }
}

/// What must not be found of a secret: each line of it, its base64, and the halves of both.
pub(crate) fn needles(secret: &str) -> Vec<(&'static str, String)> {
    let mut needles = vec![("base64", STANDARD.encode(secret).trim_end_matches('=').to_owned())];
    for line in secret.lines().filter(|line| !line.starts_with("-----")) {
        let middle = line.char_indices().nth(line.chars().count() / 2).map_or(0, |(at, _)| at);
        needles.push(("all", line.to_owned()));
        needles.push(("first half", line[..middle].to_owned()));
        needles.push(("second half", line[middle..].to_owned()));
        let coded = STANDARD.encode(line);
        needles.push(("half of base64", coded[..coded.len() / 2].to_owned()));
    }
    needles
}
