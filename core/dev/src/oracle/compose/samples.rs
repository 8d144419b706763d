//! Small projects from parts: files over files, services over services, long and short forms.
#![allow(clippy::format_push_string, reason = "YAML reads best as it will be")]

use fastrand::Rng;
use serde_json::{Value, json};

use super::parts::{
    ATTRIBUTES, BAD_BUILDS, BAD_PORTS, BAD_VARIABLES, BAD_VOLUMES, BUILDS, DOTENV, ENTRIES,
    OTHER_TYPES, PAIRS, PORTS, SECTIONS, TAGGED, VARIABLES, VOLUMES,
};

/// Some files and which of them make the project.
pub(super) fn case(random: &mut Rng) -> Value {
    let mut files = Vec::new();
    let mut main = vec!["compose.yaml"];
    if random.u8(..4) > 0 {
        files.push((".env", dotenv(random)));
    }
    files.push(("l.env", dotenv(random)));
    files.push(("sub/l.env", dotenv(random)));
    for name in ["a.env", "b.env", "sub/a.env", "sub/.env", "sub/b.env"] {
        if random.bool() {
            files.push((name, dotenv(random)));
        }
    }
    files.push(("compose.yaml", compose(random, Part::Base)));
    if random.bool() {
        main.push("compose.override.yaml");
        files.push(("compose.override.yaml", compose(random, Part::Over)));
        if random.u8(..4) == 0 {
            main.push("more.yml");
            files.push(("more.yml", compose(random, Part::Over)));
        }
    }
    files.push(("common.yml", compose(random, Part::Extended)));
    files.push(("sub/common.yml", compose(random, Part::Extended)));
    files.push(("sub/inner.yaml", compose(random, Part::Included)));
    let files: Vec<Value> =
        files.iter().map(|(path, text)| json!({"path": path, "text": text})).collect();
    json!({"files": files, "main": main})
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Base,
    Over,
    Extended,
    Included,
}

fn dotenv(random: &mut Rng) -> String {
    let mut text = String::new();
    for _ in 0..random.usize(1..8) {
        // Lines that stop everything are rare.
        let last = if random.u8(..30) == 0 { DOTENV.len() } else { DOTENV.len() - 5 };
        text.push_str(DOTENV.get(random.usize(..last)).copied().unwrap_or_default());
        text.push('\n');
    }
    text
}

fn compose(random: &mut Rng, part: Part) -> String {
    let mut text = String::new();
    if random.u8(..6) == 0 {
        text.push_str("version: '3'\n");
    }
    let anchors = random.bool();
    if anchors {
        text.push_str(&format!("x-base: &base {{{}}}\n", flow(random, part)));
        text.push_str(&format!("x-other: &other {{{}}}\n", flow(random, part)));
        text.push_str(&format!("x-env: &env {{{}}}\n", pick_many(PAIRS, &[], random, 3)));
    }
    if part == Part::Base && random.u8(..3) == 0 {
        text.push_str(include(random));
    }
    text.push_str("services:\n");
    let names: &[&str] = match part {
        Part::Included => &["c", "d"],
        Part::Over if random.bool() => &["a"],
        _ => &["a", "b"],
    };
    for name in names {
        text.push_str(&format!("  {name}:\n"));
        if anchors && random.u8(..3) == 0 {
            let merge = ["*base", "[*other, *base]", "[*base]"];
            text.push_str(&format!("    <<: {}\n", random.choice(merge).unwrap_or("*base")));
        }
        text.push_str(&extends(random, part, name));
        if part == Part::Base && *name == "b" {
            text.push_str("    image: base\n");
        } else {
            text.push_str("    hostname: h\n");
        }
        for (key, value) in attributes(random, part) {
            if !(key == "hostname" || key == "image" && part == Part::Base && *name == "b") {
                text.push_str(&format!("    {key}: {value}\n"));
            }
        }
        if anchors && random.u8(..4) == 0 && !text.ends_with("environment") {
            let with = ["*env", "{<<: *env, A: own}"];
            let value = random.choice(with).unwrap_or("*env");
            if !service_has(&text, name, "environment") {
                text.push_str(&format!("    environment: {value}\n"));
            }
        }
    }
    if random.u8(..6) == 0 {
        text.push_str("jobs:\n  j:\n    image: job\n");
        let attributes = attributes(random, part).into_iter();
        for (key, value) in attributes.filter(|(key, _)| key != "image") {
            text.push_str(&format!("    {key}: {value}\n"));
        }
        text.push_str("    triggers: {schedule: ['0 3 * * *', {cron: '1 * * * *'}]}\n");
    }
    if part != Part::Extended {
        for (key, values) in SECTIONS {
            if part != Part::Included && (part == Part::Base || random.u8(..3) == 0) {
                text.push_str(&format!("{key}: {}\n", value(values, random)));
            }
        }
    }
    if random.u8(..12) == 0 {
        text.push_str(&format!("---\nservices:\n  a:\n    {}\n", first_line(random, part)));
    }
    text
}

