//! What charts render to: Helm's own engine, as `helm template` uses it.

mod arguments;
mod charts;
mod differences;
mod expressions;
mod functions;
mod ignored;
mod minimise;
mod own;
mod packed;
mod templates;
mod timed;
mod variations;
mod written_out;

use std::panic::catch_unwind;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use fastrand::Rng;
use serde_json::{Value, json};

use super::Oracle;
use super::helm_answers::{Answer, Comparison, compare, ours, reference};
use super::yaml;
use crate::workspace::root;
use crate::{Failure, Words};
use charts::{Chart, charts};
use differences::DIFFERENCES;
use minimise::by_function;
use templates::{case, of_template};

/// How many disagreements about charts are printed.
const SHOWN: usize = 12;
/// How many generated templates are made small.
const MINIMISED: usize = 150;
/// How many examples are printed for a function.
const EXAMPLES: usize = 2;
/// How many cases are recorded.
const RECORDED: usize = 300;

struct Options {
    general: yaml::Options,
    /// How many variations of its values each chart is tried with.
    variations: usize,
    /// What the paths of charts contain; with it only charts are compared.
    charts: Option<String>,
    /// Whether only generated templates are compared.
    generated: bool,
    /// The folder that charts are written into, to time them, instead of asking about them.
    lay_out: Option<PathBuf>,
}

fn options(mut words: Words<'_>) -> Result<Options, Failure> {
    let (mut variations, mut charts, mut generated, mut lay_out) = (3, None, false, None);
    let mut others = Vec::new();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} requires a value"));
        match word {
            "--variations" => variations = value()?.parse()?,
            "--charts" => charts = Some(value()?.to_owned()),
            "--generated" => generated = true,
            "--lay-out" => lay_out = Some(value()?.into()),
            _ => others.push(word),
        }
    }
    let general = yaml::options(others.into_iter())?;
    Ok(Options { general, variations, charts, generated, lay_out })
}

/// Asks and compares.
pub(crate) fn run(words: Words<'_>) -> Result<(), Failure> {
    let options = options(words)?;
    if let Some(folder) = &options.lay_out {
        return timed::lay_out(folder);
    }
    let mut run = Run {
        oracle: started()?,
        counts: Counts::default(),
        differences: 0,
        shown: 0,
        deaths: 0,
        hits: vec![0; DIFFERENCES.len()],
    };
    let mut random = Rng::with_seed(options.general.seed);
    if options.general.record {
        return run.record(&mut random);
    }
    if options.charts.is_none() && !options.generated {
        for case in own::cases() {
            run.chart(&case)?;
        }
        run.say("own charts");
        run.packed(own::cases())?;
        run.differences += ignored::compare(&mut run.oracle, options.general.seed)?;
    }
    if !options.generated {
        run.corpus(&options)?;
    }
    if options.charts.is_none() {
        run.generated(options.general.cases, &mut random)?;
    }
    for (difference, hits) in DIFFERENCES.iter().zip(&run.hits) {
        println!("{hits:6} on purpose: {}", difference.reason);
    }
    println!("seed {}\n{} unexplained differences", options.general.seed, run.differences);
    if run.differences > 0 {
        return Err("the reference disagrees".into());
    }
    Ok(())
}

fn started() -> Result<Oracle, Failure> {
    Oracle::start_mortal("helm")
}

/// The answer of a reference that died, which prints a map that contains itself.
const DIED: &str = "the reference died";

struct Run {
    oracle: Oracle,
    counts: Counts,
    /// How many cases differ.
    differences: usize,
    /// How many of them were printed.
    shown: usize,
    /// How many templates the reference did not survive.
    deaths: usize,
    /// How many templates differ for each reason that is listed.
    hits: Vec<usize>,
}

/// What the comparison of some cases came to.
#[derive(Default)]
struct Counts {
    cases: usize,
    rendered: usize,
    failed_alike: usize,
    same_words: usize,
    equal: usize,
    equal_values: usize,
    different: usize,
    different_cases: usize,
    reference: Duration,
    ours: Duration,
}

