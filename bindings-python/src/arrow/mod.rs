//! Import of files and export of findings by Arrow's PyCapsule interface, without copies.

mod columns;
mod fleet;
mod handover;

pub(crate) use fleet::check_batch;
pub(crate) use handover::{Batch, stream_of};
