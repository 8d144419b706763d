//! The report.

use std::sync::Arc;

use asepsis::report::{AuditFormat, AuditOptions, Catalogue, Format, TextOptions};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyCapsule, PyDict, PyType};

use crate::failure::{guarded, raise};
use crate::sequences::{Findings, escaped};
use crate::show::{self, Show};

/// The result of a run: findings, evidence, and what could not be analysed.
///
/// Equal inputs give equal reports, byte for byte. Python objects are created when they are read.
///
/// >>> import asepsis
/// >>> report = asepsis.check("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: true}")
/// >>> report.verdict
/// 'fail'
/// >>> report.checks["host-pid"].failed
/// 1
#[pyclass(frozen, module = "asepsis")]
pub(crate) struct Report {
    data: Arc<asepsis::Report>,
    inputs: PyOnceLock<Py<PyAny>>,
    suppressed: PyOnceLock<Py<PyAny>>,
    checks: PyOnceLock<Py<PyAny>>,
    controls: PyOnceLock<Py<PyAny>>,
}

impl Report {
    pub(crate) fn new(report: impl Into<Arc<asepsis::Report>>) -> Self {
        Self {
            data: report.into(),
            inputs: PyOnceLock::new(),
            suppressed: PyOnceLock::new(),
            checks: PyOnceLock::new(),
            controls: PyOnceLock::new(),
        }
    }

    /// The report of the library.
    pub(crate) fn shared(&self) -> Arc<asepsis::Report> {
        Arc::clone(&self.data)
    }

    fn written(&self, py: Python<'_>, format: Format) -> PyResult<String> {
        text_of(py, |bytes| self.data.write(format, bytes))
    }
}

