//! Other forms of a secret: escaped or encoded, and the content that it encodes.

use std::fmt::Write as _;
use std::ops::Range;

use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::engine::{DecodePaddingMode, Engine};

/// Shorter runs of base64 characters are words.
const SHORTEST_RUN: usize = 12;

const RELAXED: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_allow_trailing_bits(true)
    .with_decode_padding_mode(DecodePaddingMode::Indifferent);
const PLAIN: GeneralPurpose = GeneralPurpose::new(&STANDARD, RELAXED);
const FOR_URLS: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, RELAXED);

/// Other notations of a text: with escapes, in a URL, in a pointer.
pub(super) fn written(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut add = |other: String| {
        if other != text {
            found.push(other);
        }
    };
    if text.chars().any(|letter| matches!(letter, '"' | '\\') || letter.is_control()) {
        let quoted = serde_json::to_string(text).unwrap_or_default();
        add(quoted.trim_matches('"').to_owned());
    }
    if !text.is_ascii() {
        add(with_escapes(text));
    }
    if text.contains('\'') {
        add(text.replace('\'', "''"));
    }
    if text.contains(['~', '/']) {
        add(text.replace('~', "~0").replace('/', "~1"));
    }
    if text.bytes().any(|byte| !is_unreserved(byte)) {
        add(percent_encoded(text));
    }
    found
}

/// The text that base64 or percent-encoding contains.
pub(super) fn plain(text: &str) -> impl Iterator<Item = String> {
    let of_url = text.contains('%').then(|| percent_decoded(text));
    of_url.into_iter().chain(decoded(text)).filter(move |plain| plain != text)
}

/// A value in base64 as text, where it is text.
pub(super) fn decoded(value: &str) -> Option<String> {
    let value: String = value.split_ascii_whitespace().collect();
    let text = String::from_utf8(PLAIN.decode(value).ok()?).ok()?;
    let is_text = |letter: char| !letter.is_control() || letter.is_whitespace();
    (!text.is_empty() && text.chars().all(is_text)).then_some(text)
}

/// Runs of a text that may be base64, each with the decoded text. A run may lack its beginning.
pub(super) fn hidden(text: &str) -> impl Iterator<Item = (Range<usize>, Vec<u8>)> {
    runs(text).flat_map(|range| {
        let run = text.get(range.clone()).unwrap_or_default();
        let run = run.trim_end_matches('=');
        let engine = if run.contains(['-', '_']) { &FOR_URLS } else { &PLAIN };
        let from = move |start: usize| {
            let rest = run.get(start..)?;
            // A single character is not significant.
            let rest = if rest.len() % 4 == 1 { rest.get(..rest.len() - 1)? } else { rest };
            Some((range.clone(), engine.decode(rest).ok()?))
        };
        (0..4).filter_map(from).collect::<Vec<_>>()
    })
}

fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let belongs = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/-_=".contains(byte);
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes.get(at..)?.iter().position(belongs)?;
        let rest = bytes.get(start..)?;
        at = start + rest.iter().position(|byte| !belongs(byte)).unwrap_or(rest.len());
        Some(start..at)
    })
    .filter(move |run| {
        let of = |is: fn(&u8) -> bool| bytes.get(run.clone()).is_some_and(|run| run.iter().any(is));
        run.len() >= SHORTEST_RUN && (of(u8::is_ascii_uppercase) || of(u8::is_ascii_digit))
    })
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if is_unreserved(byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

fn percent_decoded(text: &str) -> String {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut bytes = text.bytes();
    let mut plain = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        let mut ahead = bytes.clone();
        let pair = ahead.next().and_then(digit).zip(ahead.next().and_then(digit));
        match pair.filter(|_| byte == b'%') {
            Some((high, low)) => {
                plain.push(high * 16 + low);
                bytes = ahead;
            }
            None => plain.push(byte),
        }
    }
    String::from_utf8(plain).unwrap_or_default()
}

/// A text with non-ASCII characters as `\u00e9`.
fn with_escapes(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() * 2);
    for letter in text.chars() {
        if letter.is_ascii() {
            escaped.push(letter);
        } else {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        }
    }
    escaped
}
