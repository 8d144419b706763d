//! Which controls of the Pod Security Standards a Pod violates: the evaluator of pod admission.

mod pods;

use std::collections::BTreeSet;

use asepsis::frameworks::{CHANGES, Control, KubernetesVersion, Profile, PssControl};
use fastrand::Rng;
use serde_json::{Value, json};

use super::pss_answers::{Verdicts, Versions};
use super::{Oracle, root};
use crate::Failure;
use pods::{Made, pod};

/// How many disagreements are printed.
const SHOWN: usize = 10;
/// How many Pods are recorded.
const RECORDED: usize = 300;
/// How many Pods are judged in one run.
const BATCH: usize = 250;
/// How often each control must decide alone in each version where something changes.
const ALONE: usize = 20;
/// From how many cases on that is demanded.
const ENOUGH: usize = 20_000;
/// Of how many Pods an inverted answer must be objected to.
const INVERTED: usize = 100;

/// The violated controls by version, in both profiles.
type Answer = Vec<[BTreeSet<String>; 2]>;

/// A Pod, our verdicts by version, and the reference's.
type Case = (Made, Vec<Verdicts>, Option<Answer>);

struct Options {
    cases: usize,
    seed: u64,
    invert: Option<String>,
    record: bool,
}

/// Asks and compares.
pub(crate) fn run<'a>(words: impl Iterator<Item = &'a str>) -> Result<(), Failure> {
    let options = options(words)?;
    let mut run = Run {
        oracle: Oracle::start("pss")?,
        versions: Versions::new(),
        random: Rng::with_seed(options.seed),
        alone: vec![
            vec![0; usize::from(KubernetesVersion::LATEST.minor()) + 1];
            PssControl::ALL.len()
        ],
    };
    match (&options.invert, options.record) {
        (Some(control), _) => run.invert(control),
        (None, true) => run.record(),
        (None, false) => {
            run.compare(options.cases)?;
            println!("seed {}", options.seed);
            Ok(())
        }
    }
}

fn options<'a>(mut words: impl Iterator<Item = &'a str>) -> Result<Options, Failure> {
    let mut options = Options { cases: 2000, seed: 1, invert: None, record: false };
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} requires a value"));
        match word {
            "--cases" => options.cases = value()?.parse()?,
            "--seed" => options.seed = value()?.parse()?,
            "--invert" => options.invert = Some(value()?.to_owned()),
            "--record" => options.record = true,
            _ => return Err(format!("unknown option {word}").into()),
        }
    }
    Ok(options)
}

struct Run {
    oracle: Oracle,
    versions: Versions,
    random: Rng,
    /// How often each control alone was violated, by control and minor version.
    alone: Vec<Vec<usize>>,
}

impl Run {
    fn compare(&mut self, cases: usize) -> Result<(), Failure> {
        let (mut done, mut refused, mut verdicts, mut differences) = (0, 0, 0, 0);
        while done < cases {
            let batch = self.batch(BATCH.min(cases - done))?;
            done += batch.len();
            for (made, ours, reference) in batch {
                let objections = match &reference {
                    Some(reference) => objections(&ours, reference),
                    None if made.wrong && is_decided(&ours) => {
                        vec!["  nothing is unknown of what does not decode".to_owned()]
                    }
                    None => Vec::new(),
                };
                differences += usize::from(!objections.is_empty());
                if !objections.is_empty() && differences <= SHOWN {
                    println!("---- {}\n{}", made.text, objections.join("\n"));
                }
                verdicts += reference.as_ref().map_or(0, |reference| reference.len() * 2);
                refused += usize::from(reference.is_none());
                if let Some(reference) = &reference {
                    self.count(reference);
                }
            }
        }
        let least = self.table();
        println!(
            "{cases} Pods, {refused} do not decode, {verdicts} verdicts, {differences} differences"
        );
        if differences > 0 {
            return Err("the reference disagrees".into());
        }
        if cases >= ENOUGH && least < ALONE {
            return Err(format!("a control decided alone only {least} times in a version").into());
        }
        Ok(())
    }

    /// Pods with our verdicts and the reference's; none of the latter where a Pod does not decode.
    fn batch(&mut self, size: usize) -> Result<Vec<Case>, Failure> {
        let pods: Vec<Made> = (0..size).map(|_| pod(&mut self.random)).collect();
        let texts: Vec<_> = pods.iter().map(|made| (made.name, made.text.as_str())).collect();
        let ours = self.versions.verdicts(&texts);
        let cases = pods.into_iter().zip(ours);
        let case = |(made, ours)| self.ask(&made).map(|reference| (made, ours, reference));
        cases.map(case).collect()
    }

    /// The reference's answer; none where the Pod does not decode.
    fn ask(&mut self, made: &Made) -> Result<Option<Answer>, Failure> {
        let answer = self.oracle.ask(&json!({"pod": made.text}))?;
        if answer.get("error").is_some() {
            return Ok(None);
        }
        let of = |profile: &str| -> Result<Vec<BTreeSet<String>>, Failure> {
            let versions = answer.get(profile).cloned().ok_or("a profile is missing")?;
            Ok(serde_json::from_value(versions)?)
        };
        let (baseline, restricted) = (of("baseline")?, of("restricted")?);
        Ok(Some(baseline.into_iter().zip(restricted).map(|(one, two)| [one, two]).collect()))
    }

    fn count(&mut self, answer: &Answer) {
        for (cell, control) in self.alone.iter_mut().zip(PssControl::ALL) {
            for (count, profiles) in cell.iter_mut().zip(answer) {
                *count += usize::from(profiles.iter().any(|ids| is_only(ids, control)));
            }
        }
    }

