//! Which fields a document may have: the strict decoder over the client's types.

mod differences;
mod mutate;
mod samples;

use std::time::Instant;

use fastrand::Rng;
use serde_json::{Value, json};

use super::Oracle;
use super::field_answers::{Compared, compare};
use super::yaml::{Options, corpus, options, shrink};
use crate::workspace::root;
use crate::{Failure, Words};
use differences::DIFFERENCES;
use mutate::mutate;
use samples::SAMPLES;

/// How many disagreements are printed.
const SHOWN: usize = 20;
/// How many of the recorded cases are mutations.
const RECORDED: usize = 280;
/// How often an object of each kind is made.
const FILLED: u64 = 3;
/// Longer documents are not changed.
const LONGEST: usize = 20_000;

/// Asks and compares.
pub(crate) fn run(words: Words<'_>) -> Result<(), Failure> {
    let options = options(words)?;
    let mut run = Run {
        oracle: Oracle::start("fields")?,
        hits: vec![0; DIFFERENCES.len()],
        same: 0,
        nothing: 0,
        unexplained: Vec::new(),
        disagreements: 0,
    };
    if options.record {
        return run.record(&options);
    }
    run.fixtures()?;
    let start = Instant::now();
    let corpus = corpus(options.corpus.as_deref());
    for text in SAMPLES.iter().copied().chain(corpus.iter().map(String::as_str)) {
        run.compare(text)?;
    }
    println!("{} samples, {} corpus files, seed {}", SAMPLES.len(), corpus.len(), options.seed);
    let filled = run.filled(options.seed)?;
    for text in &filled {
        run.compare(text)?;
    }
    println!("{} objects of every kind", filled.len());
    run.say("unchanged");
    run.nothing = 0;
    let documents: Vec<&str> = corpus.iter().flat_map(|text| text.split("\n---")).collect();
    let mut random = Rng::with_seed(options.seed);
    let mut mutations = 0;
    // A change that leaves no YAML is not a case.
    while mutations - run.nothing < options.cases {
        mutations += 1;
        let filled = random.choice(&filled).map(String::as_str);
        let document = random.choice(&documents).copied();
        let sample = random.choice(SAMPLES).copied();
        let chosen = match random.u8(..4) {
            0 => filled,
            1 | 2 => document.or(sample),
            _ => sample,
        };
        let text = chosen.filter(|text| text.len() < LONGEST).or(sample).unwrap_or_default();
        run.compare(&mutate(text, &mut random))?;
    }
    println!("{mutations} mutations in {} s", start.elapsed().as_secs());
    run.report()
}

struct Run {
    oracle: Oracle,
    hits: Vec<usize>,
    same: usize,
    nothing: usize,
    unexplained: Vec<String>,
    disagreements: usize,
}

impl Run {
    fn ask(&mut self, text: &str) -> Result<Compared, Failure> {
        compare(text, |request| self.oracle.ask(&request))
    }

    /// Objects of every kind in which most fields are set.
    fn filled(&mut self, seed: u64) -> Result<Vec<String>, Failure> {
        let mut texts = Vec::new();
        for round in 0..FILLED {
            for kind in 0.. {
                let answer =
                    self.oracle.ask(&json!({"fill": kind, "seed": seed * FILLED + round}))?;
                if kind >= answer.get("kinds").and_then(Value::as_u64).unwrap_or_default() {
                    break;
                }
                let text = answer.get("text").and_then(Value::as_str);
                texts.extend(text.map(str::to_owned));
            }
        }
        Ok(texts)
    }

    /// Each listed difference must still be one, and be explained by itself.
    fn fixtures(&mut self) -> Result<(), Failure> {
        for difference in DIFFERENCES {
            let compared = self.ask(difference.fixture)?;
            let differs = matches!(compared, Compared::Different(_));
            if !differs || !(difference.explains)(difference.fixture, &compared) {
                return Err(format!("no longer a difference: {}", difference.reason).into());
            }
        }
        Ok(())
    }

    fn compare(&mut self, text: &str) -> Result<(), Failure> {
        let compared = self.ask(text)?;
        match compared {
            Compared::Same => self.same += 1,
            Compared::Nothing => self.nothing += 1,
            Compared::Different(_) => {
                if let Some(known) = explained(text, &compared) {
                    self.hits.get_mut(known).into_iter().for_each(|hits| *hits += 1);
                } else {
                    self.disagreements += 1;
                    if self.unexplained.len() < SHOWN {
                        let minimal = self.minimise(text)?;
                        self.unexplained.push(minimal);
                    }
                }
            }
        }
        Ok(())
    }

    /// Takes away lines as long as an unexplained difference stays.
    fn minimise(&mut self, text: &str) -> Result<String, Failure> {
        let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        shrink(&mut lines, &mut |text| {
            let compared = self.ask(text)?;
            Ok(matches!(compared, Compared::Different(_)) && explained(text, &compared).is_none())
        })?;
        Ok(lines.concat())
    }

    fn say(&self, what: &str) {
        println!("{what}: {} agree, {} are no YAML to one of the two", self.same, self.nothing);
    }

    fn report(&mut self) -> Result<(), Failure> {
        for text in std::mem::take(&mut self.unexplained) {
            println!("---- {:?}\n{text}", self.ask(&text)?);
        }
        self.say("all");
        for (difference, hits) in DIFFERENCES.iter().zip(&self.hits) {
            println!("{hits:6} on purpose: {}", difference.reason);
        }
        println!("{} unexplained differences", self.disagreements);
        if self.disagreements > 0 {
            return Err("the decoder disagrees".into());
        }
        Ok(())
    }

    /// Writes texts and answers for the test that needs no Go.
    fn record(&mut self, options: &Options) -> Result<(), Failure> {
        let mut random = Rng::with_seed(options.seed);
        let mut texts: Vec<String> = SAMPLES.iter().map(|text| (*text).to_owned()).collect();
        let mut lines = String::new();
        let mut recorded = 0;
        while recorded < SAMPLES.len() + RECORDED {
            let sample = random.choice(SAMPLES).copied().unwrap_or_default();
            let text = texts.pop().unwrap_or_else(|| mutate(sample, &mut random));
            let mut answers: Vec<Value> = Vec::new();
            let compared = compare(&text, |request| {
                let answer = self.oracle.ask(&request)?;
                answers.push(json!({"blank": request.get("blank"), "answer": answer}));
                Ok::<_, Failure>(answer)
            })?;
            if compared == Compared::Same {
                lines.push_str(&json!({"text": text, "answers": answers}).to_string());
                lines.push('\n');
                recorded += 1;
            }
        }
        let path = root().join("core/tests/oracle/fields.jsonl");
        std::fs::write(&path, lines)?;
        println!("wrote {recorded} cases to {}", path.display());
        Ok(())
    }
}

fn explained(text: &str, compared: &Compared) -> Option<usize> {
    DIFFERENCES.iter().position(|difference| (difference.explains)(text, compared))
}
