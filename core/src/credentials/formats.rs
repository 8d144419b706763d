//! Secrets that are recognised by their format, independent of their key.

mod table;
mod webhooks;

use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};

use table::{Alphabet, FORMATS, Format, Proof};

/// A secret of a published format.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Known {
    pub(super) name: &'static str,
    pub(super) range: Range<usize>,
    /// A test key, or one that its vendor calls publishable.
    pub(super) doubtful: bool,
}

/// The length of the shortest format: shorter values are skipped.
const SHORTEST: usize = 20;

/// The first known secret that begins at or after this byte.
pub(super) fn find(text: &str, from: usize) -> Option<Known> {
    let bytes = text.as_bytes();
    // The shortest format does not fit after this position.
    let end = (bytes.len() + 2).checked_sub(SHORTEST)?;
    let pairs = bytes.get(from..end)?.windows(2).enumerate();
    pairs
        .filter(|(_, pair)| matches!(pair, [byte, next] if may_begin(*byte, *next)))
        .map(|(offset, _)| from + offset)
        .filter(|at| has_mark_within(bytes, *at) || !follows_word(bytes, *at))
        .find_map(|at| known_at(text, at))
}

/// Whether the marker of a format that has a part before its marker is here.
fn has_mark_within(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at), Some(b':' | b'.' | b'Q'))
}

/// Whether the byte before this one belongs to the same word.
fn follows_word(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    before.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}

/// For each first byte, the second bytes of any format, as bits: ordinary words are rejected early.
const BEGINNINGS: [u128; 128] = beginnings();

#[allow(clippy::indexing_slicing, reason = "the compiler computes it, and would refuse to")]
const fn beginnings() -> [u128; 128] {
    let mut found = [0; 128];
    // PEM, PEM and JSON in base64, URLs, and formats with their marker in the middle.
    let others = [*b"--", *b"LS", *b"ey", *b"ht", *b":A", *b".a", *b"Q~"];
    let mut at = 0;
    while at < others.len() {
        found[others[at][0] as usize] |= 1 << others[at][1];
        at += 1;
    }
    let mut at = 0;
    while at < FORMATS.len() {
        let prefix = FORMATS[at].prefix.as_bytes();
        found[prefix[0] as usize] |= 1 << prefix[1];
        at += 1;
    }
    found
}

/// Whether any format begins with these two bytes.
fn may_begin(byte: u8, next: u8) -> bool {
    let seconds = BEGINNINGS.get(usize::from(byte)).copied().unwrap_or_default();
    seconds.checked_shr(next.into()).is_some_and(|rest| rest & 1 == 1)
}

/// The known secret that begins at exactly this byte.
fn known_at(text: &str, at: usize) -> Option<Known> {
    let rest = text.get(at..)?;
    let byte = *rest.as_bytes().first()?;
    let before = at.checked_sub(1).and_then(|before| text.as_bytes().get(before)).copied();
    // A short prefix within base64, a host name or a path is a coincidence.
    let embedded = matches!(before, Some(b'/' | b'+' | b'.' | b'-'));
    match byte {
        b'-' if rest.starts_with("-----BEGIN ") => private_key(text, at),
        b'L' if !embedded && rest.starts_with("LS0tLS1CRUdJTi") => encoded_private_key(rest, at),
        b'e' if !embedded && rest.starts_with("eyJ") => web_token(rest, at),
        b'h' if rest.starts_with("https://") => webhooks::webhook(rest, at),
        b':' => telegram(text, at),
        b'.' if rest.starts_with(".atlasv1.") => terraform(text, at),
        b'Q' if rest.starts_with("Q~") => entra(text, at),
        b'Q' if follows_word(text.as_bytes(), at) => None,
        _ => prefixed(rest, at, byte, embedded),
    }
}

fn prefixed(rest: &str, at: usize, byte: u8, embedded: bool) -> Option<Known> {
    FORMATS
        .iter()
        .filter(|format| format.prefix.as_bytes().first() == Some(&byte))
        .filter(|format| !embedded || format.prefix.len() > 4)
        .find_map(|format| matches(format, rest, at))
}