fn service_has(text: &str, name: &str, key: &str) -> bool {
    let service = text.rsplit(&format!("  {name}:\n")).next().unwrap_or_default();
    service.contains(&format!("    {key}:"))
}

fn first_line(random: &mut Rng, part: Part) -> String {
    let attributes = attributes(random, part);
    let first = attributes.first().map(|(key, value)| format!("{key}: {value}"));
    first.unwrap_or_else(|| "tty: true".to_owned())
}

fn include(random: &mut Rng) -> &'static str {
    let ways = [
        "include: [sub/inner.yaml]\n",
        "include: [{path: sub/inner.yaml}]\n",
        "include: [{path: ./sub/inner.yaml, env_file: a.env}]\n",
        "include: [{path: [sub/inner.yaml, common.yml]}]\n",
        "include: [{path: sub/inner.yaml, project_directory: .}]\n",
        "include: [sub/inner.yaml, {path: sub/inner.yaml}]\n",
        "include: [{path: sub/inner.yaml, env_file: [sub/a.env, b.env], project_directory: sub}]\n",
        "include: [common.yml]\n",
        "include: [compose.yaml]\n",
        "include: [sub/none.yaml]\n",
    ];
    let rare = random.u8(..25) == 0;
    ways.get(random.usize(..if rare { ways.len() } else { ways.len() - 4 })).copied().unwrap_or("")
}

fn extends(random: &mut Rng, part: Part, name: &str) -> String {
    if random.u8(..4) > 0 {
        return String::new();
    }
    let other = if matches!(name, "a" | "c") { ["b", "d"] } else { ["a", "c"] };
    let sibling = if part == Part::Included { other[1] } else { other[0] };
    let ways: Vec<String> = match part {
        Part::Base | Part::Over => vec![
            "{file: common.yml, service: a}".to_owned(),
            "{file: sub/common.yml, service: b}".to_owned(),
            "{file: ./common.yml, service: b}".to_owned(),
            format!("{{service: {sibling}}}"),
            sibling.to_owned(),
            "{file: none.yml, service: a}".to_owned(),
            "{service: none}".to_owned(),
        ],
        Part::Included => {
            vec!["{file: common.yml, service: a}".to_owned(), format!("{{service: {sibling}}}")]
        }
        Part::Extended => vec![format!("{{service: {sibling}}}"), sibling.to_owned()],
    };
    let last = if random.u8(..30) == 0 { ways.len() } else { ways.len().min(5) };
    let way = ways.get(random.usize(..last)).map_or("b", String::as_str);
    // Both extending each other is a cycle, which is rarely wanted.
    let backward = way.contains(sibling) && !way.contains("file") && name != "a" && name != "c";
    if backward && random.u8(..10) > 0 {
        return String::new();
    }
    format!("    extends: {way}\n")
}

fn flow(random: &mut Rng, part: Part) -> String {
    let attributes = attributes(random, part).into_iter();
    let plain = attributes.filter(|(key, value)| key != "command" || !value.contains('\\'));
    plain.map(|(key, value)| format!("{key}: {value}")).collect::<Vec<_>>().join(", ")
}

