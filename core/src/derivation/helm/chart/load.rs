//! Loads a chart from its files.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::{Chart, Metadata};
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::schema::Schema;
use crate::derivation::helm::sources::Sources;
use crate::derivation::helm::value::{Map, Value};
use crate::derivation::helm::yaml::values_of;
use crate::frontends::is_package;
use crate::source::Source;
use crate::tree::{Limits, Tree};

/// A file of a chart.
#[derive(Clone, Copy, Debug)]
pub(in crate::derivation::helm) struct ChartFile<'f> {
    /// Its path below the chart.
    pub(in crate::derivation::helm) path: &'f str,
    pub(in crate::derivation::helm) source: &'f Source,
    /// The tree of a YAML file.
    pub(in crate::derivation::helm) tree: Option<&'f Arc<Tree>>,
}

/// Maximum nesting of charts.
const DEPTH: u32 = 16;

/// Loads a chart.
///
/// # Errors
/// In the words of Helm.
pub(in crate::derivation::helm) fn load(
    files: &[ChartFile<'_>],
    sources: &mut Sources,
    limits: Limits,
) -> Result<Chart, Cause> {
    load_at(files, sources, limits, 0)
}

// INVARIANT: no deeper than `DEPTH`.
fn load_at(
    files: &[ChartFile<'_>],
    sources: &mut Sources,
    limits: Limits,
    depth: u32,
) -> Result<Chart, Cause> {
    if depth > DEPTH {
        return Err("charts are nested too deeply".into());
    }
    let find = |path: &str| files.iter().find(|file| file.path == path);
    let described = find("Chart.yaml").and_then(|file| file.tree);
    let Some(described) = described else { return Err("Chart.yaml file is missing".into()) };
    let Some((_, root)) = described.documents().next() else {
        return Err("chart.metadata.name is required".into());
    };
    let number = sources.add(described);
    let requirements = find("requirements.yaml").and_then(|file| file.tree);
    let requirements = requirements.and_then(|tree| Some(tree.documents().next()?.1));
    let metadata = Metadata::read(number, root, requirements);
    validate(&metadata)?;
    let mut chart = Chart {
        metadata,
        values: values(find("values.yaml"), sources)?,
        schema: find("values.schema.json").map(|file| Rc::new(Schema::new(file.source, limits))),
        templates: Vec::new(),
        files: BTreeMap::new(),
        charts: Vec::new(),
    };
    let mut inner: BTreeMap<&str, Vec<ChartFile<'_>>> = BTreeMap::new();
    for file in files {
        let path: Rc<str> = file.path.into();
        match (file.path, file.path.strip_prefix("charts/")) {
            ("Chart.yaml" | "Chart.lock" | "values.yaml" | "values.schema.json", _) => {}
            ("requirements.yaml" | "requirements.lock", _) => {
                chart.files.insert(path, sources.text(file.source, false, limits));
            }
            (_, Some(below)) => {
                if let Some((name, path)) = below.split_once('/') {
                    // Helm drops the folder in an archive, whatever its name.
                    let path =
                        if is_package(name) { path.split_once('/') } else { Some(("", path)) };
                    let path = path.map(|(_, path)| path);
                    inner
                        .entry(name)
                        .or_default()
                        .extend(path.map(|path| ChartFile { path, ..*file }));
                }
            }
            (name, None) if name.starts_with("templates/") => {
                chart.templates.push((path, sources.text(file.source, true, limits)));
            }
            _ => {
                chart.files.insert(path, sources.text(file.source, false, limits));
            }
        }
    }
    for (name, files) in inner {
        let is_hidden = name.starts_with(['_', '.']);
        if !is_hidden && files.iter().any(|file| file.path == "Chart.yaml") {
            chart.charts.push(load_at(&files, sources, limits, depth + 1)?);
        }
    }
    Ok(chart)
}

fn validate(metadata: &Metadata) -> Result<(), Cause> {
    if metadata.name.is_empty() {
        return Err("validation: chart.metadata.name is required".into());
    }
    if metadata.version.is_empty() {
        return Err("validation: chart.metadata.version is required".into());
    }
    Ok(())
}

/// The values of a file; none if there is no such file.
fn values(file: Option<&ChartFile<'_>>, sources: &mut Sources) -> Result<Map, Cause> {
    let empty = || Map::new(BTreeMap::new(), Trace::default());
    let Some(tree) = file.and_then(|file| file.tree) else { return Ok(empty()) };
    let number = sources.add(tree);
    let Some((_, root)) = tree.documents().next() else { return Ok(empty()) };
    match values_of(root, number).map_err(Cause::from)? {
        Value::Map(map) => Ok(map),
        Value::Nil(trace) => Ok(Map::new(BTreeMap::new(), trace)),
        _ => Err("cannot load values.yaml: error unmarshaling JSON: json: cannot unmarshal".into()),
    }
}
