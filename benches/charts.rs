//! How long it takes to load charts and to render them, each with several files of values, and how much
//! memory: `charts FOLDER`, with a folder for each chart, in it `chart` and `values`. `cargo dev bench
//! charts` makes it.

#![allow(clippy::cast_precision_loss, reason = "the numbers are for people")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use asepsis::internal::derivation::helm::{Release, Request, render_each};
use asepsis::{Checker, Input};

/// Each chart is rendered so often, and the median counts.
const ROUNDS: usize = 5;

/// A path below a folder, and its text.
type File = (String, String);

struct Chart {
    name: String,
    files: Vec<File>,
    values: Vec<File>,
}

struct Cost {
    name: String,
    files: usize,
    bytes: usize,
    renderings: usize,
    rendered: Duration,
    checked: Duration,
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).ok_or("usage: charts FOLDER")?;
    let mut costs = Vec::new();
    for folder in entries(Path::new(&folder))? {
        costs.push(Chart::read(&folder)?.cost()?);
    }
    costs.sort_by_key(|cost| std::cmp::Reverse(cost.rendered));
    let renderings: usize = costs.iter().map(|cost| cost.renderings).sum();
    let rendered: Duration = costs.iter().map(|cost| cost.rendered).sum();
    let checked: Duration = costs.iter().map(|cost| cost.checked).sum();
    println!(
        "{} charts, {renderings} renderings: {:.3} s to load and render, {:.3} s for 300 of them; {:.3} s to check",
        costs.len(),
        rendered.as_secs_f64(),
        rendered.as_secs_f64() * 300.0 / renderings.max(1) as f64,
        checked.as_secs_f64()
    );
    println!("| chart | files | KB | load and render | check |\n|---|---|---|---|---|");
    for cost in costs.iter().take(10) {
        println!(
            "| {} | {} | {} | {:.1} ms | {:.1} ms |",
            cost.name,
            cost.files,
            cost.bytes / 1000,
            cost.rendered.as_secs_f64() * 1e3,
            cost.checked.as_secs_f64() * 1e3
        );
    }
    Ok(())
}

impl Chart {
    fn read(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (mut files, mut values) = (Vec::new(), Vec::new());
        read(&folder.join("chart"), "", &mut files)?;
        read(&folder.join("values"), "", &mut values)?;
        Ok(Self { name, files, values })
    }

    /// All releases of the chart, with the default values and with those of each file.
    fn cost(&self) -> Result<Cost, Box<dyn Error>> {
        let files: Vec<(&str, &str)> =
            self.files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let values: Vec<[(&str, &str); 1]> =
            self.values.iter().map(|(path, text)| [(path.as_str(), text.as_str())]).collect();
        let mut given: Vec<&[(&str, &str)]> = vec![&[]];
        given.extend(values.iter().map(<[_; 1]>::as_slice));
        let request = Request { files: &files, values: &[], set: &[], release: Release::default() };
        for rendered in render_each(&request, &given) {
            if let Some(failure) = rendered.failure {
                return Err(format!("{}: {}", self.name, failure.message).into());
            }
        }
        let rendering = median(|| {
            std::hint::black_box(render_each(&request, &given));
        });
        let checker = Checker::default();
        let inputs = || {
            let files =
                self.files.iter().map(|(path, text)| Input::text(path.as_str(), text.as_str()));
            let values =
                self.values.iter().map(|(path, text)| Input::text(path.as_str(), text.as_str()));
            files.chain(values)
        };
        let checking = median(|| {
            std::hint::black_box(checker.check(inputs()));
        });
        Ok(Cost {
            name: self.name.clone(),
            files: files.len(),
            bytes: files.iter().map(|(_, text)| text.len()).sum(),
            renderings: given.len(),
            rendered: rendering,
            checked: checking,
        })
    }
}

fn median(run: impl Fn()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    times.get(ROUNDS / 2).copied().unwrap_or_default()
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    Ok(paths)
}

fn read(folder: &Path, below: &str, files: &mut Vec<File>) -> Result<(), Box<dyn Error>> {
    for path in entries(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = if below.is_empty() { name } else { format!("{below}/{name}") };
        if path.is_dir() {
            read(&path, &name, files)?;
        } else {
            files.push((name, fs::read_to_string(&path)?));
        }
    }
    Ok(())
}
