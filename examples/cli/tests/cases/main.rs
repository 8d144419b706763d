//! Small platforms with their expected reports.
//!
//! A case is one text file. Its first lines are the expectations, followed by the input files, each
//! after a line `-- path --`. A line is one of:
//!
//! | line | meaning |
//! |---|---|
//! | `# text` | why this is expected |
//! | `run: check .` | the arguments, in the folder of the files; this is the default |
//! | `git: a b` | the folder is a repository, and these files are added with `--force` |
//! | `stdin: path` | the file is passed as standard input |
//! | `verdict: pass` | the verdict of the report |
//! | `input: path status` | the status of a file |
//! | `no-input: path` | the report does not list the file |
//! | `finding: check path:line` | there is such a finding |
//! | `none: check` | the check has no other findings than the listed ones |
//! | `none: * path` | the file has no other findings than the listed ones; without a path, all files |
//! | `severity: check path:line high` | the finding there is of this severity |
//! | `unknown: check text` | the check has an unknown evaluation whose reason contains the text |
//! | `decided: check path:line` | the check has no unknown evaluation there; without a place, anywhere |
//! | `said: text` | the text report contains this |
//! | `unsaid: text` | the text report does not contain this |
//!
//! `not-yet.list` contains the cases that are known to fail. A case of the list that passes fails the
//! test, so that the list can only become shorter.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may stop")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// A case.
#[derive(Default)]
struct Case {
    lines: Vec<(String, String)>,
    files: Vec<(String, String)>,
}

impl Case {
    fn read(text: &str) -> Self {
        let mut case = Self::default();
        for line in text.lines() {
            let file = line.strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --"));
            match (file, case.files.last_mut()) {
                (Some(path), _) => case.files.push((path.to_owned(), String::new())),
                (None, Some((_, content))) => writeln!(content, "{line}").unwrap(),
                (None, None) if line.is_empty() || line.starts_with('#') => {}
                (None, None) => {
                    let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("{line}"));
                    case.lines.push((name.to_owned(), value.trim().to_owned()));
                }
            }
        }
        case
    }

    fn all<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c str> {
        self.lines.iter().filter(move |line| line.0 == name).map(|line| line.1.as_str())
    }

    /// The report about the files, in a format.
    fn run(&self, folder: &Path, format: &str) -> String {
        let words = self.all("run").next().unwrap_or("check .");
        let mut command = Command::new(env!("CARGO_BIN_EXE_asepsis"));
        command.args(words.split_whitespace()).args(["--format", format]).current_dir(folder);
        let stdin = self.all("stdin").next();
        command
            .stdin(stdin.map_or_else(Stdio::null, |path| {
                fs::File::open(folder.join(path)).unwrap().into()
            }));
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        format!(
            "{}{}",
            String::from_utf8(output.stdout).unwrap(),
            if format == "json" { "" } else { &said }
        )
    }

    fn prepare(&self, folder: &Path) {
        for (path, content) in &self.files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        if let Some(added) = self.all("git").next() {
            let git = |arguments: &[&str]| {
                let status = Command::new("git").args(arguments).current_dir(folder).output();
                assert!(status.unwrap().status.success(), "git {arguments:?}");
            };
            git(&["init", "--quiet"]);
            for path in added.split_whitespace() {
                git(&["add", "--force", path]);
            }
        }
    }

    /// The unmet expectations.
    fn faults(&self) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        self.prepare(folder.path());
        let json = self.run(folder.path(), "json");
        let Ok(report) = serde_json::from_str::<Value>(&json) else {
            return vec![format!("no report: {}", self.run(folder.path(), "text"))];
        };
        let text = self.run(folder.path(), "text");
        let found = findings(&report);
        let mut faults = Vec::new();
        let mut expect = |is_met: bool, fault: String| {
            if !is_met {
                faults.push(fault);
            }
        };
        let listed: Vec<&str> = self.all("finding").collect();
        for (name, value) in &self.lines {
            match name.as_str() {
                "run" | "git" | "stdin" => {}
                "verdict" => {
                    let verdict = report["verdict"].as_str().unwrap();
                    expect(verdict == value, format!("verdict is {verdict}, not {value}"));
                }
                "input" => {
                    let (path, wanted) = value.rsplit_once(' ').unwrap();
                    let status = input(&report, path);
                    expect(status == Some(wanted), format!("{path} is {status:?}, not {wanted}"));
                }
                "no-input" => {
                    let status = input(&report, value);
                    expect(status.is_none(), format!("{value} is {status:?}, not left out"));
                }
                "finding" => expect(found.contains(value), format!("missing: {value}")),
                "none" => {
                    let (check, path) = value.split_once(' ').unwrap_or((value, ""));
                    for other in &found {
                        let (of, at) = other.split_once(' ').unwrap();
                        let is_meant = (check == "*" || check == of)
                            && (path.is_empty() || at.rsplit_once(':').unwrap().0 == path);
                        expect(
                            !is_meant || listed.contains(&other.as_str()),
                            format!("wrong: {other}"),
                        );
                    }
                }
                "unknown" => {
                    let (check, wanted) = value.split_once(' ').unwrap_or((value, ""));
                    let reasons = unknowns(&report, check);
                    let is_met = reasons.iter().any(|reason| reason.contains(wanted));
                    expect(is_met, format!("{check} is not unknown for `{wanted}`: {reasons:?}"));
                }
                "severity" => {
                    let (finding, wanted) = value.rsplit_once(' ').unwrap();
                    let severity = severity(&report, finding);
                    let is_met = severity == Some(wanted);
                    expect(is_met, format!("{finding} is {severity:?}, not {wanted}"));
                }
                "decided" => {
                    let (check, place) = value.split_once(' ').unwrap_or((value, ""));
                    for (at, reason) in undecided(&report, check) {
                        let is_meant = place.is_empty() || at == place;
                        expect(!is_meant, format!("{check} is unknown at {at}: {reason}"));
                    }
                }
                "said" => expect(words(&text).contains(&words(value)), format!("unsaid: {value}")),
                "unsaid" => expect(!words(&text).contains(&words(value)), format!("said: {value}")),
                _ => panic!("no such line: {name}"),
            }
        }
        faults
    }
}

