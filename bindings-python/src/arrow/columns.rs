//! The columns, and the rows that are appended to them.

use std::sync::{Arc, LazyLock};

use arrow_array::builder::{Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use asepsis::report::{Finding, InputSummary, Location, ProblemRecord};
use asepsis::{InputStatus, Report};

macro_rules! columns {
    ($($column:ident: $kind:ident,)+) => {
        /// One row; columns that do not apply are null.
        #[derive(Default)]
        pub(super) struct Row<'r> {
            $(pub(super) $column: columns!(@value $kind, 'r),)+
        }

        /// Builders of the columns.
        #[derive(Default)]
        pub(super) struct Columns {
            $($column: columns!(@builder $kind),)+
        }

        impl Columns {
            pub(super) fn push(&mut self, row: &Row<'_>) {
                $(self.$column.append_option(row.$column);)+
            }

            pub(super) fn finish(mut self) -> Result<RecordBatch, ArrowError> {
                let columns: Vec<ArrayRef> = vec![$(Arc::new(self.$column.finish())),+];
                RecordBatch::try_new(Arc::clone(&SCHEMA), columns)
            }
        }

        /// Names and types of all columns.
        pub(super) static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
            let fields = vec![
                $(Field::new(stringify!($column), columns!(@type $kind), true)),+
            ];
            Arc::new(Schema::new(fields))
        });
    };
    (@value text, $life:lifetime) => { Option<&$life str> };
    (@value number, $life:lifetime) => { Option<i64> };
    (@builder text) => { StringBuilder };
    (@builder number) => { Int64Builder };
    (@type text) => { DataType::Utf8 };
    (@type number) => { DataType::Int64 };
}

columns! {
    row: text,
    bundle: text,
    verdict: text,
    examined: number,
    failed: number,
    passed: number,
    unknown: number,
    not_applicable: number,
    status: text,
    problem: text,
    check: text,
    severity: text,
    confidence: text,
    class: text,
    message: text,
    path: text,
    line: number,
    column: number,
    end_line: number,
    end_column: number,
    document: number,
    pointer: text,
    missing: text,
    api_version: text,
    kind: text,
    namespace: text,
    name: text,
    container: text,
    fingerprint: text,
}

/// Signed, since some engines have no unsigned integers.
fn count(number: u64) -> Option<i64> {
    i64::try_from(number).ok()
}

/// The first column that is about a finding.
pub(super) const FINDING: &str = "check";

impl<'r> Row<'r> {
    /// The result of a run: of a bundle, or of a file without a bundle.
    pub(super) fn of_run(
        report: &'r Report,
        bundle: Option<&'r str>,
        path: Option<&'r str>,
    ) -> Self {
        let summary = report.summary();
        Self {
            row: Some("run"),
            bundle,
            path,
            verdict: Some(report.verdict().as_str()),
            examined: count(summary.examined),
            failed: count(summary.failed),
            passed: count(summary.passed),
            unknown: count(summary.unknown),
            not_applicable: count(summary.not_applicable),
            ..Self::default()
        }
    }

    /// The status of an input.
    pub(super) fn of_input(input: &'r InputSummary, bundle: Option<&'r str>) -> Self {
        Self { row: Some("input"), ..Self::of(input.status, &input.path, bundle) }
    }

    /// A problem with an input.
    pub(super) fn of_problem(
        problem: &'r ProblemRecord,
        input: &'r InputSummary,
        bundle: Option<&'r str>,
    ) -> Self {
        let row = Self {
            row: Some("problem"),
            problem: problem.code.map(asepsis::report::ProblemCode::as_str),
            message: Some(&problem.message),
            ..Self::of(input.status, &input.path, bundle)
        };
        row.at(problem.location.as_ref())
    }

    fn of(status: InputStatus, path: &'r str, bundle: Option<&'r str>) -> Self {
        Self { status: Some(status.as_str()), path: Some(path), bundle, ..Self::default() }
    }

    /// A finding.
    pub(super) fn of_finding(finding: &'r Finding, bundle: Option<&'r str>) -> Self {
        let resource = finding.resource.as_ref();
        let row = Self {
            row: Some("finding"),
            bundle,
            check: Some(&finding.check),
            severity: Some(finding.severity.as_str()),
            confidence: Some(finding.confidence.as_str()),
            class: finding.class.as_deref(),
            message: Some(&finding.message),
            missing: finding.missing.as_deref(),
            api_version: resource.map(|resource| &*resource.api_version),
            kind: resource.map(|resource| &*resource.kind),
            namespace: resource.and_then(|resource| resource.namespace.as_deref()),
            name: resource.and_then(|resource| resource.name.as_deref()),
            container: resource.and_then(|resource| resource.container.as_deref()),
            fingerprint: Some(&finding.fingerprint),
            ..Self::default()
        };
        row.at(finding.location.as_ref())
    }

    fn at(self, location: Option<&'r Location>) -> Self {
        let Some(location) = location else { return self };
        let (start, end) = (location.start, location.end);
        Self {
            path: Some(&location.path),
            line: start.map(|start| start.line.into()),
            column: start.map(|start| start.column.into()),
            end_line: end.map(|end| end.line.into()),
            end_column: end.map(|end| end.column.into()),
            document: location.document.map(Into::into),
            pointer: location.pointer.as_deref(),
            ..self
        }
    }
}
