//! `import asepsis`: the library for Python.
//!
//! Everything that is said about a platform comes from the crate `asepsis`, everything about folders
//! and the command from `asepsis-cli`. Here is only what Python's objects look like.

// Documentation is for readers of Python, whose lists are no links.
#![allow(clippy::doc_link_with_quotes, reason = "Python's lists are no links")]
#![allow(clippy::needless_pass_by_value, reason = "what Python hands over is made for the call")]

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
        _fault, api_version_of, check, check_paths, check_resources, checks, explain, main,
        severities,
    };
    #[pymodule_export]
    use crate::handed::{refuse_json, refuse_resource};
    #[pymodule_export]
    use crate::records::{
        Bearings, CheckSummary, Control, Covered, Edit, Embedded, Finding, Fix, Input, LeftOut,
        Location, Policy, Position, Problem, Redacted, Redaction, Refused, RelatedLocation,
        Resource, ResourceName, Summary, Suppressed, Suppression, Suppressions, Tool, UnknownPlace,
    };
    #[pymodule_export]
    use crate::report::Report;
    #[pymodule_export]
    use crate::sequences::{Findings, FindingsIterator};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
