//! Declarations of checks, independent of any input.

use std::collections::BTreeMap;

use asepsis::checks::{AnyCheck, ParameterKind};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::failure::{guarded, raise};
use crate::sequences::escaped;
use crate::show::{self, Show};

/// The declaration of a check. `print` shows its documentation.
///
/// >>> import asepsis
/// >>> check = asepsis.explain("privileged-container")[0]
/// >>> check.severity, check.family
/// ('critical', 'containers')
#[pyclass(frozen, module = "asepsis")]
#[derive(Clone)]
pub(crate) struct Check(pub(crate) AnyCheck);

#[pymethods]
impl Check {
    /// The id, such as `privileged-container`.
    #[getter]
    fn id(&self) -> &str {
        self.0.id()
    }

    /// Former ids, which are still accepted.
    #[getter]
    fn former_ids<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.former_ids())
    }

    /// The family: a topic such as `containers` or `network`.
    #[getter]
    fn family(&self) -> &str {
        self.0.family()
    }

    /// The problem, in a few words.
    #[getter]
    fn title(&self) -> &str {
        self.0.title()
    }

    /// The messages of its findings, with the names of arguments in braces.
    #[getter]
    fn messages<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.messages())
    }

    /// Why the problem matters.
    #[getter]
    fn why(&self) -> &str {
        self.0.why()
    }

    /// How to fix it.
    #[getter]
    fn fix(&self) -> String {
        self.0.fix().general().into_owned()
    }

    /// The fix by technology, where the terms differ: `{"compose": "..."}`.
    #[getter]
    fn fix_by_technology<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let texts = self.0.fix().by_technology().iter().copied();
        texts.collect::<BTreeMap<_, _>>().show(py)
    }

    /// The default severity: `info`, `low`, `medium`, `high` or `critical`.
    #[getter]
    fn severity<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.severity().show(py)
    }

    /// Controls that it relates to, as `framework:id`, by the kind of evidence.
    #[getter]
    fn controls<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.bearings().show(py)
    }

    /// Ids of equivalent rules in other tools.
    #[getter]
    fn equivalents<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let of = |of: &asepsis::checks::Equivalent| Equivalent { tool: of.0.title(), id: of.1 };
        PyTuple::new(py, self.0.equivalents().iter().map(of).collect::<Vec<_>>())
    }

    /// Parameters that a policy can set.
    #[getter]
    fn parameters<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let parameters = self.0.parameters().iter().map(|parameter| Parameter(parameter));
        PyTuple::new(py, parameters.collect::<Vec<_>>())
    }

    /// An example with findings, and the same example without.
    #[getter]
    fn examples<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.examples().into_iter().map(Example).collect::<Vec<_>>())
    }

    /// The version of asepsis that introduced it.
    #[getter]
    fn since(&self) -> Option<&str> {
        self.0.since()
    }

    #[classattr]
    fn __match_args__() -> (&'static str, &'static str, &'static str) {
        ("id", "family", "severity")
    }

    fn __str__(&self) -> PyResult<String> {
        explained(std::slice::from_ref(&self.0))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let values = [self.id().show(py)?, self.severity(py)?, self.title().show(py)?];
        show::repr("Check", &["id", "severity", "title"], &values)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.id() == other.id()
    }

    fn __hash__(&self) -> u64 {
        show::hash(&self.id())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((py.get_type::<Self>().getattr("_find")?, (self.id().to_owned(),)))
    }

    #[staticmethod]
    fn _find(id: &str) -> PyResult<Self> {
        AnyCheck::find(id).map(Self).map_err(raise)
    }
}

/// Declarations of checks. `print` shows their documentation.
#[pyclass(frozen, sequence, module = "asepsis")]
pub(crate) struct Checks(pub(crate) Vec<AnyCheck>);

#[pymethods]
impl Checks {
    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __getitem__<'py>(&self, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.tuple(index.py())?.as_any().get_item(index)
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(self.tuple(py)?.try_iter()?.into_any())
    }

    fn __reversed__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("builtins")?.getattr("reversed")?.call1((self.tuple(py)?,))
    }

    fn __contains__(&self, value: &Bound<'_, PyAny>) -> PyResult<bool> {
        self.tuple(value.py())?.contains(value)
    }

    /// The number of checks that are equal to this one.
    fn count(&self, value: &Bound<'_, PyAny>) -> PyResult<usize> {
        self.tuple(value.py())?.call_method1("count", (value,))?.extract()
    }

    /// The index of the first check that is equal to this one.
    ///
    /// Raises `ValueError` if there is no such check.
    #[pyo3(signature = (value, start=0, stop=None))]
    fn index(
        &self,
        value: &Bound<'_, PyAny>,
        start: isize,
        stop: Option<isize>,
    ) -> PyResult<usize> {
        let within = (value, start, stop.unwrap_or(isize::MAX));
        self.tuple(value.py())?.call_method1("index", within)?.extract()
    }

    fn __str__(&self) -> PyResult<String> {
        explained(&self.0)
    }

    fn __repr__(&self) -> String {
        let ids: Vec<&str> = self.0.iter().map(AnyCheck::id).collect();
        format!("<Checks: {}>", ids.join(", "))
    }

    fn _repr_html_(&self) -> PyResult<String> {
        Ok(format!("<pre>{}</pre>", escaped(&self.__str__()?)))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.0.iter().map(AnyCheck::id).eq(other.0.iter().map(AnyCheck::id))
    }

    fn __hash__(&self) -> u64 {
        show::hash(&self.0.iter().map(AnyCheck::id).collect::<Vec<_>>())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Vec<String>,))> {
        let ids = self.0.iter().map(|check| check.id().to_owned()).collect();
        Ok((py.get_type::<Self>().getattr("_find")?, (ids,)))
    }

    #[staticmethod]
    fn _find(ids: Vec<String>) -> PyResult<Self> {
        let found: Result<Vec<_>, _> = ids.iter().map(|id| AnyCheck::find(id)).collect();
        found.map(Self).map_err(raise)
    }
}

