//! YAML, JSON and TOML of values, as Helm writes and reads them, with the origin of each byte.

mod emitter;
mod json;
mod json_fault;
mod numbers;
mod object;
mod order;
mod parsed;
mod read;
mod style;
#[cfg(test)]
mod tests;
mod timestamp;
mod toml;
mod write;

use super::fault::Cause;
use super::origin::Trace;
use crate::tree::Made;

pub(super) use json::{Notation, to_json};
pub(super) use parsed::{copied, from_json, from_yaml};
pub(super) use read::values_of;
pub(super) use toml::to_toml;
pub(super) use write::{to_yaml, to_yaml_pretty};

/// Maximum nesting of a value.
const DEPTH: usize = 100;

/// Why a value cannot be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Failure {
    /// The reference cannot write it either, and says this.
    Unsupported(String),
    /// It is nested deeper than the limit.
    TooDeep,
}

impl From<Failure> for Cause {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Unsupported(message) => message.into(),
            Failure::TooDeep => format!("a value is nested deeper than {DEPTH} levels").into(),
        }
    }
}

/// The origin of what is written around a value: quotes, indentation, line breaks.
fn around(trace: &Trace) -> Trace {
    let mut trace = trace.clone();
    if trace.made == Made::Copied {
        trace.from.bytes = (trace.from.bytes.0, trace.from.bytes.0);
    }
    trace
}
