//! The files of an archive.

#[cfg(feature = "charts")]
mod unpack;

use std::collections::BTreeMap;

use super::Problem;
#[cfg(feature = "charts")]
pub(crate) use unpack::unpack;

/// The files of an archive by their paths, and what was not unpacked.
#[derive(Debug, Default)]
pub(crate) struct Unpacked {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    pub(crate) problems: Vec<Problem>,
    /// The unpacked size, with what is between the files.
    pub(crate) size: u64,
}
