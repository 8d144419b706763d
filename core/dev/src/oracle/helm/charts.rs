//! The charts of the corpus, each with the values that it is tried with.

use std::path::{Path, PathBuf};

use fastrand::Rng;
use serde_json::{Value, json};

use super::super::yaml_answers;
use super::super::{Oracle, corpus_folder};
use super::variations::variation;
use crate::Failure;
use crate::workspace::below;

/// How deep charts are laid into each other.
const DEPTH: usize = 3;

/// A chart, with all that it consists of.
pub(super) struct Chart {
    pub(super) name: String,
    files: Vec<(String, String)>,
    /// Files with values to try it with, each with its name.
    values: Vec<(String, String)>,
}

/// The charts of a folder that can be installed and whose path contains a text.
pub(super) fn charts(
    oracle: &mut Oracle,
    given: Option<&Path>,
    wanted: &str,
) -> Result<Vec<Chart>, Failure> {
    let Some(folder) = corpus_folder(given, "own and generated charts") else {
        return Ok(Vec::new());
    };
    let folder = folder.canonicalize()?;
    let mut charts = Vec::new();
    for path in below(&folder, usize::MAX) {
        let Some(chart) = path.parent().filter(|_| path.ends_with("Chart.yaml")) else { continue };
        let name = chart.strip_prefix(&folder)?.to_string_lossy().into_owned();
        if !name.contains(wanted) || is_inside_another(chart) {
            continue;
        }
        let files = files(oracle, chart, DEPTH)?;
        if first_document(&files, "Chart.yaml").get("type") != Some(&json!("library")) {
            charts.push(Chart { name, files, values: values(chart) });
        }
    }
    Ok(charts)
}

/// Whether a chart is in the folder `charts` of another one.
fn is_inside_another(chart: &Path) -> bool {
    let outside = chart.ancestors().skip(1).filter(|folder| folder.ends_with("charts"));
    outside.filter_map(Path::parent).any(|folder| folder.join("Chart.yaml").is_file())
}

/// The texts of a chart that Helm reads; dependencies that are not there are laid in where the chart of
/// this name is beside it.
fn files(
    oracle: &mut Oracle,
    chart: &Path,
    depth: usize,
) -> Result<Vec<(String, String)>, Failure> {
    let mut files = Vec::new();
    for path in read_by_helm(oracle, chart)? {
        let Ok(text) = std::fs::read_to_string(chart.join(&path)) else { continue };
        files.push((path, text.trim_start_matches('\u{feff}').to_owned()));
    }
    if depth == 0 {
        return Ok(files);
    }
    for name in dependencies(&files) {
        let inside = format!("charts/{name}/");
        let beside = chart.with_file_name(&name);
        let is_there = files.iter().any(|(path, _)| path.starts_with(&inside));
        if !is_there && beside.join("Chart.yaml").is_file() {
            let laid_in = self::files(oracle, &beside, depth - 1)?;
            files.extend(laid_in.into_iter().map(|(path, text)| (inside.clone() + &path, text)));
        }
    }
    Ok(files)
}

/// The paths of the files that Helm reads of a chart.
fn read_by_helm(oracle: &mut Oracle, chart: &Path) -> Result<Vec<String>, Failure> {
    let answer = oracle.ask(&json!({"folder": chart}))?;
    if let Some(error) = answer.get("error") {
        return Err(format!("{}: {error}", chart.display()).into());
    }
    let files = answer.get("files").and_then(Value::as_array).into_iter().flatten();
    Ok(files.filter_map(Value::as_str).map(str::to_owned).collect())
}

fn dependencies(files: &[(String, String)]) -> Vec<String> {
    let mut names = Vec::new();
    for file in ["Chart.yaml", "requirements.yaml"] {
        let chart = first_document(files, file);
        let listed = chart.get("dependencies").and_then(Value::as_array).into_iter().flatten();
        let listed = listed.filter_map(|of| of.get("name")?.as_str().map(str::to_owned));
        names.extend(listed);
    }
    names.sort();
    names.dedup();
    names
}

/// The values of a file.
fn first_document(files: &[(String, String)], path: &str) -> Value {
    let text = files.iter().find(|(file, _)| file == path).map_or("", |(_, text)| text);
    yaml_answers::ours(text).documents.into_iter().next().flatten().unwrap_or_default()
}

/// The files of values that a chart is tested with, and examples.
fn values(chart: &Path) -> Vec<(String, String)> {
    let of_folder = |folder: PathBuf| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        paths
    };
    let is_yaml = |path: &&PathBuf| path.extension().is_some_and(|end| end == "yaml");
    let is_of_values = |path: &&PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let parts: Vec<&str> = name.split(['-', '.', '_']).collect();
        parts.len() > 1 && parts.contains(&"values") && !parts.contains(&"schema")
    };
    let tests = of_folder(chart.join("ci"));
    let examples = of_folder(chart.to_owned());
    let paths =
        tests.iter().filter(is_yaml).chain(examples.iter().filter(is_yaml).filter(is_of_values));
    paths
        .filter_map(|path| {
            let name = path.strip_prefix(chart).ok()?.to_string_lossy().into_owned();
            Some((name, std::fs::read_to_string(path).ok()?))
        })
        .collect()
}

impl Chart {
    /// The name of the chart, and its files.
    pub(super) fn own(&self) -> (&str, &[(String, String)]) {
        (&self.name, &self.files)
    }

    /// The chart with its own values, with each of its files of values, and with some variations of its
    /// own values, which the seed gives.
    pub(super) fn cases(&self, variations: usize, seed: u64) -> Vec<Value> {
        let mut cases = vec![self.case("its own values", None)];
        cases.extend(self.values.iter().map(|(name, text)| self.case(name, Some(text))));
        let own = first_document(&self.files, "values.yaml");
        // A chart has the same variations whichever others are compared.
        let mut random = Rng::with_seed(
            self.name
                .bytes()
                .fold(seed, |seed, byte| seed.wrapping_mul(31).wrapping_add(u64::from(byte))),
        );
        for _ in 0..variations {
            let text = variation(&own, &mut random).to_string();
            cases.push(self.case(&text, Some(&text)));
        }
        cases
    }

    fn case(&self, name: &str, values: Option<&str>) -> Value {
        let files: Vec<Value> =
            self.files.iter().map(|(path, text)| json!({"path": path, "text": text})).collect();
        json!({
            "name": format!("{} with {name}", self.name),
            "files": files,
            "values": values.into_iter().collect::<Vec<_>>(),
            "release": {"name": "release", "namespace": "place"},
        })
    }
}
