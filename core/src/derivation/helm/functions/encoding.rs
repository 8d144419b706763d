//! Functions that encode, decode and hash.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

use super::Parameter::Text as Str;
use super::origins::{computed, decoded};
use super::signature::fixed;
use super::{Arguments, Function, Outcome};

pub(super) const FUNCTIONS: &[Function] = &[
    fixed("adler32sum", &[Str], |arguments| {
        computed(adler32(arguments.text(0).as_str()).to_string(), arguments)
    }),
    fixed("b32dec", &[Str], |arguments| from_base(arguments, "base32", decode_base32)),
    fixed("b32enc", &[Str], |arguments| {
        computed(encode_base32(arguments.text(0).as_str().as_bytes()), arguments)
    }),
    fixed("b64dec", &[Str], |arguments| from_base(arguments, "base64", decode_base64)),
    fixed("b64enc", &[Str], |arguments| {
        computed(STANDARD.encode(arguments.text(0).as_str()), arguments)
    }),
    fixed("sha1sum", &[Str], hash::<Sha1>),
    fixed("sha256sum", &[Str], hash::<Sha256>),
    fixed("sha512sum", &[Str], hash::<Sha512>),
];

fn hash<H: Digest>(arguments: &Arguments) -> Outcome {
    let hash = H::digest(arguments.text(0).as_str());
    let mut digits = String::with_capacity(hash.len() * 2);
    for byte in hash {
        let _ = write!(digits, "{byte:02x}");
    }
    computed(digits, arguments)
}

fn adler32(text: &str) -> u32 {
    const MODULUS: u32 = 65_521;
    let add = |(low, high): (u32, u32), byte: u8| {
        let low = (low + u32::from(byte)) % MODULUS;
        (low, (high + low) % MODULUS)
    };
    let (low, high) = text.bytes().fold((1, 0), add);
    high << 16 | low
}

/// A text that was decoded. In place of one that cannot be, Sprig returns the error.
fn from_base(
    arguments: &Arguments,
    name: &str,
    decode: impl Fn(&[u8]) -> Result<Vec<u8>, usize>,
) -> Outcome {
    match decode(arguments.text(0).as_str().as_bytes()) {
        Ok(bytes) => decoded(bytes, arguments),
        Err(at) => computed(illegal_data(name, at), arguments),
    }
}

/// What Go says of data that cannot be decoded.
pub(super) fn illegal_data(name: &str, at: usize) -> String {
    format!("illegal {name} data at input byte {at}")
}