#[pymethods]
impl Report {
    /// `pass`, `fail`, or `incomplete` if an input was not read or not checked in full.
    #[getter]
    fn verdict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.data.verdict().show(py)
    }

    /// The exit status of the command for this verdict: 0 pass, 1 fail, 3 incomplete.
    #[getter]
    fn exit_code(&self) -> u8 {
        asepsis_cli::Exit::of(&self.data).code()
    }

    /// The tool that made the report.
    #[getter]
    fn tool<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.data.tool().show(py)
    }

    /// The policy file, and the checks and paths that were left out.
    #[getter]
    fn policy<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.data.policy().show(py)
    }

    /// Counts over all inputs.
    #[getter]
    fn summary<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.data.summary().show(py)
    }

    /// The findings, sorted by path, position and check.
    #[getter]
    fn findings(&self) -> Findings {
        Findings::new(Arc::clone(&self.data))
    }

    /// The inputs with their status, sorted by path.
    #[getter]
    fn inputs<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        once(py, &self.inputs, || self.data.inputs().to_vec().show(py))
    }

    /// The accepted findings, sorted by path, position and check.
    #[getter]
    fn suppressed<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        once(py, &self.suppressed, || self.data.suppressed().to_vec().show(py))
    }

    /// The results of the suppressions.
    #[getter]
    fn suppressions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.data.suppressions().show(py)
    }

    /// The checks that ran, by id, with what they examined.
    #[getter]
    fn checks<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        once(py, &self.checks, || {
            let checks = PyDict::new(py);
            for check in self.data.checks() {
                checks.set_item(&*check.id, check.show(py)?)?;
            }
            show::read_only(&checks)
        })
    }

    /// The controls of the selected frameworks, by the framework's id.
    ///
    /// >>> import asepsis
    /// >>> report = asepsis.check("", frameworks=["hipaa"])
    /// >>> report.controls["hipaa"][0].framework
    /// 'hipaa'
    #[getter]
    fn controls<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        once(py, &self.controls, || {
            let frameworks = PyDict::new(py);
            for of in self.data.controls().chunk_by(|left, right| left.framework == right.framework)
            {
                let Some(first) = of.first() else { continue };
                frameworks.set_item(&*first.framework, of.to_vec().show(py)?)?;
            }
            show::read_only(&frameworks)
        })
    }

    /// The report as JSON: compact, members in a fixed order, with a final newline. The bytes are the
    /// same as those of `asepsis check --format json` and in every other language.
    ///
    /// `catalogue` is how much it says about the checks that ran: `none` (`checks` is empty), `ids` (also
    /// severities and counts) or `full`, which is most of a small report.
    ///
    /// Raises `AsepsisError` for another value.
    ///
    /// >>> import asepsis
    /// >>> len(asepsis.Report.from_json(asepsis.check("").to_json(catalogue="none")).checks)
    /// 0
    #[pyo3(signature = (*, catalogue="full"))]
    fn to_json(&self, py: Python<'_>, catalogue: &str) -> PyResult<String> {
        let catalogue = Catalogue::find(catalogue).map_err(raise)?;
        py.detach(|| guarded(|| Ok(self.data.to_json_with(catalogue))))
    }

    /// The report as SARIF 2.1.0, for code scanning.
    fn to_sarif(&self, py: Python<'_>) -> PyResult<String> {
        self.written(py, Format::Sarif)
    }

    /// The report as Markdown, for pull requests and audit files.
    fn to_markdown(&self, py: Python<'_>) -> PyResult<String> {
        self.written(py, Format::Markdown)
    }

    /// The audit of the report: findings by topic and cause, ranked recommendations, controls with evidence,
    /// and what was not seen.
    ///
    /// `title` is its title (default: `Security audit`), `commit` the commit of the files, `date` its date
    /// (default: that of the run, if it has one).
    ///
    /// >>> import asepsis
    /// >>> asepsis.check("").audit(title="Clinic").to_markdown().splitlines()[0]
    /// '# Clinic'
    #[pyo3(signature = (*, title=None, commit=None, date=None))]
    fn audit(
        &self,
        py: Python<'_>,
        title: Option<String>,
        commit: Option<String>,
        date: Option<String>,
    ) -> PyResult<Audit> {
        let mut options = AuditOptions::default();
        (options.title, options.commit, options.date) = (title, commit, date);
        py.detach(|| guarded(|| Ok(Audit { data: self.data.audit(&options) })))
    }

    /// The report as text; its last line is the verdict with the reason.
    ///
    /// `colour` enables ANSI colours, `all` lists every finding, `min_severity` is the lowest severity
    /// that is listed (default: `info`), `width` the line width in columns (default: 100).
    ///
    /// Raises `AsepsisError` for an unknown severity.
    ///
    /// >>> import asepsis
    /// >>> asepsis.check("").to_text(width=80).splitlines()[-1]
    /// 'incomplete: no resource found, so nothing was checked'
    #[pyo3(signature = (*, colour=false, all=false, min_severity=None, width=None))]
    fn to_text(
        &self,
        py: Python<'_>,
        colour: bool,
        all: bool,
        min_severity: Option<&str>,
        width: Option<usize>,
    ) -> PyResult<String> {
        let mut options = TextOptions::default();
        options.colour = colour;
        options.all = all;
        if let Some(name) = min_severity {
            options.min_severity = asepsis::Severity::find(name).map_err(raise)?;
        }
        options.width = width.unwrap_or(options.width);
        py.detach(|| guarded(|| Ok(self.data.to_text(&options))))
    }

    /// The report as dicts and lists, with the members of its JSON.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        show::loads(py, &self.written(py, Format::Json)?)
    }

    /// Reads a report written by `to_json`. It contains no excerpts of the inputs.
    ///
    /// Raises `AsepsisError` if the text is not a report or has an unsupported version.
    ///
    /// >>> import asepsis
    /// >>> report = asepsis.check("")
    /// >>> asepsis.Report.from_json(report.to_json()) == report
    /// True
    #[classmethod]
    fn from_json(_: &Bound<'_, PyType>, py: Python<'_>, json: &str) -> PyResult<Self> {
        let report = py.detach(|| guarded(|| asepsis::Report::from_json(json).map_err(raise)))?;
        Ok(Self::new(report))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let restore = py.get_type::<Self>().getattr("from_json")?;
        Ok((restore, (self.written(py, Format::Json)?,)))
    }

    fn __eq__(&self, py: Python<'_>, other: &Self) -> bool {
        py.detach(|| self.data == other.data)
    }

    fn __hash__(&self) -> u64 {
        show::hash(&*self.data)
    }

    fn __str__(&self, py: Python<'_>) -> PyResult<String> {
        self.written(py, Format::Text)
    }

    fn __repr__(&self) -> String {
        let (verdict, findings) = (self.data.verdict().as_str(), self.data.findings().len());
        let inputs = self.data.inputs().len();
        format!("<Report: {verdict}, findings: {findings}, inputs: {inputs}>")
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("<pre>{}</pre>", escaped(&self.written(py, Format::Text)?)))
    }

    /// The findings as Arrow data: `polars.DataFrame(report)`, `pyarrow.table(report)`, DuckDB.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface allows ignoring a requested schema; the consumer has to cast.
        let _ = requested_schema;
        crate::arrow::stream_of(py, self.shared())
    }

    #[classattr]
    fn __match_args__() -> (&'static str, &'static str, &'static str) {
        ("verdict", "findings", "inputs")
    }
}

/// What is written, as a text.
fn text_of(
    py: Python<'_>,
    write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()> + Send,
) -> PyResult<String> {
    py.detach(|| {
        guarded(|| {
            let mut bytes = Vec::new();
            write(&mut bytes)?;
            Ok(String::from_utf8(bytes)?)
        })
    })
}

/// Creates an object on first access.
fn once<'py>(
    py: Python<'py>,
    cell: &PyOnceLock<Py<PyAny>>,
    make: impl FnOnce() -> PyResult<Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    let object = cell.get_or_try_init(py, || make().map(Bound::unbind))?;
    object.clone_ref(py).into_bound_py_any(py)
}

/// An audit: findings by topic and cause, ranked recommendations, controls with evidence.
///
/// Equal reports and arguments give equal audits.
#[pyclass(frozen, module = "asepsis")]
pub(crate) struct Audit {
    data: asepsis::report::Audit,
}

impl Audit {
    fn written(&self, py: Python<'_>, format: AuditFormat) -> PyResult<String> {
        text_of(py, |bytes| self.data.write(format, bytes))
    }
}

#[pymethods]
impl Audit {
    /// The audit as Markdown.
    fn to_markdown(&self, py: Python<'_>) -> PyResult<String> {
        self.written(py, AuditFormat::Markdown)
    }

    /// The audit as one HTML file that needs no network and no script.
    fn to_html(&self, py: Python<'_>) -> PyResult<String> {
        self.written(py, AuditFormat::Html)
    }

    /// The audit as JSON, with a final newline.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        self.written(py, AuditFormat::Json)
    }
}
