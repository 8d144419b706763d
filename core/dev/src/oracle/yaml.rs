//! What YAML means to Kubernetes: `sigs.k8s.io/yaml` and the API machinery's reader.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use fastrand::Rng;
use serde_json::{Value, json};

use super::differences::DIFFERENCES;
use super::mutate::{mutate, pieces};
use super::samples::SAMPLES;
use super::yaml_answers::{Answers, agree, ours, reference};
use super::{Oracle, corpus_folder};
use crate::Failure;
use crate::workspace::root;

/// How many disagreements are printed.
const SHOWN: usize = 25;
/// How many of the recorded cases are mutations.
const RECORDED: usize = 400;

pub(super) struct Options {
    pub(super) cases: usize,
    pub(super) seed: u64,
    pub(super) corpus: Option<PathBuf>,
    pub(super) record: bool,
}

/// Asks and compares.
pub(crate) fn run<'a>(words: impl Iterator<Item = &'a str>) -> Result<(), Failure> {
    let options = options(words)?;
    let mut run = Run {
        oracle: Oracle::start("yaml")?,
        hits: vec![0; DIFFERENCES.len()],
        unexplained: BTreeSet::new(),
        disagreements: 0,
    };
    if options.record {
        return run.record(&options);
    }
    run.fixtures()?;
    let corpus = corpus(options.corpus.as_deref());
    for text in SAMPLES.iter().copied().chain(corpus.iter().map(String::as_str)) {
        run.compare(text)?;
    }
    println!("{} samples, {} corpus files, seed {}", SAMPLES.len(), corpus.len(), options.seed);
    let mut random = Rng::with_seed(options.seed);
    for _ in 0..options.cases {
        run.compare(&input(&corpus, &mut random))?;
    }
    run.report(options.cases)
}

pub(super) fn options<'a>(mut words: impl Iterator<Item = &'a str>) -> Result<Options, Failure> {
    let mut options = Options { cases: 2000, seed: 1, corpus: None, record: false };
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} requires a value"));
        match word {
            "--cases" => options.cases = value()?.parse()?,
            "--seed" => options.seed = value()?.parse()?,
            "--corpus" => options.corpus = Some(value()?.into()),
            "--record" => options.record = true,
            _ => return Err(format!("unknown option {word}").into()),
        }
    }
    Ok(options)
}

/// All YAML files of a folder that are not templates.
pub(super) fn corpus(given: Option<&Path>) -> Vec<String> {
    let Some(folder) = corpus_folder(given, "built-in samples") else { return Vec::new() };
    let mut folders = vec![folder];
    let mut paths = Vec::new();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "yaml" || end == "yml") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let texts = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok());
    texts.filter(|text| !text.contains("{{")).collect()
}

/// A changed sample, or a changed piece of a corpus file.
fn input(corpus: &[String], random: &mut Rng) -> String {
    if random.u8(..8) == 0 {
        return pieces(random);
    }
    let sample = random.choice(SAMPLES).copied().unwrap_or_default();
    let text = match random.choice(corpus) {
        Some(text) if random.bool() => text.as_str(),
        _ => sample,
    };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let start = if lines.len() > 60 { random.usize(..lines.len() - 50) } else { 0 };
    let piece: String = lines.iter().skip(start).take(60).copied().collect();
    mutate(&piece, random)
}

/// What the comparison of a text came to.
#[derive(PartialEq, Eq)]
enum Verdict {
    Same,
    /// A listed difference, by its index.
    OnPurpose(usize),
    Unexplained,
}

struct Run {
    oracle: Oracle,
    hits: Vec<usize>,
    unexplained: BTreeSet<String>,
    disagreements: usize,
}

impl Run {
    fn ask(&mut self, text: &str) -> Result<Answers, Failure> {
        Ok(reference(&self.oracle.ask(&json!(text))?))
    }

    /// Each listed difference must still be one, and be explained by itself.
    fn fixtures(&mut self) -> Result<(), Failure> {
        for difference in DIFFERENCES {
            let reference = self.ask(difference.fixture)?;
            let ours = ours(difference.fixture);
            let explained = (difference.explains)(difference.fixture, &ours, &reference);
            if agree(&ours, &reference) || !explained {
                return Err(format!("no longer a difference: {}", difference.reason).into());
            }
        }
        Ok(())
    }

