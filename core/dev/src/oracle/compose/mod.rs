//! What Compose makes of files: the loader of `docker compose` itself.

mod differences;
mod parts;
mod samples;
pub(crate) mod written_out;

use std::collections::BTreeMap;
use std::path::Path;

use fastrand::Rng;
use serde_json::{Value, json};

use super::compose_answers::{Answer, agree, ours, reference};
use super::yaml::{options, shrink};
use super::{Oracle, corpus_folder};
use crate::workspace::{below, root};
use crate::{Failure, Words};
use differences::DIFFERENCES;
use samples::case;

/// How many disagreements are printed.
const SHOWN: usize = 15;
/// How many cases are recorded.
const RECORDED: usize = 140;
/// Files around a project that are looked at.
const NEIGHBOURS: usize = 200;

/// Asks and compares.
pub(crate) fn run(words: Words<'_>) -> Result<(), Failure> {
    let options = options(words)?;
    let mut run = Run {
        oracle: Oracle::start("compose")?,
        hits: vec![0; DIFFERENCES.len()],
        counts: BTreeMap::new(),
        unexplained: Vec::new(),
        disagreements: 0,
    };
    let mut random = Rng::with_seed(options.seed);
    if options.record {
        return run.record(&mut random);
    }
    run.fixtures()?;
    let corpus = corpus(options.corpus.as_deref());
    for case in &corpus {
        run.compare(case)?;
    }
    run.say("projects of the corpus", corpus.len());
    for _ in 0..options.cases {
        run.compare(&case(&mut random))?;
    }
    run.say("generated projects", options.cases);
    println!("seed {}", options.seed);
    run.report()
}

struct Run {
    oracle: Oracle,
    hits: Vec<usize>,
    counts: BTreeMap<&'static str, usize>,
    unexplained: Vec<Value>,
    disagreements: usize,
}

/// What the comparison of a case came to.
#[derive(PartialEq, Eq)]
enum Verdict {
    Same,
    /// A listed difference, by its index.
    OnPurpose(usize),
    Unexplained,
}

impl Run {
    fn verdict(&mut self, case: &Value) -> Result<(Verdict, &'static str), Failure> {
        let reference = reference(&self.oracle.ask(case)?);
        let ours = ours(case);
        let kind = match &reference {
            _ if ours == Answer::NotRead => "not read",
            Answer::Model(_) => "merged",
            Answer::NotRead => "",
            Answer::Refused(_) => "refused",
            Answer::NotByTheSchema => "refused by the schema",
        };
        if agree(&ours, &reference) {
            return Ok((Verdict::Same, kind));
        }
        let explains =
            |difference: &differences::Difference| (difference.explains)(case, &ours, &reference);
        let known = DIFFERENCES.iter().position(explains);
        Ok((known.map_or(Verdict::Unexplained, Verdict::OnPurpose), kind))
    }

    /// Each listed difference must still be one, and be explained by itself.
    fn fixtures(&mut self) -> Result<(), Failure> {
        for difference in DIFFERENCES {
            let case = (difference.fixture)();
            let reference = reference(&self.oracle.ask(&case)?);
            let ours = ours(&case);
            if agree(&ours, &reference) || !(difference.explains)(&case, &ours, &reference) {
                return Err(format!("no longer a difference: {}", difference.reason).into());
            }
        }
        Ok(())
    }

    fn compare(&mut self, case: &Value) -> Result<(), Failure> {
        let (verdict, kind) = self.verdict(case)?;
        *self.counts.entry(kind).or_default() += 1;
        match verdict {
            Verdict::Same => {}
            Verdict::OnPurpose(known) => {
                self.hits.get_mut(known).into_iter().for_each(|hits| *hits += 1);
            }
            Verdict::Unexplained => {
                self.disagreements += 1;
                if self.unexplained.len() < SHOWN {
                    let minimal = self.minimise(case)?;
                    self.unexplained.push(minimal);
                }
            }
        }
        Ok(())
    }

    /// Takes away lines of files, then characters, as long as an unexplained difference stays.
    fn minimise(&mut self, case: &Value) -> Result<Value, Failure> {
        let mut case = case.clone();
        let count = case.get("files").and_then(Value::as_array).map_or(0, Vec::len);
        for index in 0..count {
            let pointer = format!("/files/{index}/text");
            for by_line in [true, false] {
                let text = case.pointer(&pointer).and_then(Value::as_str).unwrap_or_default();
                let mut pieces: Vec<String> = if by_line {
                    text.split_inclusive('\n').map(str::to_owned).collect()
                } else {
                    text.chars().map(String::from).collect()
                };
                let mut changed = case.clone();
                shrink(&mut pieces, &mut |text| {
                    if let Some(place) = changed.pointer_mut(&pointer) {
                        *place = Value::String(text.to_owned());
                    }
                    Ok(self.verdict(&changed)?.0 == Verdict::Unexplained)
                })?;
                if let Some(place) = case.pointer_mut(&pointer) {
                    *place = Value::String(pieces.concat());
                }
            }
        }
        Ok(case)
    }