/// Some attributes, each once.
fn attributes(random: &mut Rng, part: Part) -> Vec<(String, String)> {
    let mut chosen: Vec<(String, String)> = Vec::new();
    for _ in 0..random.usize(1..7) {
        let (key, value) = attribute(random);
        if chosen.iter().any(|(known, _)| *known == key) {
            continue;
        }
        let tag = match part {
            Part::Over if random.u8(..6) == 0 => random.choice(TAGGED).copied().unwrap_or(""),
            _ => "",
        };
        let value = if random.u8(..150) == 0 {
            random.choice(OTHER_TYPES).copied().unwrap_or("5").to_owned()
        } else {
            value
        };
        chosen.push((key, format!("{tag}{value}")));
    }
    chosen
}

fn attribute(random: &mut Rng) -> (String, String) {
    let (key, value) = match random.u8(..12) {
        0 | 1 => ("ports", format!("[{}]", pick_many(PORTS, BAD_PORTS, random, 3))),
        2 | 3 => ("volumes", format!("[{}]", pick_many(VOLUMES, BAD_VOLUMES, random, 3))),
        4 => ("environment", entries(random)),
        5 => ("environment", pairs(random)),
        6 => ("labels", if random.bool() { entries(random) } else { pairs(random) }),
        7 => ("build", variables(pick(BUILDS, BAD_BUILDS, random), random)),
        _ => {
            let (key, values) = random.choice(ATTRIBUTES).copied().unwrap_or(("tty", &["true"]));
            (key, value(values, random))
        }
    };
    (key.to_owned(), variables(&value, random))
}

fn entries(random: &mut Rng) -> String {
    let count = random.usize(1..4);
    let entries = (0..count).filter_map(|_| random.choice(ENTRIES));
    let quoted = entries.map(|entry| format!("'{}'", entry.trim_matches('\'')));
    format!("[{}]", quoted.collect::<Vec<_>>().join(", "))
}

fn pairs(random: &mut Rng) -> String {
    let mut pairs: Vec<&str> = Vec::new();
    for _ in 0..random.usize(1..4) {
        let pair = random.choice(PAIRS).copied().unwrap_or("A: b");
        let key = pair.split(':').next();
        if !pairs.iter().any(|known| known.split(':').next() == key) {
            pairs.push(pair);
        }
    }
    let tag = if random.u8(..20) == 0 { ", Z: !reset null" } else { "" };
    format!("{{{}{tag}}}", pairs.join(", "))
}

fn pick_many(from: &[&'static str], bad: &[&'static str], random: &mut Rng, most: usize) -> String {
    let mut picked: Vec<&str> = Vec::new();
    for _ in 0..random.usize(1..=most) {
        let one = pick(from, bad, random);
        let key = one.split(':').next();
        let is_pair =
            one.as_bytes().get(1) == Some(&b':') && one.len() < 12 && !one.starts_with('\'');
        if !is_pair || !picked.iter().any(|known| known.split(':').next() == key) {
            picked.push(one);
        }
    }
    variables(&picked.join(", "), random)
}

/// One that is good, or rarely one that is not.
fn pick(good: &[&'static str], bad: &[&'static str], random: &mut Rng) -> &'static str {
    let rare = !bad.is_empty() && random.u8(..60) == 0;
    random.choice(if rare { bad } else { good }).copied().unwrap_or_default()
}

fn value(values: &[&str], random: &mut Rng) -> String {
    let value = random.choice(values).copied().unwrap_or("null");
    variables(value, random)
}

/// The text with each `%` replaced by a variable.
fn variables(text: &str, random: &mut Rng) -> String {
    let mut written = String::new();
    for (at, piece) in text.split('%').enumerate() {
        if at > 0 {
            let variable = pick(VARIABLES, BAD_VARIABLES, random);
            written.push_str(variable);
        }
        written.push_str(piece);
    }
    written
}
