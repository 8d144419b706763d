//! Values of the library as Python objects.

use std::collections::BTreeMap;
use std::sync::Arc;

use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};

/// Converts a value of the library to an immutable Python object.
pub(crate) trait Show {
    /// The object.
    fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>>;
}

macro_rules! as_it_is {
    ($($kind:ty),+) => { $(
        impl Show for $kind {
            fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                self.into_bound_py_any(py)
            }
        }
    )+ };
}

macro_rules! texts {
    ($($kind:ty),+) => { $(
        impl Show for $kind {
            fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                Ok(PyString::new(py, self).into_any())
            }
        }
    )+ };
}

/// Enumerations, spelt as in the report's JSON.
macro_rules! words {
    ($($kind:ty),+) => { $(
        impl Show for $kind {
            fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                let word = serde_json::to_value(self).ok();
                let word = word.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
                Ok(PyString::intern(py, word).into_any())
            }
        }
    )+ };
}

as_it_is!(bool, u32, u64, i64, usize);
texts!(&str, String, Arc<str>, Box<str>);
words!(
    asepsis::Verdict,
    asepsis::Severity,
    asepsis::Confidence,
    asepsis::InputStatus,
    asepsis::ControlStatus,
    asepsis::model::Technology,
    asepsis::report::InputKind,
    asepsis::report::LeftOutKind,
    asepsis::report::SuppressionOrigin,
    asepsis::report::ProblemCode,
    asepsis::report::Role
);

impl<T: Show> Show for Option<T> {
    fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.as_ref().map_or_else(|| Ok(py.None().into_bound(py)), |value| value.show(py))
    }
}

impl<T: Show> Show for Box<T> {
    fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        (**self).show(py)
    }
}

impl<T: Show> Show for Arc<T> {
    fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        (**self).show(py)
    }
}

impl<T: Show> Show for Arc<[T]> {
    fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let shown: PyResult<Vec<_>> = self.iter().map(|value| value.show(py)).collect();
        Ok(PyTuple::new(py, shown?)?.into_any())
    }
}

impl<T: Show> Show for Vec<T> {
    fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let shown: PyResult<Vec<_>> = self.iter().map(|value| value.show(py)).collect();
        Ok(PyTuple::new(py, shown?)?.into_any())
    }
}

impl<A: Show, B: Show> Show for (A, B) {
    fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok((self.0.show(py)?, self.1.show(py)?).into_pyobject(py)?.into_any())
    }
}

impl<K: Show, V: Show> Show for BTreeMap<K, V> {
    fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let shown = PyDict::new(py);
        for (key, value) in self {
            shown.set_item(key.show(py)?, value.show(py)?)?;
        }
        read_only(&shown)
    }
}

/// A view of a dict through which it cannot be changed.
pub(crate) fn read_only<'py>(dict: &Bound<'py, PyDict>) -> PyResult<Bound<'py, PyAny>> {
    dict.py().import("types")?.getattr("MappingProxyType")?.call1((dict,))
}

/// The result of `json.loads`.
pub(crate) fn loads<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.getattr("loads")?.call1((json,))
}

/// `Name(field=value, ...)`, without empty fields.
pub(crate) fn repr(name: &str, fields: &[&str], values: &[Bound<'_, PyAny>]) -> PyResult<String> {
    let mut shown = Vec::with_capacity(fields.len());
    for (field, value) in fields.iter().zip(values) {
        let is_empty = value.is_none() || value.len().is_ok_and(|length| length == 0);
        if !is_empty {
            shown.push(format!("{field}={}", value.repr()?));
        }
    }
    Ok(format!("{name}({})", shown.join(", ")))
}

/// The JSON of a part of a report.
pub(crate) fn json(value: &impl serde::Serialize) -> String {
    // INVARIANT: no member of a report is of a type that JSON lacks.
    asepsis::internal::report::json_text(value)
}

/// A number that is the same for equal values.
pub(crate) fn hash(value: &impl serde::Serialize) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    json(value).hash(&mut hasher);
    hasher.finish()
}

/// As one line of text.
pub(crate) fn line(value: &impl std::fmt::Display) -> String {
    value.to_string()
}
