//! Files of many platforms as rows of a table.

use std::collections::HashMap;

use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use asepsis::{Checker, Input, NotRead, Report};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;

use super::columns::{Columns, Row};
use super::handover::{Batch, failed, read};
use crate::run;

/// Checks rows of files: each bundle as one platform, each file without a bundle alone.
pub(crate) fn check_batch(checker: &Checker, rows: &Bound<'_, PyAny>) -> PyResult<Batch> {
    let py = rows.py();
    let batches = read(rows)?;
    let mut files = Vec::new();
    for batch in &batches {
        files.extend(files_of(batch)?);
    }
    let mut columns = Columns::default();
    for run in runs(files) {
        // A short run ends before it checks for signals itself.
        py.check_signals()?;
        let bundle = run.bundle.as_deref();
        let report = run::check(py, checker, run.inputs)?;
        write(&mut columns, &report, bundle, run.path.as_deref());
    }
    Ok(Batch(columns.finish().map_err(failed)?))
}

/// A row.
struct File {
    path: String,
    content: Option<Vec<u8>>,
    bundle: Option<String>,
}

/// Files that are judged together.
struct Run {
    bundle: Option<String>,
    /// The path of a file without a bundle.
    path: Option<String>,
    inputs: Vec<Input>,
}

impl File {
    fn input(self) -> Input {
        match self.content {
            Some(content) => Input::text(self.path, content),
            None => Input::not_read(self.path, NotRead::NoContent),
        }
    }
}

/// Groups files into runs, in the order of their first files.
fn runs(files: Vec<File>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut of_bundle: HashMap<String, usize> = HashMap::new();
    for file in files {
        let Some(bundle) = file.bundle.clone() else {
            let path = Some(file.path.clone());
            runs.push(Run { bundle: None, path, inputs: vec![file.input().alone()] });
            continue;
        };
        let at = *of_bundle.entry(bundle.clone()).or_insert(runs.len());
        if at == runs.len() {
            runs.push(Run { bundle: Some(bundle), path: None, inputs: Vec::new() });
        }
        if let Some(run) = runs.get_mut(at) {
            run.inputs.push(file.input());
        }
    }
    runs
}

fn write(columns: &mut Columns, report: &Report, bundle: Option<&str>, path: Option<&str>) {
    columns.push(&Row::of_run(report, bundle, path));
    for input in report.inputs() {
        columns.push(&Row::of_input(input, bundle));
        for problem in &input.problems {
            columns.push(&Row::of_problem(problem, input, bundle));
        }
    }
    for finding in report.findings() {
        columns.push(&Row::of_finding(finding, bundle));
    }
}

fn files_of(batch: &RecordBatch) -> PyResult<Vec<File>> {
    let column = |name: &str| batch.column_by_name(name).map(|column| texts(name, column));
    let absent = |name: &str| PyValueError::new_err(format!("missing column `{name}`"));
    let paths = column("path").ok_or_else(|| absent("path"))??;
    let contents = column("content").ok_or_else(|| absent("content"))??;
    let bundles = column("bundle").transpose()?.unwrap_or_default();
    let words = |text: &[u8]| String::from_utf8_lossy(text).into_owned();
    let mut bundles = bundles.into_iter();
    let rows = paths.into_iter().zip(contents);
    Ok(rows
        .map(|(path, content)| File {
            path: path.map_or_else(|| Input::TEXT.to_owned(), words),
            content: content.map(<[u8]>::to_vec),
            bundle: bundles.next().flatten().map(words),
        })
        .collect())
}

/// The texts or bytes of a column, in any layout.
fn texts<'a>(name: &str, column: &'a dyn Array) -> PyResult<Vec<Option<&'a [u8]>>> {
    let text = |text: Option<&'a str>| text.map(str::as_bytes);
    Ok(match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().iter().map(text).collect(),
        DataType::LargeUtf8 => column.as_string::<i64>().iter().map(text).collect(),
        DataType::Utf8View => column.as_string_view().iter().map(text).collect(),
        DataType::Binary => column.as_binary::<i32>().iter().collect(),
        DataType::LargeBinary => column.as_binary::<i64>().iter().collect(),
        DataType::BinaryView => column.as_binary_view().iter().collect(),
        DataType::Null => vec![None; column.len()],
        DataType::Dictionary(..) => {
            let column = column.as_any_dictionary();
            let values = texts(name, column.values())?;
            if values.is_empty() {
                return Ok(vec![None; column.len()]);
            }
            let keys = column.normalized_keys().into_iter().enumerate();
            let at = |(row, key): (usize, usize)| column.is_valid(row).then_some(key);
            keys.map(|row| *values.get(at(row)?)?).collect()
        }
        other => {
            let message = format!("column `{name}`: expected text or bytes, found {other}");
            return Err(PyTypeError::new_err(message));
        }
    })
}
