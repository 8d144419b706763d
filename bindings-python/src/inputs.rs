//! Values passed from Python, as inputs of the library.

use asepsis::Input;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyMapping, PyMemoryView, PyString};

use crate::failure::raise;
use crate::handed::{is_resource, no_text, wrong_argument};

/// A text, or texts by name, some of which are read for their values only, and some of which were
/// named explicitly.
pub(crate) fn texts(
    source: &Bound<'_, PyAny>,
    name: Option<&str>,
    context: Option<&Bound<'_, PyAny>>,
    named: Option<&Bound<'_, PyAny>>,
) -> PyResult<Vec<Input>> {
    let mut inputs = given(source, name)?;
    let texts = |what, paths: Option<&Bound<'_, PyAny>>| {
        paths.map(|paths| path_texts(what, paths)).transpose().map(Option::unwrap_or_default)
    };
    Input::mark_context(&mut inputs, texts("context", context)?).map_err(raise)?;
    Input::mark_named(&mut inputs, texts("named", named)?).map_err(raise)?;
    Ok(inputs)
}

fn given(source: &Bound<'_, PyAny>, name: Option<&str>) -> PyResult<Vec<Input>> {
    if let Some(bytes) = bytes(source)? {
        let input = match name {
            Some(name) => Input::text(name, bytes).named(),
            None => Input::unnamed_text(bytes).map_err(raise)?,
        };
        return Ok(vec![input]);
    }
    let Ok(texts) = source.cast::<PyMapping>() else { return Err(no_text(source)) };
    if is_resource(texts)? {
        return Err(no_text(source));
    }
    let mut inputs = Vec::with_capacity(texts.len()?);
    for item in texts.items()?.iter() {
        let (path, content) = item.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>()?;
        let content = bytes(&content)?.ok_or_else(|| no_text(&content))?;
        inputs.push(Input::text(path_text(&path)?, content));
    }
    Ok(inputs)
}

/// The name given for an input.
pub(crate) fn name_of(name: Option<&Bound<'_, PyAny>>) -> PyResult<Option<String>> {
    name.map(|name| name.extract().map_err(|_| wrong_argument("name", name))).transpose()
}

/// Resources built in code.
pub(crate) fn resources(resources: &Bound<'_, PyAny>, name: Option<&str>) -> PyResult<Input> {
    let py = resources.py();
    let json = py.import("asepsis._resources")?.getattr("to_json")?.call1((resources,))?;
    let name = name.unwrap_or(Input::RESOURCES);
    let failed = |error: serde_json::Error| {
        let message = error.to_string();
        raise(asepsis::Error::object(name, message))
    };
    let value: serde_json::Value = serde_json::from_str(json.extract::<&str>()?).map_err(failed)?;
    Input::object(name, &value).map_err(raise)
}

/// The bytes of a text; `None` for any other value.
fn bytes(source: &Bound<'_, PyAny>) -> PyResult<Option<Vec<u8>>> {
    if let Ok(text) = source.cast::<PyString>() {
        if let Ok(text) = text.to_str() {
            return Ok(Some(text.as_bytes().to_vec()));
        }
        // A lone surrogate is invalid; the report contains its location.
        let bytes = text.call_method1("encode", ("utf-8", "surrogatepass"))?;
        return Ok(Some(bytes.cast::<PyBytes>()?.as_bytes().to_vec()));
    }
    if let Ok(bytes) = source.cast::<PyBytes>() {
        return Ok(Some(bytes.as_bytes().to_vec()));
    }
    let is_bytes =
        source.is_instance_of::<PyByteArray>() || source.is_instance_of::<PyMemoryView>();
    if is_bytes {
        let bytes = source.py().get_type::<PyBytes>().call1((source,))?;
        return Ok(Some(bytes.cast::<PyBytes>()?.as_bytes().to_vec()));
    }
    Ok(None)
}

/// The name of a file, with `/` as separator.
fn path_text(path: &Bound<'_, PyAny>) -> PyResult<String> {
    if path.is_instance_of::<PyString>() {
        return path.extract();
    }
    let pure = path.py().import("pathlib")?.getattr("PurePath")?.call1((path,));
    let path = pure.map_err(|_| wrong_argument("file name", path))?;
    path.call_method0("as_posix")?.extract()
}

/// The name of one file, or of several.
pub(crate) fn path_texts(what: &'static str, paths: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    if paths.is_instance_of::<PyString>() || paths.hasattr("__fspath__")? {
        return Ok(vec![path_text(paths)?]);
    }
    let all = paths.try_iter().map_err(|_| wrong_argument(what, paths))?;
    all.map(|path| path_text(&path?)).collect()
}
