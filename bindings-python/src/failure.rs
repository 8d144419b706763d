//! Errors as Python exceptions.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use asepsis_cli::Failure;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// The exception for an invalid request.
pub(crate) fn raise(failure: impl Into<Failure>) -> PyErr {
    let failure = failure.into();
    exception(failure.code(), &failure.to_string(), failure.hint())
}

/// The exception for text that is not part of a report.
pub(crate) fn not_ours(error: &serde_json::Error) -> PyErr {
    raise(asepsis::Error::Report(error.to_string()))
}

/// Runs a function; a panic in the library becomes an `InternalError`.
pub(crate) fn guarded<T>(work: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Err(internal(&*panic)))
}

/// The exception for a panic in the library.
pub(crate) fn internal(panic: &(dyn Any + Send)) -> PyErr {
    let said = panic.downcast_ref::<&str>().copied();
    let said = said.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    raise(asepsis::Error::Internal(said.unwrap_or(asepsis::Error::OWN_FAULT).to_owned()))
}

/// The exception for an error code; its class is defined in Python.
fn exception(code: &str, message: &str, hint: Option<String>) -> PyErr {
    Python::attach(|py| {
        let made = || -> PyResult<PyErr> {
            let class = py.import("asepsis._errors")?.getattr("class_of")?.call1((code,))?;
            let arguments = PyTuple::new(
                py,
                [
                    message.into_pyobject(py)?.into_any(),
                    code.into_pyobject(py)?.into_any(),
                    hint.into_pyobject(py)?.into_any(),
                ],
            )?;
            Ok(PyErr::from_value(class.call1(arguments)?))
        };
        made().unwrap_or_else(|error| error)
    })
}
