//! `import asepsis`: the library for Python.
//!
//! All results come from the crate `asepsis`, the walk of folders and the command from `asepsis-cli`.
//! This crate only defines the Python objects.

// The documentation is for Python, where brackets are lists and not links.
#![allow(clippy::doc_link_with_quotes, reason = "brackets are Python lists")]
#![allow(clippy::needless_pass_by_value, reason = "arguments from Python are owned by the call")]

mod arrow;
mod checker;
mod declared;
mod failure;
mod functions;
mod handed;
mod inputs;
mod records;
mod report;
mod run;
mod sequences;
mod settings;
mod show;

use pyo3::prelude::*;

/// The part of `asepsis` that is written in Rust; import `asepsis` instead.
#[pymodule(gil_used = false)]
mod _asepsis {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::arrow::Batch;
    #[pymodule_export]
    use crate::checker::Checker;
    #[pymodule_export]
    use crate::declared::{Check, Checks, Equivalent, Example, Parameter};
    #[pymodule_export]
    use crate::functions::{
        _fault, api_version_of, check, check_paths, check_resources, checks, explain, main, render,
        render_paths, severities,
    };
    #[pymodule_export]
    use crate::handed::{refuse_json, refuse_resource};
    #[pymodule_export]
    use crate::records::{
        Bearings, CheckSummary, Control, Covered, Edit, Embedded, Finding, Fix, Input, LeftOut,
        Location, Policy, Position, Problem, Redacted, Redaction, Refused, RelatedLocation,
        RenderedEnvironment, RenderedOrigin, Rendering, Resource, ResourceName, Summary,
        Suppressed, Suppression, Suppressions, Tool, UnknownPlace,
    };
    #[pymodule_export]
    use crate::report::{Audit, Report};
    #[pymodule_export]
    use crate::sequences::{Findings, FindingsIterator};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
