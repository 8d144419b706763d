//! Findings as a sequence, whose items are created when they are read.

use std::fmt::Write as _;
use std::sync::Arc;

use asepsis::checks::{current_id, is_family};
use asepsis::{Finding as Record, Severity};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::{PyIndexError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyInt, PySlice};

use crate::failure::raise;
use crate::records::Finding;
use crate::report::Report;
use crate::settings::names;
use crate::show::{self, Show};

/// The maximum number of findings in a notebook.
const SHOWN: usize = 100;

/// Findings of a report, sorted by path, position and check. Each is created when it is read.
///
/// >>> import asepsis
/// >>> report = asepsis.check("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: true}")
/// >>> [finding.message for finding in report.findings.filter(check="host-pid")]
/// ['Pod uses the host PID namespace']
#[pyclass(frozen, sequence, module = "asepsis")]
pub(crate) struct Findings {
    report: Arc<asepsis::Report>,
    /// The indices of the selected findings; `None` for all.
    chosen: Option<Arc<[usize]>>,
}

impl Findings {
    pub(crate) fn new(report: Arc<asepsis::Report>) -> Self {
        Self { report, chosen: None }
    }

    fn length(&self) -> usize {
        self.chosen.as_ref().map_or(self.report.findings().len(), |chosen| chosen.len())
    }

    fn get(&self, index: usize) -> Option<&Record> {
        let index = match &self.chosen {
            Some(chosen) => *chosen.get(index)?,
            None => index,
        };
        self.report.findings().get(index)
    }

    fn records(&self) -> impl Iterator<Item = (usize, &Record)> {
        let number =
            |index: usize| self.chosen.as_ref().map_or(Some(index), |of| of.get(index).copied());
        (0..self.length()).filter_map(move |index| Some((number(index)?, self.get(index)?)))
    }

    fn choose(&self, keep: impl Fn(&Record) -> bool) -> Self {
        let kept = self.records().filter(|(_, finding)| keep(finding)).map(|(number, _)| number);
        Self { report: Arc::clone(&self.report), chosen: Some(kept.collect()) }
    }
}

#[pymethods]
impl Findings {
    fn __len__(&self) -> usize {
        self.length()
    }

