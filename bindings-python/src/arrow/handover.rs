//! The PyCapsule interface: Arrow's C structures in Python capsules.

use std::ffi::CStr;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi, to_ffi};
use arrow_array::ffi_stream::{ArrowArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{
    Array, RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray, make_array,
};
use arrow_schema::{ArrowError, DataType, SchemaRef};
use asepsis::Report;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyCapsuleMethods};

use super::columns::{Columns, FINDING, Row, SCHEMA};

const SCHEMA_NAME: &CStr = c"arrow_schema";
const ARRAY_NAME: &CStr = c"arrow_array";
const STREAM_NAME: &CStr = c"arrow_array_stream";
/// The number of findings per batch.
const ROWS: usize = 16_384;

/// The exception for invalid Arrow data.
pub(super) fn failed(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// Rows about files: one `run` for each bundle and each file without a bundle, one `input` for each
/// file, one for each `problem` and for each `finding`. `pyarrow.record_batch`, `polars.DataFrame`,
/// DuckDB and other consumers of Arrow's PyCapsule interface read it without a copy.
#[pyclass(frozen, module = "asepsis")]
pub(crate) struct Batch(pub(super) RecordBatch);

#[pymethods]
impl Batch {
    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.0.schema().fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __len__(&self) -> usize {
        self.0.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("<Batch: {} rows>", self.0.num_rows())
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(&*self.0.schema()).map_err(failed)?;
        PyCapsule::new_with_value(py, schema, SCHEMA_NAME)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        // The interface allows ignoring a requested schema; the consumer has to cast.
        let _ = requested_schema;
        let data = StructArray::from(self.0.clone()).into_data();
        let (array, schema) = to_ffi(&data).map_err(failed)?;
        Ok((
            PyCapsule::new_with_value(py, schema, SCHEMA_NAME)?,
            PyCapsule::new_with_value(py, array, ARRAY_NAME)?,
        ))
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let reader = RecordBatchIterator::new([Ok(self.0.clone())], self.0.schema());
        stream(py, Box::new(reader))
    }
}

/// The findings of a report, in batches.
struct Findings {
    report: Arc<Report>,
    next: usize,
    schema: SchemaRef,
    columns: Vec<usize>,
}

impl Iterator for Findings {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let findings = self.report.findings();
        let end = self.next.saturating_add(ROWS).min(findings.len());
        let rows = findings.get(self.next..end).filter(|rows| !rows.is_empty())?;
        let mut columns = Columns::default();
        for finding in rows {
            columns.push(&Row::of_finding(finding, None));
        }
        self.next = end;
        Some(columns.finish().and_then(|batch| batch.project(&self.columns)))
    }
}

impl RecordBatchReader for Findings {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}

/// The findings of a report as a stream.
pub(crate) fn stream_of(py: Python<'_>, report: Arc<Report>) -> PyResult<Bound<'_, PyCapsule>> {
    let first = SCHEMA.index_of(FINDING).map_err(failed)?;
    let columns: Vec<usize> = (first..SCHEMA.fields().len()).collect();
    let schema = SCHEMA.project(&columns).map_err(failed)?;
    stream(py, Box::new(Findings { report, next: 0, schema: Arc::new(schema), columns }))
}

fn stream(
    py: Python<'_>,
    reader: Box<dyn RecordBatchReader + Send>,
) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), STREAM_NAME)
}

/// The batches of data from another library.
pub(super) fn read(data: &Bound<'_, PyAny>) -> PyResult<Vec<RecordBatch>> {
    if data.hasattr("__arrow_c_array__")? {
        let capsules = data.call_method0("__arrow_c_array__")?;
        let (schema, array): (Bound<'_, PyAny>, Bound<'_, PyAny>) = capsules.extract()?;
        let schema = schema.cast::<PyCapsule>()?.pointer_checked(Some(SCHEMA_NAME))?;
        let array = array.cast::<PyCapsule>()?.pointer_checked(Some(ARRAY_NAME))?;
        // SAFETY: capsules of these names contain these structures, which their producer keeps valid
        // as long as the capsules; both are moved out, so that they are released only once.
        let data = unsafe {
            let schema = FFI_ArrowSchema::from_raw(schema.as_ptr().cast());
            from_ffi(FFI_ArrowArray::from_raw(array.as_ptr().cast()), &schema).map_err(failed)?
        };
        if !matches!(data.data_type(), DataType::Struct(_)) {
            return Err(PyTypeError::new_err("an array has no columns; pass a batch or a table"));
        }
        let array = make_array(data);
        return Ok(vec![RecordBatch::from(array.as_struct())]);
    }
    if data.hasattr("__arrow_c_stream__")? {
        let capsule = data.call_method0("__arrow_c_stream__")?;
        let pointer = capsule.cast::<PyCapsule>()?.pointer_checked(Some(STREAM_NAME))?;
        // SAFETY: as above.
        let reader = unsafe { ArrowArrayStreamReader::from_raw(pointer.as_ptr().cast()) };
        let batches: Result<Vec<_>, _> = reader.map_err(failed)?.collect();
        return batches.map_err(failed);
    }
    let name = data.get_type().name()?.to_string();
    let message = format!("{name} has neither `__arrow_c_array__` nor `__arrow_c_stream__`");
    Err(PyTypeError::new_err(message))
}
