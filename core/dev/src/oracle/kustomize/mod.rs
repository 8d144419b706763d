//! What Kustomize builds: its own packages, with the options of `kustomize build`.

mod differences;
mod samples;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use asepsis::Checker;
use fastrand::Rng;
use serde_json::{Value, json};

use super::kustomize_answers::{Answer, agree, ours, reference};
use super::kustomize_written_out;
use super::yaml::{options, shrink};
use super::{Oracle, corpus_folder};
use crate::workspace::{below, root};
use crate::{Failure, Words};
use differences::DIFFERENCES;
use samples::case;

/// How many disagreements are printed.
const SHOWN: usize = 12;
/// How many cases are recorded.
const RECORDED: usize = 60;
/// Files larger than this are no part of a case.
const LARGE: usize = 2_000_000;

/// Asks and compares.
pub(crate) fn run(words: Words<'_>) -> Result<(), Failure> {
    let options = options(words)?;
    let mut run = Run {
        oracle: Oracle::start("kustomize")?,
        hits: vec![0; DIFFERENCES.len()],
        counts: BTreeMap::new(),
        unexplained: Vec::new(),
        disagreements: 0,
        checker: kustomize_written_out::checker(),
        judged: Judged::default(),
    };
    let mut random = Rng::with_seed(options.seed);
    if options.record {
        return run.record(&mut random);
    }
    run.fixtures()?;
    let own = own_cases()?;
    for case in &own {
        run.compare(case)?;
    }
    run.say("cases of Kustomize's own tests", own.len());
    let corpus = corpus(options.corpus.as_deref());
    for case in &corpus {
        run.compare(case)?;
    }
    run.say("kustomizations of the corpus", corpus.len());
    for _ in 0..options.cases {
        run.compare(&case(&mut random))?;
    }
    run.say("generated kustomizations", options.cases);
    println!("seed {}", options.seed);
    run.report()
}

struct Run {
    oracle: Oracle,
    hits: Vec<usize>,
    counts: BTreeMap<&'static str, usize>,
    unexplained: Vec<Value>,
    disagreements: usize,
    /// Checks what is built, and what is written of that.
    checker: Checker,
    judged: Judged,
}

/// How what is built was judged, and what is written of it.
#[derive(Default)]
struct Judged {
    kustomizations: usize,
    findings: usize,
    different: usize,
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
            Answer::Objects(_) => "built",
            Answer::Refused(_) => "refused",
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
            // What is built in part only is not all that is known of it.
            Verdict::Same if kind == "built" => self.judge(case),
            Verdict::Same => {}
            Verdict::OnPurpose(known) => {
                self.hits.get_mut(known).into_iter().for_each(|hits| *hits += 1);
            }
            Verdict::Unexplained => {
                self.disagreements += 1;
                println!("differs: {}", case.get("name").unwrap_or(&Value::Null));
                if self.unexplained.len() < SHOWN {
                    let minimal = self.minimise(case)?;
                    self.unexplained.push(minimal);
                }
            }
        }
        Ok(())
    }

    /// What is built is judged as the objects are that are written of it.
    fn judge(&mut self, case: &Value) {
        let Some((found, count)) = kustomize_written_out::differences(&self.checker, case) else {
            return;
        };
        self.judged.kustomizations += 1;
        self.judged.findings += count;
        if !found.is_empty() {
            self.judged.different += 1;
            if self.judged.different <= SHOWN {
                let root = case.get("root").unwrap_or(&Value::Null);
                println!(
                    "judged otherwise: {} in {root}",
                    case.get("name").unwrap_or(&Value::Null)
                );
                println!("{}", found.join("\n"));
            }
        }
    }

    /// Takes away files, then lines of files, as long as an unexplained difference stays.
    fn minimise(&mut self, case: &Value) -> Result<Value, Failure> {
        let mut case = case.clone();
        let mut at = 0;
        loop {
            let mut fewer = case.clone();
            let files = fewer.get_mut("files").and_then(Value::as_array_mut);
            let Some(files) = files.filter(|files| at < files.len()) else { break };
            files.remove(at);
            if self.verdict(&fewer)?.0 == Verdict::Unexplained {
                case = fewer;
            } else {
                at += 1;
            }
        }
        for index in 0..at {
            let pointer = format!("/files/{index}/text");
            let text = case.pointer(&pointer).and_then(Value::as_str).unwrap_or_default();
            let mut pieces: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
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
            println!(
                "---- {} in `{}`",
                case.get("name").unwrap_or(&Value::Null),
                case.get("root").unwrap_or(&Value::Null)
            );
            for file in case.get("files").and_then(Value::as_array).into_iter().flatten() {
                let text = file.get("text").and_then(Value::as_str).unwrap_or_default();
                println!("# {}\n{text}", file.get("path").unwrap_or(&Value::Null));
            }
            let reference = reference(&self.oracle.ask(&case)?);
            println!("  ours      {}\n  reference {}", shown(&ours(&case)), shown(&reference));
        }
        for (difference, hits) in DIFFERENCES.iter().zip(&self.hits) {
            println!("{hits:6} on purpose: {}", difference.reason);
        }
        println!("{} unexplained differences", self.disagreements);
        let Judged { kustomizations, findings, different } = self.judged;
        println!(
            "{findings} findings for {kustomizations} that are built: {different} judged otherwise than the objects that are written of them"
        );
        if self.disagreements > 0 {
            return Err("the reference disagrees".into());
        }
        if different > 0 {
            return Err("some are judged otherwise than what is written of them".into());
        }
        Ok(())
    }

    /// Writes inputs and answers for the test that needs no Go.
    fn record(&mut self, random: &mut Rng) -> Result<(), Failure> {
        let mut lines = String::new();
        let mut count = 0;
        while count < RECORDED {
            let case = case(random);
            let (verdict, kind) = self.verdict(&case)?;
            // Of refused kustomizations a few will do.
            if verdict != Verdict::Same || kind == "refused" && random.u8(..3) > 0 {
                continue;
            }
            count += 1;
            let answer = self.oracle.ask(&case)?;
            lines.push_str(&json!({"case": case, "answer": answer}).to_string());
            lines.push('\n');
        }
        let path = root().join("core/tests/oracle/kustomize.jsonl");
        std::fs::write(&path, &lines)?;
        println!("{count} cases, {} bytes in {}", lines.len(), path.display());
        Ok(())
    }
}