    /// Prints how often each control decided alone, and says which is the smallest number.
    fn table(&self) -> usize {
        let columns = boundaries();
        print!("{:>28}", "decided alone at 1.");
        for minor in &columns {
            print!("{minor:>6}");
        }
        println!();
        let mut least = usize::MAX;
        for (counts, control) in self.alone.iter().zip(PssControl::ALL) {
            print!("{:>28}", control.id());
            for minor in &columns {
                let count = counts.get(usize::from(*minor)).copied().unwrap_or_default();
                let exists = control.first_version() <= KubernetesVersion::new(*minor);
                if exists {
                    least = least.min(count);
                    print!("{count:>6}");
                } else {
                    print!("{:>6}", if count == 0 { "-" } else { "?" });
                }
            }
            println!();
        }
        least
    }

    /// Shows that the comparison sees a wrong answer: that of a control is inverted.
    fn invert(&mut self, control: &str) -> Result<(), Failure> {
        let known = PssControl::ALL.iter();
        let inverted: Vec<_> = known.filter(|it| control == "all" || it.id() == control).collect();
        if inverted.is_empty() {
            return Err(format!("there is no control `{control}`").into());
        }
        let mut pairs = Vec::new();
        for (_, ours, reference) in self.batch(INVERTED)? {
            let Some(reference) = reference else { continue };
            if !objections(&ours, &reference).is_empty() {
                return Err("the answers differ without any inversion".into());
            }
            pairs.push((ours, reference));
        }
        for control in inverted {
            let objected = pairs.iter().filter(|(ours, reference)| {
                !objections(&inverse(ours, control), reference).is_empty()
            });
            let count = objected.count();
            println!("{:>28} inverted: objected to {count} of {} Pods", control.id(), pairs.len());
            if count < pairs.len() {
                return Err(format!("an inverted `{}` was not seen", control.id()).into());
            }
        }
        Ok(())
    }

    fn record(&mut self) -> Result<(), Failure> {
        let mut lines = String::new();
        let mut tries = 0;
        while lines.lines().count() < RECORDED {
            tries += 1;
            let made = pod(&mut self.random);
            let Some(answer) = self.ask(&made)? else { continue };
            // Until every control has decided alone a few times in every version, only what adds to
            // that is kept.
            let adds = self.alone.iter().zip(PssControl::ALL).any(|(counts, control)| {
                let mut versions = counts.iter().zip(&answer);
                versions
                    .any(|(count, ids)| *count < 3 && ids.iter().any(|ids| is_only(ids, control)))
            });
            if adds || tries > 20_000 {
                self.count(&answer);
                lines.push_str(&json!([made.name, made.text, runs(&answer)?]).to_string());
                lines.push('\n');
            }
        }
        let path = root().join("core/tests/oracle/pss.jsonl");
        std::fs::write(&path, &lines)?;
        println!("{RECORDED} Pods, {} bytes in {}", lines.len(), path.display());
        Ok(())
    }
}

/// The answer by the versions in which it changes; `latest` is the newest version.
fn runs(answer: &Answer) -> Result<Value, Failure> {
    if answer.last() != answer.iter().rev().nth(1) {
        return Err("`latest` is not the newest version".into());
    }
    let mut runs = Vec::new();
    for (minor, profiles) in answer.iter().enumerate() {
        if minor == 0 || answer.get(minor - 1) != Some(profiles) {
            runs.push(json!([minor, profiles[0], profiles[1]]));
        }
    }
    Ok(runs.into())
}

/// The versions in which something changes, and those before them.
fn boundaries() -> Vec<u8> {
    let changes = CHANGES.iter().map(|version| version.minor());
    let all: BTreeSet<u8> = changes.flat_map(|minor| [minor - 1, minor]).chain([0]).collect();
    all.into_iter().collect()
}

fn is_only(ids: &BTreeSet<String>, control: &Control) -> bool {
    ids.len() == 1 && ids.contains(control.id())
}

fn is_decided(ours: &[Verdicts]) -> bool {
    ours.iter().flatten().all(|verdict| verdict.undecided.is_empty())
}

/// Each version and profile in which the answers differ.
fn objections(ours: &[Verdicts], reference: &Answer) -> Vec<String> {
    let mut objections = Vec::new();
    if ours.len() != reference.len() {
        objections.push(format!("{} versions and {}", ours.len(), reference.len()));
    }
    for (minor, (ours, reference)) in ours.iter().zip(reference).enumerate() {
        let profiles = ["baseline", "restricted"].into_iter().zip(ours.iter().zip(reference));
        for (profile, (ours, reference)) in profiles {
            if ours.violated != *reference || !ours.undecided.is_empty() {
                objections.push(format!(
                    "  1.{minor} {profile}: ours {:?}, unknown {:?}, reference {reference:?}",
                    ours.violated, ours.undecided
                ));
            }
        }
    }
    objections
}

/// Our verdicts with the answer of one control turned round wherever it is in force.
fn inverse(ours: &[Verdicts], control: &Control) -> Vec<Verdicts> {
    let mut inverse = ours.to_vec();
    for (minor, profiles) in inverse.iter_mut().enumerate() {
        let version = KubernetesVersion::new(u8::try_from(minor).unwrap_or(u8::MAX));
        for (verdict, profile) in profiles.iter_mut().zip([Profile::Baseline, Profile::Restricted])
        {
            if control.in_force(profile, version) && !verdict.violated.remove(control.id()) {
                verdict.violated.insert(control.id().to_owned());
            }
        }
    }
    inverse
}
