//! What the fuzzer begins with: the texts of this tree, each for the targets that it says something to.

use std::fs;
use std::path::{Path, PathBuf};

use asepsis::{Checker, Input, recognise};
use asepsis_fuzz::targets;

use crate::Failure;

/// What is longer teaches a fuzzer nothing that its parts do not, slowly.
const LONGEST: usize = 32 << 10;

/// The targets that are asked about platforms.
const PLATFORMS: [&str; 3] = ["check", "edits", "render"];

/// How the cases in a fixture of a check begin.
const HEADINGS: [&str; 4] = ["# bad", "# good", "# not", "# unknown"];

/// Writes all seeds, each under a name that its own bytes give it.
pub(super) fn write(root: &Path, corpus: &Path) -> Result<(), Failure> {
    let mut seeds = Seeds { corpus: corpus.to_owned(), count: 0 };
    for path in files(&root.join("core/src/checks")) {
        if path.extension().is_some_and(|end| end != "rs") {
            seeds.fixture(&path)?;
        }
    }
    for folder in ["examples/cli/tests/cases", "core/fuzz/finds/check", "core/fuzz/finds/edits"] {
        for path in files(&root.join(folder)) {
            seeds.platform(&String::from_utf8_lossy(&fs::read(path)?))?;
        }
    }
    for path in files(&root.join("examples")) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name == asepsis::policy::FILE_NAME {
            seeds.put("policy", &fs::read(&path)?)?;
        } else if path.metadata()?.len() <= LONGEST as u64 {
            seeds.file(&name, &fs::read(&path)?)?;
        }
    }
    for line in fs::read_to_string(root.join("core/tests/oracle/helm.jsonl"))?.lines() {
        seeds.chart(line)?;
    }
    seeds.put("patterns", b"deploy/**/*.yaml\nPod/*/{a,b}\ndeploy/prod/a.yaml\n.gitignore\n")?;
    for path in files(&root.join("core/fuzz/finds")) {
        let target = path.parent().and_then(Path::file_name).unwrap_or_default();
        seeds.put(&target.to_string_lossy(), &fs::read(&path)?)?;
    }
    println!("{} seeds", seeds.count);
    Ok(())
}

struct Seeds {
    corpus: PathBuf,
    count: usize,
}