fn shown(answer: &Answer) -> String {
    match answer {
        Answer::Objects(objects) => {
            objects.iter().fold(String::new(), |all, object| all + "\n    " + &object.to_string())
        }
        Answer::Refused(why) => format!("refused: {why}"),
    }
}

/// The trees of Kustomize's own tests, read out of its module by the program of the oracle.
fn own_cases() -> Result<Vec<Value>, Failure> {
    let folder = root().join("core/dev/oracles/kustomize");
    let listed = Command::new("go")
        .args(["list", "-m", "-f", "{{.Dir}}", "sigs.k8s.io/kustomize/api"])
        .current_dir(&folder)
        .output()?;
    let module = String::from_utf8(listed.stdout)?;
    let written = Command::new(crate::workspace::target().join("oracles/kustomize"))
        .args(["cases", module.trim()])
        .output()?;
    if !written.status.success() {
        return Err(format!("no cases: {}", String::from_utf8_lossy(&written.stderr)).into());
    }
    let lines = String::from_utf8(written.stdout)?;
    lines.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// The kustomizations of a folder, each with the files around it.
fn corpus(given: Option<&Path>) -> Vec<Value> {
    let Some(folder) = corpus_folder(given, "generated kustomizations") else { return Vec::new() };
    let mut cases = Vec::new();
    let Ok(projects) = std::fs::read_dir(&folder) else { return cases };
    let mut projects: Vec<PathBuf> = projects.flatten().map(|entry| entry.path()).collect();
    projects.sort();
    for project in projects {
        let mut files = Vec::new();
        let mut roots = Vec::new();
        for path in below(&project, usize::MAX) {
            let Some(relative) = path.strip_prefix(&project).ok().and_then(Path::to_str) else {
                continue;
            };
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            let name = relative.rsplit('/').next().unwrap_or(relative);
            if matches!(name, "kustomization.yaml" | "kustomization.yml" | "Kustomization") {
                roots.push(relative.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned());
            }
            if text.len() < LARGE {
                files.push((relative.to_owned(), text));
            }
        }
        for root in roots {
            // What is above the folder of all kustomizations is no part of any.
            let top = root.split('/').next().unwrap_or_default();
            let is_near = |path: &str| top.is_empty() || path.starts_with(&format!("{top}/"));
            let files: Vec<Value> = files
                .iter()
                .filter(|(path, _)| is_near(path))
                .map(|(path, text)| json!({"path": path, "text": text}))
                .collect();
            let name = project.file_name().and_then(|name| name.to_str());
            cases.push(json!({"name": name, "files": files, "root": root}));
        }
    }
    cases
}