    fn __getitem__<'py>(&self, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = index.py();
        if let Ok(slice) = index.cast::<PySlice>() {
            let length = isize::try_from(self.length())?;
            let range = slice.indices(length)?;
            let numbers: Vec<usize> = self.records().map(|(number, _)| number).collect();
            let mut at = range.start;
            let mut chosen = Vec::with_capacity(range.slicelength);
            for _ in 0..range.slicelength {
                chosen.extend(usize::try_from(at).ok().and_then(|at| numbers.get(at)));
                at += range.step;
            }
            let part = Self { report: Arc::clone(&self.report), chosen: Some(chosen.into()) };
            return part.into_bound_py_any(py);
        }
        if !index.is_instance_of::<PyInt>() {
            return Err(PyTypeError::new_err("indices must be integers or slices"));
        }
        let index: isize = index.extract()?;
        let at = if index < 0 { index + isize::try_from(self.length())? } else { index };
        let found = usize::try_from(at).ok().and_then(|at| self.get(at));
        found.ok_or_else(|| PyIndexError::new_err("index out of range"))?.show(py)
    }

    fn __iter__(this: Bound<'_, Self>) -> FindingsIterator {
        FindingsIterator { findings: this.unbind(), next: 0.into(), step: 1 }
    }

    fn __reversed__(this: Bound<'_, Self>) -> FindingsIterator {
        let last = isize::try_from(this.get().length()).unwrap_or(isize::MAX) - 1;
        FindingsIterator { findings: this.unbind(), next: last.into(), step: -1 }
    }

    fn __contains__(&self, value: &Bound<'_, PyAny>) -> bool {
        self.position(value).is_some()
    }

    /// The number of findings that are equal to this one.
    fn count(&self, value: &Bound<'_, PyAny>) -> usize {
        let Ok(wanted) = value.cast::<Finding>() else { return 0 };
        self.records().filter(|(_, finding)| **finding == wanted.get().0).count()
    }

    /// The index of the first finding that is equal to this one.
    ///
    /// Raises `ValueError` if there is no such finding.
    #[pyo3(signature = (value, start=0, stop=None))]
    fn index(
        &self,
        value: &Bound<'_, PyAny>,
        start: usize,
        stop: Option<usize>,
    ) -> PyResult<usize> {
        let within = start..stop.unwrap_or(usize::MAX);
        let found = self.position(value).filter(|at| within.contains(at));
        found.ok_or_else(|| PyValueError::new_err("there is no such finding"))
    }

    /// The findings that match all arguments, each of which is a name or a list of names.
    ///
    /// `severity` lists severities, `at_least` is the lowest one; `family` is a topic of checks, such as
    /// `network`; `path` is an input or a folder of inputs; `kind`, `namespace` and `name` are those of
    /// the resource. Findings that do not match are not created as objects.
    ///
    /// Raises `AsepsisError` for an unknown check, severity, family or kind.
    ///
    /// >>> import asepsis
    /// >>> report = asepsis.check({"a.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: true}"})
    /// >>> len(report.findings.filter(at_least="high", path="a.yaml", kind=["Pod", "Job"])) >= 1
    /// True
    #[pyo3(signature = (
        *, check=None, severity=None, at_least=None, family=None, path=None, kind=None,
        namespace=None, name=None
    ))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn filter(
        &self,
        check: Option<Bound<'_, PyAny>>,
        severity: Option<Bound<'_, PyAny>>,
        at_least: Option<&str>,
        family: Option<Bound<'_, PyAny>>,
        path: Option<Bound<'_, PyAny>>,
        kind: Option<Bound<'_, PyAny>>,
        namespace: Option<Bound<'_, PyAny>>,
        name: Option<Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let mut checks = wanted(check.as_ref())?;
        for id in checks.iter_mut().flatten() {
            *id = current_id(id).to_owned();
            // A report of another version may have other checks.
            if self.report.check(id).is_none() {
                asepsis::AnyCheck::find(id).map_err(raise)?;
            }
        }
        let severities = severities(wanted(severity.as_ref())?)?;
        let least = at_least.map(asepsis::Severity::find).transpose().map_err(raise)?;
        let families = wanted(family.as_ref())?;
        for family in families.iter().flatten() {
            self.find_family(family)?;
        }
        let paths = wanted(path.as_ref())?;
        let resource =
            [wanted(kind.as_ref())?, wanted(namespace.as_ref())?, wanted(name.as_ref())?];
        for kind in resource.iter().take(1).flatten().flatten() {
            asepsis::find_kind(kind, self.kinds()).map_err(raise)?;
        }
        let family_of = |finding: &Record| self.report.check(&finding.check).map(|of| &*of.family);
        Ok(self.choose(|finding| {
            let place = finding.location.as_ref().map(|location| &*location.path);
            let of = finding.resource.as_ref();
            let identity = [
                of.map(|of| &*of.kind),
                of.and_then(|of| of.namespace.as_deref()),
                of.and_then(|of| of.name.as_deref()),
            ];
            fits(checks.as_deref(), Some(&finding.check))
                && severities.as_ref().is_none_or(|of| of.contains(&finding.severity))
                && least.is_none_or(|least| finding.severity >= least)
                && families
                    .as_ref()
                    .is_none_or(|of| of.iter().any(|name| is_of(family_of(finding), name)))
                && paths.as_ref().is_none_or(|of| of.iter().any(|path| is_below(place, path)))
                && resource.iter().zip(identity).all(|(names, has)| fits(names.as_deref(), has))
        }))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.length() == other.length()
            && self.records().zip(other.records()).all(|((_, left), (_, right))| left == right)
    }

    fn __hash__(&self) -> u64 {
        show::hash(&self.records().map(|(_, finding)| &finding.fingerprint).collect::<Vec<_>>())
    }

    fn __repr__(&self) -> String {
        format!("<Findings: {}>", self.length())
    }

    fn _repr_html_(&self) -> String {
        let mut html = "<table><thead><tr>".to_owned();
        for column in ["severity", "check", "path", "line", "message"] {
            let _ = write!(html, "<th>{column}</th>");
        }
        html.push_str("</tr></thead><tbody>");
        for (_, finding) in self.records().take(SHOWN) {
            let place = finding.location.as_ref();
            let line = place.and_then(|place| place.start).map(|start| start.line.to_string());
            let cells = [
                finding.severity.as_str(),
                &finding.check,
                place.map_or("", |place| &place.path),
                line.as_deref().unwrap_or_default(),
                &finding.message,
            ];
            html.push_str("<tr>");
            for cell in cells {
                let _ = write!(html, "<td>{}</td>", escaped(cell));
            }
            html.push_str("</tr>");
        }
        html.push_str("</tbody></table>");
        format!("{html}<p>{} / {}</p>", self.length().min(SHOWN), self.length())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let report = Py::new(py, Report::new(Arc::clone(&self.report)))?;
        if let Some(chosen) = &self.chosen {
            let restore = py.get_type::<Self>().getattr("_of")?;
            return (restore, (report, chosen.to_vec())).into_bound_py_any(py);
        }
        let getattr = py.import("builtins")?.getattr("getattr")?;
        (getattr, (report, "findings")).into_bound_py_any(py)
    }

    #[staticmethod]
    fn _of(report: &Bound<'_, Report>, numbers: Vec<usize>) -> Self {
        Self { report: report.get().shared(), chosen: Some(numbers.into()) }
    }
}

