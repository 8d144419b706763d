//! Values passed from Python: their types, and the errors for values that cannot be checked.

use asepsis::{Error, Handed, names_a_resource};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyMapping, PyString, PyTuple};

use crate::failure::raise;

/// The exception for a value passed instead of texts.
pub(crate) fn no_text(value: &Bound<'_, PyAny>) -> PyErr {
    raise(Error::no_text(&type_name(value), handed(value)))
}

/// The exception for a value passed instead of paths.
pub(crate) fn no_path(value: &Bound<'_, PyAny>) -> PyErr {
    let handed = match handed(value) {
        promise @ Handed::Promise => promise,
        _ if value.is_instance_of::<PyMapping>() => Handed::Texts("check"),
        _ => Handed::Other,
    };
    raise(Error::no_path(&type_name(value), handed))
}

/// The exception for a value passed instead of resources.
#[pyfunction]
#[pyo3(signature = (value, /))]
pub(crate) fn refuse_resource(value: &Bound<'_, PyAny>) -> PyResult<()> {
    let handed = match handed(value) {
        path @ Handed::Path(_) => path,
        promise @ Handed::Promise => promise,
        _ if is_text(value) => Handed::Texts("check"),
        _ => Handed::Other,
    };
    Err(raise(Error::no_resource(asepsis::Input::RESOURCES, &type_name(value), handed)))
}

/// The exception for resources that cannot be represented in JSON, with the reason.
#[pyfunction]
#[pyo3(signature = (why, /))]
pub(crate) fn refuse_json(why: &str) -> PyResult<()> {
    Err(raise(Error::object(asepsis::Input::RESOURCES, why)))
}

/// The exception for an argument of the wrong type.
pub(crate) fn wrong_argument(argument: &'static str, value: &Bound<'_, PyAny>) -> PyErr {
    raise(Error::wrong_argument(argument, &type_name(value)))
}

/// Whether the keys of a mapping are the members of one resource.
pub(crate) fn is_resource(mapping: &Bound<'_, PyMapping>) -> PyResult<bool> {
    let keys: Vec<String> = mapping.keys()?.iter().filter_map(|key| key.extract().ok()).collect();
    Ok(names_a_resource(keys.iter().map(String::as_str)))
}

/// The category of a value, which decides the error message.
fn handed(value: &Bound<'_, PyAny>) -> Handed<'static> {
    let has = |name: &str| value.hasattr(name).is_ok_and(|has| has);
    if has("__fspath__") {
        return Handed::Path(Some("check_paths"));
    }
    if has("__await__") {
        return Handed::Promise;
    }
    if has("read") {
        return Handed::Unread;
    }
    if has("geturl") {
        return Handed::Address;
    }
    if is_resource_of_client(value) || is_whole(value) {
        return Handed::Resource("check_resources");
    }
    if !value.is_instance_of::<PyList>() && !value.is_instance_of::<PyTuple>() {
        return Handed::Other;
    }
    match value.get_item(0) {
        Ok(first) if is_text(&first) || first.is_instance_of::<PyTuple>() => Handed::Unnamed,
        Ok(first) if first.hasattr("__fspath__").is_ok_and(|is| is) => {
            Handed::Path(Some("check_paths"))
        }
        Ok(first) if is_resource_of_client(&first) || is_whole(&first) => {
            Handed::Resource("check_resources")
        }
        _ => Handed::Other,
    }
}

fn is_text(value: &Bound<'_, PyAny>) -> bool {
    value.is_instance_of::<PyString>() || value.is_instance_of::<PyBytes>()
}

fn is_whole(value: &Bound<'_, PyAny>) -> bool {
    value.cast::<PyMapping>().is_ok_and(|mapping| is_resource(mapping).is_ok_and(|is| is))
}

/// Whether a value is an object of the official Kubernetes client.
fn is_resource_of_client(value: &Bound<'_, PyAny>) -> bool {
    let of = value.get_type();
    ["openapi_types", "attribute_map"].iter().all(|name| of.hasattr(*name).is_ok_and(|has| has))
}

fn type_name(value: &Bound<'_, PyAny>) -> String {
    value.get_type().name().map_or_else(|_| String::new(), |name| name.to_string())
}
