//! The charts of the corpus in folders, with values that they render with, to time them.

use std::fs;
use std::path::Path;

use super::super::helm_answers::{Answer, ours};
use super::charts::charts;
use super::started;
use crate::Failure;

/// The number of values files for each chart.
const VALUES: usize = 3;
/// How many variations are tried until so many render.
const VARIATIONS: usize = 40;
/// The seed of the variations.
const SEED: u64 = 1;

/// Writes each chart that renders into a folder, with three files of values that it renders with.
pub(crate) fn lay_out(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    for chart in charts(&mut started()?, None, "")? {
        let mut cases = chart.cases(VARIATIONS, SEED).into_iter();
        let renders = |case: &serde_json::Value| matches!(ours(case), Answer::Templates(_));
        if !cases.next().as_ref().is_some_and(renders) {
            println!("{} does not render with its own values", chart.name);
            continue;
        }
        let home = folder.join(chart.name.replace('/', "-"));
        for (path, text) in chart.own().1 {
            write(&home.join("chart").join(path), text)?;
        }
        fs::create_dir_all(home.join("values"))?;
        for (number, case) in cases.filter(renders).take(VALUES).enumerate() {
            let values = case.pointer("/values/0").and_then(serde_json::Value::as_str);
            let path = home.join("values").join(format!("values-{number}.yaml"));
            write(&path, values.unwrap_or_default())?;
        }
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::create_dir_all(path.parent().ok_or("no folder")?)?;
    Ok(fs::write(path, text)?)
}