impl Findings {
    /// Fails unless the name is a current or former family, of the library or of this report.
    fn find_family(&self, name: &str) -> PyResult<()> {
        let declared: Vec<asepsis::AnyCheck> = asepsis::AnyCheck::built_in().collect();
        let declared = declared.iter().map(asepsis::AnyCheck::family);
        let reported = self.report.checks().iter().map(|check| &*check.family);
        let mut known: Vec<&str> = declared.chain(reported).collect();
        known.sort_unstable();
        known.dedup();
        if known.iter().any(|known| is_family(known, name)) {
            return Ok(());
        }
        Err(raise(asepsis::Error::unknown_name("family", name, known)))
    }

    /// The kinds of resources that the report names.
    fn kinds(&self) -> impl Iterator<Item = &str> {
        let findings = self.report.findings().iter();
        let accepted = self.report.suppressed().iter().map(|one| &one.finding);
        let of_findings = findings.chain(accepted).filter_map(|one| one.resource.as_ref());
        let others = self.report.inputs().iter().flat_map(|input| input.other_kinds.keys());
        of_findings.map(|of| &*of.kind).chain(others.map(String::as_str))
    }

    fn position(&self, value: &Bound<'_, PyAny>) -> Option<usize> {
        let wanted = value.cast::<Finding>().ok()?;
        (0..self.length()).find(|at| self.get(*at) == Some(&wanted.get().0))
    }
}

/// Iterates over findings.
#[pyclass(frozen, module = "asepsis")]
pub(crate) struct FindingsIterator {
    findings: Py<Findings>,
    next: std::sync::atomic::AtomicIsize,
    step: isize,
}

#[pymethods]
impl FindingsIterator {
    fn __iter__(this: Bound<'_, Self>) -> Bound<'_, Self> {
        this
    }

    fn __next__(&self) -> Option<Finding> {
        let at = self.next.fetch_add(self.step, std::sync::atomic::Ordering::Relaxed);
        let at = usize::try_from(at).ok()?;
        self.findings.get().get(at).cloned().map(Finding)
    }
}

fn wanted(value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Vec<String>>> {
    value.map(names).transpose()
}

fn severities(names: Option<Vec<String>>) -> PyResult<Option<Vec<Severity>>> {
    let find = |name: String| asepsis::Severity::find(&name).map_err(raise);
    names.map(|names| names.into_iter().map(find).collect()).transpose()
}

/// Whether a name is the current or a former name of a family.
fn is_of(family: Option<&str>, name: &str) -> bool {
    family.is_some_and(|family| is_family(family, name))
}

fn fits(wanted: Option<&[String]>, has: Option<&str>) -> bool {
    wanted.is_none_or(|names| names.iter().any(|name| Some(name.as_str()) == has))
}

/// Whether an input is the given one, or in the given folder.
fn is_below(place: Option<&str>, path: &str) -> bool {
    let folder = path.trim_end_matches('/');
    place
        .and_then(|place| place.strip_prefix(folder))
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Text escaped for HTML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
