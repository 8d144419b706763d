//! Reports that are read back, for example a baseline.

use asepsis::Report;

use super::written;

/// A report that can be read can be written in every format.
pub(super) fn ask(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match Report::from_json(&text) {
        Ok(report) => drop(written::check(&report)),
        Err(error) => drop((error.to_string(), error.hint())),
    }
}