impl Checks {
    fn tuple<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.iter().cloned().map(Check).collect::<Vec<_>>())
    }
}

/// An equivalent rule of another tool.
#[pyclass(frozen, eq, hash, get_all, module = "asepsis")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Equivalent {
    /// The tool.
    tool: &'static str,
    /// The id of the rule.
    id: &'static str,
}

#[pymethods]
impl Equivalent {
    #[classattr]
    fn __match_args__() -> (&'static str, &'static str) {
        ("tool", "id")
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        show::repr("Equivalent", &["tool", "id"], &[self.tool.show(py)?, self.id.show(py)?])
    }
}

/// A parameter of a check that a policy can set.
#[pyclass(frozen, module = "asepsis")]
#[derive(Clone)]
pub(crate) struct Parameter(&'static asepsis::checks::Parameter);

#[pymethods]
impl Parameter {
    /// Its name in the policy.
    #[getter]
    fn name(&self) -> &str {
        self.0.name
    }

    /// Its description.
    #[getter]
    fn description(&self) -> &str {
        self.0.description
    }

    /// Its default value: a number, or a tuple of texts.
    #[getter]
    fn default<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self.0.kind {
            ParameterKind::Integer { default, .. } => default.show(py),
            ParameterKind::Texts { default } => default.to_vec().show(py),
            _ => Ok(py.None().into_bound(py)),
        }
    }

    /// The smallest number; `None` for texts.
    #[getter]
    fn minimum(&self) -> Option<i64> {
        match self.0.kind {
            ParameterKind::Integer { minimum, .. } => Some(minimum),
            _ => None,
        }
    }

    /// The largest number; `None` for texts.
    #[getter]
    fn maximum(&self) -> Option<i64> {
        match self.0.kind {
            ParameterKind::Integer { maximum, .. } => Some(maximum),
            _ => None,
        }
    }

    #[classattr]
    fn __match_args__() -> (&'static str, &'static str) {
        ("name", "default")
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let values = [self.name().show(py)?, self.default(py)?];
        show::repr("Parameter", &["name", "default"], &values)
    }
}

/// An example of a check.
#[pyclass(frozen, eq, module = "asepsis")]
#[derive(Clone, PartialEq)]
pub(crate) struct Example(asepsis::checks::Example);

#[pymethods]
impl Example {
    /// What the example shows, in a few words.
    #[getter]
    fn title(&self) -> &str {
        &self.0.title
    }

    /// The text of the input.
    #[getter]
    fn text(&self) -> &str {
        &self.0.text
    }

    /// The expected findings with their lines, from 1; empty if there are none.
    #[getter]
    fn findings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.findings.show(py)
    }

    #[classattr]
    fn __match_args__() -> (&'static str, &'static str, &'static str) {
        ("title", "text", "findings")
    }

    fn __hash__(&self) -> u64 {
        show::hash(&(&self.0.title, &self.0.text))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let values = [self.title().show(py)?, self.findings(py)?];
        show::repr("Example", &["title", "findings"], &values)
    }
}

/// The explanation that the command prints.
fn explained(checks: &[AnyCheck]) -> PyResult<String> {
    guarded(|| {
        let mut text = Vec::new();
        asepsis_cli::write_explanation(checks, &mut text)?;
        Ok(String::from_utf8(text)?)
    })
}

/// The checks with this id, here or in another tool.
pub(crate) fn known_as(id: &str) -> PyResult<Checks> {
    guarded(|| AnyCheck::known_as(id).map(Checks).map_err(raise))
}

/// All checks, by id.
pub(crate) fn all() -> Checks {
    let mut checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
    checks.sort_by(|left, right| left.id().cmp(right.id()));
    Checks(checks)
}

impl Show for Check {
    fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.clone().into_bound_py_any(py)
    }
}
