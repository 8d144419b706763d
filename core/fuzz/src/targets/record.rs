//! Reports that are read back: a baseline, or what another program kept.

use asepsis::Report;

use super::written;

/// What can be read can be written in every form, whatever it says.
pub(super) fn ask(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match Report::from_json(&text) {
        Ok(report) => drop(written::holds(&report)),
        Err(error) => drop((error.to_string(), error.hint())),
    }
}