    fn verdict(&mut self, text: &str) -> Result<Verdict, Failure> {
        let reference = self.ask(text)?;
        let ours = ours(text);
        if agree(&ours, &reference) {
            return Ok(Verdict::Same);
        }
        let explains = |difference: &super::differences::Difference| {
            (difference.explains)(text, &ours, &reference)
        };
        let known = DIFFERENCES.iter().position(explains);
        Ok(known.map_or(Verdict::Unexplained, Verdict::OnPurpose))
    }

    fn compare(&mut self, text: &str) -> Result<(), Failure> {
        match self.verdict(text)? {
            Verdict::Same => {}
            Verdict::OnPurpose(known) => {
                if let Some(hits) = self.hits.get_mut(known) {
                    *hits += 1;
                }
            }
            Verdict::Unexplained => {
                self.disagreements += 1;
                if self.unexplained.len() < SHOWN {
                    let minimal = self.minimise(text)?;
                    self.unexplained.insert(minimal);
                }
            }
        }
        Ok(())
    }

    /// Takes away lines, then characters, as long as an unexplained difference stays.
    fn minimise(&mut self, text: &str) -> Result<String, Failure> {
        let mut pieces: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        let mut differs = |text: &str| Ok(self.verdict(text)? == Verdict::Unexplained);
        shrink(&mut pieces, &mut differs)?;
        let mut pieces: Vec<String> = pieces.concat().chars().map(String::from).collect();
        shrink(&mut pieces, &mut differs)?;
        Ok(pieces.concat())
    }

    fn report(&mut self, cases: usize) -> Result<(), Failure> {
        for text in std::mem::take(&mut self.unexplained) {
            let reference = self.oracle.ask(&json!(text))?;
            let (ours, reference) = (format!("{:?}", ours(&text)), reference.to_string());
            println!("---- {text:?}\n  ours      {ours:.300}\n  reference {reference:.300}");
        }
        for (difference, hits) in DIFFERENCES.iter().zip(&self.hits) {
            println!("{hits:6} on purpose: {}", difference.reason);
        }
        println!("{cases} mutations, {} unexplained differences", self.disagreements);
        if self.disagreements > 0 {
            return Err("the reference disagrees".into());
        }
        Ok(())
    }

    /// Writes inputs and answers for the test that needs no Go.
    fn record(&mut self, options: &Options) -> Result<(), Failure> {
        let mut random = Rng::with_seed(options.seed);
        let mut texts: Vec<String> = SAMPLES.iter().map(|text| (*text).to_owned()).collect();
        while texts.len() < RECORDED {
            let sample = random.choice(SAMPLES).copied().unwrap_or_default();
            texts.push(mutate(sample, &mut random));
        }
        let mut lines = String::new();
        for text in texts {
            if self.verdict(&text)? != Verdict::Same {
                continue;
            }
            let answer: Value = self.oracle.ask(&json!(text))?;
            lines.push_str(&json!({"text": text, "answer": answer}).to_string());
            lines.push('\n');
        }
        let path = root().join("core/tests/oracle/yaml.jsonl");
        std::fs::write(&path, &lines)?;
        println!("{} cases, {} bytes in {}", lines.lines().count(), lines.len(), path.display());
        Ok(())
    }
}

/// Takes away pieces as long as the text still differs.
pub(super) fn shrink(
    pieces: &mut Vec<String>,
    differs: &mut dyn FnMut(&str) -> Result<bool, Failure>,
) -> Result<(), Failure> {
    let mut width = pieces.len().div_ceil(2);
    while width > 0 {
        let mut at = 0;
        let mut shrunk = false;
        while at < pieces.len() {
            let mut fewer = pieces.clone();
            fewer.drain(at..(at + width).min(pieces.len()));
            if differs(&fewer.concat())? {
                *pieces = fewer;
                shrunk = true;
            } else {
                at += width;
            }
        }
        if !shrunk || width > 1 {
            width /= 2;
        }
    }
    Ok(())
}
