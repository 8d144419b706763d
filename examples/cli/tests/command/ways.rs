//! The same bytes give the same verdict, however they are passed in; `ways.txt` lists the verdicts.
//! Python, Node and the playground read the same table.

use std::fs;
use std::path::Path;

use super::run::{Platform, Run};

/// An input, and the verdicts that it must have.
#[derive(Default)]
struct Row {
    title: String,
    verdicts: Vec<(String, String)>,
    files: Vec<(String, Vec<u8>)>,
}

impl Row {
    fn verdict(&self, way: &str) -> Option<&str> {
        self.verdicts.iter().find(|known| known.0 == way).map(|known| known.1.as_str())
    }

    fn platform(&self) -> Platform {
        let files = self.files.iter();
        files.fold(Platform::new(), |platform, (name, bytes)| platform.file(name, bytes))
    }
}

fn rows() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ways.txt");
    let text = fs::read_to_string(path).unwrap();
    let mut rows: Vec<Row> = Vec::new();
    let mut is_hex = false;
    for line in text.lines().skip_while(|line| !line.starts_with("== ")) {
        if let Some(title) = line.strip_prefix("== ") {
            rows.push(Row { title: title.to_owned(), ..Row::default() });
            continue;
        }
        let row = rows.last_mut().unwrap();
        if let Some(name) = line.strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --")) {
            is_hex = name.ends_with(" hex");
            row.files.push((name.trim_end_matches(" hex").to_owned(), Vec::new()));
        } else if let Some((_, bytes)) = row.files.last_mut() {
            if is_hex {
                bytes.extend(hex(line));
            } else if !line.is_empty() {
                bytes.extend_from_slice(line.as_bytes());
                bytes.push(b'\n');
            }
        } else if let Some((way, verdict)) = line.split_once(": ") {
            row.verdicts.push((way.to_owned(), verdict.to_owned()));
        }
    }
    rows
}

fn hex(line: &str) -> Vec<u8> {
    let digits: Vec<char> = line.chars().collect();
    let pairs = digits.chunks(2).map(|pair| pair.iter().collect::<String>());
    pairs.map(|pair| u8::from_str_radix(&pair, 16).unwrap()).collect()
}

fn verdict(run: &Run) -> String {
    run.report()["verdict"].as_str().unwrap().to_owned()
}

#[test]
fn the_same_bytes_give_the_same_verdict() {
    const CHECK: [&str; 5] = ["check", "--no-config", "--no-ignore", "--format", "json"];
    let rows = rows();
    assert!(rows.len() >= 30, "{}", rows.len());
    let mut wrong = Vec::new();
    for row in &rows {
        let platform = row.platform();
        let run = |words: &[&str]| platform.run(&[&CHECK[..], words].concat());
        let names: Vec<&str> = row.files.iter().map(|file| file.0.as_str()).collect();
        let mut given = vec![("named", verdict(&run(&names))), ("walked", verdict(&run(&["."])))];
        if let [(name, bytes)] = row.files.as_slice() {
            let stdin = |words: &[&str]| platform.run_with(&[&CHECK[..], words].concat(), bytes);
            given.push(("named", verdict(&stdin(&["--stdin-filename", name, "-"]))));
            if row.verdict("text").is_some() {
                given.push(("text", verdict(&stdin(&["-"]))));
            }
        }
        for (way, is) in given {
            if row.verdict(way) != Some(is.as_str()) {
                wrong.push(format!("{}, {way}: {is}", row.title));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