fn matches(format: &Format, rest: &str, at: usize) -> Option<Known> {
    let tail = rest.strip_prefix(format.prefix)?;
    let bytes = tail.bytes().take(format.longest + 1);
    let length = bytes.take_while(|byte| format.alphabet.contains(*byte)).count();
    let follows = tail.as_bytes().get(length).is_some_and(u8::is_ascii_alphanumeric);
    if follows || !(format.shortest..=format.longest).contains(&length) {
        return None;
    }
    let body = tail.get(..length)?;
    let is_proven = match format.proof {
        Proof::Nothing | Proof::Doubtful => true,
        Proof::Checksum => is_checked(body),
        Proof::Cased => {
            body.bytes().any(|byte| byte.is_ascii_lowercase())
                && body.bytes().any(|byte| byte.is_ascii_uppercase())
        }
        Proof::OpenAi => body.get(20..28) == Some("T3BlbkFJ"),
        Proof::Mixed => {
            body.bytes().any(|byte| byte.is_ascii_digit())
                && body.bytes().any(|byte| byte.is_ascii_uppercase())
        }
    };
    is_proven.then(|| Known {
        name: format.name,
        range: at..at + format.prefix.len() + length,
        doubtful: format.proof == Proof::Doubtful,
    })
}

/// The number of bytes of an alphabet before a position, up to a maximum.
fn before(text: &str, at: usize, alphabet: Alphabet, longest: usize) -> usize {
    let head = text.as_bytes().get(..at).unwrap_or_default();
    head.iter().rev().take(longest + 1).take_while(|byte| alphabet.contains(**byte)).count()
}

/// The number of bytes of an alphabet from a position on, up to a maximum.
fn after(text: &str, at: usize, alphabet: Alphabet, longest: usize) -> usize {
    let tail = text.as_bytes().get(at..).unwrap_or_default();
    tail.iter().take(longest + 1).take_while(|byte| alphabet.contains(**byte)).count()
}

/// A Telegram bot token: a number, and 35 characters that begin with `AA`.
fn telegram(text: &str, at: usize) -> Option<Known> {
    let head = text.get(..at)?;
    let digits = head.bytes().rev().take(12).take_while(u8::is_ascii_digit).count();
    let length = after(text, at + 1, Alphabet::Url, 36);
    let is_token = (8..=10).contains(&digits)
        && length == 35
        && text.get(at + 1..at + 3) == Some("AA")
        && !head.get(..at - digits)?.ends_with(|letter: char| letter.is_ascii_digit());
    is_token.then(|| Known {
        name: "Telegram bot token",
        range: at - digits..at + 1 + length,
        doubtful: false,
    })
}

/// A Terraform Cloud token: 14 characters, the marker, and 67 more.
fn terraform(text: &str, at: usize) -> Option<Known> {
    const MARK: usize = ".atlasv1.".len();
    let head = before(text, at, Alphabet::Letters, 14);
    let length = after(text, at + MARK, Alphabet::Url, 70);
    let is_token = head == 14 && (60..=70).contains(&length);
    is_token.then(|| Known {
        name: "Terraform Cloud token",
        range: at - head..at + MARK + length,
        doubtful: false,
    })
}

/// A client secret of Microsoft Entra ID: three characters, a digit, `Q~`, and 31 to 34 more.
fn entra(text: &str, at: usize) -> Option<Known> {
    let is_of = |byte: u8| Alphabet::Dotted.contains(byte) || byte == b'~';
    let head = text.as_bytes().get(at.checked_sub(4)?..at)?;
    let tail = text.as_bytes().get(at + 2..)?;
    let length = tail.iter().take(36).take_while(|byte| is_of(**byte)).count();
    let goes_before = at.checked_sub(5).and_then(|before| text.as_bytes().get(before));
    let is_secret = !goes_before.is_some_and(u8::is_ascii_alphanumeric)
        && head.iter().all(|byte| is_of(*byte))
        && head.last().is_some_and(u8::is_ascii_digit)
        && (31..=34).contains(&length);
    is_secret.then(|| Known {
        name: "Microsoft Entra ID client secret",
        range: at - 4..at + 2 + length,
        doubtful: false,
    })
}

/// Whether the last six characters are the CRC-32 of the others, in base 62.
fn is_checked(body: &str) -> bool {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => u64::from(byte - b'0'),
        b'A'..=b'Z' => u64::from(byte - b'A') + 10,
        b'a'..=b'z' => u64::from(byte - b'a') + 36,
        _ => 0,
    };
    body.split_at_checked(body.len().saturating_sub(6)).is_some_and(|(text, checksum)| {
        let stated = checksum.bytes().fold(0_u64, |sum, byte| sum * 62 + digit(byte));
        stated == u64::from(crc32(text.as_bytes()))
    })
}

/// CRC-32 as in zip and PNG, bit by bit: it runs on thirty bytes of a likely token.
fn crc32(bytes: &[u8]) -> u32 {
    let folded = bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 * (sum & 1)))
    });
    !folded
}

