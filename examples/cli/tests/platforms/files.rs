//! The files of a platform in memory.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use asepsis::{AnyCheck, Checker, Input, Options, Report};

/// A platform's files, by their paths below its folder.
pub(crate) struct Platform {
    /// Its README.
    pub(crate) readme: String,
    /// Path and text of each file that can be judged, sorted.
    pub(crate) files: Vec<(String, String)>,
}

impl Platform {
    /// Reads `examples/platforms/<name>`.
    pub(crate) fn read(name: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../platforms").join(name);
        let readme = fs::read_to_string(root.join("README.md")).unwrap();
        let mut folders = vec![root.clone()];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for path in entries(&folder) {
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                if asepsis::recognise(&name).is_some() {
                    files.push((name, fs::read_to_string(&path).unwrap()));
                }
            }
        }
        files.sort();
        assert!(!files.is_empty(), "{}", root.display());
        Self { readme, files }
    }

    /// Without its charts.
    pub(crate) fn without_charts(mut self) -> Self {
        self.files.retain(|(name, _)| !is_of_chart(name));
        self
    }

    /// Its charts only.
    pub(crate) fn charts(mut self) -> Self {
        self.files.retain(|(name, _)| is_of_chart(name));
        self
    }

    /// The files as inputs.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = Input> {
        self.files.iter().map(|(name, text)| Input::text(name.as_str(), text.as_str()))
    }
}

fn is_of_chart(name: &str) -> bool {
    name.starts_with("helm/")
}

/// The findings of a report as listed in the READMEs: check, and file with line; for manifests the path
/// below `kubernetes/`.
pub(crate) fn found(report: &Report) -> BTreeSet<(String, String)> {
    let findings = report.findings().iter().map(|finding| {
        let location = finding.location.as_ref().unwrap();
        let path = location.path.strip_prefix("kubernetes/").unwrap_or(&location.path);
        let place = format!("{path}:{}", location.start.unwrap().line);
        (finding.check.to_string(), place)
    });
    findings.collect()
}

/// A checker that reports each finding separately, as the README lists them.
pub(crate) fn each_finding() -> Checker {
    let mut options = asepsis::Options::default();
    options.folds = false;
    Checker::builder().options(options).build().unwrap()
}

/// A checker with its defaults that lists all evidence.
pub(crate) fn checker() -> Checker {
    let mut options = Options::default();
    options.evidence = None;
    Checker::builder().options(options).build().unwrap()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// The table below a heading: each location, `file:line` in backticks, with the check before it in its
/// row.
pub(crate) fn named(page: &str, heading: &str) -> BTreeSet<(String, String)> {
    let (_, rest) = page.split_once(heading).unwrap_or_else(|| panic!("no heading `{heading}`"));
    let section = rest.split("\n## ").next().unwrap();
    let mut named = BTreeSet::new();
    for row in section.lines().filter(|line| line.starts_with('|')) {
        let mut check = None;
        for word in row.split('`').skip(1).step_by(2) {
            if AnyCheck::built_in().any(|known| known.id() == word) {
                check = Some(word);
            } else if word.rsplit_once(':').is_some_and(|(_, line)| line.parse::<u32>().is_ok()) {
                let check = check.unwrap_or_else(|| panic!("no check before `{word}`"));
                named.insert((check.to_owned(), word.to_owned()));
            }
        }
    }
    named
}