impl Run {
    /// Asks both about a case.
    fn ask(&mut self, case: &Value) -> Result<(Answer, Answer), Failure> {
        let start = Instant::now();
        // One that worked for long is started again.
        let mut answer = self.oracle.ask(case).ok();
        if answer.is_none() {
            self.oracle = started()?;
            answer = self.oracle.ask(case).ok();
        }
        if answer.is_none() {
            self.oracle = started()?;
        }
        let reference = answer.map_or(Answer::Failed(DIED.to_owned()), |answer| reference(&answer));
        self.counts.reference += start.elapsed();
        let start = Instant::now();
        let ours = catch_unwind(|| ours(case)).unwrap_or_else(|_| Answer::Failed("a panic".into()));
        self.counts.ours += start.elapsed();
        Ok((ours, reference))
    }

    fn compare(&mut self, case: &Value) -> Result<(Comparison, Answer), Failure> {
        let (ours, reference) = self.ask(case)?;
        let comparison = compare(&ours, &reference);
        let counts = &mut self.counts;
        counts.cases += 1;
        counts.rendered += usize::from(matches!(reference, Answer::Templates(_)));
        counts.failed_alike += usize::from(comparison.failed_alike);
        counts.same_words += usize::from(comparison.same_words);
        counts.equal += comparison.equal;
        counts.equal_values += comparison.equal_values;
        let templates = comparison.different.iter().filter(|(path, _)| !path.is_empty());
        counts.different += templates.count();
        Ok((comparison, reference))
    }

    /// Compares a chart, and prints the first template that differs.
    fn chart(&mut self, case: &Value) -> Result<Answer, Failure> {
        let (comparison, reference) = self.compare(case)?;
        if !comparison.different.is_empty() && self.is_on_purpose(case, "")? {
            return Ok(reference);
        }
        if let Some((path, what)) = comparison.different.first() {
            self.different();
            self.shown += 1;
            if self.shown <= SHOWN {
                let name = case.get("name").and_then(Value::as_str).unwrap_or_default();
                let count = comparison.different.len();
                println!("---- {name:.300}\n  {count} differ; {path} {what}");
            }
        }
        Ok(reference)
    }

    fn different(&mut self) {
        self.differences += 1;
        self.counts.different_cases += 1;
    }

    /// The charts of the corpus, first all with their own values.
    fn corpus(&mut self, options: &Options) -> Result<(), Failure> {
        let wanted = options.charts.as_deref().unwrap_or_default();
        let folder = options.general.corpus.as_deref();
        let charts = charts(&mut self.oracle, folder, wanted)?;
        let mut others = Vec::new();
        for chart in &charts {
            let mut cases = chart.cases(options.variations, options.general.seed).into_iter();
            if let Some(own) = cases.next() {
                if let Answer::Failed(words) = self.chart(&own)? {
                    println!("does not render: {}: {words:.300}", chart.name);
                }
            }
            others.extend(cases);
        }
        self.say("charts with their own values");
        self.differences += written_out::compare(charts.iter().map(Chart::own));
        for case in &others {
            self.chart(case)?;
        }
        self.say("charts with other values");
        let own = charts.iter().flat_map(|chart| chart.cases(0, 0).into_iter().take(1));
        self.packed(own)
    }

    /// The same charts with their subcharts in archives.
    fn packed(&mut self, cases: impl Iterator<Item = Value>) -> Result<(), Failure> {
        for case in cases {
            if let Some(case) = packed::packed(&case)? {
                self.chart(&case)?;
            }
        }
        self.say("charts with subcharts in archives");
        Ok(())
    }