/// The bits of a character of base 64.
fn bits64(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

/// Decodes base 64, or says where it is wrong. Line breaks do not count; the last bits may be any.
pub(super) fn decode_base64(text: &[u8]) -> Result<Vec<u8>, usize> {
    let mut digits = Vec::with_capacity(text.len());
    let mut all = text.iter().enumerate().filter(|(_, byte)| !matches!(byte, b'\r' | b'\n'));
    let mut padding = None;
    for (at, byte) in all.by_ref() {
        match bits64(*byte) {
            Some(bits) => digits.push(bits),
            None if *byte == b'=' && digits.len() % 4 >= 2 => {
                padding = Some(at);
                break;
            }
            None => return Err(at),
        }
    }
    let last = digits.len() % 4;
    if padding.is_none() && last > 0 {
        return Err(text.len() - last);
    }
    if padding.is_some() && last == 2 {
        match all.next() {
            Some((_, b'=')) => {}
            Some((at, _)) => return Err(at - 1),
            None => return Err(text.len()),
        }
    }
    match all.next() {
        Some((at, _)) => Err(at),
        None => Ok(assembled(&digits, 6)),
    }
}

/// Bytes from digits of a number of bits; what is left of the last digit is dropped.
fn assembled(digits: &[u8], width: u32) -> Vec<u8> {
    let (mut bytes, mut pending, mut count) = (Vec::with_capacity(digits.len()), 0_u32, 0);
    for digit in digits {
        pending = pending << width | u32::from(*digit);
        count += width;
        if count >= 8 {
            count -= 8;
            bytes.extend(u8::try_from(pending >> count & 0xFF));
            pending &= (1 << count) - 1;
        }
    }
    bytes
}

const ALPHABET32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

fn encode_base32(bytes: &[u8]) -> String {
    let mut encoded = String::with_capacity(bytes.len().div_ceil(5) * 8);
    for group in bytes.chunks(5) {
        let bits = group.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        let bits = bits << (8 * (5 - group.len()));
        for at in 0..8 {
            let digit = (bits >> (35 - 5 * at) & 31) as usize;
            let is_padding = at * 5 >= group.len() * 8;
            let letter = ALPHABET32.get(digit).filter(|_| !is_padding);
            encoded.push(letter.map_or('=', |letter| char::from(*letter)));
        }
    }
    encoded
}

/// Decodes base 32, or says where it is wrong, without line breaks.
fn decode_base32(text: &[u8]) -> Result<Vec<u8>, usize> {
    let text: Vec<u8> = text.iter().copied().filter(|byte| !b"\r\n".contains(byte)).collect();
    let mut digits = Vec::with_capacity(text.len());
    for (at, byte) in text.iter().enumerate() {
        let (last, left) = (digits.len() % 8, text.len() - at - 1);
        if *byte == b'=' && last >= 2 && left < 8 {
            check_padding(&text, at, last)?;
            return Ok(assembled(&digits, 5));
        }
        let digit = ALPHABET32.iter().position(|letter| letter == byte).ok_or(at)?;
        digits.extend(u8::try_from(digit));
    }
    match digits.len() % 8 {
        0 => Ok(assembled(&digits, 5)),
        last => Err(text.len() - last),
    }
}

/// Checks the padding of base 32 from a position on, after some digits of a group.
fn check_padding(text: &[u8], at: usize, last: usize) -> Result<(), usize> {
    let rest = text.get(at + 1..).unwrap_or_default();
    if rest.len() + last < 7 {
        return Err(text.len());
    }
    if let Some(wrong) = rest.iter().take(7 - last).position(|byte| *byte != b'=') {
        return Err(at + wrong);
    }
    if matches!(last, 3 | 6) { Err(at) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::seen::check;

    // Seen in Sprig 3.3.0.
    #[test]
    fn texts_are_encoded_and_decoded() {
        check(
            r#"
            adler32sum "abc" => "38600999"
            adler32sum "" => "1"
            b32enc "" => ""
            b32enc "a" => "ME======"
            b32enc "ab" => "MFRA===="
            b32enc "abc" => "MFRGG==="
            b32enc "abcd" => "MFRGGZA="
            b32enc "abcde" => "MFRGGZDF"
            b32enc "foobar é" => "MZXW6YTBOIQMHKI="
            b32dec "MFRGGZDF" => "abcde"
            b32dec "MFRG\nGZA=" => "abcd"
            b32dec "ME======" => "a"
            b32dec "ME=====" => "illegal base32 data at input byte 7"
            b32dec "ME" => "illegal base32 data at input byte 0"
            b32dec "ME=====A" => "illegal base32 data at input byte 6"
            b32dec "MFR=====" => "illegal base32 data at input byte 3"
            b32dec "mfrgg" => "illegal base32 data at input byte 0"
            b32dec "" => ""
            b32dec "=" => "illegal base32 data at input byte 0"
            b32dec "MFRGGZDFMFRGGZDF1" => "illegal base32 data at input byte 16"
            b64enc "hello é" => "aGVsbG8gw6k="
            b64enc "" => ""
            b64dec "aGVsbG8=" => "hello"
            b64dec "aGVs\nbG8=\n" => "hello"
            b64dec "aGVsbG8" => "illegal base64 data at input byte 4"
            b64dec "aGVsbG8==" => "illegal base64 data at input byte 8"
            b64dec "aGVsbA=" => "illegal base64 data at input byte 7"
            b64dec "aGVsbA=\n" => "illegal base64 data at input byte 8"
            b64dec "aGVsbA=x" => "illegal base64 data at input byte 6"
            b64dec "aGVsbA==x" => "illegal base64 data at input byte 8"
            b64dec "aGVsbB==" => "hell"
            b64dec "a" => "illegal base64 data at input byte 0"
            b64dec "=" => "illegal base64 data at input byte 0"
            b64dec "a=bc" => "illegal base64 data at input byte 1"
            b64dec "hello world" => "illegal base64 data at input byte 5"
            b64dec "abc\n" => "illegal base64 data at input byte 1"
            b64dec "aGVsbG9oZWxsb2hlbGxv*aaa" => "illegal base64 data at input byte 20"
            b64dec "" => ""
            sha1sum "abc" => "a9993e364706816aba3e25717850c26c9cd0d89d"
            sha256sum "abc" => "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            sha512sum "" => "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"
            "#,
        );
    }
}
