//! Which charts in a chart are installed with it, and what values it takes over from them.

use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

use super::coalesce::{Nulls, coalesce, tables};
use super::{Chart, Dependency};
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::object::Version;
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::semver::Constraints;
use crate::derivation::helm::value::{Map, Value};

/// Leaves out the charts that values switch off, names the others by their aliases, and imports
/// values from them.
///
/// # Errors
/// If something else is where the values of a chart must be.
pub(in crate::derivation::helm) fn process(chart: &mut Chart, values: &Map) -> Result<(), Cause> {
    enable(chart, values, "")?;
    import(chart)
}

/// Whether a chart is for a version of Kubernetes.
///
/// # Errors
/// If it is not, in the words of Helm.
pub(in crate::derivation::helm) fn require(
    chart: &Chart,
    kubernetes: &Version,
) -> Result<(), Cause> {
    let (wanted, version) = (&chart.metadata.kubernetes, &kubernetes.original);
    if wanted.is_empty() || is_compatible(wanted, version) {
        return Ok(());
    }
    let message = "chart requires kubeVersion";
    Err(format!("{message}: {wanted} which is incompatible with Kubernetes {version}").into())
}

/// Whether a version is in a range.
pub(in crate::derivation::helm) fn is_compatible(range: &str, version: &str) -> bool {
    let version = Version::parse(version);
    let range = Constraints::parse(range);
    matches!((range, version), (Ok(range), Ok(version)) if range.check(&version))
}

// INVARIANT: charts are no deeper than their loader allows.
fn enable(chart: &mut Chart, values: &Map, path: &str) -> Result<(), Cause> {
    if chart.metadata.dependencies.is_empty() {
        return Ok(());
    }
    let mut declared = std::mem::take(&mut chart.metadata.dependencies);
    let fits = |inner: &Chart, of: &Dependency| {
        inner.name() == &*of.name && is_compatible(&of.version, &inner.metadata.version)
    };
    let is_declared = |inner: &&Chart| declared.iter().any(|of| fits(inner, of));
    let mut charts: Vec<Chart> =
        chart.charts.iter().filter(|inner| !is_declared(inner)).cloned().collect();
    for of in &declared {
        let Some(found) = chart.charts.iter().find(|inner| fits(inner, of)) else { continue };
        let mut found = found.clone();
        if !of.alias.is_empty() {
            found.metadata.rename(&of.alias);
        }
        charts.push(found);
    }
    chart.charts = charts;
    for of in &mut declared {
        of.name = Rc::clone(of.known_as());
        of.is_enabled = true;
    }
    let values = coalesce(chart, values, Nulls::Remove)?;
    by_tags(&mut declared, &values);
    by_conditions(&mut declared, &values, path);
    let off: HashSet<Rc<str>> =
        declared.iter().filter(|of| !of.is_enabled).map(|of| Rc::clone(&of.name)).collect();
    chart.charts.retain(|inner| !off.contains(inner.name()));
    declared.retain(|of| !off.contains(&of.name));
    chart.metadata.dependencies = declared;
    for inner in &mut chart.charts {
        let path = format!("{path}{}.", inner.name());
        enable(inner, &values, &path)?;
    }
    Ok(())
}

fn by_tags(declared: &mut [Dependency], values: &Map) {
    let Some(Value::Map(tags)) = values.get("tags") else { return };
    for of in declared {
        let set = of.tags.iter().filter_map(|tag| match tags.get(tag) {
            Some(Value::Bool(value, _)) => Some(value),
            _ => None,
        });
        let set: Vec<bool> = set.collect();
        of.is_enabled = set.is_empty() || set.contains(&true);
    }
}

/// The first condition that is a boolean decides.
fn by_conditions(declared: &mut [Dependency], values: &Map, path: &str) {
    for of in declared {
        let conditions = of.condition.trim().split(',').filter(|condition| !condition.is_empty());
        let mut set = conditions.filter_map(|condition| {
            match scalar_at(values, &format!("{path}{condition}")) {
                Some(Value::Bool(value, _)) => Some(value),
                _ => None,
            }
        });
        if let Some(value) = set.next() {
            of.is_enabled = value;
        }
    }
}

/// The value at a path of keys, unless it is a table.
fn scalar_at(values: &Map, path: &str) -> Option<Value> {
    let (tables, key) = match path.rsplit_once('.') {
        Some((tables, key)) => (Some(tables), key),
        None => (None, path),
    };
    let table = match tables {
        Some(tables) => table_at(values, tables)?,
        None => values.clone(),
    };
    table.get(key).filter(|value| !matches!(value, Value::Map(_)))
}

/// The table at a path of keys.
fn table_at(values: &Map, path: &str) -> Option<Map> {
    let mut here = values.clone();
    for key in path.split('.') {
        let Some(Value::Map(table)) = here.get(key) else { return None };
        here = table;
    }
    Some(here)
}

/// Imports values from the charts in a chart into its defaults.
// INVARIANT: charts are no deeper than their loader allows.
fn import(chart: &mut Chart) -> Result<(), Cause> {
    for inner in &mut chart.charts {
        import(inner)?;
    }
    if chart.metadata.dependencies.is_empty() {
        return Ok(());
    }
    let nothing = Map::new(BTreeMap::new(), Trace::default());
    let nothing = Map { trace: chart.values.trace.clone(), ..nothing };
    let values = coalesce(chart, &nothing, Nulls::Keep)?;
    let imported = Map::new(BTreeMap::new(), Trace::default());
    for of in &chart.metadata.dependencies {
        for import in &of.imports {
            let path = format!("{}.{}", of.name, import.child);
            let Some(table) = table_at(&values, &path) else { continue };
            tables(&imported, &below(&import.parent, table), Nulls::Keep);
        }
    }
    tables(&values, &imported, Nulls::Keep);
    chart.values = values;
    Ok(())
}

/// A table below a path of keys.
fn below(path: &str, table: Map) -> Map {
    if path == "." {
        return table;
    }
    path.rsplit('.').fold(table, |table, key| {
        let outer = Map::new(BTreeMap::new(), table.trace.clone());
        outer.set(key, table.trace.clone(), Value::Map(table));
        outer
    })
}
