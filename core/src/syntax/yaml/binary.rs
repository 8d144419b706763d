//! Base64 of `!!binary`, as the reference decodes it.

/// The decoded text; bytes that are not UTF-8 become U+FFFD, one each, as in the JSON of the
/// reference. `None` if it is not base64.
pub(super) fn decode(encoded: &str) -> Option<String> {
    let digits: Vec<u8> = encoded.bytes().filter(|byte| !matches!(byte, b'\n' | b'\r')).collect();
    let padding = digits.iter().rev().take_while(|digit| **digit == b'=').count();
    let digits = digits.get(..digits.len() - padding)?;
    if padding > 2 || (digits.len() + padding) % 4 != 0 {
        return None;
    }
    let mut bytes = Vec::with_capacity(digits.len());
    for group in digits.chunks(4) {
        let mut value = 0;
        for digit in group {
            value = (value << 6) | sextet(*digit)?;
        }
        value <<= 6 * (4 - group.len());
        let [_, first, second, third] = value.to_be_bytes();
        bytes.extend([first, second, third].iter().take(group.len() - 1));
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
    Some(text)
}

fn sextet(digit: u8) -> Option<u32> {
    let value = match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}