/// Each finding as its check and its place.
fn findings(report: &Value) -> Vec<String> {
    let all = report["findings"].as_array().unwrap().iter();
    all.map(name).collect()
}

fn name(finding: &Value) -> String {
    format!("{} {}", finding["check"].as_str().unwrap(), place(&finding["location"]))
}

fn place(location: &Value) -> String {
    let path = location["path"].as_str().unwrap_or_default();
    format!("{path}:{}", location["start"]["line"])
}

fn severity<'r>(report: &'r Value, wanted: &str) -> Option<&'r str> {
    let mut all = report["findings"].as_array().unwrap().iter();
    all.find(|finding| name(finding) == wanted)?["severity"].as_str()
}

fn input<'r>(report: &'r Value, path: &str) -> Option<&'r str> {
    let mut inputs = report["inputs"].as_array().unwrap().iter();
    inputs.find(|input| input["path"] == path)?["status"].as_str()
}

fn unknowns(report: &Value, check: &str) -> Vec<String> {
    undecided(report, check).into_iter().map(|(_, reason)| reason).collect()
}

/// The unknown evaluations of a check, with reasons.
fn undecided(report: &Value, check: &str) -> Vec<(String, String)> {
    let checks = report["checks"].as_array().unwrap().iter();
    let own = checks.filter(|one| one["id"] == check);
    let places = own.flat_map(|one| one["unknown_at"].as_array().into_iter().flatten());
    let said = |at: &Value| (place(&at["location"]), at["why"].as_str().unwrap().to_owned());
    places.map(said).collect()
}

/// All cases below a folder, by their paths.
fn cases(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "txt") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A text with one blank between words, wherever its lines are broken.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_case_passes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let only = std::env::var("CASE").unwrap_or_default();
    let not_yet = fs::read_to_string(root.join("not-yet.list")).unwrap_or_default();
    let not_yet: Vec<&str> = not_yet.lines().collect();
    let (mut wrong, mut right_now) = (Vec::new(), Vec::new());
    let mut count = 0;
    for path in cases(&root) {
        let name = path.strip_prefix(&root).unwrap().display().to_string().replace('\\', "/");
        if !name.contains(&only) {
            continue;
        }
        count += 1;
        let faults = Case::read(&fs::read_to_string(&path).unwrap()).faults();
        match (faults.is_empty(), only.is_empty() && not_yet.contains(&name.as_str())) {
            (false, false) => wrong.push(format!("{name}\n    {}", faults.join("\n    "))),
            (true, true) => right_now.push(name),
            (true, false) => {}
            (false, true) => println!("NOT RIGHT YET: {name}"),
        }
    }
    assert!(count > 0, "no case");
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n"));
    assert!(right_now.is_empty(), "right now, take them off not-yet.list: {right_now:#?}");
}