    fn say(&mut self, what: &str, count: usize) {
        let counts = std::mem::take(&mut self.counts);
        let shown: Vec<String> =
            counts.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        println!("{count} {what}: {}", shown.join(", "));
    }

    fn report(&mut self) -> Result<(), Failure> {
        for case in std::mem::take(&mut self.unexplained) {
            println!("----");
            for file in case.get("files").and_then(Value::as_array).into_iter().flatten() {
                let text = file.get("text").and_then(Value::as_str).unwrap_or_default();
                if !text.is_empty() {
                    println!("# {}\n{text}", file.get("path").unwrap_or(&Value::Null));
                }
            }
            let reference = reference(&self.oracle.ask(&case)?);
            println!("  ours      {}\n  reference {}", shown(&ours(&case)), shown(&reference));
        }
        for (difference, hits) in DIFFERENCES.iter().zip(&self.hits) {
            println!("{hits:6} on purpose: {}", difference.reason);
        }
        println!("{} unexplained differences", self.disagreements);
        if self.disagreements > 0 {
            return Err("the reference disagrees".into());
        }
        Ok(())
    }

    /// The case without the files that change nothing.
    fn without_spare_files(&mut self, mut case: Value, answer: &Value) -> Result<Value, Failure> {
        let mut at = 0;
        loop {
            let mut fewer = case.clone();
            let files = fewer.get_mut("files").and_then(Value::as_array_mut);
            let Some(files) = files.filter(|files| at < files.len()) else { return Ok(case) };
            files.remove(at);
            let is_main = case
                .pointer(&format!("/files/{at}/path"))
                .zip(case.get("main").and_then(Value::as_array))
                .is_some_and(|(path, main)| main.contains(path));
            if !is_main && self.oracle.ask(&fewer)? == *answer {
                case = fewer;
            } else {
                at += 1;
            }
        }
    }

    /// Writes inputs and answers for the test that needs no Go.
    fn record(&mut self, random: &mut Rng) -> Result<(), Failure> {
        let mut lines = String::new();
        let mut count = 0;
        while count < RECORDED {
            let case = case(random);
            let (verdict, kind) = self.verdict(&case)?;
            // Of refused projects a few will do.
            let wanted = kind == "merged" || kind == "refused" && random.u8(..4) == 0;
            if verdict != Verdict::Same || !wanted {
                continue;
            }
            count += 1;
            let answer = self.oracle.ask(&case)?;
            let case = self.without_spare_files(case, &answer)?;
            lines.push_str(&json!({"case": case, "answer": answer}).to_string());
            lines.push('\n');
        }
        let path = root().join("core/tests/oracle/compose.jsonl");
        std::fs::write(&path, &lines)?;
        println!("{count} cases, {} bytes in {}", lines.len(), path.display());
        Ok(())
    }
}

fn shown(answer: &Answer) -> String {
    match answer {
        Answer::Model(model) => model.to_string(),
        Answer::NotRead => "not read".to_owned(),
        Answer::NotByTheSchema => "not by the schema".to_owned(),
        Answer::Refused(why) => format!("refused: {why}"),
    }
}

/// The projects of a folder: every Compose file with what lies around it, alone, and with an
/// override if it has one.
fn corpus(given: Option<&Path>) -> Vec<Value> {
    let Some(folder) = corpus_folder(given, "generated projects") else { return Vec::new() };
    let mut cases = Vec::new();
    for path in below(&folder, usize::MAX) {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let is_yaml = is_yaml(name);
        let Some(parent) = path.parent().filter(|_| is_yaml && name.contains("compose")) else {
            continue;
        };
        let mut files = Vec::new();
        let mut base = None;
        for neighbour in below(parent, NEIGHBOURS) {
            let Ok(relative) = neighbour.strip_prefix(parent) else { continue };
            let (Some(relative), Ok(text)) =
                (relative.to_str(), std::fs::read_to_string(&neighbour))
            else {
                continue;
            };
            let is_variables = relative.contains(".env");
            let is_yaml = self::is_yaml(relative);
            if (is_variables || is_yaml) && text.len() < 200_000 {
                files.push(json!({"path": relative, "text": text}));
            }
            if ["docker-compose.yml", "docker-compose.yaml", "compose.yaml", "compose.yml"]
                .contains(&relative)
            {
                base = Some(relative.to_owned());
            }
        }
        cases.push(json!({"files": files, "main": [name]}));
        if let Some(base) = base.filter(|base| base != name) {
            cases.push(json!({"files": files, "main": [base, name]}));
        }
    }
    cases
}

fn is_yaml(path: &str) -> bool {
    matches!(path.rsplit('.').next(), Some("yml" | "yaml"))
}