impl Seeds {
    fn put(&mut self, target: &str, bytes: &[u8]) -> Result<(), Failure> {
        if bytes.len() > LONGEST || targets::find(target).is_none() {
            return Ok(());
        }
        let folder = self.corpus.join(target);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(name_of(bytes)), bytes)?;
        self.count += 1;
        Ok(())
    }

    /// A file for the reader of its language, and its report for the reader of reports.
    fn file(&mut self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let language = recognise(name).map_or("text", |found| found.format.as_str());
        if language == "json" {
            self.put("jsonc", bytes)?;
        }
        if bytes.windows(2).any(|two| two == b"{{") {
            self.put("gotemplate", bytes)?;
        }
        self.put(language, bytes)
    }

    /// The cases of a fixture, each a platform and the files that it consists of.
    fn fixture(&mut self, path: &Path) -> Result<(), Failure> {
        let text = fs::read_to_string(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let end = name.split_once('.').map_or("yaml", |(_, end)| end);
        let names = [end.to_owned(), format!("case.{end}"), format!(".{end}")];
        let name = names.iter().find(|name| recognise(name).is_some()).unwrap_or(&names[1]);
        for (number, case) in cases(&text).into_iter().enumerate() {
            let platform = format!("-- {name} --\n{case}");
            self.platform(&platform)?;
            if number == 0 {
                let id = path.file_name().unwrap_or_default().to_string_lossy();
                let id = id.split('.').next().unwrap_or_default().replace('_', "-");
                self.report(name, &case, &id)?;
            }
        }
        Ok(())
    }

    /// What a check says of a text, as JSON, and its findings as a policy accepts them.
    fn report(&mut self, name: &str, text: &str, id: &str) -> Result<(), Failure> {
        let Ok(checker) = Checker::builder().select(id).framework("hipaa").build() else {
            return Ok(());
        };
        let report = checker.check([Input::text(name, text)]);
        let policy = format!(
            "version: 1\nselect: [{id}]\nframeworks: [hipaa]\nthresholds: {{fail_on: high}}\n\
             environments: {{prod: [\"deploy/**\"]}}\nsuppressions:\n- check: {id}\n  \
             resource: Pod/*\n  path: \"**\"\n  reason: accepted\n  owner: ward\n  expires: 2027-01-01\n"
        );
        self.put("policy", policy.as_bytes())?;
        self.put("report", report.to_json().as_bytes())
    }

    /// Several files, each after a line with its name.
    fn platform(&mut self, text: &str) -> Result<(), Failure> {
        for target in PLATFORMS {
            self.put(target, text.as_bytes())?;
        }
        let mut file: Option<(&str, String)> = None;
        for line in text.split_inclusive('\n').chain(["-- --"]) {
            let name = line.strip_prefix("-- ").and_then(|rest| rest.trim_end().strip_suffix("--"));
            match (name, &mut file) {
                (Some(name), _) => {
                    if let Some((name, text)) = file.replace((name.trim(), String::new())) {
                        self.file(name, text.as_bytes())?;
                        self.pairs(&text)?;
                    }
                }
                (None, Some((_, text))) => text.push_str(line),
                (None, None) => {}
            }
        }
        Ok(())
    }

    /// A recorded chart.
    fn chart(&mut self, line: &str) -> Result<(), Failure> {
        let recorded: serde_json::Value = serde_json::from_str(line)?;
        let mut platform = String::new();
        let files = recorded.pointer("/case/files").and_then(serde_json::Value::as_array);
        for file in files.into_iter().flatten() {
            let part = |name: &str| file.get(name).and_then(serde_json::Value::as_str);
            let (path, text) = (part("path").unwrap_or_default(), part("text").unwrap_or_default());
            platform.extend(["-- ", path, " --\n", text.trim_end_matches('\n'), "\n"]);
        }
        self.put("chart", platform.as_bytes())
    }

    /// Keys with their values, for the classification of credentials.
    fn pairs(&mut self, text: &str) -> Result<(), Failure> {
        for line in text.lines() {
            if let Some((key, value)) = line.split_once([':', '=']) {
                let pair = format!("{}\n{}", key.trim(), value.trim().trim_matches(['"', '\'']));
                self.put("credentials", pair.as_bytes())?;
            }
        }
        Ok(())
    }
}

/// A name for bytes: of two alike there is one file.
fn name_of(bytes: &[u8]) -> String {
    // FNV-1a: what matters is that it is the same in the next run.
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("seed-{hash:016x}")
}

/// The cases of a fixture; a file beside the first one is one after a line with its name.
fn cases(text: &str) -> Vec<String> {
    let mut cases: Vec<String> = Vec::new();
    for line in text.lines() {
        if cases.is_empty() || HEADINGS.iter().any(|heading| line.starts_with(heading)) {
            cases.push(String::new());
        }
        if let Some(case) = cases.last_mut() {
            let line = match line.strip_prefix("#= ") {
                Some(name) => format!("-- {} --\n", name.trim()),
                None => format!("{line}\n"),
            };
            case.push_str(&line);
        }
    }
    cases
}

/// All files below a folder, sorted; none where there is no such folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut folders = vec![folder.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let is_built =
                asepsis::files::is_vendored(&name) || asepsis::files::is_passed_over(&name);
            match path.is_dir() {
                true if is_built => {}
                true => folders.push(path),
                false => files.push(path),
            }
        }
    }
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixture_is_taken_apart_into_its_cases() {
        let text = "# bad\na: 1\n#= b.yaml\nb: 2\n---\n# good: c\nc: 3\n";
        let cases = cases(text);
        assert_eq!(cases, ["# bad\na: 1\n-- b.yaml --\nb: 2\n---\n", "# good: c\nc: 3\n"]);
    }

    #[test]
    fn equal_bytes_have_one_name() {
        assert_eq!(name_of(b"a"), name_of(b"a"));
        assert_ne!(name_of(b"a"), name_of(b"b"));
    }
}
