//! Values of charts against the schemas that charts have for them.

mod address;
mod check;
mod check_list;
mod check_map;
mod check_rest;
mod compile;
mod decimal;
mod document;
mod formats;
mod keywords;
mod named;
mod plain;
mod rules;
mod shape;
mod times;
mod types;
mod unevaluated;
mod violation;
mod words;

use check::Checker;
use compile::{Compiled, compile};
use named::{Named, named};
pub(super) use violation::Violation;

use super::chart::Chart;
use super::go::type_name;
use super::origin::Trace;
use super::value::{Map, MapKind, Value};
use crate::source::Source;
use crate::syntax::{self, Format};
use crate::tree::{Limits, Origin};

/// Maximum nesting of schemas, of values, and of the comparison of both.
const DEPTH: usize = 100;

/// The schema of a chart.
#[derive(Debug)]
pub(super) struct Schema {
    compiled: Compiled,
    /// Why it is no schema, in the words of Helm.
    fault: Option<String>,
    /// Whether it cannot be known what it requires.
    is_unknown: bool,
    /// The values that it names.
    pub(super) named: Vec<Named>,
}

/// What the values of charts break.
#[derive(Clone, Debug, Default)]
pub(super) struct Checked {
    /// The violations, each with the origin of its value.
    pub(super) violations: Vec<Violation>,
    /// What is said about them; empty if there are none.
    report: String,
    /// What was not compared: the addresses of other documents, and charts with a schema that is not
    /// understood.
    pub(super) unchecked: Vec<String>,
}

impl Schema {
    /// Reads a schema.
    pub(super) fn new(source: &Source, limits: Limits) -> Self {
        let (tree, problems) = syntax::parse(source.clone(), Format::JSON, Origin::Text, limits);
        let compiled = match problems.first() {
            Some(problem) => Err(Some(problem.message.clone())),
            None => compile(&tree),
        };
        let is_unknown = matches!(compiled, Err(None));
        let (compiled, fault) = match compiled {
            Ok(compiled) => (compiled, None),
            Err(fault) => (Compiled::default(), fault),
        };
        let root = tree.documents().next().map(|(_, root)| root);
        Self { compiled, fault, is_unknown, named: root.map(named).unwrap_or_default() }
    }
}

/// Compares the values of a chart, and those of the charts in it, with their schemas.
pub(super) fn check(chart: &Chart, values: &Map) -> Checked {
    let mut checked = Checked::default();
    checked.chart(chart, values);
    checked
}

impl Checked {
    /// The message of Helm, if values break a schema.
    pub(super) fn message(&self) -> Option<String> {
        (!self.report.is_empty()).then(|| {
            format!(
                "values don't meet the specifications of the schema(s) in the following chart(s):\n{}",
                self.report
            )
        })
    }

    // INVARIANT: charts are no deeper than their loader allows.
    fn chart(&mut self, chart: &Chart, values: &Map) {
        if let Some(schema) = &chart.schema {
            self.schema(schema, chart, values);
        }
        for inner in &chart.charts {
            match values.get(inner.name()) {
                None | Some(Value::Nil(_)) => {}
                Some(Value::Map(own)) => self.chart(inner, &own),
                Some(other) => {
                    let found = type_name(&other);
                    let message =
                        format!("invalid type for values: expected object (map), got {found}\n");
                    self.refuse(inner, other.trace(), &message);
                }
            }
        }
    }

    fn schema(&mut self, schema: &Schema, chart: &Chart, values: &Map) {
        if let Some(fault) = &schema.fault {
            return self.refuse(chart, Trace::default(), fault);
        }
        self.unchecked.extend(schema.compiled.elsewhere.iter().cloned());
        if schema.is_unknown {
            self.unchecked.push(chart.name().to_owned());
            return;
        }
        let mut checker = Checker::new(&schema.compiled);
        // Where no values are given, the defaults lack what is missing.
        let trace = if values.trace.is_somewhere() { &values.trace } else { &chart.values.trace };
        let values = Map { trace: trace.clone(), kind: MapKind::Any, ..values.clone() };
        let found = checker.all(&Value::Map(values));
        if checker.is_unsure() && schema.compiled.elsewhere.is_empty() {
            self.unchecked.push(chart.name().to_owned());
        }
        if found.is_empty() {
            return;
        }
        let mut lines = Vec::new();
        for violation in &found {
            violation.write(0, &mut lines);
            violation.separate(&mut self.violations);
        }
        self.report.extend([chart.name(), ":\n", &lines.join("\n"), "\n"]);
    }

    /// Records that a chart does not render, whatever its values are.
    fn refuse(&mut self, chart: &Chart, trace: Trace, message: &str) {
        self.report.extend([chart.name(), ":\n", message]);
        self.violations.push(Violation::of_chart(trace, message));
    }
}