    /// Generated templates: what differs is made small, and shown by the functions that it calls.
    fn generated(&mut self, cases: usize, random: &mut Rng) -> Result<(), Failure> {
        self.fixtures()?;
        let mut minimal = Vec::new();
        for _ in 0..cases {
            let case = case(random);
            let (comparison, reference) = self.compare(&case)?;
            if reference == Answer::Failed(DIED.to_owned()) {
                self.deaths += 1;
                println!("the reference does not survive {:?}", template(&case));
            } else if differs(&comparison) && !self.is_on_purpose(&case, template(&case))? {
                self.different();
                if minimal.len() < MINIMISED {
                    minimal.push(self.minimise(&case)?);
                }
            }
        }
        self.say("generated templates");
        println!("{:6} templates that the reference does not survive", self.deaths);
        for (name, texts) in by_function(&minimal) {
            println!("---- {name}: {} templates", texts.len());
            for (text, what) in texts.into_iter().take(EXAMPLES) {
                println!("  {text:?}\n{what}");
            }
        }
        Ok(())
    }

    /// Each difference on purpose must still be one, and be explained by itself.
    fn fixtures(&mut self) -> Result<(), Failure> {
        for difference in DIFFERENCES {
            let case = of_template(difference.fixture, false);
            let (ours, reference) = self.ask(&case)?;
            let explained = (difference.explains)(difference.fixture, &ours, &reference);
            if !differs(&compare(&ours, &reference)) || !explained {
                return Err(format!("no longer a difference: {}", difference.reason).into());
            }
        }
        Ok(())
    }

    /// Whether a template or chart differs for a reason that is listed.
    fn is_on_purpose(&mut self, case: &Value, text: &str) -> Result<bool, Failure> {
        let (ours, reference) = self.ask(case)?;
        let known = DIFFERENCES.iter().position(|one| (one.explains)(text, &ours, &reference));
        if let Some(hits) = known.and_then(|known| self.hits.get_mut(known)) {
            *hits += 1;
        }
        Ok(known.is_some())
    }

    fn say(&mut self, what: &str) {
        let counts = std::mem::take(&mut self.counts);
        println!(
            "{} {what}: {} rendered by the reference, {} failed in both for the same cause ({} with the same words), {} different",
            counts.cases,
            counts.rendered,
            counts.failed_alike,
            counts.same_words,
            counts.different_cases
        );
        println!(
            "  templates: {} equal, {} with equal values, {} different; reference {:.1} s, ours {:.1} s",
            counts.equal,
            counts.equal_values,
            counts.different,
            counts.reference.as_secs_f64(),
            counts.ours.as_secs_f64()
        );
    }

    /// Writes inputs and answers for the test that needs no Go.
    fn record(&mut self, random: &mut Rng) -> Result<(), Failure> {
        let mut lines = String::new();
        let mut count = 0;
        for _ in 0..20 * RECORDED {
            if count == RECORDED {
                break;
            }
            let case = case(random);
            let (ours, reference) = self.ask(&case)?;
            // Of failures a few will do.
            let is_wanted = !is_failure(&reference) || random.u8(..3) == 0;
            if differs(&compare(&ours, &reference)) || !is_wanted {
                continue;
            }
            count += 1;
            let answer = self.oracle.ask(&case)?;
            lines.push_str(&json!({"case": case, "answer": answer}).to_string());
            lines.push('\n');
        }
        let path = root().join("core/tests/oracle/helm.jsonl");
        std::fs::write(&path, &lines)?;
        println!("{count} cases, {} bytes in {}", lines.len(), path.display());
        Ok(())
    }
}

/// The template of a generated case.
fn template(case: &Value) -> &str {
    case.pointer("/files/2/text").and_then(Value::as_str).unwrap_or_default()
}

/// Whether a generated template differs: its text is the same, or it is not.
fn differs(comparison: &Comparison) -> bool {
    !comparison.different.is_empty() || comparison.equal_values > 0
}

fn is_failure(answer: &Answer) -> bool {
    matches!(answer, Answer::Failed(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_of_a_case_is_its_third_file() {
        let case = of_template("text", false);
        assert_eq!(case.pointer("/files/2/path"), Some(&json!("templates/case.yaml")));
    }
}
