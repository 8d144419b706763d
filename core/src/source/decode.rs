//! From bytes to text.

use std::borrow::Cow;

use super::{Problem, ProblemCode, Span};

/// Decodes bytes as UTF-8, or as UTF-16 if a byte-order mark says so; the mark is dropped.
///
/// Invalid bytes become U+FFFD, and each run of them is a problem at its position in the decoded
/// text, so that the text before and after it can still be checked.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Vec<Problem>) {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => decode_utf8(rest),
        [0xFF, 0xFE, rest @ ..] => decode_utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => decode_utf16(rest, u16::from_be_bytes),
        _ => decode_utf8(bytes),
    }
}

fn decode_utf8(bytes: &[u8]) -> (Cow<'_, str>, Vec<Problem>) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut problems = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if let Some(byte) = chunk.invalid().first() {
            replace(&mut text, &mut problems, format!("byte 0x{byte:02X} is not valid UTF-8"));
        }
    }
    (Cow::Owned(text), problems)
}

fn decode_utf16(bytes: &[u8], read: fn([u8; 2]) -> u16) -> (Cow<'static, str>, Vec<Problem>) {
    let pairs = bytes.chunks_exact(2);
    let rest = pairs.remainder();
    let mut text = String::with_capacity(bytes.len());
    let mut problems = Vec::new();
    for unit in char::decode_utf16(pairs.filter_map(|pair| pair.try_into().ok()).map(read)) {
        match unit {
            Ok(character) => text.push(character),
            Err(error) => {
                let unit = error.unpaired_surrogate();
                replace(&mut text, &mut problems, format!("unpaired surrogate 0x{unit:04X}"));
            }
        }
    }
    if !rest.is_empty() {
        replace(&mut text, &mut problems, "truncated UTF-16 code unit at the end".to_owned());
    }
    (Cow::Owned(text), problems)
}

fn replace(text: &mut String, problems: &mut Vec<Problem>, message: String) {
    let start = u32::try_from(text.len()).unwrap_or(u32::MAX);
    text.push(char::REPLACEMENT_CHARACTER);
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    problems.push(Problem::new(ProblemCode::Encoding, message).at(Span::new(start, end)));
}

/// Why bytes are not readable text, if they begin like another format: a text in an encoding that
/// YAML and JSON readers do not support, or a compressed file.
pub(crate) fn foreign(bytes: &[u8]) -> Option<Problem> {
    let (code, what) = match bytes {
        [0xFF, 0xFE, 0, 0, ..]
        | [0, 0, 0xFE, 0xFF, ..]
        | [0, 0, 0, 1..=255, ..]
        | [1..=255, 0, 0, 0, ..] => {
            (ProblemCode::Encoding, "text is in UTF-32: only UTF-8 and UTF-16 are supported")
        }
        [0x1F, 0x8B, ..] => (ProblemCode::Binary, "file is compressed with gzip"),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => {
            (ProblemCode::Binary, "file is a zip archive")
        }
        [0x28, 0xB5, 0x2F, 0xFD, ..] => (ProblemCode::Binary, "file is compressed with zstd"),
        [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => {
            (ProblemCode::Binary, "file is compressed with xz")
        }
        [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, ..] => {
            (ProblemCode::Binary, "file is compressed with bzip2")
        }
        _ => return None,
    };
    Some(Problem::new(code, what))
}

/// Text has no NUL bytes, except UTF-16 with a byte-order mark.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    let marked = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let head = bytes.get(..8192).unwrap_or(bytes);
    !marked && head.iter().filter(|byte| **byte == 0).nth(8).is_some()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn marks_are_dropped_and_bad_bytes_are_named() {
        assert_eq!(decode(b"\xEF\xBB\xBFa"), (Cow::Borrowed("a"), vec![]));
        assert_eq!(decode(b"\xFF\xFEa\0b\0").0, "ab");
        assert_eq!(decode(b"\xFE\xFF\0a\0b").0, "ab");
        let (text, problems) = decode(b"caf\xE9: 1");
        assert_eq!(text, "caf\u{FFFD}: 1");
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].span, Some(Span::new(3, 6)));
        assert_eq!(problems[0].message, "byte 0xE9 is not valid UTF-8");
    }

    #[test]
    fn what_was_compressed_or_is_in_utf_32_is_no_text() {
        let foreign_bytes: [&[u8]; 7] = [
            b"\xFF\xFE\0\0k\0\0\0",
            b"\0\0\xFE\xFF\0\0\0k",
            b"k\0\0\0i\0\0\0",
            b"\0\0\0k\0\0\0i",
            b"\x1F\x8B\x08\0",
            b"PK\x03\x04",
            b"\x28\xB5\x2F\xFD\0",
        ];
        for bytes in foreign_bytes {
            assert!(foreign(bytes).is_some(), "{bytes:?}");
        }
        for bytes in [&b"PKI: a"[..], b"BZh: 1", b"\xFF\xFEa\0b\0", b"k\0", b"", b"a: \xFD7zXZ"] {
            assert_eq!(foreign(bytes), None, "{bytes:?}");
        }
    }
}
