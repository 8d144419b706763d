//! Fingerprints: identities of findings that survive edits elsewhere in the file.
//!
//! A fingerprint is computed from a check, a subject and a logical path. Findings with the same
//! ones are distinguished by the file and their number in it, so that fingerprints are unique in a
//! report.

mod content;
mod equals;
mod path;
mod subject;

use sha2::{Digest, Sha256};

use super::known::Scalars;
use crate::checks::About;
use crate::engine::{Finding, Walk};
use content::Contents;
pub(super) use equals::tell_apart;
use subject::{Enclosing, Key, Subject};

/// Bytes of the hash that are kept: 96 bits distinguish a billion findings.
const BYTES: usize = 12;

/// Computes the fingerprints of a run; common parts are computed once.
pub(super) struct Prints<'w, 'p> {
    walk: &'w Walk<'p>,
    contents: Contents<'w, 'p>,
    enclosing: Enclosing,
    /// The subject of the previous finding.
    subject: Option<Subject<'w>>,
}

impl<'w, 'p> Prints<'w, 'p> {
    pub(super) fn new(walk: &'w Walk<'p>, scalars: &'w Scalars) -> Self {
        let (contents, enclosing) = (Contents::new(walk, scalars), Enclosing::default());
        Self { walk, contents, enclosing, subject: None }
    }

    /// The fingerprint of a finding, before equal ones are made distinct.
    pub(super) fn of(&mut self, check: &str, finding: &Finding) -> Box<str> {
        let walk = self.walk;
        let key = Key::of(walk, &mut self.enclosing, finding);
        let known = self.subject.take().filter(|known| known.is(&key));
        let subject = self.subject.insert(known.unwrap_or_else(|| Subject::new(walk, key)));
        let mut members = Vec::with_capacity(256);
        let mut member = |text: &[u8]| push(&mut members, text);
        member(check.as_bytes());
        member(subject.identity());
        if let About::Subject(what) = &finding.failure.details().about {
            member(what.as_bytes());
        } else if subject.has_places() {
            // The path of an alias, or of a setting of the pod, does not name the container.
            let container = finding.container_name();
            let container = container.filter(|_| !path::is_in_container(walk, finding));
            member(container.unwrap_or_default().as_bytes());
            let spot = &finding.failure.spot;
            for step in path::logical(walk, subject, &mut self.contents, spot) {
                member(step.as_bytes());
            }
        }
        hex(&Sha256::digest(members))
    }
}

/// A digest of texts, in the form of a fingerprint.
pub(super) fn digest<'t>(texts: impl IntoIterator<Item = &'t str>) -> Box<str> {
    let mut members = Vec::new();
    texts.into_iter().for_each(|text| push(&mut members, text.as_bytes()));
    hex(&Sha256::digest(members))
}

/// Adds a text with its length first, in one byte if it fits, so that different lists of texts
/// never give the same bytes.
fn push(members: &mut Vec<u8>, text: &[u8]) {
    match u8::try_from(text.len()) {
        Ok(length) if length < u8::MAX => members.push(length),
        _ => {
            members.push(u8::MAX);
            members.extend((text.len() as u64).to_le_bytes());
        }
    }
    members.extend(text);
}

fn hex(hash: &[u8]) -> Box<str> {
    let mut text = String::with_capacity(2 * BYTES);
    for byte in hash.iter().take(BYTES) {
        let digits = [byte >> 4, byte & 0xF].map(u32::from);
        text.extend(digits.iter().filter_map(|digit| char::from_digit(*digit, 16)));
    }
    text.into()
}