/// A PEM block whose label says private key and whose body is base64.
fn private_key(text: &str, at: usize) -> Option<Known> {
    let rest = text.get(at..)?;
    // Base64 has no dashes: the first ones after the label begin the footer.
    let label_end = 11 + rest.get(11..)?.find("-----")?;
    let label = rest.get(11..label_end)?;
    if label.len() > 40 || !label.contains("PRIVATE KEY") {
        return None;
    }
    let body_start = label_end + 5;
    let body_length = rest.get(body_start..)?.find("-----").unwrap_or(rest.len() - body_start);
    let body = rest.get(body_start..body_start + body_length)?;
    // JSON and env files write line ends as `\n`; encrypted keys begin with two header lines.
    let lines = body.split('\n').flat_map(|line| line.split("\\n")).flat_map(str::split_whitespace);
    let base64 = |line: &&str| !line.contains(':') && line.bytes().all(is_base64);
    let length: usize = lines.filter(base64).map(str::len).sum();
    let end = at + body_start + body_length;
    let footer = text.get(end..)?.get(8..).and_then(|footer| footer.find("-----"));
    let name = if text.contains("\"service_account\"") {
        "Google service account key"
    } else {
        "private key"
    };
    let range = at..footer.map_or(end, |footer| end + 8 + footer + 5);
    (length >= 64).then_some(Known { name, range, doubtful: false })
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

/// A PEM block in base64, as kubeconfig files have it.
fn encoded_private_key(rest: &str, at: usize) -> Option<Known> {
    let length = rest.bytes().take_while(|byte| is_base64(*byte)).count();
    let decoded = STANDARD.decode(rest.get(..length)?).ok()?;
    let inner = private_key(std::str::from_utf8(&decoded).ok()?, 0)?;
    Some(Known { name: inner.name, range: at..at + length, doubtful: false })
}

/// A JSON Web Token: three parts, of which the first two decode to JSON objects.
fn web_token(rest: &str, at: usize) -> Option<Known> {
    let length = rest.bytes().take_while(|byte| Alphabet::Dotted.contains(*byte)).count();
    let mut parts = rest.get(..length)?.split('.');
    let (header, payload, signature) = (parts.next()?, parts.next()?, parts.next()?);
    if signature.len() < 16 || parts.next().is_some() {
        return None;
    }
    json(header)?.get("alg")?;
    // The anonymous key of a Supabase project is public.
    let anonymous = json(payload)?.get("role").is_some_and(|role| role == "anon");
    (!anonymous).then_some(Known {
        name: "JSON Web Token",
        range: at..at + length,
        doubtful: false,
    })
}

fn json(part: &str) -> Option<serde_json::Map<String, serde_json::Value>> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

/// `user:password` in base64: the user's name and the password.
pub(super) fn basic(text: &str) -> Option<(String, String)> {
    let decoded = STANDARD_NO_PAD.decode(text.trim_end_matches('=')).ok()?;
    let plain = String::from_utf8(decoded).ok()?;
    let (user, password) = plain.split_once(':')?;
    let printable = !plain.chars().any(char::is_control) && !user.is_empty();
    (printable && !password.is_empty()).then(|| (user.to_owned(), password.to_owned()))
}

/// A text with percent-encoding decoded.
pub(super) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    while let [first, after @ ..] = rest {
        let escaped = match (first, after) {
            (b'%', [high, low, ..]) => digit(*high).zip(digit(*low)),
            _ => None,
        };
        bytes.push(escaped.map_or(*first, |(high, low)| high * 16 + low));
        rest = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether a known format contains only one repeated character or the word "example".
pub(super) fn is_sample(token: &str) -> bool {
    let bytes = token.as_bytes();
    let tail = bytes.get(bytes.len().saturating_sub(12)..).unwrap_or_default();
    let first = tail.first().copied().unwrap_or_default();
    tail.iter().all(|byte| *byte == first) || token.to_ascii_lowercase().contains("example")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_published_one() {
        assert!(is_checked("zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"));
        assert!(!is_checked("zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18"));
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn a_private_key_begins_where_it_says_so() {
        let body = "MIGHAgEAMBMGByqG".repeat(5);
        let key = format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----");
        assert_eq!(find(&key, 0).map(|known| known.range), Some(0..key.len()));
        assert!(find(&key.replace("BEGIN", "AFTER"), 0).is_none());
    }

    #[test]
    fn every_format_passes_the_first_look() {
        for format in FORMATS {
            assert!(format.prefix.len() + format.shortest >= SHORTEST, "{}", format.prefix);
            assert!(format.shortest <= format.longest, "{}", format.prefix);
            let mut bytes = format.prefix.bytes();
            let first = bytes.next().zip(bytes.next());
            assert!(first.is_some_and(|(byte, next)| may_begin(byte, next)), "{}", format.prefix);
        }
    }
}
